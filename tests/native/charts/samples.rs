//! One sample of each chart, with wording as the app would give it.

use baton::charts::*;
use chrono::{Datelike, Months, NaiveDate};

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn word_date(date: NaiveDate, style: DateStyle) -> String {
    match style {
        DateStyle::Full => date.format("%-d %b %Y").to_string(),
        DateStyle::Day => date.format("%-d %b").to_string(),
        DateStyle::Month => date.format("%b").to_string(),
        DateStyle::MonthYear => date.format("%b %y").to_string(),
        DateStyle::Year => date.year().to_string(),
    }
}

pub const MONEY: MoneyFormats<'static> = MoneyFormats {
    value: &|minor| {
        format!(
            "€{}.{} M",
            minor / 100_000_000,
            minor.unsigned_abs() / 10_000_000 % 10
        )
    },
    tick: &|minor| (minor / 100_000_000).to_string(),
    date: &word_date,
};

pub const PLAIN: Formats<'static> = Formats {
    value: &|v| format!("{v:.0}"),
    tick: &|v| v.to_string(),
    date: &word_date,
};

pub const MILLIONS: Formats<'static> = Formats {
    value: &|v| format!("{v:.1}"),
    tick: &|v| v.to_string(),
    date: &word_date,
};

fn months(from: &str, count: u32) -> impl Iterator<Item = NaiveDate> {
    let from = date(from);
    (0..count).map(move |n| from + Months::new(n))
}

/// Cumulative amounts in tenths of a million at the first of each month.
fn amounts(from: &str, tenths: &[i64]) -> Vec<(NaiveDate, i64)> {
    months(from, tenths.len() as u32)
        .zip(tenths)
        .map(|(date, tenth)| (date, tenth * 10_000_000))
        .collect()
}

/// The portfolio's money on 18 May 2026.
pub fn budget_curve() -> BudgetCurve<'static> {
    let today = date("2026-05-18");
    let line = |name: &str, points| MoneyLine {
        name: name.to_owned(),
        points,
    };
    let approved = [
        1, 4, 11, 23, 45, 76, 119, 171, 227, 299, 373, 447, 511, 567, 610, 640, 663, 679, 691, 698,
        701, 702, 702, 702, 702,
    ];
    let mut committed = amounts(
        "2025-07-01",
        &[2, 8, 19, 38, 71, 115, 171, 236, 302, 379, 453],
    );
    committed.push((today, 4_930_000_000));
    let mut consumed = amounts("2025-07-01", &[1, 3, 8, 18, 34, 60, 95, 139, 187, 248, 311]);
    consumed.push((today, 3_490_000_000));
    let mut forecast = vec![(today, 3_490_000_000)];
    forecast.extend(amounts(
        "2026-06-01",
        &[
            384, 457, 521, 576, 624, 654, 678, 696, 708, 716, 724, 727, 729, 729,
        ],
    ));
    BudgetCurve {
        approved: line("Approved", amounts("2025-07-01", &approved)),
        forecast: line("Forecast", forecast),
        committed: line("Committed", committed),
        consumed: line("Consumed", consumed),
        today: Some(today),
        date_head: "Month".to_owned(),
        formats: MONEY,
    }
}

pub fn kpi_line() -> KpiLine<'static> {
    let values = [31, 33, 32, 0, 36, 39, 38, 0, 0, 41, 40, 44];
    let readings = months("2025-06-01", 12)
        .zip(values)
        .map(|(date, value)| Reading {
            date,
            value: (value > 0).then_some(f64::from(value)),
        })
        .collect();
    KpiLine {
        name: "Customer NPS".to_owned(),
        readings,
        target: Some(("Target".to_owned(), vec![(date("2025-06-01"), 50.0)])),
        baseline: Some(("Baseline".to_owned(), 30.0)),
        bands: vec![
            Band {
                name: "Amber".to_owned(),
                role: Role::Amber,
                from: Some(28.0),
                to: Some(35.0),
            },
            Band {
                name: "Red".to_owned(),
                role: Role::Red,
                from: None,
                to: Some(28.0),
            },
        ],
        date_head: "Month".to_owned(),
        formats: PLAIN,
    }
}

