//! The desk at which odds are drawn, in the worker or on the page: takes orders, works in slices.

use crate::analysis::odds::{Depth, Odds, OddsInput, Run};

/// An order to the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Draw so many draws of a network.
    Draw {
        /// The number of the order.
        job: u32,
        /// Draws.
        draws: u32,
        /// The network.
        input: Box<OddsInput>,
    },
    /// Nobody waits for this any more.
    Stop {
        /// The number of the order.
        job: u32,
    },
}

/// What the desk tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// It takes orders.
    Ready,
    /// How far an order is.
    Drawn {
        /// The number of the order.
        job: u32,
        /// Draws taken.
        drawn: u32,
        /// Draws in all.
        total: u32,
    },
    /// An order is done.
    Done {
        /// The number of the order.
        job: u32,
        /// What came out.
        odds: Box<Odds>,
    },
    /// The network of an order cannot be drawn: its tasks wait for each other, or it refers to nothing.
    Impossible {
        /// The number of the order.
        job: u32,
    },
}

const DRAW: f64 = 1.0;
const STOP: f64 = 2.0;
const READY: f64 = 3.0;
const DRAWN: f64 = 4.0;
const DONE: f64 = 5.0;
const IMPOSSIBLE: f64 = 6.0;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number out of range becomes the nearest"
)]
fn whole(number: f64) -> u32 {
    number as u32
}

impl Order {
    /// Returns it as numbers, as it crosses to the worker.
    #[must_use]
    pub fn packed(&self) -> Vec<f64> {
        match self {
            Self::Draw { job, draws, input } => {
                let mut all = vec![DRAW, f64::from(*job), f64::from(*draws)];
                all.extend(input.packed());
                all
            }
            Self::Stop { job } => vec![STOP, f64::from(*job)],
        }
    }

    /// Reads what [`Order::packed`] wrote.
    #[must_use]
    pub fn unpacked(numbers: &[f64]) -> Option<Self> {
        match numbers {
            [kind, job, draws, input @ ..] if *kind == DRAW => Some(Self::Draw {
                job: whole(*job),
                draws: whole(*draws),
                input: Box::new(OddsInput::unpacked(input)?),
            }),
            [kind, job] if *kind == STOP => Some(Self::Stop { job: whole(*job) }),
            _ => None,
        }
    }
}

impl Told {
    /// Returns it as numbers, as it crosses to the page.
    #[must_use]
    pub fn packed(&self) -> Vec<f64> {
        match self {
            Self::Ready => vec![READY],
            Self::Drawn { job, drawn, total } => {
                vec![DRAWN, f64::from(*job), f64::from(*drawn), f64::from(*total)]
            }
            Self::Done { job, odds } => {
                let mut all = vec![DONE, f64::from(*job)];
                all.extend(odds.packed());
                all
            }
            Self::Impossible { job } => vec![IMPOSSIBLE, f64::from(*job)],
        }
    }

    /// Reads what [`Told::packed`] wrote.
    #[must_use]
    pub fn unpacked(numbers: &[f64]) -> Option<Self> {
        match numbers {
            [kind] if *kind == READY => Some(Self::Ready),
            [kind, job, drawn, total] if *kind == DRAWN => Some(Self::Drawn {
                job: whole(*job),
                drawn: whole(*drawn),
                total: whole(*total),
            }),
            [kind, job, odds @ ..] if *kind == DONE => Some(Self::Done {
                job: whole(*job),
                odds: Box::new(Odds::unpacked(odds)?),
            }),
            [kind, job] if *kind == IMPOSSIBLE => Some(Self::Impossible { job: whole(*job) }),
            _ => None,
        }
    }
}

/// Orders in work, one after the other.
#[derive(Debug, Default)]
pub struct Desk {
    waiting: Vec<(u32, Option<Run>)>,
}

/// Draws between two looks at the clock.
const SLICE: u32 = 32;

