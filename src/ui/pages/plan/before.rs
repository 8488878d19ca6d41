//! The dialog of what a deed would change, before it is done.

use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, LongList, Variant};
use crate::words::Common;
use leptos::prelude::*;

/// More sentences than this stand one a line, of which those in sight are written.
const MANY: usize = 60;

/// The dialog: the sentences, the button that does it, and the one that does not.
#[component]
pub(super) fn BeforeDialog(
    open: Signal<bool>,
    title: Signal<String>,
    /// How many changes there are.
    #[prop(into)]
    count: Signal<usize>,
    /// What would change, a sentence each.
    #[prop(into)]
    told: Callback<usize, String>,
    #[prop(into)] close: Callback<()>,
    #[prop(into)] apply: Callback<()>,
) -> impl IntoView {
    let lang = crate::session::use_session().lang();
    let lines = move || match count.get() {
        count if count > MANY => {
            let row = move |place: usize| {
                let text = told.run(place);
                view! { <span class="long-text" title=text.clone()>{text.clone()}</span> }
                    .into_any()
            };
            view! { <LongList label=title count row /> }.into_any()
        }
        count => {
            let all = (0..count).map(|place| view! { <li>{told.run(place)}</li> });
            view! { <ul class="pj-findings plan-list" tabindex="0">{all.collect_view()}</ul> }
                .into_any()
        }
    };
    view! {
        <Dialog open on_close=close title close_label=said(lang, Common::Close)>
            <div class="dialog-body">{lines}</div>
            <div class="dialog-foot">
                <Button label=said(lang, Common::Cancel) on_press=close />
                <Button label=said(lang, Common::Apply) variant=Variant::Primary on_press=apply />
            </div>
        </Dialog>
    }
    .into_any()
}
