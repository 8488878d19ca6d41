//! Words in cells that stand for one of a list: ratings, statuses, choices of a project.

use super::{Said, plain, silent, withheld};
use crate::model::{ChoiceSet, Confidence, Phase, Priority, Rag, UnitKind};

/// Reads a point of the delivery confidence scale; [`Said::Unclear`] for other words, which are kept as stated.
pub(in crate::exchange::csv) fn confidence(cell: &str) -> Said<Confidence> {
    let words = plain(cell);
    let point = match words.as_str() {
        "" => return Said::Empty,
        "green" | "g" | "vert" | "verte" => Confidence::Green,
        "amber green" | "green amber" | "a g" | "ag" | "ambergreen" => Confidence::AmberGreen,
        "amber" | "a" | "orange" | "ambre" | "yellow" | "jaune" => Confidence::Amber,
        "amber red" | "red amber" | "a r" | "ar" | "amberred" => Confidence::AmberRed,
        "red" | "r" | "rouge" => Confidence::Red,
        "reset" => Confidence::Reset,
        words if withheld(words) => Confidence::Exempt,
        _ => return Said::Unclear,
    };
    Said::Value(point)
}

/// Reads a declared status.
pub(in crate::exchange::csv) fn status(cell: &str) -> Said<Rag> {
    let words = plain(cell);
    Said::Value(match words.as_str() {
        "" => return Said::Empty,
        "green" | "g" | "vert" | "verte" | "on track" | "soleil" | "sun" | "ok" => Rag::Green,
        "amber" | "a" | "orange" | "ambre" | "yellow" | "y" | "jaune" | "at risk" | "nuage"
        | "cloud" | "amber green" | "amber red" => Rag::Amber,
        "red" | "r" | "rouge" | "off track" | "orage" | "storm" | "late" | "en retard" => Rag::Red,
        "not assessed" | "grey" | "gray" | "gris" | "unknown" | "n a" | "non evalue" => {
            Rag::NotAssessed
        }
        "blue" | "bleu" | "complete" | "completed" | "closed" | "not started" | "non demarre" => {
            Rag::Closed
        }
        _ => return Said::Unclear,
    })
}

/// Reads a choice of a project by its key or by the words people use, in English or French.
pub(in crate::exchange::csv) fn choice(field: &str, cell: &str) -> Said<&'static str> {
    const PHASES: [(Phase, &str); 7] = [
        (
            Phase::Paused,
            "on hold|hold|paused|suspended|suspendu|en pause|gele|en attente",
        ),
        (
            Phase::Stopped,
            "stopped|cancelled|canceled|terminated|abandoned|arrete|annule|abandonne|withdrawn",
        ),
        (
            Phase::Closed,
            "closed|complete|completed|done|finished|termine|clos|cloture|acheve|livre|resolved",
        ),
        (
            Phase::Closing,
            "closing|close out|closeout|handover|transition|close|recette|commissioning|in closing",
        ),
        (
            Phase::Delivery,
            "delivery|in progress|in delivery|active|execution|construction|build|implementation|\
             development|started|ongoing|open|procurement|realisation|en cours|deploiement|\
             developpement|construction procurement|execute|executing|deliver",
        ),
        (
            Phase::Definition,
            "definition|design|planning|planned|study|feasibility|initiation|pre design|scoping|\
             etude|cadrage|conception|avant projet|define|initiate|plan",
        ),
        (
            Phase::Proposal,
            "proposal|proposed|idea|demand|request|candidate|proposition|demande|idee|pipeline|\
             backlog|to do|new|not started|a lancer",
        ),
    ];
    const PRIORITIES: [(Priority, &str); 4] = [
        (
            Priority::Mandatory,
            "mandatory|regulatory|must|obligatoire|reglementaire|critical|critique",
        ),
        (
            Priority::High,
            "high|highest|urgent|1|p1|haute|haut|elevee|eleve|forte|major|majeure",
        ),
        (
            Priority::Medium,
            "medium|normal|moderate|2|p2|moyenne|moyen|normale|modere",
        ),
        (
            Priority::Low,
            "low|lowest|minor|3|p3|basse|bas|faible|mineure",
        ),
    ];
    let words = plain(cell);
    if let Some(said) = silent::<&'static str>(cell)
        && words != "on going"
        && words != "ongoing"
    {
        return said;
    }
    let listed = |list: &str| list.split('|').any(|word| word.trim() == words);
    let begins = |list: &str| {
        list.split('|').any(|word| {
            words
                .strip_prefix(word.trim())
                .is_some_and(|r| r.starts_with(' '))
        })
    };
    let found = match field {
        "phase" => PHASES
            .iter()
            .find(|(phase, list)| phase.key() == words || listed(list))
            .or_else(|| PHASES.iter().find(|(_, list)| begins(list)))
            .map(|(phase, _)| phase.key()),
        "priority" => PRIORITIES
            .iter()
            .find(|(priority, list)| priority.key() == words || listed(list))
            .or_else(|| PRIORITIES.iter().find(|(_, list)| begins(list)))
            .map(|(priority, _)| priority.key()),
        _ => UnitKind::from_key(&words).map(ChoiceSet::key),
    };
    found.map_or(Said::Unclear, Said::Value)
}
