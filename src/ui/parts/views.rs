//! The saved views of a page: a menu that opens them, and a name that keeps the present one.

use crate::edit::Command;
use crate::model::{Kind, Value};
use crate::session::{Page, Route, use_session};
use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, IconName, Menu, MenuItem, TextField, Variant};
use crate::words::{Common, Table as Words};
use leptos::prelude::*;

/// The menu of saved views. A view is an address: it keeps everything that the address says.
#[component]
pub fn SavedViews(
    /// The page whose views these are.
    page: Page,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let naming = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let views = Signal::derive(move || {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w
                .views
                .values()
                .filter(|view| Route::parse(&view.address).page == page)
                .cloned()
                .collect();
            all.sort_by(|a, b| (&a.order, a.id).cmp(&(&b.order, b.id)));
            let save = MenuItem::new("", Words::SaveView.text(lang.get()));
            all.iter()
                .map(|view| MenuItem::new(&view.address, view.name.to_string()))
                .chain([save])
                .collect::<Vec<_>>()
        })
    });
    let pick = move |address: String| {
        if address.is_empty() {
            naming.set(true);
        } else {
            session.go(&Route::parse(&address));
        }
    };
    let save = move || {
        let text = name.get_untracked();
        // The day looked at is no part of a view: it would stay behind.
        let address = session
            .route()
            .with_untracked(|route| route.with("as-of", "").href());
        let address = address.trim_start_matches('#');
        let values = vec![
            ("name".into(), Value::Text(text.as_str().into())),
            ("address".into(), Value::Text(address.into())),
        ];
        if !text.trim().is_empty()
            && session.act(&Command::Create {
                kind: Kind::View,
                id: session.fresh_id(),
                values,
            })
        {
            naming.set(false);
        }
    };
    let word = move |word: Words| said(lang, word);
    let common = move |word: Common| said(lang, word);
    view! {
        <Menu label=word(Words::Views) icon=IconName::Star items=views on_pick=Callback::new(pick) class="btn" at_end=true />
        <Dialog open=naming on_close=Callback::new(move |()| naming.set(false)) title=word(Words::SaveView) close_label=common(Common::Close)>
            <div class="dialog-body">
                <TextField label=word(Words::ViewName) value=name on_commit=Callback::new(move |text| name.set(text)) />
            </div>
            <div class="dialog-foot">
                <Button label=common(Common::Cancel) on_press=Callback::new(move |()| naming.set(false)) />
                <Button label=common(Common::Save) variant=Variant::Primary on_press=Callback::new(move |()| save()) />
            </div>
        </Dialog>
    }
    .into_any()
}
