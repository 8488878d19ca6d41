//! Limits of the computed axes: recommended values, own values, values for one project type.

use crate::analysis::rag::Limits;
use crate::edit::{Command, Deed};
use crate::model::*;
use crate::session::use_session;
use crate::ui::parts::RecordField;
use crate::ui::widgets::{Button, IconName, Variant};
use crate::words::{Settings as Words, axis_label, format};
use leptos::prelude::*;

const DAYS: [&str; 2] = ["green_days", "amber_days"];
const SHARES: [&str; 2] = ["green_share", "amber_share"];

/// The fields of a new rule: the recommended limits, so that each can be changed alone.
fn recommended(axis: Axis) -> Vec<(Text, Value)> {
    let limits = Limits::default_for(axis);
    let mut values = vec![
        ("axis".into(), Value::Choice(axis.key().into())),
        ("green_share".into(), Value::Percent(limits.green_share)),
        ("amber_share".into(), Value::Percent(limits.amber_share)),
    ];
    if axis == Axis::Time {
        values.push(("green_days".into(), Value::Whole(limits.green_days)));
        values.push(("amber_days".into(), Value::Whole(limits.amber_days)));
    }
    values
}

/// The rules of the two axes that limits decide.
#[component]
pub fn Rules() -> impl IntoView {
    view! { <div class="settings-rules"><AxisRules axis=Axis::Time /><AxisRules axis=Axis::Cost /></div> }
}

#[component]
fn AxisRules(axis: Axis) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| Signal::derive(move || key.text(lang.get()).to_owned());
    let about = if axis == Axis::Time {
        Words::TimeRule
    } else {
        Words::CostRule
    };
    let rules = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w
                .rules
                .values()
                .filter(|r| r.axis.as_ref().and_then(Choice::known) == Some(axis))
                .map(|r| (r.project_type.clone(), r.id.raw()))
                .collect();
            all.sort();
            all
        })
    });
    let has_general = Memo::new(move |_| rules.with(|r| r.iter().any(|r| r.0.is_empty())));
    let add = move |with_type: bool| {
        let mut values = recommended(axis);
        if with_type {
            values.push(("project_type".into(), Value::Text("…".into())));
        }
        let create = Command::Create {
            kind: Kind::Rule,
            id: session.fresh_id(),
            values,
        };
        session.act(&Command::Group {
            deed: Deed::Settings,
            commands: vec![create],
        });
    };
    let remove = move |id: RawId| {
        session.act(&Command::Delete {
            kind: Kind::Rule,
            ids: vec![id],
        });
    };
    let line = move |(of_type, id): (Text, RawId)| {
        view! {
            <li class="settings-line">
                {(!of_type.is_empty()).then(|| view! { <RecordField kind=Kind::Rule id key="project_type" /> })}
                {(axis == Axis::Time).then(|| DAYS.map(|key| view! { <RecordField kind=Kind::Rule id key /> }).collect_view())}
                {SHARES.map(|key| view! { <RecordField kind=Kind::Rule id key /> }).collect_view()}
                <Button label=word(Words::BackToRecommended) variant=Variant::Ghost on_press=move || remove(id) />
            </li>
        }
    };
    let defaults = move || {
        let now = lang.get();
        let limits = Limits::default_for(axis);
        let shares = format!(
            "{} / {}",
            format::percent(now, limits.green_share),
            format::percent(now, limits.amber_share)
        );
        let days = (axis == Axis::Time).then(|| {
            format!(
                "{} / {}, ",
                format::days_signed(now, limits.green_days),
                format::days_signed(now, limits.amber_days)
            )
        });
        format!(
            "{}: {}{shares}",
            Words::Recommended.text(now),
            days.unwrap_or_default()
        )
    };
    view! {
        <div class="col">
            <h3 class="fs12 med">{move || axis_label(axis, lang.get())}</h3>
            <p class="sec fs12">{move || about.text(lang.get())}</p>
            <p class="mut fs12">{defaults}</p>
            <ul><For each=move || rules.get() key=|r| r.clone() children=line /></ul>
            <p class="row wrap">
                <Show when=move || !has_general.get()>
                    <Button label=Signal::derive(move || crate::words::Common::Edit.text(lang.get()).to_owned()) icon=IconName::Pencil on_press=move || add(false) />
                </Show>
                <Button label=word(Words::AddTypeRule) icon=IconName::Plus variant=Variant::Ghost on_press=move || add(true) />
            </p>
        </div>
    }
    .into_any()
}
