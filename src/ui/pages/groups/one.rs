//! The whole portfolio, one programme, unit, objective or key figure on a page.

use super::body::Body;
use super::place;
use crate::edit::Command;
use crate::model::*;
use crate::session::{Route, Session, record_of_key, use_session};
use crate::ui::dom;
use crate::ui::parts::{KpiCard, PageFrame};
use crate::ui::said;
use crate::ui::widgets::{Empty, IconButton, IconName};
use crate::words::{Common, Groups as Words, format, record_name};
use leptos::prelude::*;

const KPI: &[&str] = &[
    "name",
    "code",
    "unit",
    "direction",
    "baseline",
    "baseline_date",
    "target",
    "band_low",
    "target_date",
    "amber",
    "red",
    "frequency",
    "formula",
    "source",
    "owner",
    "of_unit",
    "of_project",
    "audience",
    "valid_from",
    "valid_to",
    "purpose",
];

fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Portfolio => &["name", "organisation", "envelope", "purpose"],
        Kind::Programme => &["name", "code", "manager", "unit", "colour", "purpose"],
        Kind::Unit => &[
            "name",
            "code",
            "unit_kind",
            "pmo",
            "programme_manager",
            "parent",
            "mission",
        ],
        _ => &[
            "name",
            "code",
            "level",
            "parent",
            "weight",
            "horizon",
            "owner",
            "kpi",
            "description",
            "requirements",
        ],
    }
}

/// The page of one record.
#[component]
pub fn GroupPage(
    /// Its kind.
    kind: Kind,
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let whole = kind == Kind::Portfolio;
    // A record whose code was just changed is still the one of this page.
    let found = Memo::new(move |before: Option<&Option<RawId>>| {
        session.workspace().with(|w| {
            if whole {
                return w.portfolio().map(|p| p.id.raw());
            }
            let kept = before.copied().flatten();
            record_of_key(w, kind, &code).or(kept.filter(|id| w.record(kind, *id).is_some()))
        })
    });
    let title = Signal::derive(move || {
        found.get().map_or_else(
            || Words::NotFound.text(lang.get()).to_owned(),
            |id| {
                if whole {
                    return place(kind).title.text(lang.get()).to_owned();
                }
                session
                    .workspace()
                    .with(|w| record_name(w, kind, id, lang.get()).to_string())
            },
        )
    });
    let trail = Signal::derive(move || {
        let list = || {
            (
                place(kind).title.text(lang.get()).to_owned(),
                session.href(place(kind).list),
            )
        };
        (!whole).then(list).into_iter().collect::<Vec<_>>()
    });
    let remove = move |()| {
        if let Some(id) = found.get_untracked() {
            let ids = vec![id];
            if session.act(&Command::Delete { kind, ids }) {
                session.go(&Route::to(place(kind).list));
            }
        }
    };
    let edit = move |()| {
        if let Some(id) = found.get_untracked() {
            session.open_record(kind, id);
        }
    };
    let label = Signal::derive(move || Words::DeleteThis.fill(lang.get(), &[&title.get()]));
    let actions = move || {
        view! {
            <IconButton icon=IconName::Print label=said(lang, Common::Print) on_press=move |()| { let _ = window().print(); } />
            <Show when=move || !whole && found.get().is_some()>
                <IconButton icon=IconName::Pencil label=said(lang, Words::EditForm) on_press=edit />
                <IconButton icon=IconName::Trash label on_press=remove />
            </Show>
        }
    };
    view! {
        <PageFrame title trail actions>
            {move || match (found.get(), kind) {
                (Some(id), Kind::Kpi) => view! { <KpiBody id=Id::new(id) /> }.into_any(),
                (Some(id), _) => {
                    name_first(session, kind, id);
                    view! { <Body kind id keys=fields_of(kind) /> }.into_any()
                }
                (None, _) => view! {
                    <Empty title=title hint=said(lang, Words::NotFoundHint) />
                }.into_any(),
            }}
        </PageFrame>
    }
    .into_any()
}

/// A record that still has the name it was made with waits for another one: the focus goes there.
fn name_first(session: Session, kind: Kind, id: RawId) {
    let is_new = session.workspace().with_untracked(|w| {
        let name = w.record(kind, id).and_then(|r| r.get("name"));
        let new = place(kind).new.text(session.lang().get_untracked());
        name == Some(Value::Text(new.into()))
    });
    if is_new {
        request_animation_frame(|| dom::focus_first(None, ".fields input"));
    }
}

#[component]
fn KpiBody(id: Id<Kpi>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    name_first(session, Kind::Kpi, id.raw());
    let record = session.record(id);
    let locked = move || {
        let from = record.with(|k| k.as_ref().and_then(|k| k.valid_from))?;
        let now = lang.get();
        (from <= session.today().get())
            .then(|| view! { <p class="banner" role="note">{Words::Locked.fill(now, &[&format::date(now, from)])}</p> })
    };
    view! { {locked}<div class="mods"><KpiCard id keys=KPI /></div> }.into_any()
}
