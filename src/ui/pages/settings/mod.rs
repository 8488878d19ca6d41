//! Settings: of the person, and of the portfolio.

mod person;
mod rules;

use crate::edit::Command;
use crate::model::*;
use crate::session::use_session;
use crate::ui::parts::{PageFrame, RecordField};
use crate::ui::widgets::{Button, IconButton, IconName};
use crate::words::{Common, Settings as Words, Shell};
use leptos::prelude::*;

/// The settings of the portfolio, in the order shown.
const PORTFOLIO: [&str; 10] = [
    "name",
    "organisation",
    "purpose",
    "currency",
    "envelope",
    "fiscal_year_start",
    "status_date",
    "stale_after_days",
    "overall_rule",
    "weather",
];

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| Signal::derive(move || key.text(lang.get()).to_owned());
    let id = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| w.portfolio().map(|p| p.id.raw()))
    });
    let head = move |title: Words, hint: Option<Words>| {
        view! {
            <header class="mod-head"><h2>{move || title.text(lang.get())}</h2><span class="mod-hint">{move || hint.map(|h| h.text(lang.get()))}</span></header>
        }
    };
    let portfolio = move || {
        id.get().map(|id| {
            PORTFOLIO
                .map(|key| view! { <RecordField kind=Kind::Portfolio id key /> })
                .collect_view()
        })
    };
    let calendar = move || {
        id.get().map(|id| {
            ["working_days", "holidays"]
                .map(|key| view! { <RecordField kind=Kind::Portfolio id key /> })
                .collect_view()
        })
    };
    let holidays = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w.holidays.values().map(|h| (h.date, h.id.raw())).collect();
            all.sort_unstable();
            all.into_iter().map(|h| h.1).collect::<Vec<_>>()
        })
    });
    let fields = Memo::new(move |_| {
        session.workspace().with(|w| {
            w.custom_fields
                .values()
                .map(|f| f.id.raw())
                .collect::<Vec<_>>()
        })
    });
    let remove = move |kind: Kind, id: RawId| {
        session.act(&Command::Delete {
            kind,
            ids: vec![id],
        });
    };
    let add_holiday = move || {
        let values = vec![("date".into(), Value::Date(session.today().get_untracked()))];
        session.act(&Command::Create {
            kind: Kind::Holiday,
            id: session.fresh_id(),
            values,
        });
    };
    let add_field = move || {
        let id = session.fresh_id();
        let key = format!("x_{}", id.to_string().get(20..).unwrap_or_default());
        let values = vec![
            (
                "name".into(),
                Value::Text(Words::NewField.text(lang.get_untracked()).into()),
            ),
            ("key".into(), Value::Text(key.into())),
            ("holds".into(), Value::Choice(CustomType::Text.key().into())),
        ];
        session.act(&Command::Create {
            kind: Kind::CustomField,
            id,
            values,
        });
    };
    let line = move |kind: Kind, id: RawId, keys: &'static [&'static str]| {
        view! {
            <li class="settings-line">
                {keys.iter().map(|key| view! { <RecordField kind id key=*key /> }).collect_view()}
                <IconButton icon=IconName::Trash label=Signal::derive(move || Common::Delete.text(lang.get()).to_owned()) on_press=move || remove(kind, id) />
            </li>
        }
    };
    view! {
        <PageFrame title=Signal::derive(move || Shell::Settings.text(lang.get()).to_owned())>
            <div class="mods settings">
                <section class="mod">{head(Words::You, Some(Words::YouHint))}<person::Person /></section>
                <section class="mod">{head(Words::Portfolio, Some(Words::PortfolioHint))}<div class="settings-form">{portfolio}</div></section>
                <section class="mod settings-wide">{head(Words::StatusRules, Some(Words::StatusRulesHint))}<rules::Rules /></section>
                <section class="mod">
                    {head(Words::Calendar, None)}
                    <div class="settings-form">{calendar}</div>
                    <h3 class="fs12 med">{move || Words::OwnHolidays.text(lang.get())}</h3>
                    <ul><For each=move || holidays.get() key=|id| *id children=move |id| line(Kind::Holiday, id, &["date", "name"]) /></ul>
                    <p><Button label=word(Words::AddHoliday) icon=IconName::Plus on_press=move || add_holiday() /></p>
                </section>
                <section class="mod">
                    {head(Words::CustomFields, None)}
                    <ul><For each=move || fields.get() key=|id| *id children=move |id| line(Kind::CustomField, id, &["name", "holds", "options"]) /></ul>
                    <p><Button label=word(Words::AddField) icon=IconName::Plus on_press=move || add_field() /></p>
                </section>
            </div>
        </PageFrame>
    }
    .into_any()
}
