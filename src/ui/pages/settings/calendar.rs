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
    let first_day = |holiday: &dyn Record| holiday.get("date");
    let named = |record: &dyn Record| record.get("name");
    let start = |freeze: &dyn Record| freeze.get("start");
    view! {
        <div class="settings-form">
            <div class="field" role="group" aria-label=label>
                <span class="field-label" aria-hidden="true">{label}</span>
                <span class="row tight wrap">{(0..DAYS.len()).map(day).collect_view()}</span>
            </div>
            <RecordField kind=Kind::Portfolio id key="holidays" />
        </div>
        {list(Kind::Holiday, [Words::OwnHolidays, Words::OwnHolidaysHint, Words::AddHoliday], None, first_day, &["date", "until", "name", "calendar", "works"])}
        {list(Kind::WorkCalendar, [Words::Calendars, Words::CalendarsHint, Words::AddCalendar], Some(Words::NewCalendar), named, &["name", "working_days", "hours", "holidays"])}
        {list(Kind::Freeze, [Words::Freezes, Words::FreezesHint, Words::AddFreeze], Some(Words::NewFreeze), start, &["name", "start", "finish", "unit", "reason"])}
    }
    .into_any()
}

/// The records of a kind under a heading, in an order of theirs, and a button that adds one.
fn list(
    kind: Kind,
    [title, hint, add]: [Words; 3],
    new: Option<Words>,
    place: fn(&dyn Record) -> Option<Value>,
    keys: &'static [&'static str],
) -> AnyView {
    let session = use_session();
    let lang = session.lang();
    // The order is that of the moment when records come or go: a line that is typed into stays where it is.
    let ids = Memo::new(move |known: Option<&Vec<RawId>>| {
        session.workspace().with(|w| {
            let all = w.records(kind);
            let mut all: Vec<_> = all
                .map(|record| {
                    let place = place(record).map(|value| value.to_json().to_string());
                    (place, record.raw_id())
                })
                .collect();
            if let Some(known) = known
                && known.len() == all.len()
                && known.iter().all(|id| w.record(kind, *id).is_some())
            {
                return known.clone();
            }
            all.sort();
            all.into_iter().map(|one| one.1).collect()
        })
    });
    let press = move || {
        let (today, lang) = (session.today().get_untracked(), lang.get_untracked());
        let days = ["date", "start", "finish"].into_iter();
        let days = days.filter(|key| kind.field(key).is_some());
        let mut values: Vec<(Text, Value)> =
            days.map(|key| (key.into(), Value::Date(today))).collect();
        values.extend(new.map(|new| {
            let taken = |name: &str| {
                session
                    .workspace()
                    .with_untracked(|w| w.holders(kind, name).next().is_some())
            };
            let plain = new.text(lang).to_owned();
            let name = (2..100).map(|n| format!("{plain} {n}"));
            let name = std::iter::once(plain.clone())
                .chain(name)
                .find(|name| !taken(name));
            ("name".into(), Value::Text(name.unwrap_or(plain).into()))
        }));
        let id = session.fresh_id();
        session.act(&Command::Create { kind, id, values });
    };
    view! {
        <h3 class="fs12 med">{said(lang, title)}</h3>
        <p class="mut fs12">{said(lang, hint)}</p>
        {super::records(ids, kind, keys)}
        <p><Button label=said(lang, add) icon=IconName::Plus on_press=press /></p>
    }
    .into_any()
}
