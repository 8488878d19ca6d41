//! What keys, wheel and toolbar may ask of the timeline.

use leptos::prelude::*;

use super::state::{State, tell};
use crate::timeline::scale::{self, Scale};
use crate::timeline::scene::HEAD_HEIGHT;
use crate::timeline::{Day, Key, Zoom};

impl State {
    /// Zooms to a scale, keeping the day at `anchor` (pixels from the left of the chart) in place.
    pub fn zoom_to(self, px_per_day: f64, anchor: Option<f64>) {
        let px = scale::clamp(px_per_day);
        let asked = self.inputs.zoom.get_untracked();
        let zoom = if self.calls.on_zoom.is_some() {
            Zoom::nearest(px)
        } else {
            asked
        };
        self.change(|moment| {
            moment.anchor = anchor;
            moment.custom = Some((zoom, px));
        });
        if zoom != asked {
            tell(self.calls.on_zoom, zoom);
        }
    }

    /// Zooms so that everything fits the width.
    pub fn fit(self) {
        self.zoom_to(
            scale::fit(self.layout().extent, self.layout().chart().0),
            Some(0.0),
        );
    }

    /// Goes to today.
    pub fn go_to_today(self) {
        if let Some(today) = self.inputs.today.get_untracked() {
            self.go_to_day(today);
        }
    }

    /// Brings a day into the second quarter of the view.
    pub fn go_to_day(self, day: Day) {
        let scale = Scale {
            origin: self.layout().extent.0,
            px_per_day: self.px_per_day(),
        };
        let x = scale.x(day) - self.layout().chart().0 * 0.45;
        self.scroll_to(Some(x), None);
    }

    /// Makes a row active and brings it into view.
    pub fn activate(self, key: Option<Key>) {
        if self.now().active != key {
            self.change(|moment| moment.active = key);
            tell(self.calls.on_select, key);
        }
        let place = key.and_then(|key| self.inputs.data.with_untracked(|data| data.position(key)));
        if let Some(place) = place {
            self.reveal(place);
        }
    }

    fn reveal(self, place: usize) {
        let row = self.inputs.row_height.get_untracked();
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let top = place as f64 * row;
        let (_, y) = self.now().scroll;
        let room = self.layout().chart().1 - HEAD_HEIGHT;
        if top < y {
            self.scroll_to(None, Some(top));
        } else if top + row > y + room {
            self.scroll_to(None, Some(top + row - room));
        }
    }
}

/// Lets a toolbar steer a timeline. Create one on the page and hand it to the component.
#[derive(Clone, Copy, Default)]
pub struct TimelineControl {
    state: RwSignal<Option<State>, LocalStorage>,
}

impl TimelineControl {
    pub(super) fn attach(self, state: State) {
        self.state.set(Some(state));
        // The toolbar may outlive the timeline, whose signals are gone with it.
        on_cleanup(move || {
            let _ = self.state.try_set(None);
        });
    }

    fn with(self, act: impl FnOnce(State)) {
        if let Some(state) = self.state.get_untracked() {
            act(state);
        }
    }

    /// Goes to today.
    pub fn today(self) {
        self.with(State::go_to_today);
    }

    /// Zooms so that everything fits the width.
    pub fn fit(self) {
        self.with(State::fit);
    }

    /// Gives the focus back to the table, with this row active or the one that is.
    pub fn focus(self, row: Option<Key>) {
        self.with(|state| {
            if row.is_some() {
                state.activate(row);
            }
            state.focus();
        });
    }

    /// Moves the active cell: rows down, cells to the right.
    pub fn step(self, rows: i32, cells: i32) {
        self.with(|state| {
            let place = state.now().cell.and_then(|cell| i32::try_from(cell).ok());
            let last = state
                .inputs
                .data
                .with_untracked(|data| data.columns().len());
            let to = place.and_then(|place| usize::try_from(place + cells).ok());
            if rows != 0 {
                super::keys::step(state, rows);
            }
            state.change(|moment| moment.cell = to.map(|to| to.min(last)).or(moment.cell));
            state.focus();
        });
    }

    /// The active row.
    pub fn active(self) -> Option<Key> {
        self.state
            .get_untracked()
            .and_then(|state| state.now().active)
    }

    /// The active cell of that row, the name first.
    pub fn active_cell(self) -> Option<usize> {
        self.state
            .get_untracked()
            .and_then(|state| state.now().cell)
    }

    /// Begins to edit a cell of a row, the name being the first.
    pub fn edit(self, row: Key, cell: usize) {
        self.with(|state| {
            super::cursor::edit(state, row, cell, None);
        });
    }

    /// The scale in force, for an export at the same zoom.
    pub fn px_per_day(self) -> f64 {
        self.state
            .get_untracked()
            .map_or_else(|| Zoom::Month.px_per_day(), |state| state.px_per_day())
    }
}
