//! The risk axis, and the register by score.

use super::measure::explain;
use super::{Change, Explanation, Limits, Measure};
use crate::model::*;

/// From this score a risk is high.
const HIGH: i64 = 10;
/// From this score a risk is very high.
const VERY_HIGH: i64 = 16;

const fn step(step: Step) -> i64 {
    match step {
        Step::VeryLow => 1,
        Step::Low => 2,
        Step::Medium => 3,
        Step::High => 4,
        Step::VeryHigh => 5,
    }
}

/// Returns the score of a risk, 1 to 25: 1–4 low, 5–9 medium, 10–15 high, 16–25 very high.
#[must_use]
pub fn risk_level(risk: &Risk) -> Option<i64> {
    let of = |choice: &Option<Choice<Step>>| choice.as_ref().and_then(Choice::known).map(step);
    Some(of(&risk.probability)? * of(&risk.impact)?)
}

/// May it still happen?
fn is_open(risk: &Risk) -> bool {
    let state = risk.state.as_ref().and_then(Choice::known);
    state.unwrap_or(RiskState::Open) == RiskState::Open
}

/// Has it an owner and a plan?
#[must_use]
pub fn is_answered(risk: &Risk) -> bool {
    risk.owner.is_some() && !risk.plan.is_empty()
}

/// Returns the open risks that are at least high, the highest first and those without owner or plan
/// before the answered ones: score and risk.
#[must_use]
pub fn high_risks(workspace: &Workspace) -> Vec<(i64, Shared<Risk>)> {
    let mut high: Vec<(i64, Shared<Risk>)> = workspace
        .risks
        .values()
        .filter(|risk| is_open(risk))
        .filter_map(|risk| Some((risk_level(risk)?, risk.clone())))
        .filter(|(score, _)| *score >= HIGH)
        .collect();
    high.order_by_key(|(score, risk)| (-score, is_answered(risk), risk.id));
    high
}

/// Judges the risk axis: the highest open risk and whether it is answered. While an open risk has no
/// score the axis is never green: the one nobody judged may be the highest.
#[must_use]
pub fn risk<'r>(risks: impl Iterator<Item = &'r Risk>, limits: &Limits) -> Explanation {
    let open: Vec<&Risk> = risks.filter(|r| is_open(r)).collect();
    let unscored = open.iter().any(|r| risk_level(r).is_none());
    let highest = open
        .into_iter()
        .filter_map(|r| Some((risk_level(r)?, r)))
        .max_by_key(|(score, r)| (*score, std::cmp::Reverse(r.id)));
    let Some((score, risk)) = highest else {
        return explain(Axis::Risk, limits, Measure::Missing, Rag::NotAssessed);
    };
    let id = risk.id.raw();
    let answered = is_answered(risk);
    let computed = match (score >= VERY_HIGH, score >= HIGH, answered) {
        (true, _, _) | (_, true, false) => Rag::Red,
        (_, true, true) => Rag::Amber,
        _ if unscored => return explain(Axis::Risk, limits, Measure::Missing, Rag::NotAssessed),
        _ => Rag::Green,
    };
    let mut why = explain(
        Axis::Risk,
        limits,
        Measure::Exposure {
            risk: id,
            score,
            answered,
        },
        computed,
    );
    if computed == Rag::Red {
        why.to_amber = Some(if score >= VERY_HIGH {
            Change::LowerRisk(id, VERY_HIGH - 1)
        } else {
            Change::AnswerRisk(id)
        });
    }
    if matches!(computed, Rag::Red | Rag::Amber) {
        why.to_green = Some(Change::LowerRisk(id, HIGH - 1));
    }
    why
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_with_an_unscored_risk_is_never_green() {
        let step = |s| Some(Choice::Known(s));
        let scored = Risk {
            probability: step(Step::Low),
            impact: step(Step::Low),
            ..Risk::blank(crate::model::Id::new(RawId(1)))
        };
        let unscored = Risk::blank(crate::model::Id::new(RawId(2)));
        let limits = Limits::default_for(Axis::Risk);
        let colour = |risks: &[&Risk]| risk(risks.iter().copied(), &limits).computed;
        assert_eq!(colour(&[]), Rag::NotAssessed);
        assert_eq!(colour(&[&scored]), Rag::Green);
        assert_eq!(colour(&[&scored, &unscored]), Rag::NotAssessed);
        let very_high = Risk {
            probability: step(Step::High),
            impact: step(Step::High),
            ..scored
        };
        assert_eq!(colour(&[&very_high, &unscored]), Rag::Red);
    }

    #[test]
    fn the_register_names_the_highest_first_and_the_unanswered_before_the_answered() {
        let workspace = crate::sample::arvenne();
        let high = high_risks(&workspace);
        assert!(high.len() > 2);
        let order: Vec<_> = high.iter().map(|(s, r)| (-s, is_answered(r))).collect();
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(order, sorted);
        assert!(
            high.iter()
                .all(|(score, risk)| *score >= 10 && is_open(risk))
        );
    }
}