impl Desk {
    /// Takes an order.
    pub fn take(&mut self, order: &Order) {
        match order {
            Order::Draw { job, draws, input } => {
                let run = Run::new(input, *draws, Depth::Causes).ok();
                self.waiting.push((*job, run));
            }
            Order::Stop { job } => self.waiting.retain(|(waiting, _)| waiting != job),
        }
    }

    /// There is nothing to do.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Works on the first order while there is time, at least one slice of it; tells how far it came.
    pub fn work(&mut self, is_time_left: impl Fn() -> bool) -> Option<Told> {
        let (job, run) = self.waiting.first_mut()?;
        let job = *job;
        let Some(run) = run else {
            self.waiting.remove(0);
            return Some(Told::Impossible { job });
        };
        while !run.step(SLICE) && is_time_left() {}
        let (drawn, total) = run.progress();
        if drawn < total {
            return Some(Told::Drawn { job, drawn, total });
        }
        let odds = Box::new(run.odds());
        self.waiting.remove(0);
        Some(Told::Done { job, odds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::odds::{Begin, Bond, OddsTask, OddsTie, Shape, Spread, Watched};

    fn pair() -> OddsInput {
        let task = |key| OddsTask {
            key,
            begin: Begin::NotBefore(0.0),
            spread: Spread::new(5.0, 10.0, 20.0, Shape::Triangular),
            factor: None,
        };
        let tie = OddsTie {
            from: 0,
            to: 1,
            bond: Bond::FinishStart,
            lag: 0.0,
        };
        OddsInput {
            tasks: vec![task(1), task(2)],
            ties: vec![tie],
            watched: vec![Watched::of(1)],
            ..OddsInput::default()
        }
    }

    fn draw(job: u32, input: OddsInput) -> Order {
        Order::Draw {
            job,
            draws: 100,
            input: Box::new(input),
        }
    }

    #[test]
    fn orders_are_worked_off_in_slices_and_those_nobody_waits_for_are_dropped() {
        let mut desk = Desk::default();
        for job in [1, 2, 3] {
            desk.take(&draw(job, pair()));
        }
        let drawn = |drawn| Told::Drawn {
            job: 1,
            drawn,
            total: 100,
        };
        assert_eq!(desk.work(|| false), Some(drawn(32)));
        assert_eq!(desk.work(|| false), Some(drawn(64)));
        desk.take(&Order::Stop { job: 2 });
        let done = desk.work(|| true);
        assert!(matches!(&done, Some(Told::Done { job: 1, odds }) if odds.draws == 100));
        desk.take(&Order::Stop { job: 1 });
        assert!(matches!(
            desk.work(|| true),
            Some(Told::Done { job: 3, .. })
        ));
        assert!(desk.is_idle() && desk.work(|| true).is_none());
    }

    #[test]
    fn a_network_that_cannot_be_drawn_is_told_and_the_next_one_drawn() {
        let mut circle = pair();
        circle.ties.push(OddsTie {
            from: 1,
            to: 0,
            bond: Bond::FinishStart,
            lag: 0.0,
        });
        let mut desk = Desk::default();
        desk.take(&draw(8, circle));
        desk.take(&draw(9, pair()));
        assert_eq!(desk.work(|| true), Some(Told::Impossible { job: 8 }));
        assert!(matches!(
            desk.work(|| true),
            Some(Told::Done { job: 9, .. })
        ));
    }

    #[test]
    fn orders_and_answers_cross_as_they_are() {
        let mut desk = Desk::default();
        let orders = [draw(7, pair()), Order::Stop { job: 4 }];
        for order in &orders {
            assert_eq!(Order::unpacked(&order.packed()).as_ref(), Some(order));
        }
        desk.take(&orders[0]);
        let told = [
            Told::Ready,
            desk.work(|| false).unwrap(),
            desk.work(|| true).unwrap(),
            Told::Impossible { job: 1 },
        ];
        for told in &told {
            assert_eq!(Told::unpacked(&told.packed()).as_ref(), Some(told));
        }
        assert_eq!(Order::unpacked(&[]), None);
        assert_eq!(Told::unpacked(&[99.0]), None);
    }
}
