//! The sample that ships with the app.

use baton::analysis::refresh;
use baton::charts::{Level, glimpse};
use baton::exchange::native::{read, write};
use baton::model::{Date, Rag};
use baton::sample;
use chrono::Months;

#[test]
fn the_shipped_file_is_what_the_tables_give() {
    let shipped = include_str!("../../src/sample/sample.json");
    let made = write(&sample::arvenne());
    let differs = shipped
        .lines()
        .zip(made.lines())
        .find(|(old, new)| old != new);
    assert!(
        shipped == made,
        "write it again: cargo run -q -- sample > src/sample/sample.json\n{differs:?}"
    );
}

#[test]
fn the_sample_and_a_large_portfolio_read_back_without_a_word() {
    for workspace in [sample::arvenne(), sample::large(100)] {
        let text = write(&workspace);
        let found = read(text.as_bytes()).unwrap();
        assert_eq!(found.report.dangling, 0);
        assert_eq!(write(&found.workspace), text);
    }
}

#[test]
fn the_glimpse_of_the_first_screen_shows_the_sample_as_it_is() {
    let sample = sample::arvenne();
    let origin = glimpse::origin();
    let days = |date: Option<Date>| (date.unwrap().naive() - origin).num_days();
    let answers = refresh(None, &sample, Date::new(2026, 5, 18).unwrap());
    let all = &answers.portfolio;
    let (on_plan, of) = glimpse::ON_PLAN;
    assert_eq!(
        (all.on_plan, all.with_baseline),
        (on_plan.into(), of.into())
    );
    let sums = all.sums.unwrap();
    let whole_life = sample.projects.values().filter_map(|p| p.whole_life_cost);
    let whole_life: i64 = whole_life.map(|cost| cost.minor).sum();
    // Cents to tenths of a million, rounded.
    let tenths = |cents: i64| (cents + 5_000_000) / 10_000_000;
    assert_eq!(
        [sums.landing, sums.consumed, whole_life].map(tenths),
        glimpse::MONEY
    );
    assert_eq!(all.weighted_slip(), Some(glimpse::SLIP));
    for line in glimpse::LINES {
        let projects = &sample.projects;
        let project = projects.values().find(|p| *p.name == *line.name).unwrap();
        let found = answers.project(project.id).unwrap();
        let done = found.progress.actual.unwrap().0 / 100;
        assert_eq!(done, i32::from(line.done), "{}", line.name);
        let level = match found.status.overall.in_force {
            Rag::Red => Level::Red,
            Rag::Amber => Level::Amber,
            Rag::Green => Level::Green,
            Rag::NotAssessed => Level::NotReported,
            Rag::Closed => Level::Complete,
        };
        assert_eq!(level, line.level, "{}", line.name);
        let start = project.actual_start.or(project.planned_start);
        let found = (days(start), days(project.forecast_finish));
        assert_eq!(
            found,
            (line.days.0.into(), line.days.1.into()),
            "{}",
            line.name
        );
        let late = found.1 - days(project.baseline_finish);
        assert_eq!(late.max(0), i64::from(line.slip), "{}", line.name);
        let programme = sample.programmes.get(&project.programme.unwrap()).unwrap();
        assert_eq!(
            programme.colour,
            Some(i64::from(line.colour)),
            "{}",
            line.name
        );
    }
    for (name, counts) in glimpse::UNITS {
        let (unit, _) = sample.units.iter().find(|(_, u)| *u.name == *name).unwrap();
        for (month, count) in (0..).zip(counts) {
            let first = origin + Months::new(month);
            let next = (first + Months::new(1) - origin).num_days();
            let first = (first - origin).num_days();
            let running = sample.projects.values().filter(|p| {
                let start = p.actual_start.or(p.planned_start);
                p.unit == Some(*unit) && days(start) < next && days(p.forecast_finish) >= first
            });
            assert_eq!(running.count(), usize::from(count), "{name}, month {month}");
        }
    }
}
