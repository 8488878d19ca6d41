//! Budgets: states, landing, curves. Rules: the French budget vocabulary (initial, révisé, engagé,
//! consommé, atterrissage) as commonly practised.

use crate::model::{BudgetLine, Currency, Date, Money, Percent, SmallMap};

/// Sums of budget lines in minor units of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Authorised by vote.
    pub approved: i64,
    /// Authorised after transfers.
    pub revised: i64,
    /// Expected cost of all periods as forecast, where given.
    pub forecast: i64,
    /// Ordered or contracted so far.
    pub committed: i64,
    /// Cost of work done so far.
    pub consumed: i64,
    /// Consumed in periods that ended, plus what is expected of the others.
    pub landing: i64,
}

impl Sums {
    /// Adds; `None` beyond 64 bits.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self {
            approved: self.approved.checked_add(other.approved)?,
            revised: self.revised.checked_add(other.revised)?,
            forecast: self.forecast.checked_add(other.forecast)?,
            committed: self.committed.checked_add(other.committed)?,
            consumed: self.consumed.checked_add(other.consumed)?,
            landing: self.landing.checked_add(other.landing)?,
        })
    }

    /// Landing minus revised budget: above zero is an overrun.
    #[must_use]
    pub fn overrun(&self) -> i64 {
        self.landing.saturating_sub(self.revised)
    }

    /// Overrun over revised budget.
    #[must_use]
    pub fn overrun_share(&self) -> Option<Percent> {
        Percent::ratio(self.overrun(), self.revised)
    }

    /// Committed over revised budget.
    #[must_use]
    pub fn commitment_rate(&self) -> Option<Percent> {
        Percent::ratio(self.committed, self.revised)
    }

    /// Consumed over revised budget.
    #[must_use]
    pub fn consumption_rate(&self) -> Option<Percent> {
        Percent::ratio(self.consumed, self.revised)
    }

    /// Revised budget minus committed: what can still be ordered.
    #[must_use]
    pub fn available(&self) -> i64 {
        self.revised.saturating_sub(self.committed)
    }

    /// Landing minus consumed: estimate to complete.
    #[must_use]
    pub fn to_complete(&self) -> i64 {
        self.landing.saturating_sub(self.consumed)
    }
}

/// Amounts of one month in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthSums {
    /// Approved.
    pub approved: i64,
    /// Landing: consumed in the past, expected in the future.
    pub landing: i64,
    /// Committed.
    pub committed: i64,
    /// Consumed.
    pub consumed: i64,
}

/// The money of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectMoney {
    /// The currency of every sum.
    pub currency: Currency,
    /// The sums; `None` where there is no line in that currency.
    pub sums: Option<Sums>,
    /// Amounts by month, keyed by year × 12 + month − 1.
    pub months: SmallMap<i32, MonthSums>,
    /// Lines in another currency, left out.
    pub foreign_lines: i64,
    /// A sum passed 64 bits and was left out.
    pub overflow: bool,
}

/// Returns the key of a month: year × 12 + month − 1.
#[must_use]
pub fn month_key(date: Date) -> i32 {
    date.year() * 12 + i32::try_from(date.month()).unwrap_or(1) - 1
}

/// Returns the first day of a month by key.
#[must_use]
pub fn month_of_key(key: i32) -> Option<Date> {
    Date::new(
        key.div_euclid(12),
        u32::try_from(key.rem_euclid(12)).ok()? + 1,
        1,
    )
}

/// Returns what a line adds to the landing.
///
/// A period that ended before `today` counts with what it consumed; any other with its forecast.
/// Where that is missing, the next of forecast, revised and approved counts. What is consumed is never
/// undone: a period that already consumed more than its forecast counts with what it consumed.
#[must_use]
pub fn landing_of(line: &BudgetLine, today: Date) -> Option<Money> {
    let ended = line.period_end.is_some_and(|end| end < today);
    let expected = line.forecast.or(line.revised).or(line.approved);
    if ended {
        line.consumed.or(expected)
    } else {
        // By size, so that a credit works like a cost.
        let passed = |e: &Money| {
            line.consumed
                .is_some_and(|c| c.minor.unsigned_abs() > e.minor.unsigned_abs())
        };
        expected.filter(|e| !passed(e)).or(line.consumed)
    }
}

/// Returns the days on which the facts of a period lie: nothing is consumed or ordered after `today`.
fn days_of_facts(start: Date, end: Date, today: Date) -> (Date, Date) {
    let last = end.min(today);
    (start.min(last), last)
}

/// Spreads an amount evenly by day over the months of a period; the parts add up exactly.
#[must_use]
pub fn spread(minor: i64, start: Date, end: Date) -> Vec<(i32, i64)> {
    let total = i128::from(end.days_since(start)) + 1;
    if total <= 0 {
        return vec![(month_key(start), minor)];
    }
    let (first, last) = (month_key(start), month_key(end));
    let mut parts = Vec::new();
    let mut given: i128 = 0;
    for key in first..=last {
        let days = match month_of_key(key + 1) {
            Some(next) if key < last => i128::from(next.days_since(start)),
            _ => total,
        };
        let upto = i128::from(minor) * days / total;
        parts.push((key, i64::try_from(upto - given).unwrap_or(0)));
        given = upto;
    }
    parts
}

