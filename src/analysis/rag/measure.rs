//! What is measured on an axis, the colour it gives, and what would change it.

use super::{Limits, severity, worse};
use crate::analysis::money::Sums;
use crate::analysis::slip::{Milestone, Slip};
use crate::model::{Axis, Calendar, Choice, Currency, Date, Money, Percent, Rag, RawId, Report};

/// What was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Slip in working days, over the duration of the baseline where known.
    Slip {
        /// Working days; negative when early.
        days: i64,
        /// Over the duration.
        share: Option<Percent>,
        /// Forecast finish.
        finish: Date,
        /// Baseline finish.
        baseline: Date,
    },
    /// A committed milestone was not passed by its day.
    CommittedMissed {
        /// The task.
        task: RawId,
        /// Its baseline day.
        baseline: Date,
    },
    /// Landing over revised budget.
    Overrun {
        /// Over the budget.
        share: Percent,
        /// The landing.
        landing: Money,
        /// The revised budget.
        budget: Money,
    },
    /// The highest open risk: its score 1 to 25, whether it is owned and planned for.
    Exposure {
        /// The risk.
        risk: RawId,
        /// Probability step times impact step.
        score: i64,
        /// Has an owner and a plan.
        answered: bool,
    },
    /// There is nothing to measure: no baseline, no budget, no risk.
    Missing,
}

/// The least change that reaches a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Finish by this day, that many calendar days earlier than forecast.
    FinishBy(Date, i64),
    /// Land at most here, that much below the forecast.
    LandAtMost(Money, Money),
    /// Give the risk an owner and a plan.
    AnswerRisk(RawId),
    /// Bring the exposure of the risk down to this score.
    LowerRisk(RawId, i64),
}

/// Why an axis has its computed colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The axis.
    pub axis: Axis,
    /// What was measured.
    pub measure: Measure,
    /// The limits it was held against.
    pub limits: Limits,
    /// The colour.
    pub computed: Rag,
    /// The colour is still the worse one of the last report: the limit was not beaten by the margin.
    pub held_back: bool,
    /// What reaches amber, when red.
    pub to_amber: Option<Change>,
    /// What reaches green, when amber or red.
    pub to_green: Option<Change>,
}

pub(super) fn explain(axis: Axis, limits: &Limits, measure: Measure, computed: Rag) -> Explanation {
    Explanation {
        axis,
        measure,
        limits: *limits,
        computed,
        held_back: false,
        to_amber: None,
        to_green: None,
    }
}

fn colour_of_slip(days: i64, share: Option<Percent>, limits: &Limits) -> Rag {
    if days <= limits.green_days || share.is_some_and(|s| s <= limits.green_share) {
        Rag::Green
    } else if days <= limits.amber_days && share.is_none_or(|s| s <= limits.amber_share) {
        Rag::Amber
    } else {
        Rag::Red
    }
}

fn colour_of_overrun(share: Percent, limits: &Limits) -> Rag {
    if share <= limits.green_share {
        Rag::Green
    } else if share <= limits.amber_share {
        Rag::Amber
    } else {
        Rag::Red
    }
}

/// An axis at the last freeze, which is where hysteresis starts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The colour it was frozen with.
    pub settled: Option<Rag>,
    /// The colour that its frozen figures have without hysteresis, under the limits of today.
    pub bare: Option<Rag>,
}

impl Before {
    /// Reads the time or cost axis of a frozen report; `duration` is that of the baseline, in working days.
    #[must_use]
    pub fn of(report: &Report, axis: Axis, duration: Option<i64>, limits: &Limits) -> Self {
        let known = |choice: &Option<Choice<Rag>>| choice.as_ref().and_then(Choice::known);
        match axis {
            Axis::Time => Self {
                settled: known(&report.computed_time),
                bare: report.slip_days.map(|days| {
                    let share = duration.and_then(|d| Percent::ratio(days, d));
                    colour_of_slip(days, share, limits)
                }),
            },
            Axis::Cost => Self {
                settled: known(&report.computed_cost),
                bare: report
                    .landing
                    .zip(report.revised)
                    .and_then(|(landing, revised)| {
                        let over = landing.minor.checked_sub(revised.minor)?;
                        Some(colour_of_overrun(
                            Percent::ratio(over, revised.minor)?,
                            limits,
                        ))
                    }),
            },
            _ => Self::default(),
        }
    }

