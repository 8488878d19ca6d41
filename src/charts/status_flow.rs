//! How many records moved from which status to which between two reports.

use plotters::style::text_anchor::HPos;

use super::frame::{block, fill, sheet_with_notes, write};
use super::geometry::{Point, Rect};
use super::ink::{Role, Tone};
use super::label::stack;
use super::mark::{Level, mark, weather};
use super::text::width;
use super::{Chart, ChartError, Size, Svg, Table};

/// Records that went from one level to another, or stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Level in the earlier report; none for records that were not there.
    pub from: Option<Level>,
    /// Level in the later report; none for records that are gone.
    pub to: Option<Level>,
    /// Number of records.
    pub count: u32,
}

/// Two columns of statuses with ribbons between them.
#[derive(Clone)]
pub struct StatusFlow<'a> {
    /// Flows in any order; several between the same levels add up.
    pub flows: Vec<Flow>,
    /// The letter in the mark of a level (G, A, R, N, C in English).
    pub letter: &'a dyn Fn(Level) -> String,
    /// The name of a level.
    pub name: &'a dyn Fn(Level) -> String,
    /// Weather signs in place of marks.
    pub weather: bool,
    /// Heads of the table: earlier status, later status, number.
    pub heads: [String; 3],
}

/// Size of a mark in pixels.
const MARK: f64 = 15.0;
/// Width of a level's bar.
const BAR: f64 = 10.0;
/// Room left of the left bars and right of the right bars.
const SIDES: (f64, f64) = (66.0, 92.0);
/// Distance between two bars of a column.
const APART: f64 = 5.0;

/// A level in one column.
struct Node {
    level: Level,
    count: u32,
    top: f64,
    bottom: f64,
}

impl StatusFlow<'_> {
    fn count(&self, from: Option<Level>, to: Option<Level>) -> u32 {
        let same = self
            .flows
            .iter()
            .filter(|flow| flow.from == from && flow.to == to);
        same.fold(0, |sum, flow| sum.saturating_add(flow.count))
    }

    fn earlier(&self, level: Level) -> u32 {
        let there = self.flows.iter().filter(|flow| flow.from == Some(level));
        there.fold(0, |sum, flow| sum.saturating_add(flow.count))
    }

    fn later(&self, level: Level) -> u32 {
        let there = self.flows.iter().filter(|flow| flow.to == Some(level));
        there.fold(0, |sum, flow| sum.saturating_add(flow.count))
    }
}

