//! The working calendar: days of the week, built-in holidays, own holidays.

use crate::edit::Command;
use crate::model::*;
use crate::session::use_session;
use crate::ui::parts::RecordField;
use crate::ui::said;
use crate::ui::widgets::{Button, IconName};
use crate::words::{Settings as Words, field_label};
use leptos::prelude::*;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The calendar of a portfolio.
#[component]
pub fn CalendarForm(
    /// The portfolio.
    id: RawId,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let week = Memo::new(move |_| {
        let text = session
            .portfolio()
            .with(|p| p.as_ref().map(|p| p.working_days.to_string()));
        let text = text.unwrap_or_default();
        let chosen = DAYS.map(|day| text.split_whitespace().any(|one| one == day));
        if chosen.contains(&true) {
            chosen
        } else {
            DAYS.map(|day| day != "sat" && day != "sun")
        }
    });
    let toggle = move |place: usize| {
        let days: Vec<&str> = DAYS
            .into_iter()
            .zip(week.get_untracked())
            .enumerate()
            .filter(|(n, (_, on))| *on != (*n == place))
            .map(|(_, (day, _))| day)
            .collect();
        // A week needs a working day.
        if !days.is_empty() {
            session.act(&Command::Set {
                kind: Kind::Portfolio,
                id,
                key: "working_days".into(),
                value: Some(Value::Text(days.join(" ").into())),
            });
        }
    };
    let day = move |place: usize| {
        let on = move || {
            week.with(|w| w.get(place).copied().unwrap_or_default())
                .to_string()
        };
        let name = move || {
            let all = Words::Weekdays.text(lang.get());
            all.split_whitespace().nth(place).unwrap_or_default()
        };
        view! {
            <button type="button" class="chip" aria-pressed=on data-on=on on:click=move |_| toggle(place)>{name}</button>
        }
    };
    let label = move || field_label(Kind::Portfolio, "working_days", lang.get()).to_owned();
    let holidays = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w.holidays.values().map(|h| (h.date, h.id.raw())).collect();
            all.sort_unstable();
            all.into_iter().map(|h| h.1).collect::<Vec<_>>()
        })
    });
    let add = move || {
        let values = vec![("date".into(), Value::Date(session.today().get_untracked()))];
        session.act(&Command::Create {
            kind: Kind::Holiday,
            id: session.fresh_id(),
            values,
        });
    };
    let word = move |key: Words| said(lang, key);
    view! {
        <div class="settings-form">
            <div class="field" role="group" aria-label=label>
                <span class="field-label" aria-hidden="true">{label}</span>
                <span class="row tight wrap">{(0..DAYS.len()).map(day).collect_view()}</span>
            </div>
            <RecordField kind=Kind::Portfolio id key="holidays" />
        </div>
        <h3 class="fs12 med">{move || Words::OwnHolidays.text(lang.get())}</h3>
        {super::records(holidays, Kind::Holiday, &["date", "name"])}
        <p><Button label=word(Words::AddHoliday) icon=IconName::Plus on_press=add /></p>
    }
    .into_any()
}
