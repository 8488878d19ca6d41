//! Quality of the schedule: fourteen checks under their practices, who offends, and what would put it right.

use super::before::BeforeDialog;
use super::doing;
use crate::analysis::quality::{
    Check, Limit, Offence, Outcome, Practice, Quality, Repair, Verdict, assess,
};
use crate::edit::{Command, Deed, link_tasks};
use crate::model::*;
use crate::session::plan::kept;
use crate::session::{Session, use_session};
use crate::ui::said;
use crate::ui::widgets::Button;
use crate::words::{Lang, Quality as Words, field_label, format, record_name};
use leptos::prelude::*;
use std::sync::Arc;

const fn check_name(check: Check) -> Words {
    match check {
        Check::Logic => Words::Logic,
        Check::Leads => Words::Leads,
        Check::Lags => Words::Lags,
        Check::LinkTypes => Words::LinkTypes,
        Check::HardConstraints => Words::HardConstraints,
        Check::HighFloat => Words::HighFloat,
        Check::NegativeFloat => Words::NegativeFloat,
        Check::HighDuration => Words::HighDuration,
        Check::InvalidDates => Words::InvalidDates,
        Check::Resources => Words::Resources,
        Check::MissedTasks => Words::MissedTasks,
        Check::CriticalPath => Words::CriticalPath,
        Check::CriticalPathLength => Words::CriticalPathLength,
        Check::BaselineExecution => Words::BaselineExecution,
    }
}

const fn practice_name(practice: Practice) -> Words {
    match practice {
        Practice::Capture => Words::Capture,
        Practice::Sequence => Words::Sequence,
        Practice::Resources => Words::Assign,
        Practice::Durations => Words::Durations,
        Practice::Traceability => Words::Traceability,
        Practice::CriticalPath => Words::ValidPath,
        Practice::Float => Words::Float,
        Practice::RiskAnalysis => Words::RiskAnalysis,
        Practice::Update => Words::Update,
        Practice::Baseline => Words::Baseline,
    }
}

/// A share as percent, an index as a number with two places.
fn measure(check: Check, share: Percent, lang: Lang) -> String {
    match check.is_index() {
        true => format::scaled(lang, i64::from(share.0), 4, 2, false),
        false => format::percent(lang, share),
    }
}

fn limit(check: Check, lang: Lang) -> String {
    match check.limit() {
        Limit::AtMost(share) => Words::AtMost.fill(lang, &[&measure(check, share, lang)]),
        Limit::AtLeast(share) => Words::AtLeast.fill(lang, &[&measure(check, share, lang)]),
    }
}

/// What a repair would do, in words.
fn told(session: Session, repair: &Repair, lang: Lang) -> Vec<String> {
    session.workspace().with_untracked(|w| {
        let name = |id: Id<Task>| record_name(w, Kind::Task, id.raw(), lang).to_string();
        match repair {
            Repair::Tie { giver, taker } => {
                vec![Words::RepairTie.fill(lang, &[&name(*giver), &name(*taker)])]
            }
            Repair::Set(changes) => changes
                .iter()
                .map(|change| {
                    let whose = record_name(w, change.kind, change.id, lang);
                    let field = format!("{whose}, {}", field_label(change.kind, change.key, lang));
                    match &change.value {
                        Some(value) => {
                            let spec = change.kind.field(change.key);
                            let text = spec.map_or(String::new(), |spec| {
                                crate::table::value_text(w, change.kind, spec.key, value, lang)
                            });
                            Words::RepairSet.fill(lang, &[&field, &text])
                        }
                        None => Words::RepairEmpty.fill(lang, &[&field]),
                    }
                })
                .collect(),
        }
    })
}

/// The commands of some repairs; what cannot be done any more is left out.
fn commands(session: Session, repairs: &[Repair]) -> Vec<Command> {
    let one = |repair: &Repair| match repair {
        Repair::Tie { giver, taker } => {
            let id = session.fresh_id();
            let planned = session
                .workspace()
                .with_untracked(|w| link_tasks(w, *giver, *taker, LinkType::FinishStart, None, id));
            planned.into_iter().collect::<Vec<_>>()
        }
        Repair::Set(changes) => changes
            .iter()
            .map(|change| Command::Set {
                kind: change.kind,
                id: change.id,
                key: change.key.into(),
                value: change.value.clone(),
            })
            .collect(),
    };
    repairs.iter().flat_map(one).collect()
}

