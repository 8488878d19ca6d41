//! The headline numbers.

use super::Look;
use super::head::day_of;
use crate::analysis::Answers;
use crate::analysis::past::{Stood, beside};
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

/// How many rounds a small curve goes back at least.
const TOLD: usize = 8;

#[allow(clippy::cast_precision_loss)]
fn curve(values: impl Iterator<Item = i64>) -> Vec<f64> {
    values.map(|v| v as f64).collect()
}

/// The rounds of the small curves, oldest first: the last ones, and back to the one compared with.
fn told<'r>(rounds: &'r [Shared<Round>], round: Option<&Shared<Round>>) -> &'r [Shared<Round>] {
    let recent = rounds.len().saturating_sub(TOLD);
    let chosen = rounds.iter().position(|one| Some(one) == round);
    let first = chosen.map_or(recent, |place| place.min(recent));
    rounds.get(first..).unwrap_or_default()
}

fn tiles(
    workspace: &Workspace,
    answers: &Answers,
    (rounds, round): (&[Shared<Round>], Option<&Shared<Round>>),
    lang: Lang,
) -> Vec<Tile> {
    let all = &answers.portfolio;
    let past: Vec<Stood> = told(rounds, round)
        .iter()
        .filter_map(|one| beside(workspace, answers, Some(one)))
        .map(|(then, _)| then)
        .collect();
    // Like with like: the projects of that report, then and now.
    let pair = beside(workspace, answers, round.map(|round| &**round));
    let since = |pick: fn(&Stood) -> i64| pair.map(|(then, now)| pick(&now) - pick(&then));
    let compared = |change: Option<i64>| {
        change.filter(|d| *d != 0).map(|d| {
            let word = if d > 0 { Words::More } else { Words::Fewer };
            word.fill(lang, &[&d.abs().to_string()])
        })
    };
    let currency = workspace.currency();
    let money = |minor| format::money(lang, Money::new(minor, currency));
    let mut tiles = Vec::new();
    let count = |n: usize| i64::try_from(n).unwrap_or(0);
    let change = since(|s| s.on_plan);
    tiles.push(Tile {
        to: Route::to(Page::Status).with("sort", "slip"),
        title: Words::OnPlan.text(lang).into(),
        number: all.on_plan.to_string(),
        hint: Words::OfCount.fill(lang, &[&all.with_baseline.to_string()]),
        note: compared(change).unwrap_or_default(),
        tone: match change.unwrap_or(0) {
            ..0 => "worse",
            0 => "",
            _ => "better",
        },
        spark: curve(past.iter().map(|p| p.on_plan).chain([count(all.on_plan)])),
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
            hint: since(|s| s.landing)
                .filter(|d| *d != 0)
                .map(|d| format::money_signed(lang, Money::new(d, currency)))
                .unwrap_or_default(),
            note: match over {
                0 => Words::OnBudget.text(lang).into(),
                o if o > 0 => Words::OverBudget.fill(lang, &[&share]),
                _ => Words::UnderBudget.fill(lang, &[&share]),
            },
            tone: if over > 0 { "worse" } else { "" },
            spark: curve(past.iter().map(|p| p.landing).chain([sums.landing])),
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
            spark: curve(past.iter().map(|p| p.consumed).chain([sums.consumed])),
        });
    }
    let slip = all.weighted_slip();
    let moved = pair.and_then(|(then, now)| Some(now.slip()? - then.slip()?));
    tiles.push(Tile {
        to: Route::to(Page::Status).with("sort", "slip"),
        title: Words::Slip.text(lang).into(),
        number: slip.map_or_else(|| "–".to_owned(), |d| format::whole(lang, d)),
        hint: Words::Days.text(lang).into(),
        note: compared(moved).unwrap_or_else(|| Words::CalendarDays.text(lang).into()),
        tone: match moved.unwrap_or(0) {
            ..0 => "better",
            0 => "",
            _ => "worse",
        },
        spark: curve(past.iter().filter_map(Stood::slip).chain(slip)),
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
        .filter(|p| answers.project(p.id).is_some())
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
pub fn Tiles(
    /// What is looked at.
    look: Look,
) -> impl IntoView {
    let session = use_session();
    let all = Memo::new(move |_| {
        let (round, lang) = (look.round.get(), session.lang().get());
        session.workspace().with(|w| {
            look.answers.with(|a| {
                look.rounds
                    .with(|rounds| tiles(w, a, (rounds, round.as_ref()), lang))
            })
        })
    });
    let against = move || {
        let (round, lang) = (look.round.get()?, session.lang().get());
        Some(Words::Against.fill(lang, &[&day_of(&round, lang)]))
    };
    let tile = move |tile: Tile| {
        let line = spark(&tile.spark);
        let title = (!line.is_empty()).then(against).flatten();
        view! {
            <a class="mod tile" href=look.link(&tile.to) title=title>
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