    /// The frozen colour, where it is worse than this one.
    fn worse_than(self, now: Rag) -> Option<Rag> {
        self.settled
            .filter(|b| *b != Rag::NotAssessed && severity(*b) > severity(now))
    }

    /// The better colour that the figures had at the freeze already: this is its second period. A colour
    /// two steps apart was not held back but had another cause, such as a missed milestone.
    fn second_period(self) -> Option<Rag> {
        let (settled, bare) = self.settled.zip(self.bare)?;
        (severity(settled) == severity(bare) + 1).then_some(bare)
    }

    /// Does reaching a colour take the margin, because the frozen one was worse and this is news?
    fn asks_margin(self, goal: Rag) -> bool {
        self.worse_than(goal).is_some()
            && self
                .second_period()
                .is_none_or(|bare| severity(bare) > severity(goal))
    }
}

/// Applies the hysteresis: worse at once; better when the limits are beaten by the margin, or for a
/// second period.
fn settle(now: Rag, strict: Rag, before: Before) -> (Rag, bool) {
    let Some(settled) = before.worse_than(now) else {
        return (now, false);
    };
    let by_margin = if severity(strict) > severity(settled) {
        settled
    } else {
        worse(now, strict)
    };
    let by_time = before
        .second_period()
        .map_or(settled, |bare| worse(now, bare));
    let held = if severity(by_time) < severity(by_margin) {
        by_time
    } else {
        by_margin
    };
    (held, held != now)
}

/// Judges the time axis.
#[must_use]
pub fn time(
    slip: &Slip,
    milestones: &[Milestone],
    limits: &Limits,
    before: Before,
    calendar: &Calendar,
    today: Date,
) -> Explanation {
    let missed = milestones
        .iter()
        .find(|m| m.committed && !m.passed && m.baseline.is_some_and(|b| b < today));
    if let Some((missed, baseline)) = missed.and_then(|m| Some((m, m.baseline?))) {
        return explain(
            Axis::Time,
            limits,
            Measure::CommittedMissed {
                task: missed.id,
                baseline,
            },
            Rag::Red,
        );
    }
    let (Some((finish, _)), Some(baseline), Some(days)) =
        (slip.finish, slip.baseline_finish, slip.working_days)
    else {
        return explain(Axis::Time, limits, Measure::Missing, Rag::NotAssessed);
    };
    let share = slip.share;
    let now = colour_of_slip(days, share, limits);
    let strict_share = share.map(|s| Percent(s.0.saturating_add(limits.margin_share.0)));
    let strict = colour_of_slip(
        days.saturating_add(limits.margin_days),
        strict_share,
        limits,
    );
    let (computed, held_back) = settle(now, strict, before);
    let part = |share: Percent| {
        // The largest whole number of days whose ratio, rounded as shown, is within the share.
        slip.baseline_duration.map(|duration| {
            let mut days =
                i64::try_from(i128::from(share.0) * i128::from(duration) / 10_000).unwrap_or(0);
            while Percent::ratio(days + 1, duration).is_some_and(|s| s <= share) {
                days += 1;
            }
            while Percent::ratio(days, duration).is_some_and(|s| s > share) {
                days -= 1;
            }
            days
        })
    };
    let limit = |goal: Rag, days: i64, share: Percent| {
        if before.asks_margin(goal) {
            let share = Percent(share.0.saturating_sub(limits.margin_share.0));
            (days.saturating_sub(limits.margin_days), part(share))
        } else {
            (days, part(share))
        }
    };
    let (days_green, share_green) = limit(Rag::Green, limits.green_days, limits.green_share);
    let green = share_green.map_or(days_green, |d| d.max(days_green));
    let (days_amber, share_amber) = limit(Rag::Amber, limits.amber_days, limits.amber_share);
    let amber = share_amber
        .map_or(days_amber, |d| d.min(days_amber))
        .max(green);
    let by = |days: i64| {
        let day = calendar.plus_working_days(baseline, days)?;
        (day < finish).then(|| Change::FinishBy(day, finish.days_since(day)))
    };
    let mut why = explain(
        Axis::Time,
        limits,
        Measure::Slip {
            days,
            share,
            finish,
            baseline,
        },
        computed,
    );
    why.held_back = held_back;
    if computed == Rag::Red {
        why.to_amber = by(amber);
    }
    if matches!(computed, Rag::Red | Rag::Amber) {
        why.to_green = by(green);
    }
    why
}

