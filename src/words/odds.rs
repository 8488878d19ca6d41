//! Odds in words: chances with no more digits than they have, and why a figure is what it is.

use super::{Lang, Odds as Words, choice_label, format};
use crate::analysis::odds::{Chance, OddsDay, OddsOf, PlanOdds, ShownChance};
use crate::model::*;

/// Returns a chance with no more digits than its draws allow, such as "62%" or "over 98%".
#[must_use]
pub fn odds_chance(chance: Chance, lang: Lang) -> String {
    match chance.shown() {
        ShownChance::Under(n) => Words::Under.fill(lang, &[&n.to_string()]),
        ShownChance::About(n) => Words::About.fill(lang, &[&n.to_string()]),
        ShownChance::Over(n) => Words::Over.fill(lang, &[&n.to_string()]),
    }
}

/// Returns a share between zero and one in whole percent.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a share")]
pub fn odds_share(share: f64, lang: Lang) -> String {
    format::percent(lang, Percent((share * 100.0).round() as i32 * 100))
}

/// A figure of the odds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OddsFigure {
    /// The day that one draw in two keeps.
    P50,
    /// That four in five keep.
    P80,
    /// That nine in ten keep.
    P90,
    /// The chance of the day that was promised.
    Chance,
    /// The share of the draws in which it decides the end of a project.
    Criticality,
}

/// Returns why a figure is what it is, a sentence each: rule, inputs, error, draws and seed. Empty where the
/// figure is not known.
#[must_use]
pub fn odds_why(
    workspace: &Workspace,
    odds: &PlanOdds,
    of: OddsOf,
    figure: OddsFigure,
    lang: Lang,
) -> Vec<String> {
    let Some(days) = odds.dates.get(&of) else {
        return Vec::new();
    };
    let number = |n: u32| format::whole(lang, i64::from(n));
    let day = |word: Words, day: OddsDay| {
        let text = word.fill(lang, &[&format::date(lang, day.day)]);
        vec![text, give_or_take(day, lang)]
    };
    let mut all = match figure {
        OddsFigure::P50 => day(Words::RuleP50, days.p50),
        OddsFigure::P80 => day(Words::RuleP80, days.p80),
        OddsFigure::P90 => day(Words::RuleP90, days.p90),
        OddsFigure::Chance => match days.promise {
            Some((day, chance)) => {
                let (kept, draws) = (number(chance.kept), number(chance.draws));
                vec![Words::RuleChance.fill(lang, &[&format::date(lang, day), &kept, &draws])]
            }
            None => vec![Words::RuleNoPromise.text(lang).to_owned()],
        },
        OddsFigure::Criticality => vec![Words::RuleCritical.text(lang).to_owned()],
    };
    all.extend(inputs(workspace, of, lang));
    let draws = match figure {
        OddsFigure::Criticality => odds.draws,
        _ => days.draws,
    };
    all.push(Words::RuleDraws.fill(lang, &[&number(draws), &odds.seed.to_string()]));
    all
}

fn give_or_take(day: OddsDay, lang: Lang) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "days of a plan are few")]
    let tenths = (day.error * 10.0).ceil() as i64;
    Words::RuleError.fill(lang, &[&format::scaled(lang, tenths, 1, 1, true)])
}

/// What is drawn for it.
fn inputs(workspace: &Workspace, of: OddsOf, lang: Lang) -> Vec<String> {
    let task = match of {
        OddsOf::Project(_) => None,
        OddsOf::Task(id) => workspace.tasks.get(&id),
    };
    let is_whole = |task: &Shared<Task>| {
        let parts = workspace.referring(task.id.raw(), Kind::Task);
        let is_part = |id: RawId| {
            let part = workspace.tasks.get(&Id::new(id));
            part.is_some_and(|part| part.parent == Some(task.id))
        };
        parts.into_iter().any(is_part)
    };
    let Some(task) = task.filter(|task| !is_whole(task)) else {
        return vec![Words::InputWhole.text(lang).to_owned()];
    };
    let mut all = Vec::new();
    let span = |span: Option<Span>| span.map(|span| format::span(lang, span));
    let planned = span(task.duration);
    match (span(task.shortest), span(task.longest)) {
        (None, None) => all.push(Words::InputNone.text(lang).to_owned()),
        (low, high) => {
            let kind = task.spread.as_ref().and_then(Choice::known);
            let kind = kind.unwrap_or(Spread::Triangular).key();
            let or_planned = |end: Option<String>| end.or_else(|| planned.clone());
            let text = [
                or_planned(low).unwrap_or_default(),
                or_planned(high).unwrap_or_default(),
                planned.clone().unwrap_or_default(),
                choice_label(Kind::Task, "spread", kind, lang).to_lowercase(),
            ];
            all.push(Words::InputSpread.fill(lang, &text.each_ref().map(String::as_str)));
        }
    }
    if !task.factor.is_empty() {
        all.push(Words::InputFactor.fill(lang, &[&task.factor]));
    }
    let is_open = |id: RawId| {
        let risk = workspace.risks.get(&Id::new(id));
        risk.is_some_and(|risk| {
            let state = risk.state.as_ref().and_then(Choice::known);
            risk.task == Some(task.id)
                && risk.delay.is_some()
                && matches!(state, Some(RiskState::Open) | None)
        })
    };
    let risks = workspace.referring(task.id.raw(), Kind::Risk);
    let count = risks.into_iter().filter(|id| is_open(*id)).count();
    if count > 0 {
        all.push(Words::InputRisks.fill(lang, &[&count.to_string()]));
    }
    all
}
