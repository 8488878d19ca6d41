//! The headline numbers.

use crate::charts::{Chart, Size, Sparkline};
use crate::model::*;
use crate::session::{Page, Route, use_session};
use crate::words::{Cockpit as Words, Lang, format};
use leptos::prelude::*;

/// One headline number.
#[derive(Clone, Debug, PartialEq)]
struct Tile {
    title: String,
    number: String,
    hint: String,
    note: String,
    /// Empty, `worse` or `better`.
    tone: &'static str,
    spark: Vec<f64>,
    /// Where its projects are.
    to: Route,
}

/// What the frozen reports of all projects said on one day.
#[derive(Clone, Copy, Debug, Default)]
struct Past {
    on_plan: i64,
    landing: i64,
    slip_sum: i128,
    slip_weight: i128,
}

fn past(answers: &crate::analysis::Answers) -> Vec<Past> {
    let mut days: SmallMap<Date, Past> = SmallMap::new();
    for project in answers.projects.values() {
        for point in &project.reported.history {
            let landing = point.landing.map_or(0, |m| m.minor);
            days.change(point.date.month_start(), |day| {
                day.landing = day.landing.saturating_add(landing);
                if let Some(slip) = point.slip_days {
                    day.on_plan += i64::from(slip <= 0);
                    let weight = i128::from(landing.max(1));
                    day.slip_sum += weight * i128::from(slip);
                    day.slip_weight += weight;
                }
            });
        }
    }
    days.into_values().collect()
}

#[allow(clippy::cast_precision_loss)]
fn drawn(values: impl Iterator<Item = i64>) -> Vec<f64> {
    let all: Vec<f64> = values.map(|v| v as f64).collect();
    all.get(all.len().saturating_sub(8)..)
        .unwrap_or_default()
        .to_vec()
}

