//! What the timeline knows of the moment: where it is scrolled, what is active, what is dragged.
//!
//! None of it is a signal: it changes with every frame of scrolling and every step of the pointer,
//! and always means the same work, see [`State::change`]. Signals come in from the page alone.

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::html;
use leptos::prelude::*;

use super::layout::{Layout, Nodes};
use super::lines::Lines;
use super::paint;
use super::strips::Drawing;
use crate::timeline::data::TimelineData;
use crate::timeline::drag;
use crate::timeline::hit::Part;
use crate::timeline::scale::Scale;
use crate::timeline::scene::{Moving, Preview, Show, View};
use crate::timeline::{Day, Key, Palette, Row, TimelineWords, Zoom};

/// Where the view begins when nobody has scrolled yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartAt {
    /// Today stands in the second quarter of the view.
    Today,
    /// At the first day.
    FirstDay,
}

/// A bar under the pointer and where it is, in pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HoverAt {
    /// Which row.
    pub key: Key,
    /// Where the pointer is on the bar.
    pub part: Part,
    /// The pointer, from the left of the window.
    pub x: f64,
    /// Top edge of the row.
    pub top: f64,
    /// Bottom edge of the row.
    pub bottom: f64,
}

/// A cell that is to be edited, and where it is, in pixels of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct CellAt {
    /// Which row.
    pub key: Key,
    /// Which column, counted from zero; the name is `None`.
    pub column: Option<usize>,
    /// What was typed to begin with; `None` keeps what stands there.
    pub typed: Option<String>,
    /// Left edge, top edge, width and height.
    pub at: (f64, f64, f64, f64),
}

/// A key pressed on the table.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyAt {
    /// The active row, if there is one.
    pub row: Option<Key>,
    /// The active cell of that row; `None` where the row as a whole is active.
    pub cell: Option<usize>,
    /// The key as the browser names it.
    pub key: String,
    /// With Ctrl or Command.
    pub command: bool,
    /// With Shift.
    pub shift: bool,
}

/// A row that was dragged to another place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropped {
    /// Which row.
    pub key: Key,
    /// The row it was dropped at.
    pub at: Key,
    /// Below that row rather than above.
    pub is_below: bool,
    /// Onto its middle: it becomes part of it.
    pub is_inside: bool,
}

/// What comes in.
#[derive(Clone, Copy)]
pub(super) struct Inputs {
    pub data: Signal<Arc<TimelineData>>,
    pub words: Signal<Arc<TimelineWords>>,
    pub zoom: Signal<Zoom>,
    pub today: Signal<Option<Day>>,
    pub show: Signal<Show>,
    pub row_height: Signal<f64>,
    pub title_width: f64,
    pub theme: Signal<String>,
    pub effect: Signal<Preview>,
    pub start_at: StartAt,
}

/// Whom to tell.
#[derive(Clone, Copy)]
pub(super) struct Calls {
    pub on_zoom: Option<Callback<Zoom>>,
    pub on_open: Option<Callback<Key>>,
    pub on_move: Option<Callback<Moving>>,
    pub on_preview: Option<Callback<Option<Moving>>>,
    pub on_toggle_lane: Option<Callback<Key>>,
    pub on_hover: Option<Callback<Option<HoverAt>>>,
    pub on_select: Option<Callback<Option<Key>>>,
    pub on_cell: Option<Callback<CellAt>>,
    pub on_key: Option<Callback<KeyAt, bool>>,
    pub on_link: Option<Callback<(Key, Key)>>,
    pub on_drop: Option<Callback<Dropped>>,
}

/// Tells somebody, if anybody listens.
pub(super) fn tell<T: 'static>(call: Option<Callback<T>>, what: T) {
    if let Some(call) = call {
        call.run(what);
    }
}

/// A drag under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drag {
    /// A bar, grabbed at a part.
    Bar {
        key: Key,
        part: Part,
        from_x: f64,
        scroll_x: f64,
        steps: i32,
    },
    /// A link from the end of a bar to the pointer.
    Link { key: Key, to: (f64, f64) },
    /// The drawing itself.
    Pan {
        from: (f64, f64),
        scroll: (f64, f64),
        is_head: bool,
    },
}

/// What changes from one moment to the next.
#[derive(Clone, Copy, Default)]
pub(super) struct Moment {
    /// Width and height of the box, without scrollbars.
    pub size: (f64, f64),
    /// Pixels scrolled to the right and down.
    pub scroll: (f64, f64),
    pub active: Option<Key>,
    /// The active cell of that row, counted from zero, the name first.
    pub cell: Option<usize>,
    /// Place of the row under the pointer.
    pub hovered: Option<usize>,
    pub drag: Option<Drag>,
    /// A scale between two named zooms, valid while that zoom is asked for.
    pub custom: Option<(Zoom, f64)>,
    /// Scale and origin of the last painted frame.
    pub painted: Option<(f64, Day)>,
    /// The place that keeps its day when the scale changes, from the left of the chart.
    pub anchor: Option<f64>,
    /// A frame is asked for.
    pub is_waiting: bool,
}

/// What the browser holds for the timeline.
pub(super) struct Parts {
    pub nodes: Rc<Nodes>,
    pub lines: Lines,
    pub drawing: Drawing,
    pub brush: Option<Brush>,
    /// The layout that the elements have.
    pub laid_out: Option<Layout>,
}

/// What painting needs and reading is slow: kept until the theme changes.
pub(super) struct Brush {
    pub palette: Palette,
    pub font: String,
}

