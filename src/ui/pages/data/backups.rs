//! The backups in this browser.

use super::{Shelf, moment};
use crate::session::SnapshotInfo;
use crate::ui::widgets::{Button, IconButton, IconName, Variant};
use crate::words::{Data as Words, format};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list, newest first.
#[component]
pub fn Backups(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let text = move |key: Words| move || key.text(lang.get());
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
                            <Row shelf one />
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
                <h2 id="data-backups">{text(Words::Backups)}</h2>
                <span class="mod-hint">{text(Words::BackupsHint)}</span>
            </div>
            {move || if shelf.snapshots.with(Vec::is_empty) {
                view! { <p class="mut fs12">{text(Words::NoBackups)}</p> }.into_any()
            } else {
                table()
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Row(shelf: Shelf, one: SnapshotInfo) -> impl IntoView {
    let lang = shelf.lang;
    let when = move || moment(lang.get(), one.at_ms);
    let restore = move || {
        let when = moment(lang.get_untracked(), one.at_ms);
        spawn_local(async move {
            shelf.session.restore_backup(one.at_ms, &when).await;
            shelf.read().await;
        });
    };
    let save = move || spawn_local(async move { shelf.session.save_backup(one.at_ms).await });
    let locked = shelf.session.read_only();
    view! {
        <tr>
            <th scope="row">{when}</th>
            <td class="num">{move || format::bytes(lang.get(), one.bytes)}</td>
            <td class="data-acts">
                <span class="row tight">
                    <Button variant=Variant::Ghost disabled=locked label=Signal::derive(move || Words::Restore.text(lang.get()).to_owned()) on_press=restore />
                    <IconButton icon=IconName::Export label=Signal::derive(move || Words::SaveBackup.fill(lang.get(), &[&when()])) on_press=save />
                </span>
            </td>
        </tr>
    }
}
