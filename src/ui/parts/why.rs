//! Figures that explain themselves: rule, inputs and source behind a press.

use crate::session::use_session;
use crate::ui::said;
use crate::ui::widgets::{IconButton, IconName, Popover};
use crate::words::Common;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// A figure with its name and what it follows from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// How much it is.
    pub value: String,
    /// What stands beside it, such as a share.
    pub hint: String,
    /// `worse`, `better` or nothing.
    pub tone: &'static str,
    /// Rule, inputs and source, one sentence each.
    pub why: Vec<String>,
}

/// A figure, or the head over figures, that opens its explanation.
#[component]
pub fn Why(
    /// The text of the button.
    #[prop(into)]
    text: Signal<String>,
    /// The name of the figure.
    #[prop(into)]
    title: Signal<String>,
    /// Rule, inputs and source, one sentence each.
    #[prop(into)]
    lines: Signal<Vec<String>>,
) -> impl IntoView {
    let lang = use_session().lang();
    let at: RwSignal<Option<(f64, f64)>> = RwSignal::new(None);
    let open = move |event: ev::MouseEvent| {
        let button = event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let place = button.map_or((200.0, 120.0), |button| {
            let rect = button.get_bounding_client_rect();
            (rect.left(), rect.bottom() + 4.0)
        });
        at.set(Some(place));
    };
    view! {
        <button type="button" class="why" aria-haspopup="dialog" on:click=open>{move || text.get()}</button>
        {move || at.get().map(|place| view! {
            <Popover at=place label=title on_close=move |()| at.set(None)>
                <div class="why-body">
                    <div class="row">
                        <b class="semi">{move || title.get()}</b>
                        <span class="end">
                            <IconButton icon=IconName::Close label=said(lang, Common::Close) on_press=move |()| at.set(None) />
                        </span>
                    </div>
                    {move || lines.get().into_iter().map(|line| view! { <p class="prose">{line}</p> }).collect_view()}
                </div>
            </Popover>
        })}
    }
    .into_any()
}

/// Figures in a row, each with its explanation.
#[component]
pub fn Facts(
    /// The figures.
    #[prop(into)]
    facts: Signal<Vec<Fact>>,
    /// Larger figures, for a page about them.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let count = Memo::new(move |_| facts.with(Vec::len));
    let one = move |place: usize| {
        let of = move |pick: fn(&Fact) -> String| {
            Signal::derive(move || facts.with(|all| all.get(place).map(pick).unwrap_or_default()))
        };
        let lines = Signal::derive(move || {
            facts.with(|all| all.get(place).map(|f| f.why.clone()).unwrap_or_default())
        });
        let tone = move || facts.with(|all| all.get(place).map(|f| f.tone).unwrap_or_default());
        let label = of(|f| f.label.clone());
        let hint = of(|f| f.hint.clone());
        view! {
            <div>
                <dt>{move || label.get()}</dt>
                <dd><Why text=of(|f| f.value.clone()) title=label lines /><span class=tone>{move || hint.get()}</span></dd>
            </div>
        }
    };
    view! {
        <dl class=if large { "facts large" } else { "facts" }>
            {move || (0..count.get()).map(one).collect_view()}
        </dl>
    }
    .into_any()
}
