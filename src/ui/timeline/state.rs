//! What the timeline knows of the moment: where it is scrolled, what is active, what is dragged.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::html;
use leptos::prelude::*;

use crate::timeline::data::TimelineData;
use crate::timeline::drag;
use crate::timeline::hit::Part;
use crate::timeline::scale::{self, Scale};
use crate::timeline::scene::{HEAD_HEIGHT, Moving, Preview, Show, View};
use crate::timeline::slots;
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
    /// The drawing itself.
    Pan {
        from: (f64, f64),
        scroll: (f64, f64),
        is_head: bool,
    },
}

/// Everything of the moment; a handle that can be copied into every handler.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub inputs: Inputs,
    pub calls: Calls,
    /// Tells the rows of two timelines on one page apart.
    pub number: usize,
    pub size: RwSignal<(f64, f64)>,
    pub scroll: RwSignal<(f64, f64)>,
    pub active: RwSignal<Option<Key>>,
    pub hovered: RwSignal<Option<usize>>,
    pub drag: RwSignal<Option<Drag>>,
    pub repaint: RwSignal<u32>,
    /// A scale between two named zooms, valid while that zoom is asked for.
    pub custom: RwSignal<Option<(Zoom, f64)>>,
    pub px_per_day: Memo<f64>,
    pub extent: Memo<(Day, Day)>,
    pub is_narrow: Memo<bool>,
    pub pane_width: Memo<f64>,
    pub chart_size: Memo<(f64, f64)>,
    pub content_size: Memo<(f64, f64)>,
    nodes: StoredValue<Nodes, LocalStorage>,
    pub print: NodeRef<html::Div>,
    pub brush: StoredValue<Option<Brush>, LocalStorage>,
    /// Scale, origin and pointer anchor of the last painted frame.
    pub painted: StoredValue<Option<(f64, Day)>>,
    pub anchor: StoredValue<Option<f64>>,
    pub is_waiting: StoredValue<bool>,
    slots: StoredValue<Vec<Slot>>,
}

#[derive(Clone, Copy, Default)]
struct Nodes {
    scroller: NodeRef<html::Div>,
    canvas: NodeRef<html::Canvas>,
    grid: NodeRef<html::Div>,
}

/// What a row element shows.
#[derive(Clone)]
pub(super) struct Face {
    pub place: usize,
    pub row: Option<Row>,
}

/// A row element, by its number among so many.
#[derive(Clone, Copy)]
struct Slot {
    number: usize,
    of: usize,
    face: RwSignal<Face>,
}

/// What painting needs and reading is slow: kept until the theme or the canvas changes.
#[derive(Clone)]
pub(super) struct Brush {
    pub context: web_sys::CanvasRenderingContext2d,
    pub palette: Palette,
    pub font: String,
    pub key: (String, u32),
}

/// Below this width of the whole the table shows its title column alone.
const NARROW: f64 = 620.0;
/// Rows kept ready above and below the view.
pub(super) const SPARE: usize = 2;
static COUNT: AtomicUsize = AtomicUsize::new(0);

impl State {
    pub fn new(inputs: Inputs, calls: Calls) -> Self {
        let size = RwSignal::new((0.0_f64, 0.0_f64));
        let custom = RwSignal::new(None);
        let px_per_day = Memo::new(move |_| {
            let zoom = inputs.zoom.get();
            custom
                .get()
                .filter(|(of, _)| *of == zoom)
                .map_or_else(|| zoom.px_per_day(), |(_, px)| px)
        });
        let span = Memo::new(move |_| inputs.data.with(|data| data.span()));
        let extent = Memo::new(move |_| scale::extent(span.get(), inputs.today.get()));
        let columns = Memo::new(move |_| {
            inputs.data.with(|data| {
                data.columns()
                    .iter()
                    .map(|column| f64::from(column.width))
                    .sum::<f64>()
            })
        });
        let is_narrow = Memo::new(move |_| {
            let (width, _) = size.get();
            width < NARROW || inputs.title_width + columns.get() > width * 0.6
        });
        let pane_width = Memo::new(move |_| {
            if is_narrow.get() {
                inputs.title_width.min((size.get().0 * 0.44).round())
            } else {
                inputs.title_width + columns.get()
            }
        });
        let chart_size = Memo::new(move |_| {
            let (width, height) = size.get();
            ((width - pane_width.get()).max(0.0), height)
        });
        let count = Memo::new(move |_| inputs.data.with(|data| data.len()));
        let content_size = Memo::new(move |_| {
            let days = f64::from(extent.get().1 - extent.get().0);
            // As many rows as a list may have are exact in a float.
            #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
            let rows = count.get() as f64;
            (
                pane_width.get() + (days * px_per_day.get()).ceil(),
                HEAD_HEIGHT + rows * inputs.row_height.get(),
            )
        });
        Self {
            inputs,
            calls,
            number: COUNT.fetch_add(1, Ordering::Relaxed),
            size,
            scroll: RwSignal::new((0.0, 0.0)),
            active: RwSignal::new(None),
            hovered: RwSignal::new(None),
            drag: RwSignal::new(None),
            repaint: RwSignal::new(0),
            custom,
            px_per_day,
            extent,
            is_narrow,
            pane_width,
            chart_size,
            content_size,
            nodes: StoredValue::new_local(Nodes::default()),
            print: NodeRef::new(),
            brush: StoredValue::new_local(None),
            painted: StoredValue::new(None),
            anchor: StoredValue::new(None),
            is_waiting: StoredValue::new(false),
            slots: StoredValue::new(Vec::new()),
        }
    }

