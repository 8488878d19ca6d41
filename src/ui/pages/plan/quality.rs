//! Quality of the schedule: fourteen checks under their practices, who offends, and what would put it right.

mod list;
mod named;
mod repairing;

use crate::analysis::quality::{Check, Outcome, Practice, Quality, Repair, Verdict, assess};
use crate::model::*;
use crate::session::plan::kept;
use crate::session::{Session, use_session};
use crate::ui::widgets::Button;
use crate::words::{Lang, Quality as Words, format};
use leptos::prelude::*;
use list::offences;
use named::{check_name, limit, measure, practice_name};
use repairing::RepairDialog;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the parts of the view share.
#[derive(Clone, Copy)]
struct Shown {
    session: Session,
    /// Offences stand under their projects.
    is_portfolio: bool,
    /// Repairs that wait for a yes.
    asked: RwSignal<Vec<Repair>>,
    /// The checks whose lists are open: they stay so when a repair makes other lists.
    opened: RwSignal<BTreeSet<Check>>,
}

/// The view, of a project or of the projects of the scope.
#[component]
pub(super) fn QualityView(project: Option<Id<Project>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let part = super::part_of(session, project);
    let quality = Memo::new_with_compare(
        move |_| {
            let (today, part) = (session.today().get(), part.get());
            session.workspace().with(|w| {
                kept(|kept| {
                    let (plan, schedule) = kept.schedule(w, today);
                    Arc::new(assess(w, plan, schedule, part, today))
                })
            })
        },
        |_, _| true,
    );
    let shown = Shown {
        session,
        is_portfolio: project.is_none(),
        asked: RwSignal::new(Vec::new()),
        opened: RwSignal::new(BTreeSet::new()),
    };
    let notes = move || {
        let lang = lang.get();
        quality.with(|q| {
            let mut notes = vec![Words::Counted.fill(lang, &[&format::count(lang, q.tasks)])];
            if q.is_small {
                notes.push(Words::Small.text(lang).to_owned());
            }
            if q.has_no_baseline {
                notes.push(Words::NoBaseline.text(lang).to_owned());
            }
            notes.push(Words::Source.text(lang).to_owned());
            notes
                .into_iter()
                .map(|note| view! { <p class="sec">{note}</p> })
                .collect_view()
        })
    };
    let sections = move || {
        let (lang, quality) = (lang.get(), quality.get());
        Practice::ALL
            .into_iter()
            .filter_map(|practice| section(shown, &quality, practice, lang))
            .collect_view()
    };
    view! {
        <div class="mods plan-quality">
            <section class="mod">{notes}</section>
            {sections}
        </div>
        <RepairDialog shown />
    }
    .into_any()
}

fn section(
    shown: Shown,
    quality: &Arc<Quality>,
    practice: Practice,
    lang: Lang,
) -> Option<AnyView> {
    let all = quality.outcomes.iter().enumerate();
    let mine: Vec<_> = all
        .filter(|(_, outcome)| outcome.check.practice() == practice)
        .map(|(place, outcome)| check(shown, quality, place, outcome, lang))
        .collect();
    (!mine.is_empty()).then(|| {
        view! {
            <section class="mod">
                <header class="mod-head"><h2>{practice_name(practice).text(lang)}</h2></header>
                {mine}
            </section>
        }
        .into_any()
    })
}

/// The repairs of some offences.
fn repairs(outcome: &Outcome, places: impl IntoIterator<Item = usize>) -> Vec<Repair> {
    let repair = |place: usize| outcome.offences.get(place)?.repair.clone();
    places.into_iter().filter_map(repair).collect()
}

/// One check: how it came out, and the list of who offends behind it.
fn check(
    shown: Shown,
    quality: &Arc<Quality>,
    place: usize,
    outcome: &Outcome,
    lang: Lang,
) -> AnyView {
    let kind = outcome.check;
    let (verdict, state) = match outcome.verdict {
        Verdict::Pass => (Words::Pass, "pass"),
        Verdict::Fail => (Words::Fail, "fail"),
        Verdict::Nothing => (Words::Nothing, "none"),
    };
    let result = outcome
        .share
        .map_or(String::new(), |share| measure(kind, share, lang));
    let number = |n: i64| format::whole(lang, n);
    let of = Words::OutOf.fill(lang, &[&number(outcome.count), &number(outcome.of)]);
    let head = view! {
        <span class="plan-verdict" data-state=state>{verdict.text(lang)}</span>
        <b>{check_name(kind).text(lang)}</b>
        <span class="num">{result}</span>
        <span class="mut">{of}</span>
        <span class="mut">{limit(kind, lang)}</span>
    };
    let all = outcome.offences.len();
    if all == 0 {
        return view! { <div class="plan-check">{head}</div> }.into_any();
    }
    let count = outcome.offences.iter().filter(|one| one.repair.is_some());
    let count = count.count();
    let of_check = Arc::clone(quality);
    let repair_all = move |()| {
        if let Some(outcome) = of_check.outcomes.get(place) {
            shown.asked.set(repairs(outcome, 0..outcome.offences.len()));
        }
    };
    let repair_all = (count > 1).then(|| {
        let label = Signal::stored(Words::RepairAll.fill(lang, &[&format::count(lang, count)]));
        view! { <Button label on_press=Callback::new(repair_all) /> }
    });
    let quality = Arc::clone(quality);
    let is_open = Memo::new(move |_| shown.opened.with(|opened| opened.contains(&kind)));
    let list = move || {
        is_open
            .get()
            .then(|| offences(shown, &quality, place, lang))
    };
    let turned = move |event: leptos::ev::Event| {
        let is_open = event_target::<web_sys::Element>(&event).has_attribute("open");
        shown.opened.update(|opened| {
            if is_open {
                opened.insert(kind);
            } else {
                opened.remove(&kind);
            }
        });
    };
    let sum = Words::List.fill(lang, &[&format::count(lang, all)]);
    view! {
        <details class="plan-check-box" open=is_open.get_untracked() on:toggle=turned>
            <summary class="plan-check">{head}<span class="link">{sum}</span></summary>
            {list}
            {repair_all}
        </details>
    }
    .into_any()
}
