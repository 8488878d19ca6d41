//! Why a status is what it is, in sentences: rule, inputs, limits, what would change it.

pub use super::finding::finding;
use super::{Lang, axis_label, format, rag_label, words};
use crate::analysis::rag::{Change, Explanation, Limits, Measure};
use crate::model::{Axis, ChoiceSet, Percent, Rag, RawId, Workspace, Worst};

words! {
    /// Sentences of an explanation.
    Explain {
        SlipAbove: "slip is above {0} working days", "le glissement dépasse {0} jours ouvrés";
        SlipWithin: "slip is within {0} working days", "le glissement reste sous {0} jours ouvrés";
        SlipInputs: "{0} forecast − {1} baseline =", "{0} prévu − {1} référence =";
        WorkingDays: "{0} working days", "{0} jours ouvrés";
        Milestone: "a committed milestone was missed", "un jalon engagé est manqué";
        MilestoneInputs: "{0}: due {1}, not passed", "{0}\u{202f}: attendu le {1}, non franchi";
        NoDates: "no baseline finish or no forecast, so the slip cannot be measured", "sans fin de référence ou sans prévision, le glissement n’est pas mesurable";
        CostAbove: "landing is more than {0} above the budget", "l’atterrissage dépasse le budget de plus de {0}";
        CostWithin: "landing is at most {0} above the budget", "l’atterrissage dépasse le budget d’au plus {0}";
        CostInputs: "{0} landing against {1} budget =", "{0} d’atterrissage pour {1} de budget =";
        NoBudget: "no budget to hold the landing against", "aucun budget auquel comparer l’atterrissage";
        RiskVeryHigh: "the highest open risk is very high", "le risque ouvert le plus fort est très élevé";
        RiskUnanswered: "a high risk has no owner or no plan", "un risque élevé n’a pas de porteur ou pas de plan";
        RiskAnswered: "one high risk, with owner and plan", "un risque élevé, avec porteur et plan";
        RiskLow: "no open risk is high", "aucun risque ouvert n’est élevé";
        RiskInputs: "{0}, probability × impact =", "{0}, probabilité × impact =";
        Score: "{0} of 25", "{0} sur 25";
        NoRisk: "no open risk is scored", "aucun risque ouvert n’est évalué";
        Titled: "{0}: {1}", "{0}\u{202f}: {1}";
        FinishBy: "finish by {0}", "finir au plus tard le {0}";
        LandAtMost: "land at {0} or less", "atterrir à {0} au plus";
        AnswerRisk: "give “{0}” an owner and a plan", "donner un porteur et un plan à «\u{202f}{0}\u{202f}»";
        LowerRisk: "bring “{0}” down to a score of {1}", "ramener «\u{202f}{0}\u{202f}» à un score de {1}";
        And: " and ", " et ";
        HeldBack: "Still {0}: a colour improves when its limit is beaten by {1}, or kept for a second report, so that it does not flicker.", "Encore {0}\u{202f}: une couleur s’améliore si sa limite est battue de {1}, ou tenue pour un second rapport, pour éviter les allers-retours.";
        WorstOf: "The overall status is that of the worst axis.", "La météo globale est celle du plus mauvais axe.";
        Weighted: "The overall status is the weighted mean of the axes; a red axis keeps it at amber at best.", "La météo globale est la moyenne pondérée des axes\u{202f}; un axe rouge la limite à orange.";
        Decides: "{0} decides.", "{0} décide.";
        Decide: "{0} decide.", "{0} décident.";
        Resting: "The project has not begun or is over: nothing to judge.", "Le projet n’a pas commencé ou est terminé\u{202f}: rien à juger.";
        NoRule: "No rule computes this axis: what people declare counts.", "Aucune règle ne calcule cet axe\u{202f}: la déclaration fait foi.";
        RuleOff: "The rule of this axis is switched off in the settings.", "La règle de cet axe est désactivée dans les réglages.";
        Nothing: "Nothing could be computed: no axis has data.", "Rien n’a pu être calculé\u{202f}: aucun axe n’a de données.";
        CountsDeclared: "What counts is {0}, declared on {1}.", "Ce qui compte\u{202f}: {0}, météo déclarée le {1}.";
        CountsComputed: "What counts is {0}, computed: nobody declared it.", "Ce qui compte\u{202f}: {0}, météo calculée\u{202f}; personne ne l’a déclarée.";
        CountsStale: "What counts is that no fresh report is there: without one a computed green is not taken as green.", "Ce qui compte\u{202f}: il n’y a pas de rapport récent\u{202f}; sans lui, un vert calculé ne passe pas pour vert.";
        KeptUntil: "{0} was kept by {1} until {2}; that has expired.", "{0} a été maintenu par {1} jusqu’au {2}\u{202f}; c’est échu.";
        Kept: "{0} is kept by {1} until {2}: {3}", "{0} est maintenu par {1} jusqu’au {2}\u{202f}: {3}";
    }
}

