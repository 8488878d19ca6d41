//! From a computed schedule to what is drawn, and from the draws back to moments.
//!
//! Drawn with known durations, every node lies where the schedule has it. What the draws do not know: tasks
//! that start as late as possible are drawn as early as they can be, and constraints that forbid a later
//! date push nothing (they are what the odds are asked about).

use super::input::{Begin, Bond, OddsInput, OddsTask, OddsTie, Watched};
use super::spread::{Shape, Spread};
use crate::analysis::schedule::{
    ActivityIx, Begins, CalendarIx, Done, Minute, Network, Node, Offset, Schedule, TieKind,
    WorkTime,
};

/// How long an activity may take, in minutes of its calendar for the whole of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// What it is ([`super::key_of_id`]).
    pub key: u64,
    /// Shortest; as planned without.
    pub shortest: Option<i32>,
    /// Longest; as planned without.
    pub longest: Option<i32>,
    /// The shape between.
    pub shape: Shape,
    /// The common factor, by its place.
    pub factor: Option<usize>,
}

/// A network to be drawn that knows its calendar.
#[derive(Clone, Debug)]
pub struct Drawable {
    /// What is drawn. Factors, risks and the target are for the caller to add.
    pub input: OddsInput,
    calendar: CalendarIx,
    origin: Offset,
    nodes: Vec<Option<usize>>,
}

impl Drawable {
    /// Makes a computed network ready to be drawn; `estimates` by activity, what is missing is as planned.
    #[must_use]
    pub fn new(network: &Network, schedule: &Schedule, estimates: &[Estimate]) -> Self {
        let calendar = network.main_calendar();
        let origin = network.work_time(calendar).offset(network.start());
        let mut drawable = Self {
            input: OddsInput::default(),
            calendar,
            origin,
            nodes: (0..)
                .take(network.len())
                .map(|activity| network.node(activity))
                .collect(),
        };
        for place in 0..network.nodes() {
            if let Some(node) = schedule.node_in(network, place, calendar) {
                let estimate = estimates
                    .get(node.activity as usize)
                    .copied()
                    .unwrap_or_default();
                let task = drawable.task(network, &node, &estimate, place);
                drawable.input.tasks.push(task);
            }
            let links = schedule
                .links_in(network, place, calendar)
                .map(|link| OddsTie {
                    from: link.from,
                    to: place,
                    bond: bond(link.kind),
                    lag: f64::from(link.lag),
                });
            drawable.input.ties.extend(links);
        }
        drawable
    }

    fn time(&self, offset: Offset) -> f64 {
        f64::from(offset.saturating_sub(self.origin))
    }

    fn task(&self, network: &Network, node: &Node, estimate: &Estimate, place: usize) -> OddsTask {
        let begin = match node.begins {
            Begins::NotBefore(floor) => Begin::NotBefore(self.time(floor)),
            Begins::Began(at, goes_on) => Begin::Started {
                at: self.time(at),
                resumed: self.time(goes_on),
            },
            Begins::At(at) => Begin::At(self.time(at)),
        };
        let lasts = f64::from(node.lasts);
        let activity = network.activity(node.activity);
        let is_known =
            node.stands_for || activity.is_none_or(|a| matches!(a.done, Done::Finished { .. }));
        let planned = activity.map_or(0, |activity| activity.duration);
        let spread = if is_known || planned <= 0 {
            Spread::fixed(lasts)
        } else {
            // What is left of started work spreads as widely as the whole, in proportion; so does work
            // of another calendar.
            let share = lasts / f64::from(planned);
            let end = |end: Option<i32>| end.map_or(lasts, |end| f64::from(end) * share);
            Spread::new(
                end(estimate.shortest),
                lasts,
                end(estimate.longest),
                estimate.shape,
            )
        };
        OddsTask {
            // What stands for a summary draws nothing; its place tells it apart.
            key: if node.stands_for {
                place as u64
            } else {
                estimate.key
            },
            begin,
            spread,
            factor: if node.stands_for {
                None
            } else {
                estimate.factor
            },
        }
    }

    /// The task of an activity; none for a summary.
    #[must_use]
    pub fn task_of(&self, activity: ActivityIx) -> Option<usize> {
        self.nodes.get(activity as usize).copied().flatten()
    }

    /// Adds a milestone at the latest finish of some activities: the end of a project or of a summary.
    pub fn latest_of(&mut self, activities: impl IntoIterator<Item = ActivityIx>) -> usize {
        let to = self.input.tasks.len();
        let ends = activities
            .into_iter()
            .filter_map(|activity| self.task_of(activity));
        let ties: Vec<OddsTie> = ends
            .map(|from| OddsTie {
                from,
                to,
                bond: Bond::FinishStart,
                lag: 0.0,
            })
            .collect();
        self.input.ties.extend(ties);
        self.input.tasks.push(OddsTask {
            key: to as u64,
            begin: Begin::NotBefore(-1e8),
            spread: Spread::fixed(0.0),
            factor: None,
        });
        to
    }

    /// Watches the finish of a task, with the moment up to which it was promised and the most draws that its
    /// odds are read from.
    pub fn watch(
        &mut self,
        network: &Network,
        task: usize,
        committed: Option<Minute>,
        most: Option<u32>,
    ) {
        let time = network.work_time(self.calendar);
        let committed = committed.map(|at| self.time(time.offset(at)));
        self.input.watched.push(Watched {
            task,
            committed,
            most,
        });
    }

    /// Its calendar: that of most activities.
    #[must_use]
    pub fn work_time<'n>(&self, network: &'n Network) -> &'n WorkTime {
        network.work_time(self.calendar)
    }

    /// Leaves out what no watched date and not the target waits for: its draws would be for nothing. Those that
    /// stay are drawn as before. Without a target the latest of all is asked for, and all stays. Returns the
    /// former place of each task.
    pub fn narrow(&mut self) -> Vec<usize> {
        let kept = match self.input.target {
            Some(_) => self.input.narrowed(),
            None => (0..self.input.tasks.len()).collect(),
        };
        for place in self.nodes.iter_mut().flatten() {
            *place = kept.binary_search(place).unwrap_or(usize::MAX);
        }
        kept
    }

    /// The moment of a finish that was drawn, exclusive: the end of the minute in which it falls. An event that
    /// waits for nothing stands where work begins.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a minute out of range becomes the last"
    )]
    pub fn finish_of(&self, network: &Network, task: usize, minute: f64) -> Minute {
        let offset = self.origin.saturating_add((minute - 1e-3).ceil() as Offset);
        let time = self.work_time(network);
        let stands = self.input.tasks.get(task).is_some_and(|task| {
            let begin = match task.begin {
                Begin::NotBefore(at) | Begin::At(at) => at,
                Begin::Started { .. } => f64::NEG_INFINITY,
            };
            task.spread.high <= 0.0 && minute <= begin
        });
        match stands {
            true => time.start_at(offset),
            false => time.finish_at(offset),
        }
    }
}

fn bond(kind: TieKind) -> Bond {
    match kind {
        TieKind::FinishStart => Bond::FinishStart,
        TieKind::StartStart => Bond::StartStart,
        TieKind::FinishFinish => Bond::FinishFinish,
        TieKind::StartFinish => Bond::StartFinish,
    }
}