/// The view.
#[component]
pub(super) fn QualityView(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let quality = Memo::new_with_compare(
        move |_| {
            let today = session.today().get();
            session.workspace().with(|w| {
                kept(|kept| {
                    let (plan, schedule) = kept.schedule(w, today);
                    Arc::new(assess(w, plan, schedule, Some(id), today))
                })
            })
        },
        |_, _| true,
    );
    let asked: RwSignal<Vec<Repair>> = RwSignal::new(Vec::new());
    let notes = move || {
        let lang = lang.get();
        quality.with(|q| {
            let mut notes = vec![Words::Counted.fill(lang, &[&q.tasks.to_string()])];
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
            .filter_map(|practice| section(session, &quality, practice, asked, lang))
            .collect_view()
    };
    view! {
        <div class="mods plan-quality">
            <section class="mod">{notes}</section>
            {sections}
        </div>
        <RepairDialog asked />
    }
    .into_any()
}

fn section(
    session: Session,
    quality: &Quality,
    practice: Practice,
    asked: RwSignal<Vec<Repair>>,
    lang: Lang,
) -> Option<AnyView> {
    let mine: Vec<&Outcome> = quality
        .outcomes
        .iter()
        .filter(|outcome| outcome.check.practice() == practice)
        .collect();
    (!mine.is_empty()).then(|| {
        let lines = mine
            .into_iter()
            .map(|outcome| check(session, outcome, asked, lang))
            .collect_view();
        view! {
            <section class="mod">
                <header class="mod-head"><h2>{practice_name(practice).text(lang)}</h2></header>
                {lines}
            </section>
        }
        .into_any()
    })
}

/// One check: how it came out, and the list of who offends behind it.
fn check(session: Session, outcome: &Outcome, asked: RwSignal<Vec<Repair>>, lang: Lang) -> AnyView {
    let kind = outcome.check;
    let (verdict, state) = match outcome.verdict {
        Verdict::Pass => (Words::Pass, "pass"),
        Verdict::Fail => (Words::Fail, "fail"),
        Verdict::Nothing => (Words::Nothing, "none"),
    };
    let result = outcome
        .share
        .map_or(String::new(), |share| measure(kind, share, lang));
    let of = Words::OutOf.fill(lang, &[&outcome.count.to_string(), &outcome.of.to_string()]);
    let head = view! {
        <span class="plan-verdict" data-state=state>{verdict.text(lang)}</span>
        <b>{check_name(kind).text(lang)}</b>
        <span class="num">{result}</span>
        <span class="mut">{of}</span>
        <span class="mut">{limit(kind, lang)}</span>
    };
    if outcome.offences.is_empty() {
        return view! { <div class="plan-check">{head}</div> }.into_any();
    }
    let repairs: Vec<Repair> = outcome
        .offences
        .iter()
        .filter_map(|one| one.repair.clone())
        .collect();
    let count = repairs.len();
    let all = (count > 1).then(|| {
        let label = Signal::stored(Words::RepairAll.fill(lang, &[&count.to_string()]));
        view! { <Button label on_press=Callback::new(move |()| asked.set(repairs.clone())) /> }
    });
    let lines = outcome
        .offences
        .iter()
        .map(|one| offence(session, one, asked, lang))
        .collect_view();
    let sum = Words::List.fill(lang, &[&outcome.offences.len().to_string()]);
    view! {
        <details class="plan-check-box">
            <summary class="plan-check">{head}<span class="link">{sum}</span></summary>
            <ul class="plan-offences">{lines}</ul>
            {all}
        </details>
    }
    .into_any()
}

fn offence(session: Session, one: &Offence, asked: RwSignal<Vec<Repair>>, lang: Lang) -> AnyView {
    let name = session.workspace().with_untracked(|w| {
        let name = |id: Id<Task>| record_name(w, Kind::Task, id.raw(), lang).to_string();
        let giver = one.link.and_then(|id| w.links.get(&id)?.giver_task);
        match giver {
            Some(giver) => format!("{} → {}", name(giver), name(one.task)),
            None => name(one.task),
        }
    });
    let days = one
        .days
        .map(|days| Words::Days.fill(lang, &[&format::whole(lang, days)]));
    let task = one.task;
    let repair = one.repair.clone().map(|repair| {
        let preview = told(session, &repair, lang).join("; ");
        view! {
            <button type="button" class="link" title=preview on:click=move |_| asked.set(vec![repair.clone()])>{Words::Repair.text(lang)}</button>
        }
    });
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| session.open_record(Kind::Task, task.raw())>{name}</button>
            <span class="mut">{days}</span>
            {repair}
        </li>
    }
    .into_any()
}

/// What a repair changes, before it is done.
#[component]
fn RepairDialog(asked: RwSignal<Vec<Repair>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let open = Signal::derive(move || asked.with(|all| !all.is_empty()));
    let close = move |()| asked.set(Vec::new());
    let told = move || {
        let sentences = |repair: &Repair| told(session, repair, lang.get());
        asked.get().iter().flat_map(sentences).collect::<Vec<_>>()
    };
    let apply = move |()| {
        let commands = asked.with_untracked(|all| commands(session, all));
        asked.set(Vec::new());
        if !commands.is_empty() {
            session.act(&doing::following(session, Deed::Set, commands));
        }
    };
    view! {
        <BeforeDialog open title=said(lang, Words::RepairTitle) told=Signal::derive(told) close apply />
    }
    .into_any()
}
