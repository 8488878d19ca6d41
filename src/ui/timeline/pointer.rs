//! Mouse, pen and wheel: hover, drag, pan, zoom.

use leptos::prelude::*;
use web_sys::{MouseEvent, PointerEvent, WheelEvent};

use super::state::{Drag, HoverAt, State, tell};
use crate::timeline::drag::{self, Step};
use crate::timeline::hit::{self, Hit, Part};
use crate::timeline::scene::HEAD_HEIGHT;
use crate::timeline::{Key, Row};

/// A press that moves less than this is a click.
const SLACK: f64 = 3.0;
/// A drag this near to the side of the chart scrolls it.
const EDGE: f64 = 28.0;
const EDGE_STEP: f64 = 14.0;

fn at(event: &MouseEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

fn find(state: State, (x, y): (f64, f64)) -> Option<Hit> {
    state.with_view(|data, view| hit::hit(data, view, x, y))
}

fn row_key(state: State, y: f64) -> Option<Key> {
    state.with_view(|data, view| {
        hit::row_at(data, view, y)
            .and_then(|place| data.row(place))
            .map(Row::key)
    })
}

pub(super) fn down(state: State, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    state.focus();
    let point = at(event);
    // A finger scrolls; plans are edited with mouse, pen or keys.
    if event.pointer_type() == "touch" {
        state.activate(row_key(state, point.1));
        hover(state, find(state, point), point.0);
        return;
    }
    let scroll = state.now().scroll;
    let grabbed = find(state, point).filter(|hit| {
        if hit.part == Part::Dot {
            return true;
        }
        let item = state
            .inputs
            .data
            .with_untracked(|data| data.row(hit.place).and_then(|row| row.item().cloned()));
        item.is_some_and(|item| drag::is_allowed(&item))
    });
    if let Some(hit) = grabbed {
        state.activate(Some(hit.key));
    }
    let drag = match grabbed {
        Some(Hit {
            key,
            part: Part::Dot,
            ..
        }) => Drag::Link { key, to: point },
        Some(Hit { key, part, .. }) => Drag::Bar {
            key,
            part,
            from_x: point.0,
            scroll_x: scroll.0,
            steps: 0,
        },
        None => Drag::Pan {
            from: point,
            scroll,
            is_head: point.1 < HEAD_HEIGHT,
        },
    };
    state.change(|moment| moment.drag = Some(drag));
    if let Some(nodes) = state.nodes() {
        let _ = nodes.canvas.set_pointer_capture(event.pointer_id());
    }
}

pub(super) fn moved(state: State, event: &PointerEvent) {
    let point = at(event);
    match state.now().drag {
        None => {
            let hit = find(state, point);
            cursor(state, hit.map(|hit| hit.part), point.1 < HEAD_HEIGHT);
            let place = state.with_view(|data, view| hit::row_at(data, view, point.1));
            if state.now().hovered != place {
                state.change(|moment| moment.hovered = place);
            }
            hover(state, hit, point.0);
        }
        Some(Drag::Link { key, .. }) => {
            scroll_at_edge(state, point.0);
            let place = state.with_view(|data, view| hit::row_at(data, view, point.1));
            state.change(|moment| {
                moment.hovered = place;
                moment.drag = Some(Drag::Link { key, to: point });
            });
        }
        Some(Drag::Pan {
            from,
            scroll,
            is_head,
        }) => {
            let y = (!is_head).then_some(scroll.1 + from.1 - point.1);
            state.scroll_to(Some(scroll.0 + from.0 - point.0), y);
        }
        Some(Drag::Bar {
            key,
            part,
            from_x,
            scroll_x,
            steps,
        }) => {
            scroll_at_edge(state, point.0);
            let px = state.px_per_day();
            let scrolled = state.now().scroll.0 - scroll_x;
            let now = Step::at(px).count((point.0 - from_x + scrolled) / px);
            if now != steps {
                let drag = Drag::Bar {
                    key,
                    part,
                    from_x,
                    scroll_x,
                    steps: now,
                };
                state.change(|moment| moment.drag = Some(drag));
                let moving = state
                    .inputs
                    .data
                    .with_untracked(|data| state.moving(data))
                    .map(|(moving, ..)| moving);
                tell(state.calls.on_preview, moving);
                tell(state.calls.on_hover, None);
            }
        }
    }
}

pub(super) fn up(state: State, event: &PointerEvent) {
    let point = at(event);
    match state.now().drag {
        Some(Drag::Bar { .. }) => {
            let moving = state.inputs.data.with_untracked(|data| state.moving(data));
            state.change(|moment| moment.drag = None);
            if let Some((moving, ..)) = moving {
                tell(state.calls.on_preview, None);
                tell(state.calls.on_move, moving);
            }
        }
        Some(Drag::Link { key, .. }) => {
            state.change(|moment| moment.drag = None);
            if let Some(to) = row_key(state, point.1).filter(|to| *to != key) {
                tell(state.calls.on_link, (key, to));
            }
        }
        Some(Drag::Pan { from, .. }) => {
            state.change(|moment| moment.drag = None);
            let is_click = (from.0 - point.0).abs() < SLACK && (from.1 - point.1).abs() < SLACK;
            if is_click && point.1 >= HEAD_HEIGHT {
                state.activate(row_key(state, point.1));
            }
        }
        None => {}
    }
}

/// Ends a drag as if it had never begun.
pub(super) fn cancel(state: State) {
    if state.now().drag.is_some() {
        state.change(|moment| moment.drag = None);
        tell(state.calls.on_preview, None);
    }
}

pub(super) fn left(state: State) {
    if state.now().drag.is_none() {
        state.change(|moment| moment.hovered = None);
        tell(state.calls.on_hover, None);
    }
}

pub(super) fn double(state: State, event: &MouseEvent) {
    if let Some(key) = row_key(state, at(event).1) {
        open(state, key);
    }
}

/// Opens a row: a bar on its page, a group in place.
pub(super) fn open(state: State, key: Key) {
    let is_lane = state
        .inputs
        .data
        .with_untracked(|data| matches!(data.find(key), Some(Row::Lane(_))));
    tell(
        if is_lane {
            state.calls.on_toggle_lane
        } else {
            state.calls.on_open
        },
        key,
    );
}

/// With Ctrl the wheel zooms at the pointer; everything else is the browser's own scrolling.
pub(super) fn wheel(state: State, event: &WheelEvent) {
    if !event.ctrl_key() && !event.meta_key() {
        return;
    }
    event.prevent_default();
    let lines = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL {
        1.0
    } else {
        16.0
    };
    let factor = (-event.delta_y() * lines / 400.0).clamp(-0.7, 0.7).exp();
    let from_left = state.nodes().map_or(0.0, |nodes| {
        nodes.scroller.get_bounding_client_rect().left()
    });
    let anchor = f64::from(event.client_x()) - from_left - state.layout().pane_width;
    state.zoom_to(state.px_per_day() * factor, Some(anchor.max(0.0)));
}

fn hover(state: State, hit: Option<Hit>, x: f64) {
    if state.calls.on_hover.is_none() {
        return;
    }
    let found = hit.and_then(|hit| {
        let bounds = state.nodes()?.canvas.get_bounding_client_rect();
        let top = bounds.top() + state.with_view(|_, view| view.row_top(hit.place));
        let bottom = top + state.inputs.row_height.get_untracked();
        Some(HoverAt {
            key: hit.key,
            part: hit.part,
            x: bounds.left() + x,
            top,
            bottom,
        })
    });
    tell(state.calls.on_hover, found);
}

fn cursor(state: State, part: Option<Part>, is_head: bool) {
    let shape = match part {
        Some(Part::Start | Part::Finish) => "ew-resize",
        Some(Part::Body | Part::Milestone(_)) => "grab",
        Some(Part::Dot) => "crosshair",
        None if is_head => "ew-resize",
        None => "default",
    };
    if let Some(nodes) = state.nodes() {
        let style = nodes.canvas.style();
        if style
            .get_property_value("cursor")
            .is_ok_and(|now| now != shape)
        {
            let _ = style.set_property("cursor", shape);
        }
    }
}

fn scroll_at_edge(state: State, x: f64) {
    let (width, _) = state.layout().chart();
    let now = state.now().scroll.0;
    if x > width - EDGE {
        state.scroll_to(Some(now + EDGE_STEP), None);
    } else if x < EDGE {
        state.scroll_to(Some(now - EDGE_STEP), None);
    }
}
