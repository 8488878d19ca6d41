//! A head of the table: sorts on press, moves its column by drag, widens it at its right edge.

use super::GridCalls;
use super::state::GridControl;
use crate::table::Column;
use crate::ui::widgets::{Icon, IconName};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// How a person arranged a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arranged {
    /// It has this width now, in pixels.
    Width(String, u32),
    /// It stands now where the other stood.
    At(String, String),
}

/// From this many pixels on a press is a drag.
const DRAG: i32 = 6;

pub(super) fn head_cell(
    place: usize,
    column: Column,
    sort: Signal<Vec<(String, bool)>>,
    calls: GridCalls,
    control: GridControl,
) -> AnyView {
    let key = StoredValue::new(column.key.clone());
    let own = move || key.get_value();
    let direction = Memo::new(move |_| {
        sort.with(|keys| {
            key.with_value(|own| keys.iter().find(|(k, _)| k == own).map(|(_, down)| *down))
        })
    });
    // Where the pointer went down, in pixels of the window; the width that the column had then.
    let grabbed = StoredValue::new(None::<i32>);
    let sized = StoredValue::new(None::<i32>);
    let width = column.width;
    let over = move |event: &ev::PointerEvent| {
        let under = document().element_from_point(event.client_x() as f32, event.client_y() as f32);
        under?
            .closest("[data-column]")
            .ok()??
            .get_attribute("data-column")
    };
    let on_move = move |event: ev::PointerEvent| {
        let Some(from) = grabbed.get_value() else {
            return;
        };
        if control.dragged.with_untracked(Option::is_none) {
            if (event.client_x() - from).abs() < DRAG {
                return;
            }
            // Not before it is a drag: a captured press would not reach the button that sorts.
            capture(&event);
        }
        control.dragged.set(Some((own(), over(&event))));
    };
    let on_up = move |_| {
        grabbed.set_value(None);
        let dragged = control.dragged.get_untracked();
        control.dragged.set(None);
        if let Some((moved, Some(at))) = dragged
            && moved != at
        {
            calls.arrange.run(Arranged::At(moved, at));
        }
    };
    let new_width = move |event: &ev::PointerEvent| {
        let by = event.client_x() - sized.get_value()?;
        u32::try_from(i64::from(width) + i64::from(by)).ok()
    };
    let drop = move || {
        control.dragged.with(|dragged| {
            let (moved, at) = dragged.as_ref()?;
            let here = key.with_value(|own| at.as_ref() == Some(own) && moved != own);
            here.then_some("true")
        })
    };
    view! {
        <div
            role="columnheader"
            class="grid-cell"
            class:num=column.is_number
            class:first=place == 0
            class:pinned=column.left.is_some()
            style:left=column.left.map(|left| format!("{left}px"))
            aria-colindex=(place + 2).to_string()
            data-column=own()
            data-drop=drop
            aria-sort=move || match direction.get() {
                None => "none",
                Some(false) => "ascending",
                Some(true) => "descending",
            }
            on:pointerdown=move |event: ev::PointerEvent| {
                if event.button() == 0 && event.pointer_type() != "touch" {
                    grabbed.set_value(Some(event.client_x()));
                }
            }
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=move |_| { grabbed.set_value(None); control.dragged.set(None); }
        >
            <button type="button" class="grid-sort" tabindex="-1" on:click=move |event| calls.sort.run((own(), event.shift_key()))>
                <span class="trunc">{column.label}</span>
                {move || direction.get().map(|down| view! {
                    <Icon name=if down { IconName::ChevronDown } else { IconName::ArrowUp } size=12 />
                })}
            </button>
            <span
                class="grid-size"
                aria-hidden="true"
                on:pointerdown=move |event: ev::PointerEvent| {
                    event.stop_propagation();
                    event.prevent_default();
                    capture(&event);
                    sized.set_value(Some(event.client_x()));
                }
                on:pointermove=move |event: ev::PointerEvent| {
                    if let Some(width) = new_width(&event) {
                        control.sizing.set(Some((own(), width.max(48))));
                    }
                }
                on:pointerup=move |event: ev::PointerEvent| {
                    event.stop_propagation();
                    let width = new_width(&event);
                    sized.set_value(None);
                    control.sizing.set(None);
                    if let Some(width) = width {
                        calls.arrange.run(Arranged::Width(own(), width));
                    }
                }
                on:pointercancel=move |_| { sized.set_value(None); control.sizing.set(None); }
            ></span>
        </div>
    }
    .into_any()
}

/// Keeps the pointer with the element, wherever it goes.
fn capture(event: &ev::PointerEvent) {
    let element = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(element) = element {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
