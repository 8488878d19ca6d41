//! Import: choose a file, see how it is read, see what would change, apply.

mod columns;
mod done;
mod flow;
mod native;
mod plan;
mod plan_export;
mod plan_flow;
mod preview;
mod source;

use crate::session::use_session;
use crate::ui::parts::PageFrame;
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, Variant};
use crate::words::Import as Words;
use flow::{Flow, Shown};
use leptos::prelude::*;

pub use flow::install_drop;
pub use plan_export::{PlanExport, plan_export_dialog};

/// The page.
#[component]
pub fn Import() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let flow = Flow::new(session);
    flow.follow_drops();
    let text = move |key: Words| said(lang, key);
    let again_now = move || {
        (flow.shown.get() != Shown::Nothing).then(|| {
            view! {
                <span class="mut fs12 trunc wide-only">{move || flow.file_name()}</span>
                <Button
                    label=text(Words::ChooseAnother)
                    icon=IconName::Import
                    variant=Variant::Plain
                    on_press=move |()| flow.reset()
                />
            }
        })
    };
    // The frame runs its actions once: what changes is a closure inside.
    let again = move || again_now;
    view! {
        <PageFrame title=text(Words::Title) actions=again>
            {move || match flow.shown.get() {
                Shown::Nothing => view! { <source::Choose flow /> }.into_any(),
                Shown::Table => view! {
                    <div class="import">
                        <source::Source flow />
                        <columns::Columns flow />
                        <preview::Preview flow />
                    </div>
                }.into_any(),
                Shown::Native => view! { <native::NativeFile flow /> }.into_any(),
                Shown::Plan => view! { <plan::PlanFile flow /> }.into_any(),
                Shown::Done => view! { <done::Done flow /> }.into_any(),
            }}
        </PageFrame>
    }
    .into_any()
}
