//! Groups of projects: a distribution, not a colour.

use super::ProjectAnswers;
use super::money::{MonthSums, Sums, add_month};
use crate::model::{Date, Percent, Rag, SmallMap};

/// How many projects, and how much budget, are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    counts: [usize; 5],
    budgets: [i64; 5],
}

const fn place(rag: Rag) -> usize {
    match rag {
        Rag::Red => 0,
        Rag::Amber => 1,
        Rag::NotAssessed => 2,
        Rag::Green => 3,
        Rag::Closed => 4,
    }
}

impl Distribution {
    /// The states, worst first, with "not assessed" before green.
    pub const ORDER: [Rag; 5] = [
        Rag::Red,
        Rag::Amber,
        Rag::NotAssessed,
        Rag::Green,
        Rag::Closed,
    ];

    /// Counts a project.
    pub fn add(&mut self, rag: Rag, budget_minor: i64) {
        if let Some(count) = self.counts.get_mut(place(rag)) {
            *count += 1;
        }
        if let Some(budget) = self.budgets.get_mut(place(rag)) {
            *budget = budget.saturating_add(budget_minor);
        }
    }

    /// Returns how many projects are in a state.
    #[must_use]
    pub fn count(&self, rag: Rag) -> usize {
        self.counts.get(place(rag)).copied().unwrap_or(0)
    }

    /// Returns the revised budget of the projects in a state, in minor units.
    #[must_use]
    pub fn budget(&self, rag: Rag) -> i64 {
        self.budgets.get(place(rag)).copied().unwrap_or(0)
    }

    fn merge(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        for (budget, more) in self.budgets.iter_mut().zip(other.budgets) {
            *budget = budget.saturating_add(more);
        }
    }

    /// Returns how many projects were counted.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// The figures of a group of projects.
///
/// Groups without a common project can be merged, so that a portfolio need not be summed again in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollup {
    /// By the status in force.
    pub in_force: Distribution,
    /// By the declared status; projects without one count as not assessed.
    pub declared: Distribution,
    /// By the computed status.
    pub computed: Distribution,
    /// The sums of money; `None` where no project has any.
    pub sums: Option<Sums>,
    /// Money by month.
    pub months: SmallMap<i32, MonthSums>,
    /// Earliest start.
    pub start: Option<Date>,
    /// Latest forecast finish.
    pub finish: Option<Date>,
    /// Largest slip in calendar days.
    pub largest_slip: Option<i64>,
    /// Projects that are on or ahead of their baseline.
    pub on_plan: usize,
    /// Projects whose slip can be measured.
    pub with_baseline: usize,
    /// Milestones and gates that are late.
    pub late_milestones: usize,
    /// Projects without a fresh report.
    pub stale: usize,
    slip_weight: i128,
    slip_sum: i128,
    progress_weight: i128,
    progress_sum: i128,
}

impl Rollup {
    /// Adds a project.
    pub fn add(&mut self, project: &ProjectAnswers, today: Date) {
        let sums = project.money.sums;
        let budget = sums.map_or(0, |s| s.revised);
        self.in_force.add(project.status.overall.in_force, budget);
        self.declared.add(
            project.status.overall.declared.unwrap_or(Rag::NotAssessed),
            budget,
        );
        self.computed.add(
            project.status.overall.computed.unwrap_or(Rag::NotAssessed),
            budget,
        );
        if let Some(sums) = sums {
            // A sum beyond 64 bits keeps what fits; the project carries a finding.
            self.sums = self.sums.unwrap_or_default().plus(&sums).or(self.sums);
        }
        self.add_months(&project.money.months);
        let finish = project.slip.finish.map(|f| f.0);
        self.start = [self.start, project.slip.start].into_iter().flatten().min();
        self.finish = self.finish.max(finish);
        self.largest_slip = self.largest_slip.max(project.slip.calendar_days);
        // A project without budget still weighs a little, so that it is not invisible.
        let weight = i128::from(budget.max(1));
        if let Some(days) = project.slip.calendar_days {
            self.with_baseline += 1;
            self.on_plan += usize::from(days <= 0);
            self.slip_weight += weight;
            self.slip_sum += weight * i128::from(days);
        }
        if let Some(progress) = project.progress.actual {
            self.progress_weight += weight;
            self.progress_sum += weight * i128::from(progress.0);
        }
        self.late_milestones += project
            .milestones
            .iter()
            .filter(|m| m.is_late(today))
            .count();
        self.stale +=
            usize::from(project.reported.stale && project.status.overall.in_force != Rag::Closed);
    }

    fn add_months(&mut self, months: &SmallMap<i32, MonthSums>) {
        let months = months.iter().map(|(key, month)| (*key, month));
        self.months.change_all(months, add_month);
    }

    /// Adds a group that has no project in common with this one.
    pub fn merge(&mut self, other: &Self) {
        self.in_force.merge(&other.in_force);
        self.declared.merge(&other.declared);
        self.computed.merge(&other.computed);
        if let Some(sums) = other.sums {
            self.sums = self.sums.unwrap_or_default().plus(&sums).or(self.sums);
        }
        self.add_months(&other.months);
        self.start = [self.start, other.start].into_iter().flatten().min();
        self.finish = self.finish.max(other.finish);
        self.largest_slip = self.largest_slip.max(other.largest_slip);
        self.on_plan += other.on_plan;
        self.with_baseline += other.with_baseline;
        self.late_milestones += other.late_milestones;
        self.stale += other.stale;
        self.slip_weight += other.slip_weight;
        self.slip_sum += other.slip_sum;
        self.progress_weight += other.progress_weight;
        self.progress_sum += other.progress_sum;
    }

    /// Returns how many projects are in the group.
    #[must_use]
    pub fn projects(&self) -> usize {
        self.in_force.total()
    }

    /// Returns the mean slip in calendar days, weighted by revised budget and rounded.
    #[must_use]
    pub fn weighted_slip(&self) -> Option<i64> {
        mean(self.slip_sum, self.slip_weight)
    }

    /// Returns the mean progress, weighted by revised budget.
    #[must_use]
    pub fn weighted_progress(&self) -> Option<Percent> {
        mean(self.progress_sum, self.progress_weight)
            .and_then(|p| i32::try_from(p).ok())
            .map(Percent)
    }
}

/// Rounds half away from zero.
pub(super) fn mean(sum: i128, weight: i128) -> Option<i64> {
    if weight <= 0 {
        return None;
    }
    let half = if sum < 0 { -weight / 2 } else { weight / 2 };
    i64::try_from((sum + half) / weight).ok()
}
