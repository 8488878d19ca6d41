//! The dialog of recorded and calculated dates, and the one that shows a paste before it is applied.

use super::{View, doing};
use crate::analysis::wbs::Days;
use crate::edit::Deed;
use crate::session::plan::differ::{Difference, differences, take_calculated};
use crate::session::plan::paste::Pasted;
use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, Variant};
use crate::words::{Common, Lang, Plan as Words, format};
use leptos::prelude::*;

/// More lines than this are counted, not shown.
const SHOWN: usize = 100;

/// The tasks of the plan that stand elsewhere than calculated, while they are looked at.
fn found(view: View, open: RwSignal<bool>) -> Memo<Vec<Difference>> {
    Memo::new(move |_| {
        if !open.get() {
            return Vec::new();
        }
        let session = view.session;
        let (facts, today, lang) = (
            view.facts.get(),
            session.today().get(),
            session.lang().get(),
        );
        view.rows.with(|rows| {
            session
                .workspace()
                .with(|w| differences(w, &rows.differing(), &facts, today, lang))
        })
    })
}

fn range(lang: Lang, days: Option<Days>) -> String {
    days.map_or(String::new(), |(first, last)| match first == last {
        true => format::date(lang, first),
        false => format::date_range(lang, first, last),
    })
}

/// The dialog of recorded and calculated dates.
#[component]
pub(super) fn DifferDialog(view: View, open: RwSignal<bool>) -> impl IntoView {
    let found = found(view, open);
    let lang = view.session.lang();
    let take = move |()| {
        let commands = view
            .session
            .workspace()
            .with_untracked(|w| found.with_untracked(|all| take_calculated(w, all)));
        open.set(false);
        doing::act(view, Deed::Move, commands);
    };
    let line = move |one: Difference| {
        let lang = lang.get();
        view! {
            <tr>
                <th scope="row">{one.name}</th>
                <td class="nowrap">{range(lang, one.recorded)}</td>
                <td class="nowrap">{range(lang, Some(one.calculated))}</td>
                <td class="sec">{one.cause}</td>
            </tr>
        }
    };
    let head = move |word: Words| view! { <th scope="col">{said(lang, word)}</th> };
    let more = move || {
        let more = found.with(Vec::len).saturating_sub(SHOWN);
        (more > 0).then(|| Words::More.fill(lang.get(), &[&more.to_string()]))
    };
    view! {
        <Dialog open on_close=Callback::new(move |()| open.set(false)) title=said(lang, Words::DiffersTitle) close_label=said(lang, Common::Close) wide=true>
            <div class="dialog-body">
                <p class="sec">{said(lang, Words::DiffersHint)}</p>
                <div class="plan-list" tabindex="0" role="region" aria-label=said(lang, Words::DiffersTitle)>
                    <table class="table">
                        <thead><tr>{[Words::HeadTask, Words::HeadRecorded, Words::HeadCalculated, Words::HeadCause].map(head).collect_view()}</tr></thead>
                        <tbody>{move || found.get().into_iter().take(SHOWN).map(line).collect_view()}</tbody>
                    </table>
                    <p class="mut">{more}</p>
                </div>
            </div>
            <div class="dialog-foot">
                <Button label=said(lang, Common::Cancel) on_press=Callback::new(move |()| open.set(false)) />
                <Button label=said(lang, Words::TakeCalculated) variant=Variant::Primary on_press=Callback::new(take) />
            </div>
        </Dialog>
    }
    .into_any()
}

/// A paste before it is applied.
#[component]
pub(super) fn PasteDialog(view: View) -> impl IntoView {
    let lang = view.session.lang();
    let pasted: RwSignal<Option<Pasted>> = view.pasted;
    let open = Signal::derive(move || pasted.with(Option::is_some));
    let sum = move || {
        pasted.with(|found| {
            found.as_ref().map(|found| {
                let counts = [found.changed, found.new, found.wrong.len()].map(|n| n.to_string());
                let [changed, new, wrong] = &counts;
                Words::PasteSum.fill(lang.get(), &[changed, new, wrong])
            })
        })
    };
    let wrong = move || {
        let all = pasted.with(|found| found.as_ref().map(|f| f.wrong.clone()).unwrap_or_default());
        all.into_iter()
            .take(SHOWN)
            .map(|one| {
                let text = Words::PasteWrong.fill(
                    lang.get(),
                    &[&one.line.to_string(), &one.column, &one.reason],
                );
                view! { <li>{text}</li> }
            })
            .collect_view()
    };
    let disabled = Signal::derive(move || {
        pasted.with(|found| {
            found
                .as_ref()
                .is_none_or(|f| f.commands.is_empty() || !f.wrong.is_empty())
        })
    });
    let apply = move |()| {
        if let Some(found) = pasted.get_untracked()
            && doing::act(view, Deed::Paste, found.commands)
        {
            pasted.set(None);
        }
    };
    view! {
        <Dialog open on_close=Callback::new(move |()| pasted.set(None)) title=said(lang, Words::PasteTitle) close_label=said(lang, Common::Close)>
            <div class="dialog-body">
                <p role="status">{sum}</p>
                <ul class="pj-findings plan-list" tabindex="0">{wrong}</ul>
            </div>
            <div class="dialog-foot">
                <Button label=said(lang, Common::Cancel) on_press=Callback::new(move |()| pasted.set(None)) />
                <Button label=said(lang, Common::Apply) variant=Variant::Primary disabled on_press=Callback::new(apply) />
            </div>
        </Dialog>
    }
    .into_any()
}
