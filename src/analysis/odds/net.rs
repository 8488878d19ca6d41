//! A network made ready for drawing: in an order in which every task comes after those it waits for.

use super::draw::Stream;
use super::input::{Begin, Bond, OddsError, OddsInput};
use super::pert::Tables;
use super::spread::Drawn;
use std::ops::Range;

/// A task in that order.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) stream: Stream,
    pub(super) drawn: Drawn,
    /// Mean of the duration; figures are summed as differences from it.
    pub(super) mean: f32,
    /// Not before this minute.
    pub(super) floor: f32,
    /// The start that those tied to it see, where it is not the moment from which it lasts.
    pub(super) started: Option<f32>,
    /// Ties that it waits for.
    pub(super) ties: Range<usize>,
    /// Risks that may delay it.
    pub(super) risks: Range<usize>,
    pub(super) factor: Option<usize>,
}

/// A tie to an earlier node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) from: usize,
    pub(super) bond: Bond,
    pub(super) lag: f32,
}

/// A risk of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) stream: Stream,
    pub(super) probability: f32,
    pub(super) delay: f32,
    /// Its place in the input.
    pub(super) place: usize,
}

/// The whole.
#[derive(Clone, Debug)]
pub(super) struct Net {
    pub(super) nodes: Vec<Node>,
    pub(super) ties: Vec<Tie>,
    pub(super) events: Vec<Event>,
    pub(super) factors: Vec<Stream>,
    pub(super) tables: Tables,
    /// The node of each task of the input.
    pub(super) places: Vec<usize>,
    /// A tie reads a start: starts are kept.
    pub(super) reads_starts: bool,
}

/// Longest time that is believed, in minutes.
const FAR: f64 = 1e9;

#[expect(clippy::cast_possible_truncation, reason = "single precision is meant")]
fn minutes(time: f64) -> Result<f32, OddsError> {
    match time.abs() < FAR {
        true => Ok(time as f32),
        false => Err(OddsError::Time),
    }
}

impl Net {
    pub(super) fn new(input: &OddsInput) -> Result<Self, OddsError> {
        let order = order(input)?;
        let mut places = vec![0; order.len()];
        for (place, task) in order.iter().enumerate() {
            *places.get_mut(*task).ok_or(OddsError::Missing)? = place;
        }
        let waits = grouped(input.tasks.len(), input.ties.iter().map(|tie| tie.to))?;
        let risked = grouped(input.tasks.len(), input.risks.iter().map(|risk| risk.task))?;
        let mut net = Self {
            nodes: Vec::with_capacity(order.len()),
            ties: Vec::with_capacity(input.ties.len()),
            events: Vec::with_capacity(input.risks.len()),
            factors: input
                .factors
                .iter()
                .map(|key| Stream::new(input.seed, *key))
                .collect(),
            tables: Tables::for_each([]),
            places,
            reads_starts: false,
        };
        for task in order {
            net.push(input, task, &waits, &risked)?;
        }
        net.tables = Tables::for_each(net.nodes.iter().filter_map(|node| match &node.drawn {
            Drawn::Pert(pert) => Some(pert),
            _ => None,
        }));
        Ok(net)
    }

    fn push(
        &mut self,
        input: &OddsInput,
        place: usize,
        waits: &Grouped,
        risked: &Grouped,
    ) -> Result<(), OddsError> {
        let task = input.tasks.get(place).ok_or(OddsError::Missing)?;
        let first_tie = self.ties.len();
        let (floor, started) = match task.begin {
            Begin::NotBefore(floor) => (floor, None),
            Begin::Started { at, resumed } => (resumed, Some(minutes(at)?)),
            Begin::At(start) => (start, None),
        };
        if !matches!(task.begin, Begin::At(_)) {
            for tie in waits
                .of(place)
                .iter()
                .filter_map(|tie| input.ties.get(*tie))
            {
                self.reads_starts |= matches!(tie.bond, Bond::StartStart | Bond::StartFinish);
                self.ties.push(Tie {
                    from: *self.places.get(tie.from).ok_or(OddsError::Missing)?,
                    bond: tie.bond,
                    lag: minutes(tie.lag)?,
                });
            }
        }
        let first_event = self.events.len();
        for risk in risked.of(place) {
            let Some(found) = input.risks.get(*risk) else {
                continue;
            };
            self.events.push(Event {
                stream: Stream::new(input.seed, found.key),
                probability: minutes(found.probability.clamp(0.0, 1.0))?,
                delay: minutes(found.delay)?,
                place: *risk,
            });
        }
        if task
            .factor
            .is_some_and(|factor| factor >= input.factors.len())
        {
            return Err(OddsError::Missing);
        }
        minutes(task.spread.low.abs() + task.spread.high.abs())?;
        self.nodes.push(Node {
            stream: Stream::new(input.seed, task.key),
            drawn: Drawn::new(&task.spread),
            mean: minutes(task.spread.mean())?,
            floor: minutes(floor)?,
            started,
            ties: first_tie..self.ties.len(),
            risks: first_event..self.events.len(),
            factor: task.factor,
        });
        Ok(())
    }
}

/// Places of a list, gathered by the task they belong to.
struct Grouped {
    starts: Vec<usize>,
    places: Vec<usize>,
}

impl Grouped {
    fn of(&self, task: usize) -> &[usize] {
        let ends = (self.starts.get(task), self.starts.get(task + 1));
        let (Some(from), Some(to)) = ends else {
            return &[];
        };
        self.places.get(*from..*to).unwrap_or_default()
    }
}

fn grouped(
    tasks: usize,
    owners: impl ExactSizeIterator<Item = usize> + Clone,
) -> Result<Grouped, OddsError> {
    let mut starts = vec![0; tasks + 1];
    for owner in owners.clone() {
        *starts.get_mut(owner + 1).ok_or(OddsError::Missing)? += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut places = vec![0; owners.len()];
    for (place, owner) in owners.enumerate() {
        let slot = next.get_mut(owner).ok_or(OddsError::Missing)?;
        *places.get_mut(*slot).ok_or(OddsError::Missing)? = place;
        *slot += 1;
    }
    Ok(Grouped { starts, places })
}

/// The tasks in an order in which each comes after those it waits for: as given where that is one.
fn order(input: &OddsInput) -> Result<Vec<usize>, OddsError> {
    let tasks = input.tasks.len();
    if input
        .ties
        .iter()
        .all(|tie| tie.from < tie.to && tie.to < tasks)
    {
        return Ok((0..tasks).collect());
    }
    let follows = grouped(tasks, input.ties.iter().map(|tie| tie.from))?;
    let mut open = vec![0_usize; tasks];
    for tie in &input.ties {
        *open.get_mut(tie.to).ok_or(OddsError::Missing)? += 1;
    }
    let mut order: Vec<usize> = Vec::with_capacity(tasks);
    order.extend(
        open.iter()
            .enumerate()
            .filter(|(_, open)| **open == 0)
            .map(|(task, _)| task),
    );
    let mut done = 0;
    while let Some(task) = order.get(done).copied() {
        done += 1;
        for tie in follows
            .of(task)
            .iter()
            .filter_map(|tie| input.ties.get(*tie))
        {
            if let Some(open) = open.get_mut(tie.to) {
                *open -= 1;
                if *open == 0 {
                    order.push(tie.to);
                }
            }
        }
    }
    match order.len() == tasks {
        true => Ok(order),
        false => Err(OddsError::Circle),
    }
}