pub fn budget_by_year(orientation: Orientation) -> Bars<'static> {
    let years = [
        ("2024", 6.1, 6.3, 6.2),
        ("2025", 18.4, 19.2, 18.9),
        ("2026", 31.2, 32.8, 9.8),
        ("2027", 14.5, 14.6, 0.0),
    ];
    let group = |(name, a, f, c): (&str, f64, f64, f64)| Group {
        name: name.to_owned(),
        values: vec![Some(a), Some(f), (c > 0.0).then_some(c)],
        role: None,
    };
    let series = [
        ("Approved", Role::Approved),
        ("Forecast", Role::Forecast),
        ("Consumed", Role::Consumed),
    ];
    Bars {
        title: None,
        orientation,
        series: series.map(|(name, role)| (name.to_owned(), role)).to_vec(),
        groups: years.map(group).to_vec(),
        values_shown: true,
        group_head: "Year".to_owned(),
        formats: MILLIONS,
    }
}

pub fn status_counts() -> Bars<'static> {
    let rows = [
        ("Red", 2.0, Role::Red),
        ("Amber", 8.0, Role::Amber),
        ("Not reported", 2.0, Role::NotReported),
        ("Green", 11.0, Role::Green),
        ("Complete", 1.0, Role::Complete),
    ];
    let group = |(name, value, role): (&str, f64, Role)| Group {
        name: name.to_owned(),
        values: vec![Some(value)],
        role: Some(role),
    };
    Bars {
        title: None,
        orientation: Orientation::Lying,
        series: vec![("Projects".to_owned(), Role::Cat1)],
        groups: rows.map(group).to_vec(),
        values_shown: true,
        group_head: "Status".to_owned(),
        formats: PLAIN,
    }
}

pub fn level_name(level: Level) -> String {
    let name = match level {
        Level::Red => "Red",
        Level::Amber => "Amber",
        Level::NotReported => "Not reported",
        Level::Green => "Green",
        Level::Complete => "Complete",
    };
    name.to_owned()
}

fn level_letter(level: Level) -> String {
    level_name(level).chars().take(1).collect()
}

pub fn status_flow() -> StatusFlow<'static> {
    use Level::*;
    let flow = |from, to, count| Flow {
        from: Some(from),
        to: Some(to),
        count,
    };
    StatusFlow {
        flows: vec![
            flow(Red, Amber, 1),
            flow(Amber, Red, 2),
            flow(Amber, Amber, 5),
            flow(Amber, Green, 1),
            flow(NotReported, NotReported, 1),
            flow(Green, Amber, 2),
            flow(Green, NotReported, 1),
            flow(Green, Green, 10),
            flow(Green, Complete, 1),
        ],
        letter: &level_letter,
        name: &level_name,
        weather: false,
        heads: ["April", "May", "Projects"].map(str::to_owned),
    }
}

pub fn status_trend() -> StatusTrend<'static> {
    use Level::*;
    let months = ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May"];
    let levels = [NotReported, Green, Green, Amber, Amber, Red, Amber];
    StatusTrend {
        reports: months.map(str::to_owned).into_iter().zip(levels).collect(),
        name: &level_name,
        weather: false,
        heads: ["Report", "Status"].map(str::to_owned),
    }
}

pub fn status_share() -> StatusShare<'static> {
    use Level::*;
    StatusShare {
        counts: vec![
            (Red, 2),
            (Amber, 8),
            (NotReported, 2),
            (Green, 11),
            (Complete, 1),
        ],
        name: &level_name,
        heads: ["Status", "Projects"].map(str::to_owned),
    }
}

