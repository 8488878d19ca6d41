//! What needs a decision first.

use super::Look;
use crate::analysis::attention::{Attention, Reason, list};
use crate::model::*;
use crate::session::{Page, Route, Session, use_session};
use crate::ui::parts::RagMark;
use crate::words::{Cockpit as Words, Lang, format, lower, rag_label};
use leptos::prelude::*;

/// How many are shown.
const SHOWN: usize = 6;

/// The sentences that say why a project is on the list.
fn sentences(session: Session, item: &Attention, lang: Lang) -> String {
    let answers = session.answers().with(|a| a.project(item.project).cloned());
    let Some(answers) = answers else {
        return String::new();
    };
    let low = |rag: Rag| lower(rag_label(rag, lang));
    let overall = &answers.status.overall;
    let say = |reason: &Reason| match reason {
        Reason::Red => {
            (overall.declared == overall.computed).then(|| Words::ReasonRed.text(lang).to_owned())
        }
        Reason::WorseThanDeclared => overall
            .declared
            .zip(overall.computed)
            .map(|(d, c)| Words::ReasonWorse.fill(lang, &[&low(d), &low(c)])),
        Reason::Overrun => answers
            .money
            .sums
            .and_then(|s| s.overrun_share())
            .map(|share| {
                let limit = answers
                    .status
                    .axis(Axis::Cost)
                    .and_then(|a| a.why.as_ref())
                    .map(|w| w.limits.green_share)
                    .unwrap_or_default();
                Words::ReasonOverrun.fill(
                    lang,
                    &[
                        &format::percent_signed(lang, share),
                        &format::percent(lang, limit),
                    ],
                )
            }),
        Reason::Slip => answers
            .slip
            .calendar_days
            .map(|d| Words::ReasonSlip.fill(lang, &[&format::days_signed(lang, d)])),
        Reason::CommittedLate(task, days) => session.workspace().with(|w| {
            let name = &w.tasks.get(&Id::new(*task))?.name;
            let days = format::whole(lang, *days);
            Some(Words::ReasonCommitted.fill(lang, &[name, &days]))
        }),
        Reason::HoldsUp(n) => Some(Words::ReasonHoldsUp.fill(lang, &[&n.to_string()])),
        Reason::NotReported(days) => {
            days.map(|d| Words::ReasonStale.fill(lang, &[&format::whole(lang, d)]))
        }
    };
    item.reasons
        .iter()
        .filter_map(say)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The list.
#[component]
pub fn AttentionList(
    /// What is looked at.
    look: Look,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let all = Memo::new(move |_| look.answers.with(list));
    let hint = move || {
        let total = all.with(Vec::len);
        Words::AttentionHint.fill(
            lang.get(),
            &[&total.min(SHOWN).to_string(), &total.to_string()],
        )
    };
    let row = move |item: Attention| {
        let lang_now = lang.get();
        let record = session
            .workspace()
            .with(|w| w.projects.get(&item.project).cloned())?;
        let rag = session.answers().with(|a| {
            a.project(item.project).map(|p| {
                let overall = &p.status.overall;
                match overall.in_force {
                    Rag::NotAssessed => Rag::NotAssessed,
                    now => crate::analysis::rag::worse(now, overall.computed.unwrap_or(now)),
                }
            })
        })?;
        let unit = record
            .unit
            .and_then(|u| {
                session
                    .workspace()
                    .with(|w| w.units.get(&u).map(|u| u.code.to_string()))
            })
            .unwrap_or_default();
        let why = sentences(session, &item, lang_now);
        let href = session.project_href(record.id, "");
        Some(view! {
            <li class="attention-row">
                <RagMark rag=rag lang />
                <div class="grow">
                    <p class="row tight"><a class="med trunc" href=href>{record.name.to_string()}</a><span class="code">{record.code.to_string()}" "{unit}</span></p>
                    <p class="sec fs12">{why}</p>
                </div>
                <p class="attention-stake num fs12">
                    <span class="med">{item.overrun.map(|m| format::money_signed(lang_now, m))}</span>
                    <span class="mut fs11">{item.slip_days.map(|d| format::days_signed(lang_now, d))}</span>
                </p>
            </li>
        })
    };
    view! {
        <section class="mod">
            <header class="mod-head">
                <h2>{move || Words::Attention.text(lang.get())}</h2>
                <span class="mod-hint">{hint}</span>
                <a class="link mod-end" href=move || look.link(&Route::to(Page::Status).with("only", "attention"))>{move || Words::All.fill(lang.get(), &[&all.with(Vec::len).to_string()])}</a>
            </header>
            <ul>{move || all.get().into_iter().take(SHOWN).map(row).collect_view()}</ul>
            <Show when=move || all.with(Vec::is_empty)><p class="sec">{move || Words::AttentionNone.text(lang.get())}</p></Show>
        </section>
    }
    .into_any()
}
