//! The words of every choice, in English and French.

use super::Lang;
use crate::model::{
    Axis, Confidence, ConfidenceScale, ConstraintKind, CustomType, Direction, EarningMethod,
    Expenditure, Frequency, HolidaySet, LinkType, ObjectiveLevel, Origin, Phase, Priority,
    ProgressMethod, Rag, Response, RiskState, Spread, Step, TaskKind, TaskState, TemplatePart,
    UnitKind, Worst,
};
use crate::model::{ChoiceSet, FieldType, Kind};

type Pair = [&'static str; 2];

/// Returns the label of a choice; a choice that this build does not know is its own label.
#[must_use]
pub fn choice_label<'v>(kind: Kind, key: &str, value: &'v str, lang: Lang) -> &'v str {
    let Some(FieldType::Choice(keys)) = kind.field(key).map(|spec| spec.ty) else {
        return value;
    };
    match pair(keys, key, value) {
        Some([en, fr]) => match lang {
            Lang::En => en,
            Lang::Fr => fr,
        },
        None => value,
    }
}

/// Returns the label of a status.
#[must_use]
pub fn rag_label(rag: Rag, lang: Lang) -> &'static str {
    let [en, fr] = rag_pair(rag);
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// Returns the label of a status axis.
#[must_use]
pub fn axis_label(axis: Axis, lang: Lang) -> &'static str {
    let [en, fr] = axis_pair(axis);
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// Finds the set by its keys: a set is declared once, wherever its fields stand.
fn pair(keys: &[&str], key: &str, value: &str) -> Option<Pair> {
    macro_rules! try_set {
        ($($set:ident $words:expr),+ $(,)?) => {
            $( if keys == $set::KEYS { return $set::from_key(value).map($words); } )+
        };
    }
    try_set!(
        Rag rag_pair,
        Axis axis_pair,
        Phase phase_pair,
        Priority priority_pair,
        TaskKind task_pair,
        LinkType link_pair,
        ConstraintKind constraint_pair,
        TaskState |one| match one {
            TaskState::Todo => ["To do", "À faire"],
            TaskState::Doing => ["Doing", "En cours"],
            TaskState::Blocked => ["Blocked", "Bloquée"],
            TaskState::Done => ["Done", "Faite"],
        },
        ProgressMethod |one| match one {
            ProgressMethod::Physical => ["Judgement", "Appréciation"],
            ProgressMethod::Duration => ["Time worked", "Durée écoulée"],
            ProgressMethod::Steps => ["Steps done", "Étapes faites"],
        },
        EarningMethod |one| match one {
            EarningMethod::Percent => ["As its progress", "Selon l’avancement"],
            EarningMethod::ZeroHundred => ["0/100", "0/100"],
            EarningMethod::FiftyFifty => ["50/50", "50/50"],
            EarningMethod::Effort => ["Level of effort", "Niveau d’effort"],
        },
        Spread |one| match one {
            Spread::Triangular => ["Triangular", "Triangulaire"],
            Spread::Pert => ["PERT", "PERT"],
        },
        UnitKind unit_pair,
        Expenditure |one| match one {
            Expenditure::Capex => ["Capex", "Capex"],
            Expenditure::Opex => ["Opex", "Opex"],
        },
        Origin |one| match one {
            Origin::External => ["External", "Externe"],
            Origin::Internal => ["Internal", "Interne"],
        },
        ObjectiveLevel |one| match one {
            ObjectiveLevel::Theme => ["Theme", "Thème"],
            ObjectiveLevel::Objective => ["Objective", "Objectif"],
            ObjectiveLevel::KeyResult => ["Key result", "Résultat clé"],
        },
        Direction |one| match one {
            Direction::Up => ["Higher is better", "Plus haut, mieux c’est"],
            Direction::Down => ["Lower is better", "Plus bas, mieux c’est"],
            Direction::Band => ["Inside a band", "Dans une plage"],
        },
        Frequency |one| match one {
            Frequency::Monthly => ["Monthly", "Mensuelle"],
            Frequency::Quarterly => ["Quarterly", "Trimestrielle"],
            Frequency::Yearly => ["Yearly", "Annuelle"],
        },
        Response response_pair,
        RiskState |one| match one {
            RiskState::Open => ["Open", "Ouvert"],
            RiskState::Occurred => ["Occurred", "Survenu"],
            RiskState::Closed => ["Closed", "Clos"],
        },
        Confidence confidence_pair,
        ConfidenceScale |one| match one {
            ConfidenceScale::Three => ["Three points", "Trois points"],
            ConfidenceScale::Five => ["Five points", "Cinq points"],
        },
        HolidaySet |one| match one {
            HolidaySet::None => ["None", "Aucun"],
            HolidaySet::France => ["France", "France"],
            HolidaySet::Germany => ["Germany", "Allemagne"],
            HolidaySet::England => ["England and Wales", "Angleterre et pays de Galles"],
            HolidaySet::UnitedStates => ["United States", "États-Unis"],
        },
        TemplatePart |one| match one {
            TemplatePart::Milestone => task_pair(TaskKind::Milestone),
            TemplatePart::Gate => task_pair(TaskKind::Gate),
            TemplatePart::BudgetLine => ["Budget line", "Ligne budgétaire"],
            TemplatePart::Risk => ["Risk", "Risque"],
            TemplatePart::Task => task_pair(TaskKind::Task),
        },
        Worst |one| match one {
            Worst::WorstOf => ["Worst axis", "Axe le plus mauvais"],
            Worst::Weighted => ["Weighted mean", "Moyenne pondérée"],
        },
        CustomType |one| match one {
            CustomType::Text => ["Text", "Texte"],
            CustomType::Number => ["Number", "Nombre"],
            CustomType::Date => ["Date", "Date"],
            CustomType::Choice => ["Choice", "Choix"],
            CustomType::Flag => ["Yes or no", "Oui ou non"],
        },
    );
    (keys == Step::KEYS)
        .then(|| Step::from_key(value))
        .flatten()
        // « la probabilité » but « l’impact » in French.
        .map(|step| step_pair(step, key == "probability"))
}