/// The sentences of one axis: what the rule found, the inputs, and the result in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reasons {
    /// "Cost: landing is more than 10% above the budget".
    pub title: String,
    /// "€7.15 M landing against €6.40 M budget =".
    pub inputs: String,
    /// "+11.7%".
    pub result: String,
}

/// One value against the limits of its axis, rising from green.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Each limit: where it lies, its wording, the colour beyond it.
    pub limits: Vec<(f64, String, Rag)>,
    /// The value and its wording.
    pub value: (f64, String),
}

/// Returns the limits of a slip in working days; a share of the baseline's duration can widen green
/// and narrow amber.
#[must_use]
pub fn slip_limits(limits: &Limits, duration: Option<i64>) -> (i64, i64) {
    let days = |share: Percent| {
        duration.map(|d| i64::try_from(i128::from(share.0) * i128::from(d) / 10_000).unwrap_or(0))
    };
    let green = days(limits.green_share).map_or(limits.green_days, |d| d.max(limits.green_days));
    let amber = days(limits.amber_share)
        .map_or(limits.amber_days, |d| d.min(limits.amber_days))
        .max(green);
    (green, amber)
}

fn name_of(workspace: &Workspace, kind: crate::model::Kind, id: RawId, lang: Lang) -> String {
    super::record_name(workspace, kind, id, lang).to_string()
}

/// Returns the sentences behind a computed colour. `duration` is that of the baseline in working days.
#[must_use]
pub fn reasons(
    why: &Explanation,
    duration: Option<i64>,
    workspace: &Workspace,
    lang: Lang,
) -> Reasons {
    use crate::model::Kind;
    let say = |key: Explain, values: &[&str]| key.fill(lang, values);
    let (rule, inputs, result) = match &why.measure {
        Measure::Slip {
            days,
            finish,
            baseline,
            ..
        } => {
            let (green, amber) = slip_limits(&why.limits, duration);
            let (key, limit) = match why.computed {
                Rag::Red => (Explain::SlipAbove, amber),
                Rag::Amber if *days > green => (Explain::SlipAbove, green),
                Rag::Amber => (Explain::SlipWithin, amber),
                _ => (Explain::SlipWithin, green),
            };
            (
                say(key, &[&format::whole(lang, limit)]),
                say(
                    Explain::SlipInputs,
                    &[&format::date(lang, *finish), &format::date(lang, *baseline)],
                ),
                say(Explain::WorkingDays, &[&format::whole(lang, *days)]),
            )
        }
        Measure::CommittedMissed { task, baseline } => (
            say(Explain::Milestone, &[]),
            say(
                Explain::MilestoneInputs,
                &[
                    &name_of(workspace, Kind::Task, *task, lang),
                    &format::date(lang, *baseline),
                ],
            ),
            String::new(),
        ),
        Measure::Overrun {
            share,
            landing,
            budget,
        } => {
            let (green, amber) = (why.limits.green_share, why.limits.amber_share);
            let (key, limit) = match why.computed {
                Rag::Red => (Explain::CostAbove, amber),
                Rag::Amber if *share > green => (Explain::CostAbove, green),
                Rag::Amber => (Explain::CostWithin, amber),
                _ => (Explain::CostWithin, green),
            };
            (
                say(key, &[&format::percent(lang, limit)]),
                say(
                    Explain::CostInputs,
                    &[
                        &format::money(lang, *landing),
                        &format::money(lang, *budget),
                    ],
                ),
                format::percent_signed(lang, *share),
            )
        }
        Measure::Exposure {
            risk,
            score,
            answered,
        } => {
            let key = match why.computed {
                Rag::Red if *answered || *score >= 16 => Explain::RiskVeryHigh,
                Rag::Red => Explain::RiskUnanswered,
                Rag::Amber => Explain::RiskAnswered,
                _ => Explain::RiskLow,
            };
            (
                say(key, &[]),
                say(
                    Explain::RiskInputs,
                    &[&name_of(workspace, Kind::Risk, *risk, lang)],
                ),
                say(Explain::Score, &[&format::whole(lang, *score)]),
            )
        }
        Measure::Missing => {
            let key = match why.axis {
                Axis::Time => Explain::NoDates,
                Axis::Cost => Explain::NoBudget,
                _ => Explain::NoRisk,
            };
            (say(key, &[]), String::new(), String::new())
        }
    };
    Reasons {
        title: say(Explain::Titled, &[axis_label(why.axis, lang), &rule]),
        inputs,
        result,
    }
}

