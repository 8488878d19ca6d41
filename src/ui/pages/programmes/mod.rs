//! Programmes: the list, and one programme on a page.

use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, use_session};
use crate::ui::parts::{GroupLine, GroupSummary, GroupTable, PageFrame, address_key};
use crate::ui::widgets::{Button, Empty, IconName, Variant};
use crate::words::{Groups as Words, Shell, kind_label};
use leptos::prelude::*;

/// The list.
#[component]
pub fn Programmes() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| Signal::derive(move || key.text(lang.get()).to_owned());
    let lines = Memo::new(move |_| {
        session.workspace().with(|w| {
            session.answers().with(|a| {
                let mut all: Vec<(Text, GroupLine)> = w
                    .programmes
                    .values()
                    .map(|p| {
                        let line = GroupLine {
                            key: p.id.to_string(),
                            name: p.name.to_string(),
                            hint: p.code.to_string(),
                            page: Page::Programme(address_key(&p.code, p.id.raw())),
                            rollup: a.programmes.get(&p.id).cloned().unwrap_or_default(),
                        };
                        (p.order.clone(), line)
                    })
                    .collect();
                all.sort_by(|a, b| (&a.0, &a.1.name).cmp(&(&b.0, &b.1.name)));
                all.into_iter().map(|l| l.1).collect::<Vec<_>>()
            })
        })
    });
    let add = move || {
        let name = Words::NewProgramme.text(lang.get_untracked());
        let id = session.fresh_id();
        session.act(&Command::Create {
            kind: Kind::Programme,
            id,
            values: vec![("name".into(), Value::Text(name.into()))],
        });
        session.go(&crate::session::Route::to(Page::Programme(id.to_string())));
    };
    let actions = move || view! { <Button label=word(Words::AddProgramme) icon=IconName::Plus variant=Variant::Primary on_press=move || add() /> };
    view! {
        <PageFrame title=Signal::derive(move || Shell::Programmes.text(lang.get()).to_owned()) actions>
            <Show
                when=move || !lines.with(Vec::is_empty)
                fallback=move || view! { <Empty title=word(Words::NoProgrammes) hint=word(Words::NoProgrammesHint) /> }
            >
                <GroupTable lines name_head=Signal::derive(move || kind_label(Kind::Programme, lang.get()).to_owned()) />
            </Show>
        </PageFrame>
    }
    .into_any()
}

/// One programme.
#[component]
pub fn ProgrammePage(
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = Memo::new(move |_| {
        session.workspace().with(|w| {
            w.programmes
                .values()
                .find(|p| *p.code == *code || p.id.to_string() == code)
                .cloned()
        })
    });
    let members = Memo::new(move |_| {
        let id = record.with(|r| r.as_ref().map(|r| r.id));
        id.map(|id| {
            session.workspace().with(|w| {
                w.referring(id.raw(), Kind::Project)
                    .map(Id::new)
                    .collect::<Vec<_>>()
            })
        })
        .unwrap_or_default()
    });
    let rollup = Signal::derive(move || {
        let id = record.with(|r| r.as_ref().map(|r| r.id));
        id.and_then(|id| session.answers().with(|a| a.programmes.get(&id).cloned()))
            .unwrap_or_default()
    });
    let title = Signal::derive(move || {
        record.with(|r| r.as_ref().map(|r| r.name.to_string()).unwrap_or_default())
    });
    let trail = Signal::derive(move || {
        vec![(
            Shell::Programmes.text(lang.get()).to_owned(),
            session.href(Page::Programmes),
        )]
    });
    let purpose = move || {
        record.with(|r| {
            r.as_ref()
                .map(|r| r.purpose.to_string())
                .unwrap_or_default()
        })
    };
    let manager = move || {
        record
            .with(|r| r.as_ref().and_then(|r| r.manager))
            .and_then(|id| {
                session
                    .workspace()
                    .with(|w| w.people.get(&id).map(|p| p.name.to_string()))
            })
    };
    view! {
        <PageFrame title trail>
            <Show
                when=move || record.with(Option::is_some)
                fallback=move || view! { <Empty title=Signal::derive(move || Words::NotFound.text(lang.get()).to_owned()) hint=Signal::derive(move || Words::NotFoundHint.text(lang.get()).to_owned()) /> }
            >
                <GroupSummary members rollup>
                    <p class="prose">{purpose}</p>
                    <p class="mut fs12">{manager}</p>
                </GroupSummary>
            </Show>
        </PageFrame>
    }
    .into_any()
}
