//! What the grid remembers of the moment: active cell, selection, edit, and which rows are in sight.

use crate::model::RawId;
use crate::table::{Column, Line};
use crate::ui::dom;
use leptos::{html, prelude::*};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rows built above and below those in sight.
const SPARE: usize = 8;

/// Active cell, selection and edit of a grid.
#[derive(Clone, Copy)]
pub struct GridControl {
    /// Line and column of the active cell.
    pub active: RwSignal<Option<(usize, usize)>>,
    /// The selected records.
    pub selected: RwSignal<BTreeSet<RawId>>,
    /// The cell being typed into, and the text it began with.
    pub editing: RwSignal<Option<(RawId, String, String)>>,
    /// Where a range of rows began.
    pub anchor: RwSignal<Option<usize>>,
    /// The column being widened and its width of the moment, in pixels.
    pub sizing: RwSignal<Option<(String, u32)>>,
    /// The column being moved and the one under the pointer.
    pub dragged: RwSignal<Option<(String, Option<String>)>>,
}

impl GridControl {
    /// Nothing active, nothing selected.
    #[must_use]
    pub fn new() -> Self {
        Self {
            active: RwSignal::new(None),
            selected: RwSignal::new(BTreeSet::new()),
            editing: RwSignal::new(None),
            anchor: RwSignal::new(None),
            sizing: RwSignal::new(None),
            dragged: RwSignal::new(None),
        }
    }

    /// Makes the first cell active where none is.
    pub fn begin(self, lines: Signal<Arc<Vec<Line>>>, columns: Signal<Vec<Column>>) {
        let any =
            lines.with_untracked(|l| !l.is_empty()) && columns.with_untracked(|c| !c.is_empty());
        if any && self.active.with_untracked(Option::is_none) {
            self.active.set(Some((0, 0)));
        }
    }

    /// Adds a record to the selection or takes it out.
    pub fn toggle(self, id: RawId) {
        self.selected.update(|all| {
            if !all.remove(&id) {
                all.insert(id);
            }
        });
    }

    /// Selects the records between two lines, both included.
    pub fn select_range(self, lines: Signal<Arc<Vec<Line>>>, from: usize, to: usize) {
        let ids = lines.with_untracked(|all| {
            records(all.get(from.min(to)..=from.max(to)).unwrap_or_default())
        });
        self.selected.update(|all| all.extend(ids));
    }

    /// Are all records of the lines selected?
    pub fn all_selected(self, lines: Signal<Arc<Vec<Line>>>) -> bool {
        let all = lines.with(|l| records(l));
        !all.is_empty()
            && self
                .selected
                .with(|own| all.iter().all(|id| own.contains(id)))
    }

    /// Are some but not all records of the lines selected?
    pub fn some_selected(self, lines: Signal<Arc<Vec<Line>>>) -> bool {
        !self.selected.with(BTreeSet::is_empty) && !self.all_selected(lines)
    }

    /// Selects all records of the lines, or none when all were.
    pub fn toggle_all(self, lines: Signal<Arc<Vec<Line>>>) {
        let all = self.all_selected(lines);
        let ids = lines.with_untracked(|l| records(l));
        self.selected.set(if all {
            BTreeSet::new()
        } else {
            ids.into_iter().collect()
        });
    }
}

impl Default for GridControl {
    fn default() -> Self {
        Self::new()
    }
}

fn records(lines: &[Line]) -> Vec<RawId> {
    lines.iter().filter_map(Line::record).collect()
}

/// Which rows are in sight.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    frame: NodeRef<html::Div>,
    lines: Signal<Arc<Vec<Line>>>,
    row_height: Signal<f64>,
    scroll: RwSignal<(f64, f64)>,
    printing: RwSignal<bool>,
}

impl Sight {
    pub fn new(
        frame: NodeRef<html::Div>,
        lines: Signal<Arc<Vec<Line>>>,
        row_height: Signal<f64>,
    ) -> Self {
        Self {
            frame,
            lines,
            row_height,
            scroll: RwSignal::new((0.0, 1000.0)),
            printing: dom::printing(),
        }
    }

    /// Reads where the frame stands; rows follow.
    pub fn measure(self) {
        if let Some(frame) = self.frame.get_untracked() {
            let now = (
                f64::from(frame.scroll_top()),
                f64::from(frame.client_height()),
            );
            if self.scroll.get_untracked() != now {
                self.scroll.set(now);
            }
        }
    }

    /// Height of all rows.
    pub fn height(self) -> f64 {
        self.lines.with(|l| l.len()) as f64 * self.row_height.get()
    }

    /// Numbers of the rows to build.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn range(self) -> std::ops::Range<usize> {
        if self.printing.get() {
            return 0..self.lines.with(|l| l.len());
        }
        let (top, height) = self.scroll.get();
        let row = self.row_height.get().max(1.0);
        let first = (top / row) as usize;
        let last = ((top + height) / row) as usize + 1;
        let count = self.lines.with(|l| l.len());
        first.saturating_sub(SPARE).min(count)..(last + SPARE).min(count)
    }

    /// Scrolls so that a line is in sight, clear of the head.
    #[allow(clippy::cast_possible_truncation)]
    pub fn reveal(self, line: usize) {
        let Some(frame) = self.frame.get_untracked() else {
            return;
        };
        let row = self.row_height.get_untracked();
        // The head above and the sums below cover a row each.
        let (top, head) = (line as f64 * row, 60.0);
        let (from, height) = (
            f64::from(frame.scroll_top()),
            f64::from(frame.client_height()),
        );
        if top < from {
            frame.set_scroll_top(top as i32);
        } else if top + row + head > from + height {
            frame.set_scroll_top((top + row + head - height) as i32);
        }
        self.measure();
    }

    /// How many rows fit.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn page(self) -> usize {
        (self.scroll.get_untracked().1 / self.row_height.get_untracked().max(1.0)) as usize
    }
}
