//! The portfolios of this browser.

use super::Shelf;
use crate::session::NoticeKind;
use crate::store::PortfolioInfo;
use crate::ui::dom;
use crate::ui::parts::moment;
use crate::ui::said;
use crate::ui::widgets::{Button, IconButton, IconName, TextField, Variant};
use crate::words::{Common, Data as Words, Shell, format};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The library: open, rename, copy, delete and bring back.
#[component]
pub fn Library(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let renaming: RwSignal<Option<String>> = RwSignal::new(None);
    let is_bare = move || {
        let report = shelf.session.save_state().get();
        report.is_some_and(|r| !r.state.is_kept()) && shelf.library.with(Vec::is_empty)
    };
    view! {
        <section class="mod" aria-labelledby="data-library">
            <div class="mod-head">
                <h2 id="data-library">{move || Words::Library.text(lang.get())}</h2>
                <span class="mod-end row tight">
                    <Button label=said(lang, Shell::OpenTeam) on_press=move || shelf.session.open_team() />
                    <Button icon=IconName::Plus label=shelf.text(Words::NewOne) on_press=move || shelf.session.create_blank() />
                </span>
            </div>
            <ul class="data-list">
                <For each=move || shelf.library.get() key=|info| (info.id, info.name.clone(), info.deleted, info.last_edit_ms, info.bytes) let:info>
                    <Line shelf info renaming />
                </For>
            </ul>
            <Show when=is_bare>
                <p class="mut fs12">{move || Words::LibraryBare.text(lang.get())}</p>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Line(shelf: Shelf, info: PortfolioInfo, renaming: RwSignal<Option<String>>) -> impl IntoView {
    let (lang, session, id) = (shelf.lang, shelf.session, info.id);
    let key = id.to_string();
    let name = StoredValue::new(info.name.clone());
    let named = move |words: Words| {
        Signal::derive(move || name.with_value(|n| words.fill(lang.get(), &[n])))
    };
    let open = move || session.opened().get() == Some(id);
    // Every change goes the same way: do it, say when it failed, read the library again.
    let backups = move || {
        shelf.other.set(Some((id, name.get_value())));
        dom::focus_first(None, "#data-backups");
    };
    let change = move |kind: Change| {
        spawn_local(async move {
            let Some(keeper) = session.keeper() else {
                return;
            };
            let done = match kind {
                Change::Rename(name) => session.rename_portfolio(id, name).await,
                Change::Copy(name) => keeper.copy(id, &name).await.is_ok(),
                Change::Delete => {
                    let name = name.try_get_value().unwrap_or_default();
                    session.delete_portfolio(id, &name).await
                }
                Change::Restore => keeper.restore(id).await.is_ok(),
                Change::Purge => {
                    let gone = keeper.purge(id).await.is_ok();
                    // There may be room again.
                    keeper.retry();
                    gone
                }
            };
            if !done {
                let text = Words::LibraryFailed.text(lang.get_untracked());
                session.notify(NoticeKind::Problem, text.to_owned());
            }
            shelf.read().await;
        });
    };
    let facts = {
        let (origin, bytes, edited, deleted) = (
            origin_words(&info),
            info.bytes,
            info.last_edit_ms,
            info.deleted,
        );
        move || {
            let lang = lang.get();
            let state = if deleted { Words::Deleted } else { origin };
            format!(
                "{} · {} · {}",
                state.text(lang),
                moment(lang, edited),
                format::bytes(lang, bytes)
            )
        }
    };
    let is_renaming = {
        let key = key.clone();
        Memo::new(move |_| renaming.with(|r| r.as_deref() == Some(key.as_str())))
    };
    let acts = move || {
        if info.deleted {
            return view! {
                <IconButton icon=IconName::Undo label=named(Words::UndeleteOne) on_press=move || change(Change::Restore) />
                <IconButton icon=IconName::Trash label=named(Words::PurgeOne) on_press=move || change(Change::Purge) />
            }
            .into_any();
        }
        let key = key.clone();
        let copy = move || {
            let copied = name.with_value(|n| Words::CopyName.fill(lang.get_untracked(), &[n]));
            change(Change::Copy(copied));
        };
        view! {
            <Show when=move || !open() fallback=move || view! { <span class="mut fs11">{move || Words::OpenNow.text(lang.get())}</span> }>
                <Button variant=Variant::Ghost label=said(lang, Common::Open) on_press=move || session.open(id) />
            </Show>
            <Show when=move || !open()>
                <IconButton icon=IconName::Clock label=named(Words::BackupsOf) on_press=backups />
            </Show>
            <IconButton icon=IconName::Pencil label=named(Words::RenameOne) on_press=move || renaming.set(Some(key.clone())) />
            <IconButton icon=IconName::Copy label=named(Words::CopyOne) on_press=copy />
            <IconButton icon=IconName::Trash label=named(Words::DeleteOne) on_press=move || change(Change::Delete) />
        }
        .into_any()
    };
    let rename = move |text: String| {
        renaming.set(None);
        if !text.trim().is_empty() {
            change(Change::Rename(text.trim().to_owned()));
        }
    };
    view! {
        <li class="row data-line">
            <span class="col data-name">
                {move || if is_renaming.get() {
                    view! { <TextField label=shelf.text(Words::PortfolioName) value=name.get_value() on_commit=rename /> }.into_any()
                } else {
                    view! { <span class="semi trunc">{name.get_value()}</span> }.into_any()
                }}
                <span class="mut fs11">{facts}</span>
            </span>
            <span class="row tight end">{acts}</span>
        </li>
    }
    .into_any()
}

enum Change {
    Rename(String),
    Copy(String),
    Delete,
    Restore,
    Purge,
}

fn origin_words(info: &PortfolioInfo) -> Words {
    use crate::session::Origin;
    match info.origin {
        Origin::Blank => Words::Blank,
        Origin::Sample => Words::Sample,
        Origin::Imported => Words::Imported,
        Origin::Copy => Words::Copied,
        Origin::Published => Words::Published,
        Origin::Other => Words::Elsewhere,
    }
}
