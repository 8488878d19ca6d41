//! Projects: the table of everything, edited in place.

mod bulk;
mod cells;
mod columns;
mod export;
mod sheet;
mod toolbar;

use crate::model::{Kind, RawId, Value};
use crate::session::{Session, use_session};
use crate::table::{
    Column, Layout, Line, Pasted, Wish, cell, columns as columns_of, lines, totals, typed_text,
};
use crate::ui::grid::{Grid, GridCalls, GridControl};
use crate::ui::parts::PageFrame;
use crate::ui::said;
use crate::ui::widgets::{Button, Empty, IconName, Variant};
use crate::words::{Lang, Shell, Table as Words, record_name};
use cells::{commit, copied, in_order, suggestions, take_sheet};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

const KIND: Kind = Kind::Project;
/// The key of the table in the preferences.
const TABLE: &str = "projects";

/// Everything the panels of this page share.
#[derive(Clone, Copy)]
struct View {
    session: Session,
    lang: Memo<Lang>,
    wish: Memo<Wish>,
    /// Every column.
    all: Memo<Vec<Column>>,
    /// What a person made of them.
    layout: Memo<Layout>,
    /// The columns in sight.
    shown: Memo<Vec<Column>>,
    lines: Memo<Arc<Vec<Line>>>,
    control: GridControl,
    /// A paste that waits for *Apply*.
    pasted: RwSignal<Option<Pasted>>,
    /// The dialog to paste into is open.
    sheet: RwSignal<bool>,
}

/// The page.
#[component]
pub fn Projects() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let wish = Memo::new(move |_| session.route().with(|route| Wish::read(&route.query)));
    let all = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| columns_of(w, KIND, lang.get()))
    });
    let layout = Memo::new(move |_| {
        let written = session.route().with(|route| route.get("cols").to_owned());
        session
            .prefs()
            .with(|p| columns::layout_of(&written, p.columns.get(TABLE)))
    });
    let shown = Memo::new(move |_| all.with(|all| layout.with(|layout| layout.columns(all))));
    let lines = Memo::new_with_compare(
        move |_| {
            let (wish, all, lang) = (wish.get(), all.get(), lang.get());
            session.workspace().with(|w| {
                session
                    .answers()
                    .with(|a| Arc::new(lines(w, a, KIND, &all, &wish, lang)))
            })
        },
        |before: Option<&Arc<Vec<Line>>>, now| before != now,
    );
    let view = View {
        session,
        lang,
        wish,
        all,
        layout,
        shown,
        lines,
        control: GridControl::new(),
        pasted: RwSignal::new(None),
        sheet: RwSignal::new(false),
    };
    // A link that asks for a new project, such as that of the roadmap.
    if session
        .route()
        .with_untracked(|route| route.get("new") == "1")
    {
        session.set_view("new", "");
        add(view);
    }
    let title = said(lang, Shell::Projects);
    let is_empty = Memo::new(move |_| session.workspace().with(|w| w.projects.is_empty()));
    view! {
        <PageFrame title actions=move || toolbar::actions(view) tools=ViewFn::from(move || toolbar::tools(view))>
            <Show when=move || !is_empty.get() fallback=move || empty(view)>
                <div class="grid-page">
                    <sheet::PendingBar view />
                    <Table view />
                    <bulk::BulkBar view />
                    <sheet::NoMatch view />
                </div>
            </Show>
            <sheet::SheetDialog view />
        </PageFrame>
    }
    .into_any()
}

fn empty(view: View) -> impl IntoView {
    let text = move |word: Words| said(view.lang, word);
    view! {
        <Empty title=text(Words::EmptyTitle) hint=text(Words::EmptyHint)>
            <Button label=said(view.lang, Shell::AddProject) icon=IconName::Plus variant=Variant::Primary on_press=Callback::new(move |()| add(view)) />
            <Button label=text(Words::PasteSheet) icon=IconName::Table on_press=Callback::new(move |()| view.sheet.set(true)) />
        </Empty>
    }
    .into_any()
}

#[component]
fn Table(view: View) -> impl IntoView {
    let View {
        session,
        lang,
        wish,
        all,
        shown,
        lines,
        control,
        pasted,
        ..
    } = view;
    let column = move |key: &str| all.with(|all| all.iter().find(|c| c.key == key).cloned());
    let calls = GridCalls {
        cell: Callback::new(move |(id, key): (RawId, String)| {
            let Some(column) = column(&key) else {
                return Default::default();
            };
            session.workspace().with(|w| {
                let record = w.record(KIND, id);
                record
                    .map(|r| {
                        session
                            .answers()
                            .with(|a| cell(w, a, r, &column, lang.get()))
                    })
                    .unwrap_or_default()
            })
        }),
        name: Callback::new(move |id| {
            session
                .workspace()
                .with(|w| record_name(w, KIND, id, lang.get()).to_string())
        }),
        text: Callback::new(move |(id, key): (RawId, String)| {
            let column = column(&key).filter(Column::is_editable)?;
            session.workspace().with_untracked(|w| {
                Some(typed_text(
                    w,
                    w.record(KIND, id)?,
                    &column,
                    lang.get_untracked(),
                ))
            })
        }),
        options: Callback::new(move |key: String| suggestions(view, &key)),
        commit: Callback::new(move |(id, key, text): (RawId, String, String)| {
            commit(view, id, &key, &text)
        }),
        open: Callback::new(move |id| session.open_among(KIND, id, in_order(view))),
        sort: Callback::new(move |(key, also): (String, bool)| {
            session.set_view("sort", &wish.with_untracked(|w| w.sorted_by(&key, also)));
        }),
        toggle: Callback::new(move |name: String| {
            let mut closed = wish.with_untracked(|w| w.closed.clone());
            if !closed.remove(&name) {
                closed.insert(name);
            }
            session.set_view("closed", &closed.into_iter().collect::<Vec<_>>().join("~"));
        }),
        arrange: Callback::new(move |how| columns::arranged(view, how)),
        paste: Callback::new(move |text: String| take_sheet(view, &text)),
        copy: Callback::new(move |()| copied(view)),
    };
    let pending = Signal::derive(move || {
        pasted.with(|now| {
            let cells = now.as_ref().map(|p| p.cells.as_slice()).unwrap_or_default();
            cells
                .iter()
                .filter_map(|c| Some(((c.id?, c.key.clone()), (c.text.clone(), c.error.is_some()))))
                .collect::<BTreeMap<_, _>>()
        })
    });
    let sums = Memo::new(move |_| {
        session.workspace().with(|w| {
            session.answers().with(|a| {
                shown.with(|columns| {
                    lines.with(|lines| totals(w, a, KIND, columns, lines, lang.get()))
                })
            })
        })
    });
    view! {
        <Grid
            label=said(lang, Shell::Projects)
            columns=shown
            lines
            sort=Signal::derive(move || wish.with(|w| w.sort.clone()))
            pending
            sums
            row_height=Signal::derive(move || toolbar::row_height(session))
            lang
            calls
            control
        />
    }
    .into_any()
}

/// Adds a project and opens its form.
fn add(view: View) {
    add_of_type(view, "");
}

/// Adds a project of a type, with what its template gives it, and opens its form.
fn add_of_type(view: View, name: &str) {
    let of_type = (!name.is_empty()).then(|| ("project_type".into(), Value::Text(name.into())));
    view.session.close_record();
    view.session.add_record(KIND, of_type.into_iter().collect());
}