/// Sums the lines of a project.
#[must_use]
pub fn of_lines<'l>(
    lines: impl Iterator<Item = &'l BudgetLine>,
    currency: Currency,
    today: Date,
) -> ProjectMoney {
    let mut money = ProjectMoney {
        currency,
        sums: None,
        months: SmallMap::new(),
        foreign_lines: 0,
        overflow: false,
    };
    for line in lines {
        let amounts = [
            line.approved,
            line.revised,
            line.forecast,
            line.committed,
            line.consumed,
        ];
        if amounts.iter().flatten().any(|m| m.currency != currency) {
            money.foreign_lines += 1;
            continue;
        }
        let minor = |m: Option<Money>| m.map_or(0, |m| m.minor);
        let landing = landing_of(line, today);
        let mine = Sums {
            approved: minor(line.approved),
            revised: minor(line.revised.or(line.approved)),
            forecast: minor(line.forecast),
            committed: minor(line.committed),
            consumed: minor(line.consumed),
            landing: minor(landing),
        };
        match money.sums.unwrap_or_default().plus(&mine) {
            Some(sums) => money.sums = Some(sums),
            None => {
                money.overflow = true;
                continue;
            }
        }
        if let (Some(start), Some(end)) = (line.period_start, line.period_end) {
            let mut add =
                |amount: i64, (first, last): (Date, Date), slot: fn(&mut MonthSums) -> &mut i64| {
                    if amount != 0 {
                        let parts = spread(amount, first, last);
                        money.months.change_all(parts, |month, part| {
                            let sum = slot(month);
                            *sum = sum.saturating_add(part);
                        });
                    }
                };
            let facts = days_of_facts(start, end, today);
            add(mine.approved, (start, end), |m| &mut m.approved);
            add(mine.committed, facts, |m| &mut m.committed);
            add(mine.consumed, facts, |m| &mut m.consumed);
            // A line of which nobody recorded what it consumed says nothing of when: it is even.
            if end < today || line.consumed.is_none() {
                add(mine.landing, (start, end), |m| &mut m.landing);
            } else {
                // What is left to spend lies ahead, whatever was spent until today.
                let ahead = today
                    .plus_days(1)
                    .map_or(end, |next| start.max(next).min(end));
                let left = mine.landing.saturating_sub(mine.consumed);
                add(mine.consumed, facts, |m| &mut m.landing);
                add(left, (ahead, end), |m| &mut m.landing);
            }
        }
    }
    money
}

/// Returns the fiscal year of a month (named by the calendar year in which it begins).
#[must_use]
pub fn fiscal_year(month_key: i32, first_month: i32) -> i32 {
    (month_key - (first_month.clamp(1, 12) - 1)).div_euclid(12)
}

/// Sums months by fiscal year.
#[must_use]
pub fn by_fiscal_year(
    months: &SmallMap<i32, MonthSums>,
    first_month: i32,
) -> SmallMap<i32, MonthSums> {
    let mut years: SmallMap<i32, MonthSums> = SmallMap::new();
    for (key, month) in months {
        years.change(fiscal_year(*key, first_month), |year| {
            add_month(year, month)
        });
    }
    years
}

/// What passes into a fiscal year from those before it that have ended: what they were allotted and
/// did not spend, below zero where they spent more. Years behind the current one get nothing yet.
#[must_use]
pub fn carried_over(years: &SmallMap<i32, MonthSums>, current: i32) -> SmallMap<i32, i64> {
    let (mut carried, mut rest) = (SmallMap::new(), 0_i64);
    for (year, sums) in years.iter().filter(|(year, _)| **year <= current) {
        carried.insert(*year, rest);
        rest = rest
            .saturating_add(sums.approved)
            .saturating_sub(sums.consumed);
    }
    carried
}

