//! The odds of the open portfolio as signals that follow every edit.

use super::desk::Told;
use super::page::{Drawing, draw};
use crate::analysis::PlanPart;
use crate::analysis::odds::{Dates, OddsPlan, PlanOdds};
use crate::model::{Date, Kind, Workspace};
use crate::session::Session;
use crate::session::plan::kept;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// Draws of a full run.
pub const DRAWS: u32 = 2_000;

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

/// Whose odds are wanted, and which of them.
pub type Asked = (PlanPart, Dates);

/// What odds were drawn from.
#[derive(Clone)]
struct Basis {
    workspace: Workspace,
    today: Date,
    asked: Asked,
}

/// What decides the odds of a plan: a remark in a report draws nothing anew.
const DRAWN_FROM: [Kind; 9] = [
    Kind::Portfolio,
    Kind::WorkCalendar,
    Kind::Holiday,
    Kind::Unit,
    Kind::Person,
    Kind::Project,
    Kind::Task,
    Kind::Link,
    Kind::Risk,
];

impl Basis {
    fn is_of(&self, workspace: &Workspace, today: Date, asked: Asked) -> bool {
        let same = |kind: &Kind| self.workspace.same_table(workspace, *kind);
        self.today == today && self.asked == asked && DRAWN_FROM.iter().all(same)
    }
}

/// The odds of one project or of several. Copying it costs nothing.
#[derive(Clone, Copy)]
pub struct LiveOdds {
    /// The latest odds, with what they are of.
    odds: RwSignal<Option<(Basis, Arc<PlanOdds>)>>,
    current: Memo<Option<Arc<PlanOdds>>>,
    state: RwSignal<DrawState>,
    drawing: StoredValue<Option<Drawing>>,
    /// What is being drawn or waits for it.
    begun: StoredValue<Option<Basis>>,
    /// Rises with each edit, so that only the last one draws.
    turn: StoredValue<u32>,
}

impl LiveOdds {
    /// The latest odds; the former ones while new ones are drawn.
    #[must_use]
    pub fn odds(self) -> Signal<Option<Arc<PlanOdds>>> {
        Signal::derive(move || {
            self.odds
                .with(|odds| odds.as_ref().map(|odds| Arc::clone(&odds.1)))
        })
    }

    /// The odds of the plan as it is; none from the very edit on that they do not know.
    #[must_use]
    pub fn current(self) -> Memo<Option<Arc<PlanOdds>>> {
        self.current
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
    fn begin(self, basis: Basis) {
        let Basis {
            workspace,
            today,
            asked: (part, dates),
        } = &basis;
        let plan = kept(|kept| {
            let (network, schedule) = kept.schedule(workspace, *today);
            OddsPlan::of_schedule(workspace, network, schedule, *part, *dates)
        });
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
                    let odds = Arc::new(plan.read(odds));
                    self.odds.set(Some((basis.clone(), odds)));
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
    /// Follows the odds of a part of the plan, while something is asked for and for as long as the view that asks
    /// is there. Full runs are drawn aside once an edit has ended; while a bar is dragged
    /// [`OddsPlan::draw_now`] gives quick ones.
    pub fn odds(self, asked: Signal<Option<Asked>>) -> LiveOdds {
        let odds: RwSignal<Option<(Basis, Arc<PlanOdds>)>> = RwSignal::new(None);
        let current = Memo::new_with_compare(
            move |_| {
                let (asked, today) = (asked.get()?, self.today().get());
                let is_of = |basis: &Basis| {
                    let is_of = |workspace: &_| basis.is_of(workspace, today, asked);
                    self.workspace().with(is_of)
                };
                odds.with(|odds| {
                    let found = odds.as_ref().filter(|(basis, _)| is_of(basis));
                    found.map(|(_, odds)| Arc::clone(odds))
                })
            },
            |was, is| match (was, is) {
                (Some(Some(was)), Some(Some(is))) => !Arc::ptr_eq(was, is),
                (Some(None), Some(None)) => false,
                _ => true,
            },
        );
        let live = LiveOdds {
            odds,
            current,
            state: RwSignal::new(DrawState::Waiting),
            drawing: StoredValue::new(None),
            begun: StoredValue::new(None),
            turn: StoredValue::new(0),
        };
        Effect::new(move || {
            let today = self.today().get();
            let Some(asked) = asked.get() else {
                live.end();
                live.begun.set_value(None);
                live.state.set(DrawState::Waiting);
                return;
            };
            let basis = self.workspace().with(|workspace| Basis {
                workspace: workspace.clone(),
                today,
                asked,
            });
            let before = live.begun.get_value();
            if before
                .as_ref()
                .is_some_and(|before| before.is_of(&basis.workspace, today, asked))
            {
                return;
            }
            live.end();
            if before.is_some_and(|before| before.asked != asked) {
                live.odds.set(None);
            }
            live.begun.set_value(Some(basis.clone()));
            // Asked for again without an edit in between.
            if live.current.get_untracked().is_some() {
                live.state.set(DrawState::Done);
                return;
            }
            live.state.set(DrawState::Waiting);
            let turn = live.turn.get_value();
            set_timeout(
                move || {
                    if live.turn.try_get_value() == Some(turn) {
                        live.begin(basis);
                    }
                },
                PAUSE,
            );
        });
        on_cleanup(move || live.drawing.set_value(None));
        live
    }
}
