//! What the draws say, and how sure they are of it.

use super::input::Watched;

/// A date that a share of the draws keeps, in minutes of working time from the origin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quantile {
    /// The earliest minute by which that share of the draws had finished.
    pub minute: f64,
    /// Its standard error in minutes, read off the draws on either side of it.
    pub error: f64,
}

/// How many of the draws kept a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// Draws that kept it.
    pub kept: u32,
    /// Draws.
    pub draws: u32,
}

/// A chance as it may be shown, in whole percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownChance {
    /// Less than this, but not impossible.
    Under(u32),
    /// About this.
    About(u32),
    /// More than this, but not certain.
    Over(u32),
}

impl Chance {
    /// Between zero and one.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.kept) / f64::from(self.draws.max(1))
    }

    /// Its standard error, √(p(1−p)/n).
    #[must_use]
    pub fn error(self) -> f64 {
        let share = self.share();
        (share * (1.0 - share) / f64::from(self.draws.max(1))).sqrt()
    }

    /// The whole percents that it may be rounded to: the finest of 1, 2, 5, 10, 20 and 50 that is not finer than
    /// its standard error. 2,000 draws are never off by more than 1.2 percent, 500 by 2.3.
    #[must_use]
    pub fn step(self) -> u32 {
        // At the ends of the scale no draw may have fallen on the other side: the error is not zero then.
        let floor = 1.0 / f64::from(self.draws.max(1));
        let error = 100.0 * self.error().max(floor);
        let steps = [1, 2, 5, 10, 20];
        // A step of one percent is as fine as one of two when the error is only just above it.
        let fits = |step: &&u32| f64::from(**step) * 1.25 >= error;
        steps.iter().find(fits).copied().unwrap_or(50)
    }

    /// The chance with no more digits than the draws allow. Draws know neither never nor always.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    pub fn shown(self) -> ShownChance {
        let step = self.step();
        let percent = (100.0 * self.share() / f64::from(step)).round() as u32 * step;
        match percent {
            0 => ShownChance::Under(step),
            100.. => ShownChance::Over(100 - step),
            _ => ShownChance::About(percent),
        }
    }
}

/// The odds of one watched date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DateOdds {
    /// The task whose finish it is, as the input counts.
    pub task: usize,
    /// The draws from which it was read.
    pub draws: u32,
    /// Mean in minutes.
    pub mean: f64,
    /// Standard deviation in minutes.
    pub sigma: f64,
    /// One draw in ten finishes by then.
    pub p10: Quantile,
    /// One in two.
    pub p50: Quantile,
    /// Four in five.
    pub p80: Quantile,
    /// Nine in ten.
    pub p90: Quantile,
    /// The chance of the committed date.
    pub chance: Option<Chance>,
}

impl DateOdds {
    pub(super) fn new(watched: Watched, samples: &[f32]) -> Self {
        let mut sorted = samples.to_vec();
        sorted.sort_unstable_by(f32::total_cmp);
        let draws = sorted.len();
        let count = f64::from(u32::try_from(draws).unwrap_or(u32::MAX)).max(1.0);
        let sum = |of: &dyn Fn(f64) -> f64| sorted.iter().map(|x| of(f64::from(*x))).sum::<f64>();
        let mean = sum(&|x| x) / count;
        let chance = watched.committed.map(|minute| Chance {
            kept: count_of(sorted.partition_point(|x| f64::from(*x) <= minute)),
            draws: count_of(draws),
        });
        Self {
            task: watched.task,
            draws: count_of(draws),
            mean,
            sigma: (sum(&|x| (x - mean) * (x - mean)) / count).sqrt(),
            p10: quantile(&sorted, 0.1),
            p50: quantile(&sorted, 0.5),
            p80: quantile(&sorted, 0.8),
            p90: quantile(&sorted, 0.9),
            chance,
        }
    }
}

fn count_of(draws: usize) -> u32 {
    u32::try_from(draws).unwrap_or(u32::MAX)
}

/// The least of the sorted draws that so large a share of them does not exceed. Its error is half the way
/// between the draws that lie one standard error of the share on either side.
#[must_use]
pub fn quantile(sorted: &[f32], share: f64) -> Quantile {
    let draws = f64::from(count_of(sorted.len()));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in the list, cut to it"
    )]
    let at = |rank: f64| {
        let last = sorted.len().saturating_sub(1);
        // A rank such as 0.8 × 2,000 must not be pushed over its whole number by a last binary digit.
        let place = ((rank - 1e-6).ceil().max(1.0) as usize - 1).min(last);
        sorted.get(place).copied().map_or(0.0, f64::from)
    };
    let rank = share * draws;
    let spread = (draws * share * (1.0 - share)).sqrt();
    Quantile {
        minute: at(rank),
        error: (at(rank + spread) - at(rank - spread)) / 2.0,
    }
}

/// How far a cause moves the end against its mean, in minutes; negative is earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Effect {
    /// When the cause is kind: a duration or a factor as low as one in ten, a risk that does not come.
    pub low: f64,
    /// When it is not: as high as one in ten, a risk that comes.
    pub high: f64,
}

impl Effect {
    /// From kind to unkind: the length of its bar.
    #[must_use]
    pub fn width(self) -> f64 {
        (self.high - self.low).abs()
    }
}

/// What a task has to do with the end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TaskOdds {
    /// Criticality index: the share of draws in which it decides when the end is.
    pub criticality: f64,
    /// Standard deviation of its duration in minutes.
    pub sigma: f64,
    /// Schedule sensitivity index: criticality × σ of the task / σ of the end.
    pub sensitivity: f64,
    /// Correlation of its duration with the end.
    pub correlation: f64,
    /// How far it moves the end.
    pub effect: Effect,
}

/// What moves the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A task, as the input counts.
    Task(usize),
    /// A common factor.
    Factor(usize),
    /// A risk.
    Risk(usize),
}

/// The odds after some draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Odds {
    /// Draws taken.
    pub draws: u32,
    /// The watched dates.
    pub dates: Vec<DateOdds>,
    /// Standard deviation of the end in minutes; zero where causes were not asked for.
    pub end_sigma: f64,
    /// Each task of the input; none where causes were not asked for.
    pub tasks: Vec<TaskOdds>,
    /// Each common factor.
    pub factors: Vec<Effect>,
    /// Each risk.
    pub risks: Vec<Effect>,
}

impl Odds {
    /// The tornado: what moves the end most, longest bar first. Causes whose bar is shorter than what chance
    /// alone would draw (two standard errors of a mean) are left out.
    #[must_use]
    pub fn tornado(&self, most: usize) -> Vec<(Cause, Effect)> {
        let noise = 2.0 * self.end_sigma / f64::from(self.draws.max(1)).sqrt();
        let tasks = self.tasks.iter().map(|task| task.effect);
        let tasks = tasks
            .enumerate()
            .map(|(place, effect)| (Cause::Task(place), effect));
        let factors = self.factors.iter().copied().enumerate();
        let factors = factors.map(|(place, effect)| (Cause::Factor(place), effect));
        let risks = self.risks.iter().copied().enumerate();
        let risks = risks.map(|(place, effect)| (Cause::Risk(place), effect));
        let mut all: Vec<_> = tasks.chain(factors).chain(risks).collect();
        all.retain(|(_, effect)| effect.width() > noise);
        all.sort_by(|a, b| b.1.width().total_cmp(&a.1.width()));
        all.truncate(most);
        all
    }
}
