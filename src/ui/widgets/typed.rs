//! Fields for dates, amounts, numbers and shares: typed freely, read by `words::parse`.

use super::TextField;
use crate::model::{Currency, Date, Decimal, Money, Percent};
use crate::words::{Lang, format, parse};
use leptos::prelude::*;

/// A text field whose text is read; a text that cannot be read stays, with `unread` beside it.
fn typed(
    label: Signal<String>,
    shown: Signal<String>,
    unread: Signal<String>,
    why_not: Signal<Option<String>>,
    help: Signal<String>,
    unit: Signal<String>,
    take: Callback<String, bool>,
) -> AnyView {
    let failed = RwSignal::new(false);
    let reason = Signal::derive(move || {
        if failed.get() {
            Some(unread.get())
        } else {
            why_not.get()
        }
    });
    let on_commit = move |text: String| failed.set(!take.run(text));
    view! { <TextField label value=shown on_commit why_not=reason help unit /> }.into_any()
}

/// A date: `16 oct`, `+2w`, `fri`, `2026-10-16`; empty for none.
#[component]
pub fn DateField(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The language of dates.
    #[prop(into)]
    lang: Signal<Lang>,
    /// The committed date.
    #[prop(into)]
    value: Signal<Option<Date>>,
    /// The status date, from which words such as `today` count.
    #[prop(into)]
    today: Signal<Date>,
    /// Called with the new date, or nothing when it was emptied.
    #[prop(into)]
    on_commit: Callback<Option<Date>>,
    /// What to say when a text is no date.
    #[prop(into)]
    unread: Signal<String>,
    /// Why the last date was not taken, in words.
    #[prop(into, optional)]
    why_not: Signal<Option<String>>,
    /// A line of help below.
    #[prop(into, optional)]
    help: Signal<String>,
) -> impl IntoView {
    let shown = Signal::derive(move || {
        value
            .get()
            .map_or_else(String::new, |d| format::date(lang.get(), d))
    });
    let take = Callback::new(move |text: String| {
        if text.trim().is_empty() {
            on_commit.run(None);
            return true;
        }
        let day = parse::date(&text, today.get_untracked(), value.get_untracked());
        day.inspect(|day| on_commit.run(Some(*day))).is_some()
    });
    typed(label, shown, unread, why_not, help, Signal::default(), take)
}

/// An amount: `4.1m`, `450k`, `=3900*1.05`; empty for none.
#[component]
pub fn MoneyField(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The language of numbers.
    #[prop(into)]
    lang: Signal<Lang>,
    /// The currency of the field.
    #[prop(into)]
    currency: Signal<Currency>,
    /// The committed amount.
    #[prop(into)]
    value: Signal<Option<Money>>,
    /// Called with the new amount, or nothing when it was emptied.
    #[prop(into)]
    on_commit: Callback<Option<Money>>,
    /// What to say when a text is no amount.
    #[prop(into)]
    unread: Signal<String>,
    /// Why the last amount was not taken, in words.
    #[prop(into, optional)]
    why_not: Signal<Option<String>>,
    /// A line of help below.
    #[prop(into, optional)]
    help: Signal<String>,
) -> impl IntoView {
    let shown = Signal::derive(move || {
        value
            .get()
            .map_or_else(String::new, |m| format::money_full(lang.get(), m))
    });
    let take = Callback::new(move |text: String| {
        if text.trim().is_empty() {
            on_commit.run(None);
            return true;
        }
        let amount = parse::money(lang.get_untracked(), &text, currency.get_untracked());
        amount
            .inspect(|amount| on_commit.run(Some(*amount)))
            .is_some()
    });
    let unit = Signal::derive(move || currency.get().code().to_owned());
    typed(label, shown, unread, why_not, help, unit, take)
}

/// A plain number, such as a score or full-time equivalents; empty for none.
#[component]
pub fn NumberField(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The language of numbers.
    #[prop(into)]
    lang: Signal<Lang>,
    /// The committed number.
    #[prop(into)]
    value: Signal<Option<Decimal>>,
    /// Called with the new number, or nothing when it was emptied.
    #[prop(into)]
    on_commit: Callback<Option<Decimal>>,
    /// What to say when a text is no number.
    #[prop(into)]
    unread: Signal<String>,
    /// Why the last number was not taken, in words.
    #[prop(into, optional)]
    why_not: Signal<Option<String>>,
    /// The unit inside, at the right.
    #[prop(into, optional)]
    unit: Signal<String>,
) -> impl IntoView {
    let shown = Signal::derive(move || {
        value
            .get()
            .map_or_else(String::new, |n| format::decimal(lang.get(), n))
    });
    let take = Callback::new(move |text: String| {
        if text.trim().is_empty() {
            on_commit.run(None);
            return true;
        }
        let number = parse::decimal(lang.get_untracked(), &text);
        number
            .inspect(|number| on_commit.run(Some(*number)))
            .is_some()
    });
    typed(label, shown, unread, why_not, Signal::default(), unit, take)
}

/// A share, with or without the sign typed; empty for none.
#[component]
pub fn PercentField(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The language of numbers.
    #[prop(into)]
    lang: Signal<Lang>,
    /// The committed share.
    #[prop(into)]
    value: Signal<Option<Percent>>,
    /// Called with the new share, or nothing when it was emptied.
    #[prop(into)]
    on_commit: Callback<Option<Percent>>,
    /// What to say when a text is no share.
    #[prop(into)]
    unread: Signal<String>,
    /// Why the last share was not taken, in words.
    #[prop(into, optional)]
    why_not: Signal<Option<String>>,
) -> impl IntoView {
    let shown = Signal::derive(move || {
        value
            .get()
            .map_or_else(String::new, |p| format::percent(lang.get(), p))
    });
    let take = Callback::new(move |text: String| {
        if text.trim().is_empty() {
            on_commit.run(None);
            return true;
        }
        let share = parse::percent(lang.get_untracked(), &text);
        share.inspect(|share| on_commit.run(Some(*share))).is_some()
    });
    typed(
        label,
        shown,
        unread,
        why_not,
        Signal::default(),
        Signal::default(),
        take,
    )
}