/// Returns the value against its limits; `None` where nothing was measured on a scale.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn scale(why: &Explanation, duration: Option<i64>, lang: Lang) -> Option<Scale> {
    let days = |n: i64| {
        let unit = if lang == Lang::Fr { "j" } else { "d" };
        (
            n as f64,
            ::std::format!("{} {unit}", format::whole(lang, n)),
        )
    };
    let share = |p: Percent| (f64::from(p.0), format::percent(lang, p));
    let (green, amber, value, beyond) = match &why.measure {
        Measure::Slip { days: slip, .. } => {
            let (green, amber) = slip_limits(&why.limits, duration);
            (days(green), days(amber), days(*slip), Rag::Amber)
        }
        Measure::Overrun { share: now, .. } => (
            share(why.limits.green_share),
            share(why.limits.amber_share),
            share(*now),
            Rag::Amber,
        ),
        Measure::Exposure {
            score, answered, ..
        } => {
            let point = |n: i64| (n as f64, n.to_string());
            let high = if *answered { Rag::Amber } else { Rag::Red };
            (point(10), point(16), point(*score), high)
        }
        Measure::CommittedMissed { .. } | Measure::Missing => return None,
    };
    let mut limits = vec![(green.0, green.1, beyond)];
    if amber.0 > green.0 {
        limits.push((amber.0, amber.1, Rag::Red));
    } else {
        limits = vec![(amber.0, amber.1, Rag::Red)];
    }
    Some(Scale { limits, value })
}

/// Returns the least change in words, and by how much it differs from today.
#[must_use]
pub fn change(change: &Change, workspace: &Workspace, lang: Lang) -> (String, String) {
    use crate::model::Kind;
    match change {
        Change::FinishBy(day, earlier) => (
            Explain::FinishBy.fill(lang, &[&format::date(lang, *day)]),
            format::days_signed(lang, -*earlier),
        ),
        Change::LandAtMost(most, less) => (
            Explain::LandAtMost.fill(lang, &[&format::money(lang, *most)]),
            format::money_signed(lang, *less),
        ),
        Change::AnswerRisk(risk) => (
            Explain::AnswerRisk.fill(lang, &[&name_of(workspace, Kind::Risk, *risk, lang)]),
            String::new(),
        ),
        Change::LowerRisk(risk, score) => (
            Explain::LowerRisk.fill(
                lang,
                &[
                    &name_of(workspace, Kind::Risk, *risk, lang),
                    &score.to_string(),
                ],
            ),
            String::new(),
        ),
    }
}

