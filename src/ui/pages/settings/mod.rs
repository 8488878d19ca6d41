//! Settings: of the person, and of the portfolio.

mod calendar;
mod person;
mod rules;
mod types;

use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, Route, use_session};
use crate::ui::dom;
use crate::ui::parts::{DistributionStrip, PageFrame, RecordField};
use crate::ui::said;
use crate::ui::widgets::{Button, IconButton, IconName, Option_, SelectField};
use crate::words::{Common, Settings as Words, Shell, field_label, format};
use leptos::prelude::*;

/// The sections in the order shown: the key in the address, the title, what stands beside it.
const SECTIONS: [(&str, Words, Option<Words>); 6] = [
    ("you", Words::You, Some(Words::YouHint)),
    ("portfolio", Words::Portfolio, Some(Words::PortfolioHint)),
    ("status", Words::StatusRules, Some(Words::StatusRulesHint)),
    ("types", Words::ProjectTypes, Some(Words::ProjectTypesHint)),
    ("calendar", Words::Calendar, None),
    ("fields", Words::CustomFields, None),
];

/// Currencies offered; that of the portfolio is always among them.
const CURRENCIES: [&str; 16] = [
    "EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "CAD", "AUD",
    "JPY", "MAD", "XOF",
];

/// A portfolio field as a choice from a list that the registry does not know.
fn choose(
    id: RawId,
    key: &'static str,
    options: impl Fn() -> Vec<Option_> + Send + Sync + 'static,
) -> AnyView {
    let session = use_session();
    let value = Signal::derive(move || {
        let value = session
            .workspace()
            .with(|w| w.record(Kind::Portfolio, id).and_then(|r| r.get(key)));
        match value {
            Some(Value::Text(text)) => text.to_string(),
            Some(Value::Whole(number)) => number.to_string(),
            _ => String::new(),
        }
    });
    let commit = move |text: String| {
        let whole = Kind::Portfolio
            .field(key)
            .is_some_and(|spec| spec.ty == FieldType::Whole);
        let value = if whole {
            text.parse().ok().map(Value::Whole)
        } else {
            Some(Value::Text(text.as_str().into())).filter(|_| !text.is_empty())
        };
        session.act(&Command::Set {
            kind: Kind::Portfolio,
            id,
            key: key.into(),
            value,
        });
    };
    let label =
        Signal::derive(move || field_label(Kind::Portfolio, key, session.lang().get()).to_owned());
    view! { <SelectField label options=Signal::derive(options) value on_commit=commit /> }
        .into_any()
}

/// The fields of the portfolio.
fn portfolio(id: RawId) -> AnyView {
    let session = use_session();
    let currencies = move || {
        let now = session.workspace().with(|w| w.currency().code().to_owned());
        let own = (!CURRENCIES.contains(&now.as_str())).then(|| now.clone());
        let all = own.into_iter().chain(CURRENCIES.map(str::to_owned));
        all.map(|code| (code.clone(), code)).collect()
    };
    let months = move || {
        let lang = session.lang().get();
        (1..=12)
            .map(|month: u32| {
                (
                    month.to_string(),
                    format::month_long(lang, month).to_owned(),
                )
            })
            .collect()
    };
    let field = move |key| view! { <RecordField kind=Kind::Portfolio id key /> }.into_any();
    view! {
        {["name", "organisation", "classification", "purpose"].map(field).collect_view()}
        {choose(id, "currency", currencies)}
        {field("envelope")}
        {choose(id, "fiscal_year_start", months)}
        {field("status_date")}
    }
    .into_any()
}

/// Lines of records that belong to the settings, each with its fields and a button that removes it.
fn records(ids: Memo<Vec<RawId>>, kind: Kind, keys: &'static [&'static str]) -> AnyView {
    let session = use_session();
    let line = move |id: RawId| {
        let delete = said(session.lang(), Common::Delete);
        let remove = move || {
            session.act(&Command::Delete {
                kind,
                ids: vec![id],
            });
        };
        view! {
            <li class="settings-line">
                {keys.iter().map(|key| view! { <RecordField kind id key=*key /> }).collect_view()}
                <IconButton icon=IconName::Trash label=delete on_press=remove />
            </li>
        }
        .into_any()
    };
    view! { <ul><For each=move || ids.get() key=|id| *id children=line /></ul> }.into_any()
}

