//! The dialog of what a deed would change, before it is done.

use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, Variant};
use crate::words::Common;
use leptos::prelude::*;

/// The dialog: the sentences, the button that does it, and the one that does not.
#[component]
pub(super) fn BeforeDialog(
    open: Signal<bool>,
    title: Signal<String>,
    /// What would change, a sentence each.
    #[prop(into)]
    told: Signal<Vec<String>>,
    #[prop(into)] close: Callback<()>,
    #[prop(into)] apply: Callback<()>,
) -> impl IntoView {
    let lang = crate::session::use_session().lang();
    let lines = move || {
        let all = told.get().into_iter();
        all.map(|text| view! { <li>{text}</li> }).collect_view()
    };
    view! {
        <Dialog open on_close=close title close_label=said(lang, Common::Close)>
            <div class="dialog-body"><ul class="pj-findings plan-list" tabindex="0">{lines}</ul></div>
            <div class="dialog-foot">
                <Button label=said(lang, Common::Cancel) on_press=close />
                <Button label=said(lang, Common::Apply) variant=Variant::Primary on_press=apply />
            </div>
        </Dialog>
    }
    .into_any()
}
