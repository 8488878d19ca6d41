//! The backups in this browser.

use super::Shelf;
use super::changes::review;
use crate::edit::Patch;
use crate::session::SnapshotInfo;
use crate::ui::parts::{difference, moment};
use crate::ui::said;
use crate::ui::widgets::{Button, IconButton, IconName, Variant};
use crate::words::{Common, Data as Words, format};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list, newest first.
#[component]
pub fn Backups(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let text = move |key: Words| move || key.text(lang.get());
    let going: Going = RwSignal::new(None);
    let title = move || match shelf.other.get() {
        Some((_, name)) => Words::BackupsOf.fill(lang.get(), &[&name]),
        None => Words::Backups.text(lang.get()).to_owned(),
    };
    let table = move || {
        view! {
            <div class="data-scroll" tabindex="0" role="region" aria-label=text(Words::Backups)>
                <table class="table plain flush">
                    <thead>
                        <tr>
                            <th scope="col">{text(Words::Taken)}</th>
                            <th scope="col" class="num">{text(Words::Size)}</th>
                            <th scope="col"><span class="sr">{text(Words::Actions)}</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || shelf.snapshots.get() key=|one| one.at_ms let:one>
                            <Row shelf one going />
                        </For>
                    </tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="mod" aria-labelledby="data-backups">
            <div class="mod-head">
                <h2 id="data-backups" tabindex="-1">{title}</h2>
                <span class="mod-hint">{text(Words::BackupsHint)}</span>
            </div>
            {move || if shelf.snapshots.with(Vec::is_empty) {
                let of_none = shelf.session.opened().get().is_none() && shelf.other.with(Option::is_none);
                let words = if of_none { Words::BackupsOfNone } else { Words::NoBackups };
                view! { <p class="mut fs12">{text(words)}</p> }.into_any()
            } else {
                table()
            }}
            <GoBack shelf going />
        </section>
    }
    .into_any()
}

/// The backup that somebody wants to go back to: when it was taken, and the step that would do it.
type Going = RwSignal<Option<(String, Patch)>>;

/// What would change, before it does.
#[component]
fn GoBack(shelf: Shelf, going: Going) -> impl IntoView {
    let (lang, session) = (shelf.lang, shelf.session);
    let title = move || {
        let when = going.with(|g| g.as_ref().map(|(when, _)| when.clone()));
        Words::RestoreTitle.fill(lang.get(), &[&when.unwrap_or_default()])
    };
    let close = move || going.set(None);
    let restore = move || {
        if let Some((when, patch)) = going.try_update(Option::take).flatten() {
            session.restore_backup(patch, &when);
            shelf.reload();
        }
    };
    let body = move || {
        let lang = lang.get();
        let now = session.workspace().get_untracked();
        going.with(|going| {
            going
                .as_ref()
                .map(|(_, patch)| difference(&patch.rows.iter().collect::<Vec<_>>(), &now, lang))
        })
    };
    let foot = move || {
        view! {
            <Button label=said(lang, Common::Cancel) on_press=close />
            <Button variant=Variant::Primary label=shelf.text(Words::Restore) on_press=restore />
        }
    };
    review(
        shelf,
        Signal::derive(move || going.with(Option::is_some)),
        Callback::new(move |()| close()),
        Signal::derive(title),
        Words::RestoreLead,
        ViewFn::from(move || body),
        ViewFn::from(foot),
    )
}

#[component]
fn Row(shelf: Shelf, one: SnapshotInfo, going: Going) -> impl IntoView {
    let lang = shelf.lang;
    let when = move || moment(lang.get(), one.at_ms);
    let restore = move || {
        let when = moment(lang.get_untracked(), one.at_ms);
        if let Some((id, name)) = shelf.other.get_untracked() {
            let name = Words::BackupName.fill(lang.get_untracked(), &[&name, &when]);
            spawn_local(shelf.session.open_backup(id, one.at_ms, name));
            return;
        }
        spawn_local(async move {
            let step = shelf.session.backup_difference(one.at_ms).await;
            going.try_set(step.map(|patch| (when, patch)));
        });
    };
    let save = move || spawn_local(shelf.session.save_backup(shelf.other_id(), one.at_ms));
    let elsewhere = move || shelf.other.with(Option::is_some);
    let act = Signal::derive(move || {
        let key = if elsewhere() {
            Words::OpenBackup
        } else {
            Words::Restore
        };
        key.text(lang.get()).to_owned()
    });
    let locked = shelf.session.read_only();
    let locked = Signal::derive(move || locked.get() && !elsewhere());
    view! {
        <tr>
            <th scope="row">{when}</th>
            <td class="num">{move || format::bytes(lang.get(), one.bytes)}</td>
            <td class="data-acts">
                <span class="row tight">
                    <Button variant=Variant::Ghost disabled=locked label=act on_press=restore />
                    <IconButton icon=IconName::Export label=Signal::derive(move || Words::SaveBackup.fill(lang.get(), &[&when()])) on_press=save />
                </span>
            </td>
        </tr>
    }
}