/// Judges the cost axis.
#[must_use]
pub fn cost(
    sums: Option<&Sums>,
    currency: Currency,
    limits: &Limits,
    before: Before,
) -> Explanation {
    let Some((sums, share)) = sums.and_then(|s| Some((s, s.overrun_share()?))) else {
        return explain(Axis::Cost, limits, Measure::Missing, Rag::NotAssessed);
    };
    let with_margin = Percent(share.0.saturating_add(limits.margin_share.0));
    let strict = colour_of_overrun(with_margin, limits);
    let (computed, held_back) = settle(colour_of_overrun(share, limits), strict, before);
    let money = |minor: i64| Money::new(minor, currency);
    let at_most = |goal: Rag, limit: Percent| {
        let limit = if before.asks_margin(goal) {
            Percent(limit.0.saturating_sub(limits.margin_share.0))
        } else {
            limit
        };
        let extra = i128::from(sums.revised) * i128::from(limit.0);
        let extra = extra.div_euclid(10_000);
        let most = i64::try_from(i128::from(sums.revised) + extra).ok()?;
        (most < sums.landing)
            .then(|| Change::LandAtMost(money(most), money(most.saturating_sub(sums.landing))))
    };
    let measure = Measure::Overrun {
        share,
        landing: money(sums.landing),
        budget: money(sums.revised),
    };
    let mut why = explain(Axis::Cost, limits, measure, computed);
    why.held_back = held_back;
    if computed == Rag::Red {
        why.to_amber = at_most(Rag::Amber, limits.amber_share);
    }
    if matches!(computed, Rag::Red | Rag::Amber) {
        why.to_green = at_most(Rag::Green, limits.green_share);
    }
    why
}

#[cfg(test)]
// Amounts read as euros and cents.
#[allow(clippy::inconsistent_digit_grouping)]
mod tests {
    use super::*;

    fn frozen(settled: Option<Rag>) -> Before {
        Before {
            settled,
            bare: None,
        }
    }

    fn cost_of(landing: i64, revised: i64, before: Option<Rag>) -> Explanation {
        let sums = Sums {
            landing,
            revised,
            ..Sums::default()
        };
        cost(
            Some(&sums),
            Currency::EUR,
            &Limits::default_for(Axis::Cost),
            frozen(before),
        )
    }

    #[test]
    fn at_the_limit_is_still_inside() {
        assert_eq!(cost_of(10_500, 10_000, None).computed, Rag::Green);
        assert_eq!(cost_of(10_501, 10_000, None).computed, Rag::Amber);
        assert_eq!(cost_of(11_000, 10_000, None).computed, Rag::Amber);
        assert_eq!(cost_of(11_001, 10_000, None).computed, Rag::Red);
        assert_eq!(cost_of(1, 0, None).computed, Rag::NotAssessed);
    }

    #[test]
    fn the_least_change_of_a_red_cost_is_named() {
        // €7.15 M over €6.40 M: 11.7 %; amber at €7.04 M (−€110 k), green at €6.72 M (−€430 k).
        let why = cost_of(715_000_000, 640_000_000, None);
        let eur = |minor| Money::new(minor, Currency::EUR);
        assert_eq!(
            why.measure,
            Measure::Overrun {
                share: Percent(1172),
                landing: eur(715_000_000),
                budget: eur(640_000_000)
            }
        );
        assert_eq!(
            why.to_amber,
            Some(Change::LandAtMost(eur(704_000_000), eur(-11_000_000)))
        );
        assert_eq!(
            why.to_green,
            Some(Change::LandAtMost(eur(672_000_000), eur(-43_000_000)))
        );
    }

    #[test]
    fn a_colour_worsens_at_once_and_improves_only_past_the_margin() {
        assert_eq!(
            cost_of(10_450, 10_000, Some(Rag::Amber)).computed,
            Rag::Amber
        );
        assert!(cost_of(10_450, 10_000, Some(Rag::Amber)).held_back);
        assert_eq!(
            cost_of(10_400, 10_000, Some(Rag::Amber)).computed,
            Rag::Green
        );
        assert_eq!(cost_of(10_450, 10_000, Some(Rag::Red)).computed, Rag::Amber);
        assert_eq!(cost_of(12_000, 10_000, Some(Rag::Green)).computed, Rag::Red);
    }