fn rag_pair(rag: Rag) -> Pair {
    match rag {
        Rag::Green => ["Green", "Vert"],
        Rag::Amber => ["Amber", "Orange"],
        Rag::Red => ["Red", "Rouge"],
        Rag::NotAssessed => ["Not reported", "Non renseigné"],
        Rag::Closed => ["Complete", "Terminé"],
    }
}

fn axis_pair(axis: Axis) -> Pair {
    match axis {
        Axis::Time => ["Schedule", "Délai"],
        Axis::Cost => ["Cost", "Coût"],
        Axis::Scope => ["Scope", "Périmètre"],
        Axis::Resources => ["Resources", "Ressources"],
        Axis::Risk => ["Risk", "Risque"],
        Axis::Quality => ["Quality", "Qualité"],
        Axis::Benefits => ["Benefits", "Bénéfices"],
    }
}

fn phase_pair(phase: Phase) -> Pair {
    match phase {
        Phase::Proposal => ["Proposal", "Proposition"],
        Phase::Definition => ["Definition", "Cadrage"],
        Phase::Delivery => ["Delivery", "Réalisation"],
        Phase::Closing => ["Closing", "Clôture en cours"],
        Phase::Closed => ["Closed", "Clos"],
        Phase::Paused => ["Paused", "En pause"],
        Phase::Stopped => ["Stopped", "Arrêté"],
    }
}

fn priority_pair(priority: Priority) -> Pair {
    match priority {
        Priority::Mandatory => ["Mandatory", "Obligatoire"],
        Priority::High => ["High", "Haute"],
        Priority::Medium => ["Medium", "Moyenne"],
        Priority::Low => ["Low", "Basse"],
    }
}

fn task_pair(kind: TaskKind) -> Pair {
    match kind {
        TaskKind::Task => ["Task", "Tâche"],
        TaskKind::Summary => ["Summary", "Récapitulative"],
        TaskKind::Milestone => ["Milestone", "Jalon"],
        TaskKind::Gate => ["Gate", "Revue de passage"],
    }
}

