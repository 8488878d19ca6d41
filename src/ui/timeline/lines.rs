//! The rows of the table: only rows in view are elements.
//!
//! A fixed set of row elements is used again and again while scrolling. They lie in strips of a few
//! rows: strip *s* of them shows the strip in view whose number leaves *s* when divided by their count,
//! so scrolling changes one strip now and then and leaves the others alone. Rows are written by hand,
//! without a signal each, because many change in one frame of scrolling; what an element showed before
//! says what is to be written.

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::cells::{Cells, Makings};
use super::dom::{append, element};
use super::layout::{Layout, Nodes};
use super::px;
use super::state::State;
use super::strips::move_to;
use crate::timeline::scene::HEAD_HEIGHT;
use crate::timeline::strips::ROWS;
use crate::timeline::{Row, TimelineData, slots};

/// The row elements and what they are made with.
#[derive(Default)]
pub(super) struct Lines {
    makings: Makings,
    strips: Vec<Strip>,
    /// How far the rows are shifted up, in pixels.
    shift: Option<f64>,
    /// The slot and cell named as active.
    active: Option<(usize, Option<usize>)>,
    /// The element of the active cell.
    cell: Option<Element>,
}

/// What all rows of a frame have in common.
struct Frame<'a> {
    data: &'a TimelineData,
    timeline: usize,
    active: Option<usize>,
    hovered: Option<usize>,
}

impl Lines {
    /// Shows what the state asks for.
    pub fn fill(&mut self, state: State, nodes: &Nodes, layout: &Layout) -> Option<()> {
        let inputs = state.inputs;
        let (words, data) = (inputs.words.get_untracked(), inputs.data.get_untracked());
        let now = state.now();
        let scroll_y = now.scroll.1;
        let (strips, (first, of)) = (layout.strips(), layout.strips_in_sight(scroll_y));
        let weather = inputs.show.with_untracked(|show| show.weather);
        let is_other = !self.makings.serve(&words, &data, weather);
        if is_other || self.strips.len() != of {
            nodes.rows.set_text_content(None);
            self.strips.clear();
            self.cell = None;
            for _ in 0..of {
                self.strips.push(Strip::new(&nodes.rows)?);
            }
            if is_other {
                self.makings = Makings::new(words, &data, weather, inputs.title_width)?;
                self.makings.head(nodes)?;
            }
        }
        let frame = Frame {
            data: &data,
            timeline: state.number,
            active: now.active.and_then(|key| data.position(key)),
            hovered: now.hovered,
        };
        for (slot, strip) in self.strips.iter_mut().enumerate() {
            let number = slots::place_in_slot(slot, of, first);
            let edge = strips.edge(number);
            strip.put(edge, strips.edge(number + 1) - edge, layout.row_height);
            for (within, line) in strip.lines.iter_mut().enumerate() {
                let (place, slot) = (number * ROWS + within, slot * ROWS + within);
                match data.row(place) {
                    Some(row) => {
                        let into = (&*strip.element, strip.row_height);
                        line.show(&frame, &mut self.makings, (slot, within, place), row, into);
                    }
                    None => line.hide(),
                }
            }
        }
        let shift = strips.whole(HEAD_HEIGHT - scroll_y) - HEAD_HEIGHT;
        if self.shift.map(f64::to_bits) != Some(shift.to_bits()) {
            self.shift = Some(shift);
            move_to(&nodes.rows, shift);
        }
        let named = frame.active.and_then(|place| {
            let strip = slots::slot_of_place(place / ROWS, of, first)?;
            Some(strip * ROWS + place % ROWS)
        });
        self.name_active(nodes, frame.timeline, named.map(|slot| (slot, now.cell)));
        Some(())
    }

    /// Says which row or cell has the focus, on the table and on the cell itself.
    fn name_active(
        &mut self,
        nodes: &Nodes,
        timeline: usize,
        named: Option<(usize, Option<usize>)>,
    ) {
        let cell = named.and_then(|(slot, cell)| self.cell_of(slot, cell?));
        let is_there = match (&cell, &self.cell) {
            (Some(now), Some(before)) => now.is_same_node(Some(before)),
            (now, before) => now.is_none() && before.is_none(),
        };
        if self.active == named && is_there {
            return;
        }
        if let Some(before) = self.cell.take() {
            let _ = before.remove_attribute("id");
            let _ = before.remove_attribute("data-active");
        }
        let id = named.map(|(slot, _)| match &cell {
            Some(cell) => {
                let id = format!("timeline-{timeline}-cell");
                cell.set_id(&id);
                let _ = cell.set_attribute("data-active", "");
                id
            }
            None => row_id(timeline, slot),
        });
        let _ = match id {
            Some(id) => nodes.grid.set_attribute("aria-activedescendant", &id),
            None => nodes.grid.remove_attribute("aria-activedescendant"),
        };
        self.active = named;
        self.cell = cell;
    }

