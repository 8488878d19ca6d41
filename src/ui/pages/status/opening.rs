//! Opening a report round.

use crate::model::{Date, Round, Shared};
use crate::session::{reporting, use_session};
use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, TextField, Variant};
use crate::words::{Common, StatusText, format};
use leptos::prelude::*;

/// Opens a round: name, the day it speaks of, the day reports are due.
#[component]
pub fn OpenDialog(
    open: RwSignal<bool>,
    /// The open round: there is never a second one.
    round: Memo<Option<Shared<Round>>>,
) -> impl IntoView {
    let lang = use_session().lang();
    view! {
        <Dialog
            open=Signal::derive(move || open.get() && round.with(Option::is_none))
            on_close=move |()| open.set(false)
            title=said(lang, StatusText::OpenRound)
            close_label=said(lang, Common::Close)
        >
            <RoundForm open />
        </Dialog>
    }
    .into_any()
}

/// The form of a new round. It begins with this month, today, and a week to report.
#[component]
fn RoundForm(open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let today = session.today().get_untracked();
    let month = format::month_long(lang.get_untracked(), today.month());
    let week = today.plus_days(7).map(|day| day.to_string());
    let name = RwSignal::new(format!("{month} {}", today.year()));
    let date = RwSignal::new(today.to_string());
    let due = RwSignal::new(week.unwrap_or_default());
    let say = move |key: StatusText| said(lang, key);
    let begin = move |()| {
        let command = reporting::begin(
            session.fresh_id(),
            &name.get_untracked(),
            Date::parse(&date.get_untracked()).unwrap_or(today),
            Date::parse(&due.get_untracked()),
        );
        if session.act(&command) {
            open.set(false);
        }
    };
    view! {
        <div class="dialog-body">
            <TextField label=say(StatusText::RoundName) value=name on_commit=move |text| name.set(text) />
            <div class="why-two">
                <TextField label=say(StatusText::RoundDate) value=date on_commit=move |text| date.set(text) kind="date" />
                <TextField label=say(StatusText::RoundDue) value=due on_commit=move |text| due.set(text) kind="date" />
            </div>
        </div>
        <div class="dialog-foot">
            <Button label=said(lang, Common::Cancel) on_press=move |()| open.set(false) />
            <Button label=say(StatusText::OpenRound) variant=Variant::Primary on_press=begin />
        </div>
    }
    .into_any()
}