    #[test]
    fn a_colour_improves_in_its_second_period_without_the_margin() {
        // Landing 4.5 % over, green to 5 %, margin 1 point: within the limit, not past the margin.
        let limits = Limits::default_for(Axis::Cost);
        let eur = |minor| Some(Money::new(minor, Currency::EUR));
        let report = |settled, landing| Report {
            computed_cost: Some(Choice::Known(settled)),
            landing: eur(landing),
            revised: eur(10_000),
            ..Report::blank(crate::model::Id::new(RawId(1)))
        };
        let judge = |settled, landing_then, landing: i64| {
            let sums = Sums {
                landing,
                revised: 10_000,
                ..Sums::default()
            };
            let before = Before::of(&report(settled, landing_then), Axis::Cost, None, &limits);
            let why = cost(Some(&sums), Currency::EUR, &limits, before);
            (why.computed, why.held_back)
        };
        // Over the limit at the last report: this is the first period inside.
        assert_eq!(judge(Rag::Amber, 10_600, 10_450), (Rag::Amber, true));
        // Inside at the last report already, amber only by hysteresis: the second period.
        assert_eq!(judge(Rag::Amber, 10_480, 10_450), (Rag::Green, false));
        // One step a time: what was red by hysteresis becomes amber, not green.
        assert_eq!(judge(Rag::Red, 10_950, 10_450), (Rag::Amber, true));
        // A second period bettered nothing that is worse again now.
        assert_eq!(judge(Rag::Amber, 10_480, 10_600), (Rag::Amber, false));
        // Red for another reason than its figures: only the margin counts.
        assert_eq!(judge(Rag::Red, 10_100, 10_950), (Rag::Red, true));
    }

    #[test]
    fn the_least_change_named_does_reach_its_colour() {
        let calendar = Calendar::default();
        let limits = Limits::default_for(Axis::Time);
        let baseline = Date::new(2026, 6, 30).unwrap();
        let slip_to = |finish: Date, duration: i64| {
            let days =
                calendar.working_days(baseline.plus_days(1).unwrap(), finish.plus_days(1).unwrap());
            Slip {
                finish: Some((finish, crate::analysis::slip::FinishSource::Forecast)),
                baseline_finish: Some(baseline),
                working_days: Some(days),
                baseline_duration: Some(duration),
                share: Percent::ratio(days, duration),
                ..Slip::default()
            }
        };
        let earlier = [None, Some(Rag::Green), Some(Rag::Amber), Some(Rag::Red)];
        for duration in [1, 10, 60, 133, 400] {
            for before in earlier {
                for late in 0..90 {
                    let judge = |finish| {
                        time(
                            &slip_to(finish, duration),
                            &[],
                            &limits,
                            frozen(before),
                            &calendar,
                            baseline,
                        )
                    };
                    let why = judge(baseline.plus_days(late).unwrap());
                    let wanted = [(why.to_amber, Rag::Amber), (why.to_green, Rag::Green)];
                    let left = wanted.iter().filter(|w| w.0.is_some()).count();
                    assert!(
                        left > 0 || why.computed == Rag::Green,
                        "{duration} {before:?} {late}"
                    );
                    for (change, goal) in wanted {
                        if let Some(Change::FinishBy(day, _)) = change {
                            let reached = judge(day).computed;
                            assert!(
                                super::super::severity(reached) <= super::super::severity(goal),
                                "{duration} {before:?} {late}: {day} gives {reached:?}"
                            );
                        }
                    }
                }
            }
        }
        for before in earlier {
            for landing in 100_00..125_00 {
                let why = cost_of(landing, 100_00, before);
                for (change, goal) in [(why.to_amber, Rag::Amber), (why.to_green, Rag::Green)] {
                    if let Some(Change::LandAtMost(most, _)) = change {
                        assert_eq!(cost_of(most.minor, 100_00, before).computed, goal);
                    }
                }
            }
        }
    }

    #[test]
    fn a_slip_is_green_by_days_or_by_share_and_amber_by_both() {
        let limits = Limits::default_for(Axis::Time);
        let colour = |days, share| colour_of_slip(days, Some(Percent(share)), &limits);
        assert_eq!(colour(5, 9_000), Rag::Green);
        assert_eq!(colour(30, 500), Rag::Green);
        assert_eq!(colour(20, 1_500), Rag::Amber);
        assert_eq!(colour(21, 1_400), Rag::Red);
        assert_eq!(colour(10, 1_501), Rag::Red);
        assert_eq!(colour_of_slip(-3, None, &limits), Rag::Green);
    }
}