/// Adds the amounts of a month.
pub fn add_month(into: &mut MonthSums, month: &MonthSums) {
    into.approved = into.approved.saturating_add(month.approved);
    into.landing = into.landing.saturating_add(month.landing);
    into.committed = into.committed.saturating_add(month.committed);
    into.consumed = into.consumed.saturating_add(month.consumed);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, RawId};

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn line(period: (&str, &str), amounts: [Option<i64>; 4]) -> BudgetLine {
        let eur = |k: Option<i64>| k.map(|k| Money::new(k * 100_000, Currency::EUR));
        BudgetLine {
            period_start: Some(day(period.0)),
            period_end: Some(day(period.1)),
            approved: eur(amounts[0]),
            forecast: eur(amounts[1]),
            committed: eur(amounts[2]),
            consumed: eur(amounts[3]),
            ..BudgetLine::blank(Id::new(RawId(1)))
        }
    }

    #[test]
    fn what_an_ended_year_did_not_spend_passes_into_the_next() {
        let year = |approved, consumed| MonthSums {
            approved,
            consumed,
            ..MonthSums::default()
        };
        let all = [
            (2024, year(100, 80)),
            (2025, year(50, 90)),
            (2026, year(40, 5)),
            (2027, year(9, 0)),
        ];
        let years: SmallMap<i32, MonthSums> = all.into_iter().collect();
        let carried: Vec<_> = carried_over(&years, 2026).into_iter().collect();
        // 2024 leaves 20; 2025 had 50 + 20 and spent 90; 2026 still runs and passes nothing on.
        assert_eq!(carried, [(2024, 0), (2025, 20), (2026, -20)]);
        assert!(carried_over(&years, 2023).is_empty());
    }

    #[test]
    fn the_vector_of_the_budget_states_comes_out() {
        // BR 500; committed 320, consumed 210 (external 180, internal 30) to date; to do 350: landing 560, −60, −12 %.
        let past = line(
            ("2026-01-01", "2026-06-30"),
            [Some(250), Some(210), Some(320), Some(210)],
        );
        let rest = line(
            ("2026-07-01", "2026-12-31"),
            [Some(250), Some(350), None, None],
        );
        let money = of_lines([&past, &rest].into_iter(), Currency::EUR, day("2026-07-01"));
        let sums = money.sums.unwrap();
        assert_eq!(sums.landing, 560 * 100_000);
        assert_eq!(sums.overrun(), 60 * 100_000);
        assert_eq!(sums.overrun_share(), Some(Percent(1200)));
        assert_eq!(sums.available(), 180 * 100_000);
        assert_eq!(sums.to_complete(), 350 * 100_000);
    }

    #[test]
    fn the_vector_comes_out_of_lines_of_one_year_too() {
        // External: 320 ordered, 180 consumed, 150 still to commit; internal: 30 done, 60 left.
        let year = ("2026-01-01", "2026-12-31");
        let external = line(year, [Some(410), Some(470), Some(320), Some(180)]);
        let internal = line(year, [Some(90), Some(90), None, Some(30)]);
        let today = day("2026-07-01");
        let money = of_lines([&external, &internal].into_iter(), Currency::EUR, today);
        let sums = money.sums.unwrap();
        let thousand = 100_000;
        assert_eq!(sums.landing, 560 * thousand);
        assert_eq!(sums.consumed, 210 * thousand);
        assert_eq!(sums.overrun(), 60 * thousand);
        assert_eq!(sums.available(), 180 * thousand);
        assert_eq!(sums.to_complete(), 350 * thousand);
        // Every curve ends at its sum, and no fact lies in the future.
        let total = |pick: fn(&MonthSums) -> i64| money.months.values().map(pick).sum::<i64>();
        assert_eq!(total(|m| m.landing), sums.landing);
        assert_eq!(total(|m| m.consumed), sums.consumed);
        assert_eq!(total(|m| m.committed), sums.committed);
        let now = month_key(today);
        for (_, month) in money.months.iter().filter(|(key, _)| **key > now) {
            assert_eq!((month.consumed, month.committed), (0, 0));
        }
        let to_date: i64 = money
            .months
            .iter()
            .filter(|(key, _)| **key < now)
            .map(|(_, m)| m.landing)
            .sum();
        assert!(to_date <= sums.consumed);
    }

    #[test]
    fn a_period_never_lands_below_what_it_consumed() {
        let year = ("2026-01-01", "2026-12-31");
        let over = line(year, [Some(100), Some(100), None, Some(120)]);
        let landing = |l: &BudgetLine| landing_of(l, day("2026-07-01")).map(|m| m.minor);
        assert_eq!(landing(&over), Some(12_000_000));
        let credit = line(year, [None, Some(-50), None, Some(-20)]);
        assert_eq!(landing(&credit), Some(-5_000_000));
        let unknown = line(("2025-01-01", "2025-12-31"), [Some(100), None, None, None]);
        assert_eq!(landing(&unknown), Some(10_000_000));
    }

    #[test]
    fn months_of_a_period_add_up_to_the_cent() {
        for minor in [1, 7, 100, 1_000_003, -5, i64::MAX] {
            let parts = spread(minor, day("2025-11-15"), day("2027-02-03"));
            assert_eq!(parts.len(), 16);
            assert_eq!(
                parts.iter().map(|p| i128::from(p.1)).sum::<i128>(),
                i128::from(minor)
            );
        }
        assert_eq!(
            spread(31, day("2026-01-01"), day("2026-01-31")),
            [(month_key(day("2026-01-05")), 31)]
        );
    }

    #[test]
    fn another_currency_is_never_summed() {
        let mut foreign = line(("2026-01-01", "2026-01-31"), [Some(1), None, None, None]);
        foreign.approved = Some(Money::new(5, Currency::GBP));
        let money = of_lines([&foreign].into_iter(), Currency::EUR, day("2026-07-01"));
        assert_eq!((money.sums, money.foreign_lines), (None, 1));
    }

    #[test]
    fn a_fiscal_year_begins_in_its_month() {
        let april = |text| fiscal_year(month_key(day(text)), 4);
        assert_eq!((april("2026-03-31"), april("2026-04-01")), (2025, 2026));
    }
}
