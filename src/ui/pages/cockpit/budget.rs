//! The money over time.

use super::Look;
use crate::analysis::outlook::first_month_over;
use crate::analysis::{Rollup, Scope};
use crate::model::*;
use crate::session::use_session;
use crate::ui::parts::MoneyCurve;
use crate::words::{Cockpit as Words, format};
use leptos::prelude::*;

/// The panel.
#[component]
pub fn BudgetPanel(
    /// What is looked at.
    look: Look,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let rollup = Memo::new(move |_| look.answers.with(|a| a.portfolio.clone()));
    let currency = Memo::new(move |_| session.workspace().with(Workspace::currency));
    let sentence = move || {
        let lang = lang.get();
        let passes = rollup.with(|r| first_month_over(&r.months, session.today().get()));
        passes.map(|month| Words::Passes.fill(lang, &[&format::month_year(lang, month)]))
    };
    let envelope = move || {
        let lang = lang.get();
        // It is set aside for the whole portfolio.
        let whole = look.scope.get() == Scope::All;
        let envelope = session
            .portfolio()
            .with(|p| p.as_ref().and_then(|p| p.envelope))
            .filter(|_| whole)?;
        let allocated = rollup.with(|r: &Rollup| r.sums.map(|s| s.revised))?;
        let money = |minor| format::money(lang, Money::new(minor, envelope.currency));
        let free = envelope.minor.saturating_sub(allocated);
        Some(Words::EnvelopeText.fill(
            lang,
            &[&money(allocated), &money(envelope.minor), &money(free)],
        ))
    };
    let has_money = Memo::new(move |_| rollup.with(|r| r.sums.is_some()));
    view! {
        <section class="mod">
            <header class="mod-head">
                <h2>{move || Words::Budget.text(lang.get())}</h2>
                <span class="mod-hint">{move || Words::BudgetHint.text(lang.get())}</span>
            </header>
            <Show when=move || has_money.get() fallback=move || view! { <p class="sec">{move || Words::NoBudget.text(lang.get())}</p> }>
                <MoneyCurve
                    months=Signal::derive(move || rollup.with(|r| r.months.clone()))
                    sums=Signal::derive(move || rollup.with(|r| r.sums.unwrap_or_default()))
                    currency=currency
                    today=session.today()
                    lang
                    size=(420, 268)
                />
                <p class="sec fs12">{sentence}</p>
                <p class="mut fs11">{envelope}</p>
            </Show>
        </section>
    }
    .into_any()
}