/// Returns why a better measure has not bettered the colour yet; `None` when it is not held back.
#[must_use]
pub fn held_back(why: &Explanation, lang: Lang) -> Option<String> {
    if !why.held_back {
        return None;
    }
    let margin = if why.axis == Axis::Time {
        Explain::WorkingDays.fill(lang, &[&format::whole(lang, why.limits.margin_days)])
    } else {
        format::percent(lang, why.limits.margin_share)
    };
    let colour = crate::words::lower(rag_label(why.computed, lang));
    Some(Explain::HeldBack.fill(lang, &[&colour, &margin]))
}

/// Returns how the overall status came about: the rule, and the axes that decide.
#[must_use]
pub fn overall(rule: Worst, decided_by: &[Axis], lang: Lang) -> String {
    let key = match rule {
        Worst::WorstOf => Explain::WorstOf,
        Worst::Weighted => Explain::Weighted,
    };
    if decided_by.is_empty() {
        return Explain::Nothing.text(lang).to_owned();
    }
    let axes: Vec<&str> = decided_by.iter().map(|a| axis_label(*a, lang)).collect();
    let list = listed(&axes, lang);
    let who = if axes.len() == 1 {
        Explain::Decides
    } else {
        Explain::Decide
    };
    ::std::format!("{} {}", key.text(lang), who.fill(lang, &[&list]))
}

/// Joins names as a sentence does: "Schedule, Cost and Risk".
#[must_use]
pub fn listed(names: &[&str], lang: Lang) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => {
            ::std::format!("{}{}{last}", first.join(", "), Explain::And.text(lang))
        }
    }
}

/// Returns whether a rule can compute an axis at all.
#[must_use]
pub const fn has_rule(axis: Axis) -> bool {
    matches!(axis, Axis::Time | Axis::Cost | Axis::Risk)
}

/// Returns the key of an axis in addresses.
#[must_use]
pub fn axis_key(axis: Option<Axis>) -> &'static str {
    axis.map_or("overall", ChoiceSet::key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::rag::Limits;
    use crate::model::{Currency, Money, Workspace};

    fn red_cost() -> Explanation {
        let eur = |minor| Money::new(minor, Currency::EUR);
        Explanation {
            axis: Axis::Cost,
            measure: Measure::Overrun {
                share: Percent(1172),
                landing: eur(715_000_000),
                budget: eur(640_000_000),
            },
            limits: Limits::default_for(Axis::Cost),
            computed: Rag::Red,
            held_back: false,
            to_amber: Some(Change::LandAtMost(eur(704_000_000), eur(-11_000_000))),
            to_green: Some(Change::LandAtMost(eur(672_000_000), eur(-43_000_000))),
        }
    }

    #[test]
    fn a_red_cost_is_told_with_its_inputs_and_the_way_back() {
        let workspace = Workspace::default();
        let why = red_cost();
        let told = reasons(&why, None, &workspace, Lang::En);
        assert_eq!(
            told.title,
            "Cost: landing is more than 10% above the budget"
        );
        assert_eq!(told.inputs, "€7.15 M landing against €6.40 M budget =");
        assert_eq!(told.result, "+11.7%");
        let green = why
            .to_green
            .as_ref()
            .map(|c| change(c, &workspace, Lang::En));
        assert_eq!(
            green,
            Some(("land at €6.72 M or less".into(), "−€430 k".into()))
        );
        let french = reasons(&why, None, &workspace, Lang::Fr);
        assert!(french.title.starts_with("Coût\u{202f}: l’atterrissage"));
    }

    #[test]
    fn a_share_of_a_long_duration_widens_green_and_one_of_a_short_narrows_amber() {
        let limits = Limits::default_for(Axis::Time);
        assert_eq!(slip_limits(&limits, None), (5, 20));
        assert_eq!(slip_limits(&limits, Some(240)), (12, 20));
        assert_eq!(slip_limits(&limits, Some(40)), (5, 6));
    }

    #[test]
    fn the_axes_that_decide_are_named() {
        assert_eq!(
            overall(Worst::WorstOf, &[Axis::Time, Axis::Cost], Lang::En),
            "The overall status is that of the worst axis. Schedule and Cost decide."
        );
        assert_eq!(
            overall(Worst::WorstOf, &[], Lang::En),
            "Nothing could be computed: no axis has data."
        );
    }
}
