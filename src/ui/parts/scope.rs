//! The menu of the parts of a portfolio that a page can look at.

use crate::analysis::Scope;
use crate::model::Kind;
use crate::session::{scope_setting, use_session};
use crate::ui::said;
use crate::ui::widgets::{IconName, Menu, MenuItem};
use crate::words::{Cockpit as Words, record_name};
use leptos::prelude::*;

/// The menu; nothing where the portfolio has no groups. What is picked stands in the address.
#[component]
pub fn ScopeMenu(
    /// What is looked at.
    scope: Memo<Scope>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let groups = Memo::new(move |_| {
        let (now, scope) = (lang.get(), scope.get());
        session.workspace().with(|w| {
            let mut items = Vec::new();
            for kind in [Kind::Unit, Kind::Programme] {
                let group = w.records(kind).map(|record| {
                    let id = record.raw_id();
                    let on = scope.group() == Some((kind, id));
                    let name = record_name(w, kind, id, now);
                    let order = record.get("order").map(|order| order.to_json().to_string());
                    let item = MenuItem::ticked(&scope_setting(w, kind, id), &*name, on);
                    (order, item)
                });
                let mut group: Vec<_> = group.collect();
                group.sort_by(|a, b| (&a.0, &a.1.label).cmp(&(&b.0, &b.1.label)));
                let mut group: Vec<_> = group.into_iter().map(|(_, item)| item).collect();
                if let Some(first) = group.first_mut() {
                    first.apart = true;
                }
                items.extend(group);
            }
            items
        })
    });
    let scope_items = Signal::derive(move || {
        let all = scope.get() == Scope::All;
        let all = MenuItem::ticked("", Words::AllUnits.text(lang.get()), all);
        std::iter::once(all).chain(groups.get()).collect::<Vec<_>>()
    });
    let scope_name = Signal::derive(move || {
        let chosen = groups.with(|all| {
            let on = all.iter().find(|item| item.checked == Some(true));
            on.map(|item| item.label.clone())
        });
        chosen.unwrap_or_else(|| Words::AllUnits.text(lang.get()).to_owned())
    });
    view! {
        <Show when=move || !groups.with(Vec::is_empty)>
            <Menu label=said(lang, Words::Scope) value=scope_name icon=IconName::Project items=scope_items at_end=true
                on_pick=move |key: String| session.set_view("scope", &key)
                on=Signal::derive(move || scope.get() != Scope::All) />
        </Show>
    }
    .into_any()
}
