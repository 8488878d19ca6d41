//! Keys that work everywhere, and the page that lists all keys.

use crate::session::{Page, Route, Session, use_session};
use crate::ui::dom;
use crate::ui::parts::PageFrame;
use crate::ui::said;
use crate::words::{Common, Shell};
use leptos::{ev, prelude::*};

/// Where `G` and a letter lead.
const PLACES: [(&str, Page); 11] = [
    ("h", Page::Cockpit),
    ("r", Page::Roadmap),
    ("l", Page::Plan),
    ("s", Page::Status),
    ("p", Page::Projects),
    ("m", Page::Programmes),
    ("u", Page::Units),
    ("o", Page::Objectives),
    ("i", Page::Import),
    ("d", Page::Data),
    ("t", Page::Settings),
];

/// Listens for the keys that work everywhere.
pub fn install_keys(session: Session, palette: RwSignal<bool>) {
    let after_g = StoredValue::new(false);
    let listener = window_event_listener(ev::keydown, move |event| {
        let key = event.key().to_ascii_lowercase();
        let command = event.ctrl_key() || event.meta_key();
        let go = after_g.get_value();
        after_g.set_value(false);
        if event.default_prevented() {
            return;
        }
        if command && key == "k" {
            event.prevent_default();
            palette.update(|open| *open = !*open);
            return;
        }
        if command && key == "s" {
            event.prevent_default();
            session.save_to_file();
            return;
        }
        if dom::typing() || palette.get_untracked() {
            return;
        }
        match (command, event.shift_key(), key.as_str()) {
            (true, false, "z") => {
                event.prevent_default();
                session.undo_and_say();
            }
            (true, true, "z") | (true, false, "y") => {
                event.prevent_default();
                session.redo_and_say();
            }
            (true, ..) => {}
            _ if event.alt_key() || session.prefs().with_untracked(|p| p.letter_keys_off) => {}
            (_, _, "?") => session.go(&Route::to(Page::Keys)),
            (_, _, "[") => session
                .prefs()
                .update(|p| p.rail_collapsed = !p.rail_collapsed),
            (_, _, "g") => after_g.set_value(true),
            (_, _, letter) if go => {
                if let Some((_, page)) = PLACES.iter().find(|(key, _)| *key == letter) {
                    event.prevent_default();
                    session.go(&Route::to(page.clone()));
                }
            }
            _ => {}
        }
    });
    on_cleanup(move || listener.remove());
}

/// The page that lists all keys.
#[component]
pub fn Keys() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let ctrl = if dom::is_apple() { "⌘" } else { "Ctrl" };
    let line = move |keys: Vec<String>, text: String| {
        view! {
            <tr>
                <th scope="row">{text}</th>
                <td><span class="row tight">{keys.into_iter().map(|k| view! { <kbd>{k}</kbd> }).collect_view()}</span></td>
            </tr>
        }
    };
    let general = move || {
        let lang = lang.get();
        vec![
            line(
                vec![ctrl.into(), "K".into()],
                Shell::SearchOrRun.text(lang).into(),
            ),
            line(
                vec![ctrl.into(), "Z".into()],
                Common::Undo.text(lang).into(),
            ),
            line(
                vec![ctrl.into(), "⇧".into(), "Z".into()],
                Common::Redo.text(lang).into(),
            ),
            line(
                vec![ctrl.into(), "S".into()],
                Shell::SaveToFile.text(lang).into(),
            ),
            line(vec!["[".into()], Shell::CollapseRail.text(lang).into()),
            line(vec!["?".into()], Shell::Keys.text(lang).into()),
        ]
    };
    let places = move || {
        let lang = lang.get();
        PLACES
            .iter()
            .map(|(key, page)| {
                let title = crate::ui::app::page_title(page).text(lang).to_owned();
                line(vec!["G".into(), key.to_uppercase()], title)
            })
            .collect::<Vec<_>>()
    };
    let table = move || {
        let lang = lang.get();
        vec![
            line(
                vec!["↑".into(), "↓".into(), "←".into(), "→".into()],
                Shell::KeyMove.text(lang).into(),
            ),
            line(vec!["↵".into()], Shell::KeyOpen.text(lang).into()),
            line(vec!["F2".into()], Shell::KeyEdit.text(lang).into()),
            line(vec!["Esc".into()], Common::Cancel.text(lang).into()),
            line(
                vec!["⇧".into(), "←".into(), "→".into()],
                Shell::KeyShift.text(lang).into(),
            ),
            line(
                vec!["Alt".into(), "←".into(), "→".into()],
                Shell::KeyResize.text(lang).into(),
            ),
            line(
                vec!["+".into(), "−".into(), "0".into(), "T".into()],
                Shell::KeyZoom.text(lang).into(),
            ),
        ]
    };
    let title = said(lang, Shell::Keys);
    view! {
        <PageFrame title>
            <div class="mods keys-page">
                <section class="mod"><div class="mod-head"><h2>{move || Shell::KeysGeneral.text(lang.get())}</h2></div><table class="table plain flush"><tbody>{general}</tbody></table></section>
                <section class="mod"><div class="mod-head"><h2>{move || Shell::KeysGo.text(lang.get())}</h2></div><table class="table plain flush"><tbody>{places}</tbody></table></section>
                <section class="mod"><div class="mod-head"><h2>{move || Shell::KeysTable.text(lang.get())}</h2></div><table class="table plain flush"><tbody>{table}</tbody></table></section>
            </div>
        </PageFrame>
    }
    .into_any()
}
