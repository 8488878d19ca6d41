//! Limits of the computed axes: recommended values, own values, values for one project type.

use crate::analysis::rag::Limits;
use crate::edit::{Command, Deed};
use crate::model::*;
use crate::session::use_session;
use crate::ui::parts::RecordField;
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, Menu, MenuItem, Variant};
use crate::words::{Common, Settings as Words, axis_label, format};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The axes that a rule computes, what the rule says, and the fields of its limits.
const AXES: [(Axis, Words, &[&str]); 3] = [
    (
        Axis::Time,
        Words::TimeRule,
        &[
            "green_days",
            "amber_days",
            "green_share",
            "amber_share",
            "margin_days",
            "margin_share",
        ],
    ),
    (
        Axis::Cost,
        Words::CostRule,
        &["green_share", "amber_share", "margin_share"],
    ),
    (Axis::Risk, Words::RiskRule, &[]),
];

/// The fields of a new rule: the recommended limits, so that each can be changed alone.
fn recommended(axis: Axis, keys: &[&str]) -> Vec<(Text, Value)> {
    let limits = Limits::default_for(axis);
    let value = |key: &str| {
        Some(match key {
            "green_days" => Value::Whole(limits.green_days),
            "amber_days" => Value::Whole(limits.amber_days),
            "green_share" => Value::Percent(limits.green_share),
            "amber_share" => Value::Percent(limits.amber_share),
            "margin_days" => Value::Whole(limits.margin_days),
            "margin_share" => Value::Percent(limits.margin_share),
            _ => return None,
        })
    };
    let own = keys
        .iter()
        .filter_map(|key| Some(((*key).into(), value(key)?)));
    std::iter::once(("axis".into(), Value::Choice(axis.key().into())))
        .chain(own)
        .collect()
}

/// The rules of every axis that a rule computes.
#[component]
pub fn Rules() -> impl IntoView {
    let one = |(axis, about, keys)| view! { <AxisRules axis about keys /> };
    view! { <div class="settings-rules">{AXES.map(one).collect_view()}</div> }.into_any()
}

#[component]
fn AxisRules(axis: Axis, about: Words, keys: &'static [&'static str]) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let rules = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mine = w
                .rules
                .values()
                .filter(|r| r.axis.as_ref().and_then(Choice::known) == Some(axis));
            let mut all: Vec<(Text, RawId)> =
                mine.map(|r| (r.project_type.clone(), r.id.raw())).collect();
            all.sort();
            all
        })
    });
    // Weights count only in a weighted mean.
    let weighted = Memo::new(move |_| {
        let rule = session
            .portfolio()
            .with(|p| p.as_ref().and_then(|p| p.overall_rule.as_ref()?.known()));
        rule == Some(Worst::Weighted)
    });
    let add = move |of_type: Text| {
        let mut values = recommended(axis, keys);
        if !of_type.is_empty() {
            values.push(("project_type".into(), Value::Text(of_type)));
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
        let title = move || {
            if of_type.is_empty() {
                Words::AllTypes.text(lang.get()).to_owned()
            } else {
                of_type.to_string()
            }
        };
        let back = said(lang, Words::BackToRecommended);
        let field =
            move |key: &'static str| view! { <RecordField kind=Kind::Rule id key /> }.into_any();
        // Limits that cross are kept as entered, and said.
        let crossed = move || {
            let crosses = session.workspace().with(|w| {
                w.rules.get(&Id::new(id)).is_some_and(|rule| {
                    let limits = Limits::of_rule(rule, axis);
                    limits.amber_days < limits.green_days || limits.amber_share < limits.green_share
                })
            });
            crosses.then(|| view! { <p class="worse fs12" role="status">{Words::LimitsCrossed.text(lang.get())}</p> })
        };
        view! {
            <li class="settings-rule">
                <h4 class="row fs12 med">{title}<span class="end"><Button label=back variant=Variant::Ghost on_press=move || remove(id) /></span></h4>
                <div class="settings-line">
                    {keys.iter().map(|key| field(key)).collect_view()}
                    {move || weighted.get().then(|| field("weight"))}
                    {field("off")}
                </div>
                {crossed}
            </li>
        }
        .into_any()
    };
    let defaults = move || {
        let now = lang.get();
        let limits = Limits::default_for(axis);
        let pair = |green: String, amber: String| format!("{green} / {amber}");
        let days = keys.contains(&"green_days").then(|| {
            let text = |days: i64| Words::WorkingDays.fill(now, &[&format::whole(now, days)]);
            pair(
                format::whole(now, limits.green_days),
                text(limits.amber_days),
            )
        });
        let shares = keys.contains(&"green_share").then(|| {
            pair(
                format::percent(now, limits.green_share),
                format::percent(now, limits.amber_share),
            )
        });
        let all: Vec<String> = days.into_iter().chain(shares).collect();
        (!all.is_empty()).then(|| Words::RecommendedAre.fill(now, &[&all.join(", ")]))
    };
    let general = Memo::new(move |_| rules.with(|r| r.iter().any(|r| r.0.is_empty())));
    // Types that projects have and no rule of this axis is for.
    let types = Signal::derive(move || {
        let taken = rules.get();
        let all: BTreeSet<Text> = session.workspace().with(|w| {
            let types = w.projects.values().map(|p| p.project_type.clone());
            types
                .filter(|t| !t.is_empty() && !taken.iter().any(|rule| rule.0 == *t))
                .collect()
        });
        all.iter()
            .map(|name| MenuItem::new(name, name.to_string()))
            .collect::<Vec<_>>()
    });
    let edit = said(lang, Common::Edit);
    view! {
        <section class="col" aria-label=move || axis_label(axis, lang.get())>
            <h3 class="fs12 med">{move || axis_label(axis, lang.get())}</h3>
            <p class="sec fs12">{move || about.text(lang.get())}</p>
            <p class="mut fs12">{defaults}</p>
            <ul><For each=move || rules.get() key=|r| r.clone() children=line /></ul>
            <p class="row wrap">
                <Show when=move || !general.get()>
                    <Button label=edit icon=IconName::Pencil on_press=move || add("".into()) />
                </Show>
                <Show when=move || !types.with(Vec::is_empty)>
                    <Menu
                        label=said(lang, Words::AddTypeRule)
                        icon=IconName::Plus
                        items=types
                        on_pick=move |name: String| add(name.as_str().into())
                    />
                </Show>
            </p>
        </section>
    }
    .into_any()
}
