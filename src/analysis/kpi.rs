//! Key figures: attainment, colour, where the plan should be now.

use crate::model::InOrder;
use crate::model::*;

/// A figure with its readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KpiAnswer {
    /// The readings that are facts, oldest first.
    pub readings: Vec<(Date, Decimal)>,
    /// The readings that are forecasts, oldest first.
    pub forecasts: Vec<(Date, Decimal)>,
    /// The newest fact.
    pub last: Option<(Date, Decimal)>,
    /// Newest fact minus the one before, above zero when it moved the right way.
    pub trend: Option<i64>,
    /// How much of the way from baseline to target is done.
    pub attainment: Option<Percent>,
    /// How much of the way should be done by now, linear in time.
    pub expected: Option<Percent>,
    /// The side of the thresholds.
    pub status: Rag,
}

/// Answers a figure as of a day.
#[must_use]
pub fn of_kpi(workspace: &Workspace, kpi: &Kpi, today: Date) -> KpiAnswer {
    let mut all: Vec<(Date, Decimal, bool)> = workspace
        .referring(kpi.id.raw(), Kind::Reading)
        .filter_map(|id| workspace.readings.get(&Id::new(id)))
        .filter_map(|reading| Some((reading.date?, reading.value?, reading.forecast)))
        .collect();
    all.order();
    let of = |forecast: bool| {
        let mine = all
            .iter()
            .filter(|r| r.2 == forecast && (forecast || r.0 <= today));
        mine.map(|r| (r.0, r.1)).collect::<Vec<_>>()
    };
    let (readings, forecasts) = (of(false), of(true));
    let last = readings.last().copied();
    let direction = kpi
        .direction
        .as_ref()
        .and_then(Choice::known)
        .unwrap_or(Direction::Up);
    let before = readings
        .len()
        .checked_sub(2)
        .and_then(|place| readings.get(place));
    let trend = last.zip(before).map(|(now, before)| {
        let change = now.1.0.saturating_sub(before.1.0);
        if direction == Direction::Down {
            change.saturating_neg()
        } else {
            change
        }
    });
    let value = last.map(|l| l.1);
    KpiAnswer {
        attainment: value.and_then(|v| attainment(kpi, v)),
        expected: expected(kpi, today),
        status: value.map_or(Rag::NotAssessed, |v| colour(kpi, direction, v)),
        readings,
        forecasts,
        last,
        trend,
    }
}

/// Returns (actual − baseline) / (target − baseline), in either direction; actual / target when the
/// baseline is 0 or not given.
#[must_use]
pub fn attainment(kpi: &Kpi, actual: Decimal) -> Option<Percent> {
    let target = kpi.target?;
    let baseline = kpi.baseline.unwrap_or_default();
    Percent::ratio(
        actual.0.checked_sub(baseline.0)?,
        target.0.checked_sub(baseline.0)?,
    )
}

fn expected(kpi: &Kpi, today: Date) -> Option<Percent> {
    let (from, to) = (kpi.baseline_date.or(kpi.valid_from)?, kpi.target_date?);
    let way = to.days_since(from);
    Percent::ratio(today.days_since(from).clamp(0, way.max(0)), way)
}

fn colour(kpi: &Kpi, direction: Direction, value: Decimal) -> Rag {
    if direction == Direction::Band {
        let (Some(low), Some(high)) = (kpi.band_low, kpi.target) else {
            return Rag::NotAssessed;
        };
        let outside = low
            .0
            .saturating_sub(value.0)
            .max(value.0.saturating_sub(high.0));
        // Thresholds of a band are distances outside of it.
        return match (kpi.red, kpi.amber) {
            _ if outside <= 0 => Rag::Green,
            (Some(red), _) if outside > red.0 => Rag::Red,
            _ => Rag::Amber,
        };
    }
    let beyond = |limit: Option<Decimal>| {
        limit.map(|l| {
            if direction == Direction::Up {
                value < l
            } else {
                value > l
            }
        })
    };
    match (beyond(kpi.red), beyond(kpi.amber)) {
        (None, None) => Rag::NotAssessed,
        (Some(true), _) => Rag::Red,
        (_, Some(true)) => Rag::Amber,
        _ => Rag::Green,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kpi(direction: Direction, baseline: i64, target: i64, amber: i64, red: i64) -> Kpi {
        let n = Decimal::whole;
        Kpi {
            direction: Some(Choice::Known(direction)),
            baseline: n(baseline),
            target: n(target),
            amber: n(amber),
            red: n(red),
            ..Kpi::blank(Id::new(RawId(1)))
        }
    }

    #[test]
    fn attainment_works_in_both_directions() {
        let up = kpi(Direction::Up, 0, 120, 60, 40);
        assert_eq!(
            attainment(&up, Decimal::whole(74).unwrap()),
            Some(Percent(6167))
        );
        let down = kpi(Direction::Down, 100, 82, 95, 98);
        assert_eq!(
            attainment(&down, Decimal::whole(89).unwrap()),
            Some(Percent(6111))
        );
        let flat = kpi(Direction::Up, 5, 5, 1, 1);
        assert_eq!(attainment(&flat, Decimal::whole(7).unwrap()), None);
    }

    #[test]
    fn the_colour_is_the_side_of_the_thresholds() {
        let up = kpi(Direction::Up, 0, 120, 60, 40);
        let colours =
            [60, 59, 40, 39].map(|v| colour(&up, Direction::Up, Decimal::whole(v).unwrap()));
        assert_eq!(colours, [Rag::Green, Rag::Amber, Rag::Amber, Rag::Red]);
        let down = kpi(Direction::Down, 100, 82, 95, 98);
        let colours =
            [95, 96, 98, 99].map(|v| colour(&down, Direction::Down, Decimal::whole(v).unwrap()));
        assert_eq!(colours, [Rag::Green, Rag::Amber, Rag::Amber, Rag::Red]);
    }
}