fn link_pair(link: LinkType) -> Pair {
    match link {
        LinkType::FinishStart => ["Finish to start", "Fin à début"],
        LinkType::StartStart => ["Start to start", "Début à début"],
        LinkType::FinishFinish => ["Finish to finish", "Fin à fin"],
        LinkType::StartFinish => ["Start to finish", "Début à fin"],
    }
}

fn constraint_pair(constraint: ConstraintKind) -> Pair {
    match constraint {
        ConstraintKind::AsSoon => ["As soon as possible", "Dès que possible"],
        ConstraintKind::AsLate => ["As late as possible", "Le plus tard possible"],
        ConstraintKind::StartFrom => ["Start no earlier than", "Débuter au plus tôt le"],
        ConstraintKind::StartBy => ["Start no later than", "Débuter au plus tard le"],
        ConstraintKind::FinishFrom => ["Finish no earlier than", "Finir au plus tôt le"],
        ConstraintKind::FinishBy => ["Finish no later than", "Finir au plus tard le"],
        ConstraintKind::StartOn => ["Must start on", "Doit débuter le"],
        ConstraintKind::FinishOn => ["Must finish on", "Doit finir le"],
    }
}

fn unit_pair(kind: UnitKind) -> Pair {
    match kind {
        UnitKind::Product => ["Product", "D’un produit"],
        UnitKind::Customer => ["Customer", "D’un groupe de clients"],
        UnitKind::Department => ["Department", "D’un département"],
    }
}

fn response_pair(response: Response) -> Pair {
    match response {
        Response::Avoid => ["Avoid", "Éviter"],
        Response::Reduce => ["Reduce", "Réduire"],
        Response::Transfer => ["Transfer", "Transférer"],
        Response::Accept => ["Accept", "Accepter"],
        Response::Escalate => ["Escalate", "Remonter"],
    }
}

fn confidence_pair(confidence: Confidence) -> Pair {
    match confidence {
        Confidence::Green => ["Green", "Vert"],
        Confidence::AmberGreen => ["Amber/green", "Orange/vert"],
        Confidence::Amber => ["Amber", "Orange"],
        Confidence::AmberRed => ["Amber/red", "Orange/rouge"],
        Confidence::Red => ["Red", "Rouge"],
        Confidence::Exempt => ["Exempt", "Exempté"],
        Confidence::Reset => ["Reset", "Réinitialisé"],
    }
}

fn step_pair(step: Step, feminine: bool) -> Pair {
    match (step, feminine) {
        (Step::VeryLow, _) => ["Very low", "Très faible"],
        (Step::Low, _) => ["Low", "Faible"],
        (Step::Medium, false) => ["Medium", "Moyen"],
        (Step::Medium, true) => ["Medium", "Moyenne"],
        (Step::High, false) => ["High", "Fort"],
        (Step::High, true) => ["High", "Forte"],
        (Step::VeryHigh, false) => ["Very high", "Très fort"],
        (Step::VeryHigh, true) => ["Very high", "Très forte"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_of_every_field_has_a_label_in_both_languages() {
        let mut missing = Vec::new();
        for kind in Kind::ALL {
            for spec in kind.fields() {
                let FieldType::Choice(keys) = spec.ty else {
                    continue;
                };
                for value in keys {
                    if pair(keys, spec.key, value).is_none() {
                        missing.push(format!("{}.{}.{value}", kind.key(), spec.key));
                    }
                }
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn a_choice_of_a_newer_version_is_shown_as_it_is_stored() {
        assert_eq!(
            choice_label(Kind::Project, "phase", "pilot", Lang::Fr),
            "pilot"
        );
        assert_eq!(
            choice_label(Kind::Risk, "probability", "high", Lang::Fr),
            "Forte"
        );
        assert_eq!(choice_label(Kind::Risk, "impact", "high", Lang::Fr), "Fort");
    }
}
