//! Copies that are written to a folder after edits: choosing it, how it stands, leaving it.

use super::Shelf;
use crate::session::{Mirror, Miss, Session};
use crate::ui::parts::moment;
use crate::ui::widgets::{Button, Icon, IconName};
use crate::words::Data as Words;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The panel.
#[component]
pub fn InFolder(shelf: Shelf) -> impl IntoView {
    let (session, lang) = (shelf.session, shelf.lang);
    let is_possible = Session::can_write_folders();
    let mirror = session.mirror();
    let state = move || {
        let lang = lang.get();
        match mirror.get() {
            Mirror::Off => Words::FolderOff.text(lang).to_owned(),
            Mirror::Paused { .. } => Words::FolderPaused.text(lang).to_owned(),
            Mirror::On { file, .. } => {
                let at = session.copies().with(|copies| copies.last_ms);
                match (file, at) {
                    (Some(file), Some(at)) => {
                        Words::FolderOn.fill(lang, &[&file, &moment(lang, at)])
                    }
                    _ => Words::FolderWaits.text(lang).to_owned(),
                }
            }
            Mirror::Failed { why, .. } => {
                let why = match why {
                    Miss::Refused => Words::FolderRefused,
                    Miss::Gone => Words::FolderGone,
                    Miss::Full => Words::FolderFull,
                    Miss::Broken => Words::FolderBroken,
                };
                format!("{} {}", why.text(lang), Words::FolderIntact.text(lang))
            }
        }
    };
    let name = move || match mirror.get() {
        Mirror::Off => Words::FolderNone.text(lang.get()).to_owned(),
        Mirror::Paused { folder } | Mirror::On { folder, .. } | Mirror::Failed { folder, .. } => {
            folder
        }
    };
    let choose = move || session.choose_folder();
    let acts = move || match mirror.get() {
        Mirror::Off => {
            view! { <Button label=shelf.text(Words::FolderChoose) on_press=choose /> }.into_any()
        }
        now => {
            let (key, act): (_, fn(Shelf)) = match now {
                Mirror::Paused { .. }
                | Mirror::Failed {
                    why: Miss::Refused, ..
                } => (Words::FolderAllow, |shelf| shelf.session.allow_folder()),
                Mirror::Failed {
                    why: Miss::Gone, ..
                } => (Words::FolderChoose, |shelf| shelf.session.choose_folder()),
                _ => (Words::FolderNow, |shelf| {
                    spawn_local(shelf.session.write_copy());
                }),
            };
            view! {
                <Button label=shelf.text(key) on_press=move || act(shelf) />
                <Button label=shelf.text(Words::FolderLeave) on_press=move || session.leave_folder() />
            }
            .into_any()
        }
    };
    view! {
        <section class="mod" aria-labelledby="data-folder">
            <div class="mod-head"><h2 id="data-folder">{move || Words::FolderTitle.text(lang.get())}</h2></div>
            <p class="mut fs11">
                {move || if is_possible { Words::FolderHint } else { Words::FolderNever }.text(lang.get())}
            </p>
            <Show when=move || is_possible>
                <div class="row data-line">
                    <Icon name=IconName::Saved />
                    <span class="col data-name">
                        <span class="semi">{name}</span>
                        <span class="fs11" class:mut=move || !mirror.get().is_troubled() class:data-due=move || mirror.get().is_troubled() role="status" data-testid="folder-state">
                            {state}
                        </span>
                    </span>
                </div>
                <p class="row wrap">{acts}</p>
            </Show>
        </section>
    }
    .into_any()
}
