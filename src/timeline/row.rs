//! What the page hands over: rows, their bars, and the links between them.

use std::fmt;
use std::sync::Arc;

use super::day::Day;

/// Names a row; the page chooses it (a record id) and gets it back in every callback.
pub type Key = u128;

/// The five states of a status mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Within limits.
    Green,
    /// Outside the first limit.
    Amber,
    /// Outside the second limit.
    Red,
    /// No report within the limit.
    NotReported,
    /// Finished.
    Complete,
}

impl Status {
    /// Every status, in the order of the legend: worst first.
    pub const ALL: [Self; 5] = [
        Self::Red,
        Self::Amber,
        Self::Green,
        Self::NotReported,
        Self::Complete,
    ];
}

/// What a bar's colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// One of the eight category colours, 1 to 8; other numbers wrap around.
    Category(u8),
    /// The colour of a status.
    Status(Status),
    /// No meaning: grey.
    Neutral,
}

/// How a bar is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum BarShape {
    /// Filled, with done and to do apart.
    #[default]
    Bar,
    /// A bracket over its parts.
    Summary,
    /// A diamond at the start day.
    Milestone,
    /// On the critical path: outlined in ink.
    Critical,
    /// Lives in another project: dashed outline.
    Foreign,
}

/// Milestone or gate: a gate is a decision, a milestone an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MilestoneKind {
    /// An event to reach.
    Milestone,
    /// A decision to pass.
    Gate,
}

/// A diamond on a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// The day it is planned for or was reached.
    pub day: Day,
    /// Event or decision.
    pub kind: MilestoneKind,
    /// Reached or passed.
    pub is_passed: bool,
    /// Where the baseline had it.
    pub baseline: Option<Day>,
    /// Its name.
    pub label: String,
}

/// How the text of a cell speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// As the body text.
    #[default]
    Plain,
    /// Secondary text.
    Quiet,
    /// A bad number.
    Late,
    /// A good number.
    Early,
    /// In a round badge, with one of four tints: a person's initials.
    Badge(u8),
}

/// One cell of the table beside the bars.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it says; empty means nothing is known.
    pub text: String,
    /// How it says it.
    pub tone: Tone,
}

impl Cell {
    /// A cell with a tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            tone,
        }
    }
}

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// At the start of the line.
    #[default]
    Start,
    /// At the end: numbers and dates.
    End,
}

/// A column of the table beside the bars, after the title column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Width in CSS pixels.
    pub width: u16,
    /// Where its text stands.
    pub align: Align,
}

/// A group of rows with its own bracket over them.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Names the lane.
    pub key: Key,
    /// Its name.
    pub title: String,
    /// Colour of swatch and bracket.
    pub colour: Colour,
    /// How many rows it groups.
    pub count: u32,
    /// How many rows of each status, in the order shown; zero counts are left out.
    pub statuses: Vec<(Status, u32)>,
    /// First day and the day after the last, if any row has dates.
    pub span: Option<(Day, Day)>,
    /// Share done, in thousandths.
    pub progress: u16,
    /// Cells after the title.
    pub cells: Vec<Cell>,
    /// Its rows are hidden; the bracket then carries their marks.
    pub is_collapsed: bool,
    /// Status and finish of each hidden row, drawn on the bracket while collapsed.
    pub marks: Vec<(Day, Status)>,
}

/// How late a bar may well become, by draws: drawn as a whisker behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likely {
    /// The day after the finish that one draw in two keeps.
    pub p50: Day,
    /// The day after the finish that four in five keep.
    pub p80: Day,
}

/// A row with one bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Names the row.
    pub key: Key,
    /// Its name.
    pub title: Arc<str>,
    /// Its status; `None` shows no mark.
    pub status: Option<Status>,
    /// Colour of the bar.
    pub colour: Colour,
    /// How the bar is drawn.
    pub shape: BarShape,
    /// First day and the day after the last.
    pub span: Option<(Day, Day)>,
    /// The same as promised in the baseline.
    pub baseline: Option<(Day, Day)>,
    /// Share done, in thousandths.
    pub progress: u16,
    /// Finish against baseline finish, in days; positive is late.
    pub slip: Option<i32>,
    /// A late finish worth red ink: outside the second limit.
    pub is_slip_red: bool,
    /// Days the finish may move before anything else does.
    pub float_days: Option<i32>,
    /// How late it may well become.
    pub likely: Option<Likely>,
    /// May be moved and resized here.
    pub is_movable: bool,
    /// Its first day is a fact: moving it moves its finish alone.
    pub is_begun: bool,
    /// A link may be drawn from its end here.
    pub is_linkable: bool,
    /// Its code in a tree, such as `2.1`, before the name; empty where there is no tree.
    pub code: Arc<str>,
    /// Its parts are shown; `None` where it has none.
    pub is_open: Option<bool>,
    /// The day it must not be later than.
    pub deadline: Option<Day>,
    /// Steps of indentation.
    pub depth: u8,
    /// Cells after the title; empty where a [`Teller`] is asked for them.
    pub cells: Vec<Cell>,
    /// Diamonds on the bar.
    pub milestones: Vec<Milestone>,
}