pub fn limit_scale() -> LimitScale<'static> {
    LimitScale {
        first: Level::Green,
        limits: vec![
            (5.0, "5%".to_owned(), Level::Amber),
            (10.0, "10%".to_owned(), Level::Red),
        ],
        value: (11.7, "11.7%".to_owned()),
        letter: &level_letter,
        name: &level_name,
        heads: ["Status", "From"].map(str::to_owned),
    }
}

pub fn sparkline() -> Sparkline<'static> {
    Sparkline {
        values: [2.0, 3.0, 4.0, 5.0, 4.0, 5.0, 3.0].map(Some).to_vec(),
        value: PLAIN.value,
    }
}

pub fn bullet() -> Bullet<'static> {
    Bullet {
        parts: vec![
            ("Consumed".to_owned(), Role::Consumed, 1.52),
            ("Committed".to_owned(), Role::Committed, 2.64),
        ],
        mark: Some(("Approved".to_owned(), Role::Text, 2.6)),
        whole: Some(3.2),
        rest: true,
        value: MILLIONS.value,
    }
}

pub fn burnup() -> BurnUp<'static> {
    let dates: Vec<NaiveDate> = months("2025-09-01", 16).collect();
    let planned = (0..16).map(|n| Some(348.0 * f64::from(n) / 15.0)).collect();
    let scope = (0..16)
        .map(|n| Some(if n < 6 { 320.0 } else { 348.0 }))
        .collect();
    let done = (0..16)
        .map(|n| (n < 9).then_some(f64::from(n * n) * 2.2 + f64::from(n) * 9.0))
        .collect();
    BurnUp {
        title: None,
        dates,
        scope: ("Controls".to_owned(), scope),
        planned: ("Planned".to_owned(), planned),
        done: ("Evidenced".to_owned(), done),
        today: Some(date("2026-05-18")),
        date_head: "Month".to_owned(),
        formats: PLAIN,
    }
}

/// The twelve small charts of the peer bench: line, bar and burn-up in turn, 60 values a series.
pub fn twelve(index: usize) -> Box<dyn Chart> {
    let x: Vec<f64> = (0..60).map(f64::from).collect();
    let wave = |n: f64, k: f64| 50.0 + 20.0 * (n / 7.0 + k).sin() + 5.0 * (n * 1.7 + k).cos();
    let ramp = |n: f64| 1_000.0 / (1.0 + (-(n - 30.0) / 8.0).exp());
    let k = index as f64;
    let series = |role, values: Vec<f64>| Series {
        name: String::new(),
        role,
        values: values.into_iter().map(Some).collect(),
    };
    let lines = |from_zero, series| Lines {
        title: Some(format!("KPI {}", index + 1)),
        x: x.clone(),
        x_is_days: false,
        series,
        today: None,
        from_zero,
        x_head: "Step".to_owned(),
        formats: PLAIN,
    };
    match index % 3 {
        0 => Box::new(lines(
            false,
            vec![
                series(Role::Cat1, x.iter().map(|n| wave(*n, k)).collect()),
                series(Role::Cat2, x.iter().map(|n| wave(*n, k + 2.0)).collect()),
            ],
        )),
        1 => Box::new(Bars {
            title: Some(format!("KPI {}", index + 1)),
            orientation: Orientation::Upright,
            series: vec![(String::new(), Role::Cat1)],
            groups: x
                .iter()
                .map(|n| Group {
                    name: n.to_string(),
                    values: vec![Some(wave(*n, k))],
                    role: None,
                })
                .collect(),
            values_shown: false,
            group_head: "Step".to_owned(),
            formats: PLAIN,
        }),
        _ => Box::new(lines(
            true,
            vec![
                series(Role::Baseline, x.iter().map(|_| 1_000.0).collect()),
                series(Role::Target, x.iter().map(|n| ramp(*n)).collect()),
                series(Role::Actual, x.iter().map(|n| ramp(*n) * 0.94).collect()),
            ],
        )),
    }
}