/// Everything of the moment; a handle that can be copied into every handler.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub inputs: Inputs,
    pub calls: Calls,
    /// Tells the rows of two timelines on one page apart.
    pub number: usize,
    pub root: NodeRef<html::Div>,
    moment: StoredValue<Moment>,
    parts: StoredValue<Option<Parts>, LocalStorage>,
}

static COUNT: AtomicUsize = AtomicUsize::new(0);

impl State {
    pub fn new(inputs: Inputs, calls: Calls) -> Self {
        Self {
            inputs,
            calls,
            number: COUNT.fetch_add(1, Ordering::Relaxed),
            root: NodeRef::new(),
            moment: StoredValue::new(Moment::default()),
            parts: StoredValue::new_local(None),
        }
    }

    /// The moment as it is. Once the page is gone, the first one.
    pub fn now(self) -> Moment {
        self.moment.try_get_value().unwrap_or_default()
    }

    /// Changes the moment without showing it.
    pub fn note(self, change: impl FnOnce(&mut Moment)) {
        let _ = self.moment.try_update_value(change);
    }

    /// Changes the moment and shows it: the elements at once, the drawing with the next frame.
    pub fn change(self, change: impl FnOnce(&mut Moment)) {
        self.note(change);
        paint::refresh(self);
    }

    /// Takes the elements over once they are there.
    pub fn attach(self, nodes: Nodes) {
        let parts = Parts {
            nodes: Rc::new(nodes),
            lines: Lines::default(),
            drawing: Drawing::default(),
            brush: None,
            laid_out: None,
        };
        let _ = self.parts.try_update_value(|slot| *slot = Some(parts));
    }

    /// Lends what the browser holds, if the elements are there.
    pub fn with_parts<T>(self, act: impl FnOnce(&mut Parts) -> T) -> Option<T> {
        self.parts
            .try_update_value(|parts| parts.as_mut().map(act))
            .flatten()
    }

    /// The elements, if they are there.
    pub fn nodes(self) -> Option<Rc<Nodes>> {
        self.with_parts(|parts| Rc::clone(&parts.nodes))
    }

    pub fn focus(self) {
        if let Some(nodes) = self.nodes() {
            super::dom::focus_quietly(&nodes.grid);
        }
    }

    /// Takes the scroll position over from the box.
    pub fn read_scroll(self) {
        let Some(nodes) = self.nodes() else { return };
        let scroll = (
            f64::from(nodes.scroller.scroll_left()),
            f64::from(nodes.scroller.scroll_top()),
        );
        self.note(|moment| moment.scroll = scroll);
    }

    /// Scrolls the box, as far as it goes.
    pub fn scroll_to(self, x: Option<f64>, y: Option<f64>) {
        if let Some(nodes) = self.nodes() {
            if let Some(x) = x {
                nodes.scroller.set_scroll_left(whole(x));
            }
            if let Some(y) = y {
                nodes.scroller.set_scroll_top(whole(y));
            }
        }
        self.read_scroll();
    }

    /// The window onto the drawing as it is now; reads without tracking.
    pub fn with_view<T>(self, look: impl FnOnce(&TimelineData, &View<'_>) -> T) -> T {
        let (words, data) = (
            self.inputs.words.get_untracked(),
            self.inputs.data.get_untracked(),
        );
        let (now, layout) = (self.now(), self.layout());
        let preview = self.preview(&words, &data);
        let (width, height) = layout.chart();
        let view = View {
            scale: Scale {
                origin: layout.extent.0,
                px_per_day: layout.px_per_day,
            },
            scroll_x: now.scroll.0,
            scroll_y: now.scroll.1,
            width,
            height,
            sight: (0.0, height),
            row_height: layout.row_height,
            today: self.inputs.today.get_untracked(),
            active: now.active.and_then(|key| data.position(key)),
            hovered: now.hovered,
            show: self.inputs.show.get_untracked(),
            preview: preview.as_ref(),
            has_names: false,
            words: &words,
        };
        look(&data, &view)
    }

    /// Where the dragged bar would lie, if a bar is dragged and has left its place.
    pub fn moving(self, data: &TimelineData) -> Option<(Moving, (Day, Day), Part)> {
        let Some(Drag::Bar {
            key, part, steps, ..
        }) = self.now().drag
        else {
            return None;
        };
        let item = data.find(key).and_then(Row::item).filter(|_| steps != 0)?;
        let step = drag::Step::at(self.layout().px_per_day);
        let (start, finish) = drag::dragged_item(item, part, step, steps)?;
        let is_whole = drag::is_whole(part);
        let moving = Moving {
            key,
            start,
            finish,
            is_whole,
        };
        Some((moving, item.span?, part))
    }

    fn preview(self, words: &TimelineWords, data: &TimelineData) -> Option<Preview> {
        if let Some(Drag::Link { key, to }) = self.now().drag {
            return Some(Preview {
                drawing: Some((key, (whole(to.0), whole(to.1)))),
                ..Preview::default()
            });
        }
        let (moving, before, part) = self.moving(data)?;
        let effect = self.inputs.effect.get_untracked();
        let first = drag::label(words, before, (moving.start, moving.finish), part);
        let label = std::iter::once(first).chain(effect.label).collect();
        Some(Preview {
            moving: Some(moving),
            followers: effect.followers,
            label,
            drawing: None,
        })
    }
}

/// Pixels as the browser takes them.
fn whole(length: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the cast saturates, which is what a scroll box does too"
    )]
    let length = length.round().max(0.0) as i32;
    length
}
