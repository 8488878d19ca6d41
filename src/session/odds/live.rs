//! The odds of the open portfolio as signals that follow every edit.

use super::desk::Told;
use super::page::{Drawing, draw};
use crate::analysis::odds::{OddsPlan, PlanOdds};
use crate::model::{Id, Project};
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// Draws of a full run.
const DRAWS: u32 = 2_000;

/// A full run begins when nothing was edited for so long.
const PAUSE: Duration = Duration::from_millis(400);

/// Where the draws are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DrawState {
    /// Nothing asked for, or waiting for an edit to end.
    #[default]
    Waiting,
    /// Under way.
    Drawing {
        /// Draws taken.
        drawn: u32,
        /// Draws in all.
        total: u32,
    },
    /// The odds are those of the plan as it is.
    Done,
    /// The plan cannot be drawn.
    Impossible,
    /// Stopped by the person.
    Stopped,
}

/// The odds of one project or of the whole portfolio. Copying it costs nothing.
#[derive(Clone, Copy)]
pub struct LiveOdds {
    odds: RwSignal<Option<Arc<PlanOdds>>>,
    state: RwSignal<DrawState>,
    drawing: StoredValue<Option<Drawing>>,
    /// Rises with each edit, so that only the last one draws.
    turn: StoredValue<u32>,
}

impl LiveOdds {
    /// The latest odds; the former ones while new ones are drawn.
    #[must_use]
    pub fn odds(self) -> Signal<Option<Arc<PlanOdds>>> {
        self.odds.into()
    }

    /// Where the draws are.
    #[must_use]
    pub fn state(self) -> Signal<DrawState> {
        self.state.into()
    }

    /// Stops the draws under way; the next edit begins new ones.
    pub fn stop(self) {
        self.end();
        self.state.set(DrawState::Stopped);
    }

    fn end(self) {
        // Whatever is still told comes too late.
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.drawing.set_value(None);
    }

    /// Draws now what is asked for.
    fn begin(self, plan: OddsPlan) {
        let input = plan.input().clone();
        let turn = self.turn.get_value();
        let hear = move |told: &Told| {
            // The page may be gone, or something was edited since.
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match told {
                Told::Ready => {}
                Told::Drawn { drawn, total, .. } => self.state.set(DrawState::Drawing {
                    drawn: *drawn,
                    total: *total,
                }),
                Told::Done { odds, .. } => {
                    self.odds.set(Some(Arc::new(plan.read(odds))));
                    self.state.set(DrawState::Done);
                }
                Told::Impossible { .. } => {
                    self.odds.set(None);
                    self.state.set(DrawState::Impossible);
                }
            }
        };
        self.state.set(DrawState::Drawing {
            drawn: 0,
            total: DRAWS,
        });
        self.drawing.set_value(Some(draw(input, DRAWS, hear)));
    }
}

impl Session {
    /// Follows the odds of a project, or of the whole portfolio where none is given, for as long as the view
    /// that asks is there. Full runs are drawn aside once an edit has ended; while a bar is dragged
    /// [`OddsPlan::draw_now`] gives quick ones.
    pub fn odds(self, project: Signal<Option<Id<Project>>>) -> LiveOdds {
        let live = LiveOdds {
            odds: RwSignal::new(None),
            state: RwSignal::new(DrawState::Waiting),
            drawing: StoredValue::new(None),
            turn: StoredValue::new(0),
        };
        Effect::new(move |before: Option<Option<Id<Project>>>| {
            self.workspace().track();
            let (project, today) = (project.get(), self.today().get());
            live.end();
            if before != Some(project) {
                live.odds.set(None);
            }
            live.state.set(DrawState::Waiting);
            let turn = live.turn.get_value();
            set_timeout(
                move || {
                    if live.turn.try_get_value() == Some(turn) {
                        let of = |workspace: &_| OddsPlan::of(workspace, today, project);
                        live.begin(self.workspace().with_untracked(of));
                    }
                },
                PAUSE,
            );
            project
        });
        on_cleanup(move || live.drawing.set_value(None));
        live
    }
}