impl Item {
    /// A movable bar with nothing on it.
    pub fn bar(key: Key, title: impl Into<Arc<str>>, start: Day, finish: Day) -> Self {
        Self {
            key,
            title: title.into(),
            status: None,
            colour: Colour::Neutral,
            shape: BarShape::Bar,
            span: Some((start, finish.max(start))),
            baseline: None,
            progress: 0,
            slip: None,
            is_slip_red: false,
            float_days: None,
            likely: None,
            is_movable: true,
            is_begun: false,
            is_linkable: false,
            code: Arc::default(),
            is_open: None,
            deadline: None,
            depth: 0,
            cells: Vec::new(),
            milestones: Vec::new(),
        }
    }

    /// The same item moved to other days.
    pub fn moved_to(&self, start: Day, finish: Day) -> Self {
        Self {
            span: Some((start, finish.max(start))),
            ..self.clone()
        }
    }
}

/// A bar without name or days.
impl Default for Item {
    fn default() -> Self {
        Self::bar(0, "", 0, 0)
    }
}

/// Says what the cells of a bar's row are when they are asked for: of twenty thousand rows a screenful is
/// written. As long as a row is the same allocation its cells are the same.
pub trait Teller: fmt::Debug + Send + Sync {
    /// The cells of a row after its title; `None` where the row has its own.
    fn cells(&self, key: Key) -> Option<Vec<Cell>>;
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A group head.
    Lane(Arc<Lane>),
    /// A bar.
    Item(Arc<Item>),
}

impl Row {
    /// Names the row.
    pub fn key(&self) -> Key {
        match self {
            Self::Lane(lane) => lane.key,
            Self::Item(item) => item.key,
        }
    }

    /// Its name.
    pub fn title(&self) -> &str {
        match self {
            Self::Lane(lane) => &lane.title,
            Self::Item(item) => &item.title,
        }
    }

    /// First day and the day after the last.
    pub fn span(&self) -> Option<(Day, Day)> {
        match self {
            Self::Lane(lane) => lane.span,
            Self::Item(item) => item.span,
        }
    }

    /// The bar, if this is not a group head.
    pub fn item(&self) -> Option<&Arc<Item>> {
        match self {
            Self::Lane(_) => None,
            Self::Item(item) => Some(item),
        }
    }

    /// What it groups is shown; `None` where it groups nothing.
    pub fn is_open(&self) -> Option<bool> {
        match self {
            Self::Lane(lane) => Some(!lane.is_collapsed),
            Self::Item(item) => item.is_open,
        }
    }

    /// Steps of indentation.
    pub fn depth(&self) -> u8 {
        match self {
            Self::Lane(_) => 0,
            Self::Item(item) => item.depth,
        }
    }

    /// Same allocation, so nothing changed.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Lane(a), Self::Lane(b)) => Arc::ptr_eq(a, b),
            (Self::Item(a), Self::Item(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// A dependency: the end of one bar holds the start of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The row that gives.
    pub from: Key,
    /// The row that waits.
    pub to: Key,
    /// The day at which the giver delivers, if not its finish.
    pub from_day: Option<Day>,
    /// The day at which the taker needs it, if not its start.
    pub to_day: Option<Day>,
    /// The giver finishes after the taker needs it.
    pub is_broken: bool,
    /// On the critical path: drawn thick.
    pub is_critical: bool,
    /// Joins two projects: drawn dashed.
    pub is_foreign: bool,
}

impl Link {
    /// A plain link from the finish of one row to the start of another.
    pub fn new(from: Key, to: Key) -> Self {
        Self {
            from,
            to,
            from_day: None,
            to_day: None,
            is_broken: false,
            is_critical: false,
            is_foreign: false,
        }
    }
}
