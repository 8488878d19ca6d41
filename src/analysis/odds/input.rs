//! What a run draws from: a network of tasks in minutes of working time.

use super::spread::Spread;

/// What a tie holds together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bond {
    /// The later one starts when the earlier one has finished.
    #[default]
    FinishStart,
    /// It starts when the earlier one has started.
    StartStart,
    /// It finishes when the earlier one has finished.
    FinishFinish,
    /// It finishes when the earlier one has started.
    StartFinish,
}

/// A tie between two tasks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OddsTie {
    /// Place of the earlier task.
    pub from: usize,
    /// Place of the later one.
    pub to: usize,
    /// What is held together.
    pub bond: Bond,
    /// Minutes between the two; negative for a lead.
    pub lag: f64,
}

/// When a task may start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Begin {
    /// Once its ties let it, and not before this minute (a constraint, or the status date).
    NotBefore(f64),
    /// It has started: what is left of it goes on from `resumed` and waits for the ties of its start
    /// that are still open (retained logic).
    Started {
        /// When it started.
        at: f64,
        /// When what is left goes on: the status date.
        resumed: f64,
    },
    /// At this minute whatever its ties say: finished, placed by hand, or bound to a day.
    At(f64),
}

/// A task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OddsTask {
    /// What it is, in every scenario and at any place: its draws depend on it
    /// ([`super::key_of_id`]).
    pub key: u64,
    /// When it may start.
    pub begin: Begin,
    /// How long it takes, or what is left of it once it has started.
    pub spread: Spread,
    /// The common factor that it shares with other tasks, by its place.
    pub factor: Option<usize>,
}

/// An event that may come and then delays a task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OddsRisk {
    /// What it is ([`super::key_of_id`]).
    pub key: u64,
    /// Place of the task.
    pub task: usize,
    /// How likely it comes, between zero and one.
    pub probability: f64,
    /// Minutes that it adds to the duration.
    pub delay: f64,
}

/// A date whose odds are asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Watched {
    /// Place of the task whose finish it is.
    pub task: usize,
    /// The minute that was committed to; met by a finish at it or before.
    pub committed: Option<f64>,
    /// Most draws from which its odds are read, the first ones: they are kept until the end, and twenty
    /// thousand dates would need more memory than their figures are worth. All where there is no limit.
    pub most: Option<u32>,
}

impl Watched {
    /// A date without a promise whose odds are read from all draws.
    #[must_use]
    pub const fn of(task: usize) -> Self {
        Self {
            task,
            committed: None,
            most: None,
        }
    }
}

/// A network with its chances. Minutes of working time since one origin: calendars have no part in a
/// draw, they turn the results into days. Tasks may come in any order. Draws are held in single precision:
/// whole minutes are exact up to 139 years of working days from the origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OddsInput {
    /// The same seed gives the same figures.
    pub seed: u64,
    /// Tasks.
    pub tasks: Vec<OddsTask>,
    /// Ties between them.
    pub ties: Vec<OddsTie>,
    /// Keys of the common factors ([`super::key_of_name`]).
    pub factors: Vec<u64>,
    /// Events.
    pub risks: Vec<OddsRisk>,
    /// Dates that are asked for.
    pub watched: Vec<Watched>,
    /// The task whose finish is what sensitive refers to; the latest of all without.
    pub target: Option<usize>,
    /// The tasks whose finishes are what critical refers to, such as the ends of the projects: a task is
    /// critical in a draw where it decides one of them. Without any the target.
    pub ends: Vec<usize>,
}

impl OddsInput {
    /// Keeps what the target and the watched dates wait for. Returns the former place of each task that stays,
    /// in order. Factors stay, and a risk of a task that goes is laid on nothing: probability zero.
    pub fn narrowed(&mut self) -> Vec<usize> {
        let mut waits: Vec<Vec<usize>> = vec![Vec::new(); self.tasks.len()];
        for tie in &self.ties {
            if let Some(waits) = waits.get_mut(tie.to) {
                waits.push(tie.from);
            }
        }
        let mut is_kept = vec![false; self.tasks.len()];
        let watched = self.watched.iter().map(|watched| watched.task);
        let asked = watched.chain(self.target);
        let mut open: Vec<usize> = asked.chain(self.ends.iter().copied()).collect();
        while let Some(task) = open.pop() {
            if let Some(kept @ false) = is_kept.get_mut(task) {
                *kept = true;
                open.extend(waits.get(task).into_iter().flatten());
            }
        }
        let kept: Vec<usize> = is_kept
            .iter()
            .enumerate()
            .filter_map(|(task, kept)| kept.then_some(task))
            .collect();
        let place = |task: usize| kept.binary_search(&task).ok();
        self.tasks = kept
            .iter()
            .filter_map(|task| self.tasks.get(*task).copied())
            .collect();
        self.ties = self
            .ties
            .iter()
            .filter_map(|tie| {
                let (from, to) = (place(tie.from)?, place(tie.to)?);
                Some(OddsTie { from, to, ..*tie })
            })
            .collect();
        for risk in &mut self.risks {
            match place(risk.task) {
                Some(task) => risk.task = task,
                None => (risk.task, risk.probability) = (0, 0.0),
            }
        }
        for watched in &mut self.watched {
            watched.task = place(watched.task).unwrap_or_default();
        }
        self.target = self.target.and_then(place);
        self.ends = self.ends.iter().filter_map(|end| place(*end)).collect();
        kept
    }
}

/// A run that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OddsError {
    /// Its tasks wait for each other.
    #[error("the tasks wait for each other in a circle")]
    Circle,
    /// A tie, a risk or a date names a task or a factor that is not there.
    #[error("something refers to a task or a factor that is not there")]
    Missing,
    /// A time is not a number, or thousands of years away.
    #[error("a time is not a number, or too far away")]
    Time,
}