    /// The element of the active cell, if it is in view.
    pub fn active_cell(&self) -> Option<Element> {
        self.cell.clone()
    }

    fn cell_of(&self, slot: usize, place: usize) -> Option<Element> {
        let strip = self.strips.get(slot / ROWS)?;
        let row = strip.lines.get(slot % ROWS)?.element.as_ref()?;
        row.children().item(u32::try_from(place).ok()?)
    }
}

fn row_id(timeline: usize, slot: usize) -> String {
    format!("timeline-{timeline}-row-{slot}")
}

/// Some rows that lie together.
struct Strip {
    element: HtmlElement,
    /// Where it lies and how high it is.
    at: Option<(f64, f64)>,
    row_height: f64,
    lines: Vec<Line>,
}

impl Strip {
    fn new(into: &Element) -> Option<Self> {
        let element = element("div", "tl-strip", "presentation")?;
        append(into, &element)?;
        Some(Self {
            element,
            at: None,
            row_height: 0.0,
            lines: std::iter::repeat_with(Line::default).take(ROWS).collect(),
        })
    }

    fn put(&mut self, top: f64, height: f64, row_height: f64) {
        let before = self.at.replace((top, height));
        if before.map(|at| at.0.to_bits()) != Some(top.to_bits()) {
            move_to(&self.element, top);
        }
        if before.map(|at| at.1.to_bits()) != Some(height.to_bits()) {
            let _ = self.element.style().set_property("height", &px(height));
        }
        self.row_height = row_height;
    }
}

/// One row element and what it shows.
#[derive(Default)]
struct Line {
    element: Option<HtmlElement>,
    cells: Option<Cells>,
    row: Option<Row>,
    look: Look,
}

/// What is written on the row element itself, beside its cells.
#[derive(Clone, Copy, Default, PartialEq)]
struct Look {
    /// Counted from one; zero is written nowhere.
    number: usize,
    top: f64,
    is_lane: bool,
    is_active: bool,
    is_hovered: bool,
}

impl Line {
    fn hide(&mut self) {
        if let Some(element) = self.element.take() {
            element.remove();
            *self = Self::default();
        }
    }

    fn show(
        &mut self,
        frame: &Frame,
        makings: &mut Makings,
        (slot, within, place): (usize, usize, usize),
        row: &Row,
        (into, row_height): (&Element, f64),
    ) -> Option<()> {
        if !self.row.as_ref().is_some_and(|shown| shown.is_same(row)) {
            let before = self.row.replace(row.clone());
            let is_kept = match (&mut self.cells, &before, row) {
                (Some(cells), Some(Row::Item(before)), Row::Item(item)) => {
                    cells.change(makings, frame.data, before, item)
                }
                _ => false,
            };
            if !is_kept {
                let (element, cells) = makings.row(frame.data, row)?;
                element.set_id(&row_id(frame.timeline, slot));
                match &self.element {
                    Some(old) => old.replace_with_with_node_1(&element).ok()?,
                    None => into.append_child(&element).map(|_| ()).ok()?,
                }
                (self.element, self.cells, self.look) = (Some(element), cells, Look::default());
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let top = within as f64 * row_height;
        let look = Look {
            number: place + 1,
            top,
            is_lane: matches!(row, Row::Lane(_)),
            is_active: frame.active == Some(place),
            is_hovered: frame.hovered == Some(place),
        };
        if self.look != look {
            let before = std::mem::replace(&mut self.look, look);
            self.write(before, look);
        }
        Some(())
    }

    fn write(&self, before: Look, now: Look) -> Option<()> {
        let element = self.element.as_ref()?;
        let is_new = before.number == 0;
        let set = |name: &str, value: &str| {
            let _ = element.set_attribute(name, value);
        };
        if before.number != now.number {
            // The head is the first row.
            set("aria-rowindex", &(now.number + 1).to_string());
        }
        if is_new || before.top.to_bits() != now.top.to_bits() {
            let _ = element.style().set_property("top", &px(now.top));
        }
        if is_new || before.is_active != now.is_active {
            set(
                "aria-selected",
                if now.is_active { "true" } else { "false" },
            );
        }
        let face = |look: Look| (look.is_lane, look.is_hovered, look.is_active);
        if is_new || face(before) != face(now) {
            let mut class = String::from("tl-row");
            for (holds, name) in [
                (now.is_lane, " tl-lane"),
                (now.is_hovered, " tl-hovered"),
                (now.is_active, " tl-active"),
            ] {
                class.push_str(if holds { name } else { "" });
            }
            element.set_class_name(&class);
        }
        Some(())
    }
}