/// The fields that the organisation adds to its projects.
fn custom_fields() -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let ids = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| w.custom_fields.values().map(|f| f.id.raw()).collect())
    });
    let add = move || {
        let id = session.fresh_id();
        let key = format!("x_{}", id.to_string().get(20..).unwrap_or_default());
        let name = Words::NewField.text(lang.get_untracked());
        let values = vec![
            ("name".into(), Value::Text(name.into())),
            ("key".into(), Value::Text(key.into())),
            ("holds".into(), Value::Choice(CustomType::Text.key().into())),
        ];
        session.act(&Command::Create {
            kind: Kind::CustomField,
            id,
            values,
        });
    };
    let label = said(lang, Words::AddField);
    view! {
        {records(ids, Kind::CustomField, &["name", "holds", "options"])}
        <p><Button label icon=IconName::Plus on_press=add /></p>
    }
    .into_any()
}

/// The rules with what they make of the portfolio at this moment.
fn status(id: RawId) -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let computed = Signal::derive(move || session.answers().with(|a| a.portfolio.computed));
    view! {
        <p class="sec settings-prose">{move || Words::InForce.text(lang.get())}</p>
        <p class="row tight wrap fs12 settings-prose">
            <span class="mut">{move || Words::ComputedNow.text(lang.get())}</span>
            <DistributionStrip counts=computed lang />
            <a class="link" href=move || session.href(Page::Status)>{move || Shell::Status.text(lang.get())}</a>
        </p>
        <div class="settings-form">
            {["overall_rule", "stale_after_days", "weather"].map(|key| view! { <RecordField kind=Kind::Portfolio id key /> }).collect_view()}
        </div>
        <rules::Rules />
    }
    .into_any()
}

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let id = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| w.portfolio().map(|p| p.id.raw()))
    });
    let here = Memo::new(move |_| {
        session
            .route()
            .with(|route| route.get("section").to_owned())
    });
    let is_open = Memo::new(move |_| id.with(Option::is_some));
    // The focus follows the address: a link from elsewhere leads to its section.
    Effect::new(move || {
        let key = here.get();
        is_open.track();
        if SECTIONS.iter().any(|section| section.0 == key) {
            request_animation_frame(move || {
                let id = format!("settings-{key}");
                if let Some(head) = document().get_element_by_id(&id) {
                    head.scroll_into_view();
                }
                dom::focus_first(None, &format!("#{id}"));
            });
        }
    });
    let section = move |(key, title, hint): (&'static str, Words, Option<Words>)| {
        let body = move || match (key, id.get()) {
            ("you", _) => view! { <person::Person /> }.into_any(),
            (_, None) => ().into_any(),
            ("fields", Some(_)) => custom_fields(),
            ("types", Some(_)) => types::project_types(),
            ("portfolio", Some(id)) => {
                view! { <div class="settings-form">{portfolio(id)}</div> }.into_any()
            }
            ("status", Some(id)) => status(id),
            (_, Some(id)) => view! { <calendar::CalendarForm id /> }.into_any(),
        };
        let class = if matches!(key, "status" | "types" | "calendar") {
            "mod settings-wide"
        } else {
            "mod"
        };
        view! {
            <section class=class>
                <header class="mod-head">
                    <h2 id=format!("settings-{key}") tabindex="-1">{move || title.text(lang.get())}</h2>
                    <span class="mod-hint">{move || hint.map(|h| h.text(lang.get()))}</span>
                </header>
                {body}
            </section>
        }
        .into_any()
    };
    // Without a portfolio there is nothing to set but what belongs to the person.
    let sections = move || {
        let is_open = is_open.get();
        let due = SECTIONS.into_iter();
        due.filter(|(key, ..)| is_open || *key == "you")
            .collect::<Vec<_>>()
    };
    let closed = move || {
        let text = move || Words::NoneOpen.text(lang.get());
        (!is_open.get())
            .then(|| view! { <div class="mod settings-wide"><p class="mut">{text}</p></div> })
    };
    let ways = move || {
        sections()
            .into_iter()
            .map(|(key, title, _)| {
                let href = move || session.link(&Route::to(Page::Settings).with("section", key));
                let current = move || (here.get() == key).then_some("true");
                view! { <a class="chip" href=href aria-current=current data-on=move || (here.get() == key).to_string()>{move || title.text(lang.get())}</a> }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <PageFrame
            title=said(lang, Shell::Settings)
            tools=ViewFn::from(ways)
        >
            <div class="mods settings">
                <For each=sections key=|section| section.0 children=section />
                {closed}
            </div>
        </PageFrame>
    }
    .into_any()
}