impl Chart for StatusFlow<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let total = |count: &dyn Fn(Level) -> u32| {
            Level::ALL.iter().map(|l| f64::from(count(*l))).sum::<f64>()
        };
        let earlier = |level| self.earlier(level);
        let later = |level| self.later(level);
        let most = total(&earlier).max(total(&later));
        if most < 1.0 {
            return Err(ChartError::NoData);
        }
        let (wide, tall) = (f64::from(size.width), f64::from(size.height));
        let each = (tall - 4.0 - APART * (Level::ALL.len() - 1) as f64) / most;
        if wide < SIDES.0 + SIDES.1 + 2.0 * BAR + 40.0 || each * most < 40.0 {
            return Err(ChartError::NoRoom);
        }
        let left = nodes(&earlier, each);
        let right = nodes(&later, each);
        // Each level keeps a line for its mark and number, however thin its bar is.
        if left.len().max(right.len()) as f64 * (MARK + 1.0) > tall {
            return Err(ChartError::NoRoom);
        }
        let (left_x, right_x) = (SIDES.0, wide - SIDES.1 - BAR);

        let sign = if self.weather { weather } else { mark };
        sheet_with_notes(size, |root, note| {
            // Where the next ribbon leaves and arrives at each level.
            let mut arrivals: Vec<(Level, f64)> =
                right.iter().map(|node| (node.level, node.top)).collect();
            for node in &left {
                let mut leave = node.top;
                for (to, arrive) in &mut arrivals {
                    let count = self.count(Some(node.level), Some(*to));
                    let thick = f64::from(count) * each;
                    if thick > 0.0 {
                        let tone = if node.level == *to {
                            Tone::Faint
                        } else {
                            Tone::Soft
                        };
                        let ribbon = ribbon((left_x + BAR, leave), (right_x, *arrive), thick);
                        note.leave(format!(
                            "{} → {} · {count}",
                            (self.name)(node.level),
                            (self.name)(*to)
                        ));
                        fill(root, &ribbon, to.role().tone(tone))?;
                        leave += thick;
                        *arrive += thick;
                    }
                }
            }
            for (nodes, x) in [(&left, left_x), (&right, right_x)] {
                for node in nodes {
                    let area = Rect {
                        left: x,
                        top: node.top,
                        right: x + BAR,
                        bottom: node.bottom,
                    };
                    block(root, area, node.level.role().tone(Tone::Round))?;
                }
            }
            for (node, middle) in left.iter().zip(middles(&left, tall)) {
                sign(
                    root,
                    (left_x - 14.5, middle),
                    MARK,
                    node.level,
                    &(self.letter)(node.level),
                )?;
                let at = (left_x - 29.0, middle + 4.6);
                write(
                    root,
                    &node.count.to_string(),
                    at,
                    13.0,
                    Role::Muted.tone(Tone::Big),
                    HPos::Right,
                )?;
            }
            for (node, middle) in right.iter().zip(middles(&right, tall)) {
                let x = right_x + BAR;
                sign(
                    root,
                    (x + 14.5, middle),
                    MARK,
                    node.level,
                    &(self.letter)(node.level),
                )?;
                let at = (x + 29.0, middle + 4.6);
                let count = node.count.to_string();
                let behind = (at.0 + width(&count, 13.0) * 1.1 + 5.0).max(x + 54.0);
                write(
                    root,
                    &count,
                    at,
                    13.0,
                    Role::Text.tone(Tone::Big),
                    HPos::Left,
                )?;
                let change = i64::from(node.count) - i64::from(self.earlier(node.level));
                write(
                    root,
                    &signed(change),
                    (behind, middle + 4.0),
                    10.0,
                    Role::Tick.plain(),
                    HPos::Left,
                )?;
            }
            Ok(())
        })
    }

    /// A row for each pair of levels between which records moved or stayed.
    fn table(&self) -> Table {
        let levels = || Level::ALL.into_iter().map(Some).chain([None]);
        let name = |level: Option<Level>| level.map(|level| (self.name)(level)).unwrap_or_default();
        let rows = levels()
            .flat_map(|from| levels().map(move |to| (from, to)))
            .filter_map(|(from, to)| {
                let count = self.count(from, to);
                (count > 0).then(|| vec![name(from), name(to), count.to_string()])
            });
        Table {
            head: self.heads.to_vec(),
            rows: rows.collect(),
        }
    }
}

/// Levels that have records, from top to bottom, a bar's height for each record.
fn nodes(count: &dyn Fn(Level) -> u32, each: f64) -> Vec<Node> {
    let mut top = 2.0;
    let mut nodes = Vec::new();
    for level in Level::ALL {
        let count = count(level);
        if count > 0 {
            let bottom = top + f64::from(count) * each;
            nodes.push(Node {
                level,
                count,
                top,
                bottom,
            });
            top = bottom + APART;
        }
    }
    nodes
}

/// Where the names of thin bars go so that they stay apart.
fn middles(nodes: &[Node], tall: f64) -> Vec<f64> {
    let line = MARK + 1.0;
    let wishes: Vec<(f64, f64)> = nodes
        .iter()
        .map(|node| ((node.top + node.bottom - line) / 2.0, line))
        .collect();
    stack(&wishes, 0.0, tall)
        .into_iter()
        .map(|top| top + line / 2.0)
        .collect()
}

/// A change with its sign; the typographic minus, and plus-minus for none.
fn signed(change: i64) -> String {
    match change {
        0 => "±0".to_owned(),
        c if c > 0 => format!("+{c}"),
        c => format!("−{}", c.unsigned_abs()),
    }
}

/// A band of equal thickness that leaves and arrives level, as corners along its two edges.
fn ribbon(from: Point, to: Point, thick: f64) -> Vec<Point> {
    const STEPS: u32 = 16;
    let edge = |n: u32| {
        let t = f64::from(n) / f64::from(STEPS);
        // A cubic curve with both handles half way across: x and y come out as these two blends.
        let across = 1.5 * t * (1.0 - t) + t.powi(3);
        let along = t * t * (3.0 - 2.0 * t);
        (
            from.0 + (to.0 - from.0) * across,
            from.1 + (to.1 - from.1) * along,
        )
    };
    let upper = (0..=STEPS).map(edge);
    let lower = (0..=STEPS).rev().map(edge).map(|(x, y)| (x, y + thick));
    upper.chain(lower).collect()
}
