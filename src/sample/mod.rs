//! The sample portfolio of the fictional group "Arvenne Cloud", and large portfolios for benches.
//!
//! Everything is computed from the tables of this folder, without clock or chance: the same build gives
//! the same records. The app ships the result as a file; natively the tables are the truth.

mod benefit;
mod book;
mod detailed;
mod large;
mod money;
mod people;
mod plan;
mod planned;
mod projects;
mod risks;
mod settings;
mod status;
mod template;

pub use large::large;
pub use planned::planned;

use crate::model::{Date, Workspace};
use book::Book;

/// The day that every figure of the sample speaks of.
const STATUS_DATE: (i32, u32, u32) = (2026, 5, 18);

/// Builds the sample portfolio: 6 units, 7 programmes and 24 projects on 18 May 2026.
#[must_use]
pub fn arvenne() -> Workspace {
    let mut book = Book::default();
    let today = Date::new(STATUS_DATE.0, STATUS_DATE.1, STATUS_DATE.2).unwrap_or_else(first_day);
    settings::write(&mut book, today);
    template::write(&mut book);
    people::write(&mut book);
    projects::write(&mut book, today);
    plan::write(&mut book, today);
    detailed::write(&mut book);
    money::write(&mut book, today);
    benefit::write(&mut book);
    risks::write(&mut book);
    detailed::hold_up(&mut book);
    status::write(&mut book, today);
    book.workspace
}

/// The first day there is; stands in for a table entry that is no day, which the tests exclude.
fn first_day() -> Date {
    Date::from_number(0).unwrap_or_else(first_day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Axis, FieldType, Kind, Rag, Value};

    #[test]
    fn the_totals_are_those_of_the_screens() {
        let sample = arvenne();
        let sum = |pick: fn(&crate::model::BudgetLine) -> Option<crate::model::Money>| -> i64 {
            sample
                .budget_lines
                .values()
                .filter_map(|line| pick(line))
                .map(|m| m.minor)
                .sum()
        };
        assert_eq!(sample.projects.len(), 24);
        assert_eq!(sample.programmes.len(), 7);
        assert_eq!(sample.units.len(), 6);
        let across = sample.links.values().filter(|l| l.giver != l.taker);
        assert_eq!(across.count(), 7);
        assert_eq!(sum(|line| line.approved), 7_023_000_000);
        assert_eq!(sum(|line| line.forecast), 7_291_500_000);
        assert_eq!(sum(|line| line.committed), 4_930_000_000);
        assert_eq!(sum(|line| line.consumed), 3_486_000_000);
        let open = sample
            .risks
            .values()
            .filter(|risk| risk.cost.is_some())
            .count();
        assert_eq!(open, 41);
    }

    #[test]
    fn every_project_sums_to_its_line_and_consumes_no_more_than_it_commits() {
        let sample = arvenne();
        for line in projects::LINES {
            let mut sums = [0; 4];
            for budget in sample
                .budget_lines
                .values()
                .filter(|b| b.project == Some(line.id()))
            {
                let minor = |money: Option<crate::model::Money>| money.map_or(0, |m| m.minor);
                assert!(
                    minor(budget.consumed) <= minor(budget.committed),
                    "{} {budget:?}",
                    line.code
                );
                assert!(
                    minor(budget.forecast) >= 0 && minor(budget.approved) >= 0,
                    "{budget:?}"
                );
                let amounts = [
                    budget.approved,
                    budget.forecast,
                    budget.committed,
                    budget.consumed,
                ];
                for (sum, amount) in sums.iter_mut().zip(amounts) {
                    *sum += minor(amount);
                }
            }
            assert_eq!(
                sums,
                line.money.map(|amount| amount * 100_000),
                "{}",
                line.code
            );
        }
    }

    #[test]
    fn every_kind_is_there_and_every_reference_leads_somewhere() {
        let sample = arvenne();
        for kind in Kind::ALL {
            assert!(sample.count(*kind) > 0, "no {}", kind.key());
            for record in sample.records(*kind) {
                for spec in kind.fields() {
                    let value = record.get(spec.key);
                    assert!(
                        value.is_some() || !spec.required,
                        "{}.{} {record:?}",
                        kind.key(),
                        spec.key
                    );
                    let target = match spec.ty {
                        FieldType::Ref(target) | FieldType::Refs(target) => target,
                        FieldType::Choice(keys) => {
                            if let Some(Value::Choice(key)) = value {
                                assert!(keys.contains(&&*key), "{}.{} {key}", kind.key(), spec.key);
                            }
                            continue;
                        }
                        _ => continue,
                    };
                    if let Some(Value::Ref(id)) = value {
                        assert!(
                            sample.record(target, id).is_some(),
                            "{}.{} {record:?}",
                            kind.key(),
                            spec.key
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn every_project_has_three_milestones_or_gates_and_spans_run_forward() {
        let sample = arvenne();
        for project in sample.projects.values() {
            let events = sample.tasks.values().filter(|task| {
                task.project == Some(project.id) && task.baseline_start == task.baseline_finish
            });
            assert!(events.count() >= 3, "{}", project.code);
        }
        for task in sample.tasks.values() {
            assert!(
                task.forecast_start.is_some() && task.forecast_start <= task.forecast_finish,
                "{task:?}"
            );
            assert!(
                task.baseline_start.is_some() && task.baseline_start <= task.baseline_finish,
                "{task:?}"
            );
            assert!(
                task.actual_start.is_some() || task.actual_finish.is_none(),
                "{task:?}"
            );
            assert!(
                task.actual_finish
                    .is_none_or(|day| day.to_string().as_str() <= "2026-05-18"),
                "{task:?}"
            );
        }
    }

    #[test]
    fn reports_of_closed_rounds_are_frozen_and_the_open_round_misses_two() {
        let sample = arvenne();
        let open: Vec<_> = sample
            .rounds
            .values()
            .filter(|round| round.closed.is_none())
            .collect();
        assert_eq!(open.len(), 1);
        assert_eq!(sample.rounds.len(), 13);
        let round = open.first().map(|round| round.id);
        let may: Vec<_> = sample
            .reports
            .values()
            .filter(|report| report.round == round)
            .collect();
        assert_eq!(may.len(), 22);
        assert!(
            may.iter()
                .all(|report| !report.frozen && report.declared(Axis::Time).is_some())
        );
        let colours = |rag| {
            let known = may
                .iter()
                .filter_map(|report| report.overall.as_ref()?.known());
            known.filter(|colour| *colour == rag).count()
        };
        assert_eq!(
            [
                colours(Rag::Red),
                colours(Rag::Amber),
                colours(Rag::Green),
                colours(Rag::Closed)
            ],
            [2, 8, 11, 1]
        );
    }

    #[test]
    fn a_large_portfolio_is_the_same_each_time() {
        let (one, two) = (large(40), large(40));
        for kind in Kind::ALL {
            let pairs = one.records(*kind).zip(two.records(*kind));
            assert!(pairs.into_iter().all(|(a, b)| a.values() == b.values()));
        }
        assert_eq!(one.projects.len(), 40);
    }
}