fn tiles(workspace: &Workspace, answers: &crate::analysis::Answers, lang: Lang) -> Vec<Tile> {
    let all = &answers.portfolio;
    let past = past(answers);
    let currency = workspace.currency();
    let money = |minor| format::money(lang, Money::new(minor, currency));
    let mut tiles = Vec::new();
    let change = past
        .last()
        .map(|p| i64::try_from(all.on_plan).unwrap_or(0) - p.on_plan)
        .filter(|d| *d != 0);
    tiles.push(Tile {
        to: Route::to(Page::Status).with("sort", "slip"),
        title: Words::OnPlan.text(lang).into(),
        number: all.on_plan.to_string(),
        hint: Words::OfCount.fill(lang, &[&all.with_baseline.to_string()]),
        note: change
            .map(|d| {
                if d > 0 {
                    Words::More.fill(lang, &[&d.to_string()])
                } else {
                    Words::Fewer.fill(lang, &[&d.abs().to_string()])
                }
            })
            .unwrap_or_default(),
        tone: match change {
            Some(d) if d < 0 => "worse",
            Some(_) => "better",
            None => "",
        },
        spark: drawn(past.iter().map(|p| p.on_plan)),
    });
    if let Some(sums) = all.sums {
        let share = sums
            .overrun_share()
            .map(|p| Percent(p.0.abs()))
            .map(|p| format::percent(lang, p))
            .unwrap_or_default();
        let over = sums.overrun();
        tiles.push(Tile {
            to: Route::to(Page::Projects).with("sort", "-landing"),
            title: Words::Landing.text(lang).into(),
            number: money(sums.landing),
            hint: String::new(),
            note: match over {
                0 => Words::OnBudget.text(lang).into(),
                o if o > 0 => Words::OverBudget.fill(lang, &[&share]),
                _ => Words::UnderBudget.fill(lang, &[&share]),
            },
            tone: if over > 0 { "worse" } else { "" },
            spark: drawn(past.iter().map(|p| p.landing)),
        });
        tiles.push(Tile {
            to: Route::to(Page::Projects).with("sort", "-consumed"),
            title: Words::Consumed.text(lang).into(),
            number: money(sums.consumed),
            hint: sums
                .consumption_rate()
                .map(|p| format::percent(lang, p))
                .unwrap_or_default(),
            note: Words::OfBudget.fill(lang, &[&money(sums.revised)]),
            tone: "",
            spark: Vec::new(),
        });
    }
    let slip = all.weighted_slip();
    tiles.push(Tile {
        to: Route::to(Page::Status).with("sort", "slip"),
        title: Words::Slip.text(lang).into(),
        number: slip.map_or_else(|| "–".to_owned(), |d| format::whole(lang, d)),
        hint: Words::Days.text(lang).into(),
        note: Words::CalendarDays.text(lang).into(),
        tone: "",
        spark: drawn(
            past.iter()
                .filter(|p| p.slip_weight > 0)
                .map(|p| i64::try_from(p.slip_sum / p.slip_weight).unwrap_or(0)),
        ),
    });
    let late_in = answers
        .projects
        .values()
        .filter(|p| p.milestones.iter().any(|m| m.is_late(answers.today)))
        .count();
    tiles.push(Tile {
        to: Route::to(Page::Status).with("only", "late"),
        title: Words::LateMilestones.text(lang).into(),
        number: all.late_milestones.to_string(),
        hint: String::new(),
        note: if late_in == 0 {
            Words::NoneLate.text(lang).into()
        } else {
            Words::OfProjects.fill(lang, &[&late_in.to_string()])
        },
        tone: if late_in == 0 { "" } else { "worse" },
        spark: Vec::new(),
    });
    let known: Vec<Money> = workspace
        .projects
        .values()
        .filter_map(|p| p.whole_life_cost)
        .filter(|m| m.currency == currency)
        .collect();
    if known.is_empty() {
        let open = all.in_force.total() - all.in_force.count(Rag::Closed);
        let fresh = open.saturating_sub(all.stale);
        tiles.push(Tile {
            to: Route::to(Page::Status).with("only", "stale"),
            title: Words::Reports.text(lang).into(),
            number: fresh.to_string(),
            hint: Words::OfCount.fill(lang, &[&open.to_string()]),
            note: if all.stale == 0 {
                Words::AllFresh.text(lang).into()
            } else {
                Words::ToChase.fill(lang, &[&all.stale.to_string()])
            },
            tone: if all.stale == 0 { "" } else { "worse" },
            spark: Vec::new(),
        });
    } else {
        let sum = known
            .iter()
            .try_fold(0_i64, |sum, m| sum.checked_add(m.minor));
        tiles.push(Tile {
            to: Route::to(Page::Projects).with("sort", "-whole_life_cost"),
            title: Words::WholeLife.text(lang).into(),
            number: sum.map_or_else(|| "–".to_owned(), money),
            hint: String::new(),
            note: Words::FromCount.fill(lang, &[&known.len().to_string()]),
            tone: "",
            spark: Vec::new(),
        });
    }
    tiles
}

fn spark(values: &[f64]) -> String {
    if values.len() < 3 {
        return String::new();
    }
    let chart = Sparkline {
        values: values.iter().copied().map(Some).collect(),
        value: &|v| format!("{v:.0}"),
    };
    chart
        .draw(Size {
            width: 72,
            height: 22,
        })
        .map(|svg| svg.text)
        .unwrap_or_default()
}

/// The tiles.
#[component]
pub fn Tiles() -> impl IntoView {
    let session = use_session();
    let all = Memo::new(move |_| {
        session.workspace().with(|w| {
            session
                .answers()
                .with(|a| tiles(w, a, session.lang().get()))
        })
    });
    let tile = move |tile: Tile| {
        let line = spark(&tile.spark);
        view! {
            <a class="mod tile" href=session.link(&tile.to)>
                <h2 class="fs11 mut trunc">{tile.title}</h2>
                <p class="tile-number"><b>{tile.number}</b><span class="fs12 mut trunc">{tile.hint}</span></p>
                <p class="row tight"><span class=format!("fs11 trunc {}", if tile.tone.is_empty() { "mut" } else { tile.tone })>{tile.note}</span>
                    <crate::ui::widgets::Spark svg=line />
                </p>
            </a>
        }
    };
    view! { <div class="cockpit-tiles">{move || all.get().into_iter().map(tile).collect_view()}</div> }.into_any()
}
