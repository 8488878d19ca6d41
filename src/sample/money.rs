//! Budget lines by month and category; their sums are the totals of the project table.

use super::book::{Book, id, one, s_curve};
use super::projects::{LINES, Line};
use crate::model::{BudgetLine, Currency, Date, Expenditure, Money, Origin};

/// A category with its share of the approved budget and of an overrun, in percent.
struct Category {
    name: &'static str,
    expenditure: Expenditure,
    origin: Origin,
    share: i64,
    overrun: i64,
    /// Approved, forecast, committed, consumed of Trusted Zone Paris, in thousands of euros.
    trusted_zone: [i64; 4],
}

/// Equipment comes last: it takes what rounding leaves.
const CATEGORIES: [Category; 5] = [
    Category {
        name: "People",
        expenditure: Expenditure::Opex,
        origin: Origin::Internal,
        share: 32,
        overrun: 10,
        trusted_zone: [2_050, 2_120, 1_380, 1_190],
    },
    Category {
        name: "Software and licences",
        expenditure: Expenditure::Opex,
        origin: Origin::External,
        share: 12,
        overrun: 5,
        trusted_zone: [780, 790, 610, 420],
    },
    Category {
        name: "Services and audit",
        expenditure: Expenditure::Opex,
        origin: Origin::External,
        share: 10,
        overrun: 15,
        trusted_zone: [620, 710, 370, 230],
    },
    Category {
        name: "Contingency",
        expenditure: Expenditure::Capex,
        origin: Origin::External,
        share: 5,
        overrun: 0,
        trusted_zone: [350, 350, 200, 120],
    },
    Category {
        name: "Equipment",
        expenditure: Expenditure::Capex,
        origin: Origin::External,
        share: 41,
        overrun: 70,
        trusted_zone: [2_600, 3_180, 2_640, 1_520],
    },
];

pub(super) fn write(book: &mut Book, today: Date) {
    for line in LINES {
        let mut left = line.money;
        for (place, category) in CATEGORIES.iter().enumerate() {
            let last = place + 1 == CATEGORIES.len();
            let amounts = if last { left } else { part(line, category) };
            for (rest, amount) in left.iter_mut().zip(amounts) {
                *rest -= amount;
            }
            write_months(book, line, category, amounts, today);
        }
    }
}

/// Returns what a category gets of the totals of a project, in thousands of euros.
fn part(line: &Line, category: &Category) -> [i64; 4] {
    if line.code == "SOV-1" {
        return category.trusted_zone;
    }
    let [approved, forecast, committed, consumed] = line.money;
    let mine = approved * category.share / 100;
    let expected = mine + (forecast - approved) * category.overrun / 100;
    let of = |amount: i64| amount * expected / forecast.max(1);
    [mine, expected, of(committed), of(consumed)]
}

/// One month's end of each running total, in cents.
#[derive(Clone, Copy, Default)]
struct Totals {
    approved: i64,
    forecast: i64,
    committed: i64,
    consumed: i64,
}

fn write_months(book: &mut Book, line: &Line, category: &Category, amounts: [i64; 4], today: Date) {
    let (Some(start), Some(baseline), Some(finish)) =
        (line.start(), line.baseline(), line.finish())
    else {
        return;
    };
    let [approved, forecast, committed, consumed] = amounts.map(|amount| amount * 100_000);
    let planned = baseline.days_since(start);
    let whole = finish.days_since(start);
    let now = today.min(finish).days_since(start);
    // The S curve up to today, scaled so that today's sum is the consumed amount.
    let past = |amount: i64, days: i64| {
        let reached = s_curve(1_000_000_000, now, whole).max(1);
        let then = s_curve(1_000_000_000, days.min(now), whole);
        i64::try_from(i128::from(amount) * i128::from(then) / i128::from(reached)).unwrap_or(0)
    };
    let ahead = |days: i64| {
        if finish <= today {
            return 1_000_000_000;
        }
        let (then, at_now) = (
            s_curve(1_000_000_000, days, whole),
            s_curve(1_000_000_000, now, whole),
        );
        (i128::from(then - at_now) * 1_000_000_000 / i128::from((1_000_000_000 - at_now).max(1)))
            .try_into()
            .unwrap_or(0_i64)
    };
    let mut before = Totals::default();
    let mut month = start.month_start();
    while month <= baseline.max(finish).max(today.min(finish)) {
        let Some(next) = month.plus_months(1) else {
            return;
        };
        let Some(end) = next.plus_days(-1) else {
            return;
        };
        let days = end.days_since(start) + 1;
        let spent = hundreds(past(consumed, days));
        let rest = if end < today && finish > today {
            0
        } else {
            let share = ahead(days);
            i64::try_from(i128::from(forecast - consumed) * i128::from(share) / 1_000_000_000)
                .unwrap_or(0)
        };
        let rest = if end >= finish {
            forecast - consumed
        } else {
            rest
        };
        let rest = if finish <= today && end < finish {
            0
        } else {
            rest
        };
        let after = Totals {
            approved: hundreds(s_curve(approved, days, planned)),
            forecast: spent + hundreds(rest),
            committed: spent + hundreds(past(committed - consumed, days)),
            consumed: spent,
        };
        write_line(
            book,
            line,
            category,
            (month, end),
            before,
            after,
            month <= today,
        );
        before = after;
        month = next;
    }
}

/// Rounds cents down to hundreds of euros: nobody plans to the cent.
fn hundreds(minor: i64) -> i64 {
    minor / 10_000 * 10_000
}

fn write_line(
    book: &mut Book,
    line: &Line,
    category: &Category,
    (first, last): (Date, Date),
    before: Totals,
    after: Totals,
    begun: bool,
) {
    let name = format!("{}/{}/{first}", line.code, category.name);
    let mut record = BudgetLine::blank(id("budget_line", &name));
    let euro = |minor: i64| Some(Money::new(minor, Currency::EUR));
    record.project = Some(line.id());
    record.category = category.name.into();
    record.expenditure = one(category.expenditure);
    record.origin = one(category.origin);
    record.period_start = Some(first);
    record.period_end = Some(last);
    record.approved = euro(after.approved - before.approved);
    record.forecast = euro(after.forecast - before.forecast);
    // Nothing can be committed or consumed in months to come: empty, not zero.
    record.committed = euro(after.committed - before.committed).filter(|_| begun);
    record.consumed = euro(after.consumed - before.consumed).filter(|_| begun);
    book.put(&record);
}