    pub fn attach(
        self,
        scroller: NodeRef<html::Div>,
        canvas: NodeRef<html::Canvas>,
        grid: NodeRef<html::Div>,
    ) {
        self.nodes.set_value(Nodes {
            scroller,
            canvas,
            grid,
        });
    }

    pub fn scroller(self) -> Option<web_sys::HtmlDivElement> {
        self.nodes
            .try_with_value(|nodes| nodes.scroller.get_untracked())
            .flatten()
    }

    pub fn canvas(self) -> Option<web_sys::HtmlCanvasElement> {
        self.nodes
            .try_with_value(|nodes| nodes.canvas.get_untracked())
            .flatten()
    }

    pub fn focus(self) {
        if let Some(grid) = self.nodes.with_value(|nodes| nodes.grid.get_untracked()) {
            super::dom::focus_quietly(&grid);
        }
    }

    /// Place of the first row that has an element.
    pub fn first_place(self, scroll_y: f64) -> usize {
        let place = scale::floor_day(scroll_y / self.inputs.row_height.get_untracked().max(1.0));
        usize::try_from(place).unwrap_or(0).saturating_sub(SPARE)
    }

    /// Joins a row element to those that [`State::fill_slots`] fills.
    pub fn join(self, number: usize, of: usize) -> RwSignal<Face> {
        let face = RwSignal::new(self.face(number, of));
        self.slots
            .update_value(|slots| slots.push(Slot { number, of, face }));
        on_cleanup(move || {
            let _ = self
                .slots
                .try_update_value(|slots| slots.retain(|slot| slot.face != face));
        });
        face
    }

    fn face(self, number: usize, of: usize) -> Face {
        let first = self.first_place(self.scroll.get_untracked().1);
        let place = slots::place_in_slot(number, of, first);
        Face {
            place,
            row: self
                .inputs
                .data
                .with_untracked(|data| data.row(place).cloned()),
        }
    }

    /// Gives each row element its row. Called once for each frame: only elements whose row is
    /// another one than before are told, so that the others cost nothing.
    pub fn fill_slots(self) {
        for slot in self.slots.get_value() {
            let next = self.face(slot.number, slot.of);
            let is_same = slot.face.with_untracked(|face| {
                face.place == next.place
                    && match (&face.row, &next.row) {
                        (Some(before), Some(after)) => before.is_same(after),
                        (before, after) => before.is_none() && after.is_none(),
                    }
            });
            if !is_same {
                slot.face.set(next);
            }
        }
    }

    /// Takes the scroll position over from the box.
    pub fn read_scroll(self) {
        if let Some(scroller) = self.scroller() {
            let now = (
                f64::from(scroller.scroll_left()),
                f64::from(scroller.scroll_top()),
            );
            if self.scroll.get_untracked() != now {
                self.scroll.set(now);
            }
        }
    }

    /// Scrolls the box, as far as it goes.
    pub fn scroll_to(self, x: Option<f64>, y: Option<f64>) {
        if let Some(scroller) = self.scroller() {
            if let Some(x) = x {
                scroller.set_scroll_left(whole(x));
            }
            if let Some(y) = y {
                scroller.set_scroll_top(whole(y));
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
        let preview = self.preview(&words, &data);
        let (scroll_x, scroll_y) = self.scroll.get_untracked();
        let (width, height) = self.chart_size.get_untracked();
        let view = View {
            scale: Scale {
                origin: self.extent.get_untracked().0,
                px_per_day: self.px_per_day.get_untracked(),
            },
            scroll_x,
            scroll_y,
            width,
            height,
            row_height: self.inputs.row_height.get_untracked(),
            today: self.inputs.today.get_untracked(),
            active: self
                .active
                .get_untracked()
                .and_then(|key| data.position(key)),
            hovered: self.hovered.get_untracked(),
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
        }) = self.drag.get_untracked()
        else {
            return None;
        };
        let item = data.find(key).and_then(Row::item).filter(|_| steps != 0)?;
        let step = drag::Step::at(self.px_per_day.get_untracked());
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
        let (moving, before, part) = self.moving(data)?;
        let effect = self.inputs.effect.get_untracked();
        let first = drag::label(words, before, (moving.start, moving.finish), part);
        let label = std::iter::once(first).chain(effect.label).collect();
        Some(Preview {
            moving: Some(moving),
            followers: effect.followers,
            label,
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
