//! What the import and export of MS Project files say.

use super::importing::too_large;
use super::{Lang, fill, format};
use crate::exchange::LARGEST;
use crate::exchange::msproject::file::Unfit;
use crate::exchange::msproject::{Cause, LossClass, ReadError, Why};

fn of(pair: [&'static str; 2], lang: Lang) -> &'static str {
    let [en, fr] = pair;
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// Says why a file was not read, where, and what to do.
#[must_use]
pub fn read_error(file: &str, error: &ReadError, lang: Lang) -> String {
    let (mut value, mut other) = (String::new(), String::new());
    let pair = match &error.why {
        Why::TooLarge { bytes } => return too_large(file, *bytes, LARGEST, lang),
        Why::Encoding { name } => {
            value.clone_from(name);
            [
                "{0}, line {1}: letters that are not {3}. Save the file anew as XML (UTF-8).",
                "{0}, ligne {1}\u{202f}: des caractères qui ne sont pas en {3}. Enregistrez à nouveau le fichier en XML (UTF-8).",
            ]
        }
        Why::NotXml => [
            "{0} is not XML. In MS Project choose Save As, XML Format, and choose that file.",
            "{0} n’est pas du XML. Dans MS Project choisissez Enregistrer sous, Format XML, puis ce fichier.",
        ],
        Why::WrongRoot { found } => {
            value.clone_from(found);
            [
                "{0} is XML of another kind ({3}), not a plan of MS Project. Choose a file saved as MS Project XML.",
                "{0} est du XML d’un autre genre ({3}), pas un plan de MS Project. Choisissez un fichier enregistré en XML MS Project.",
            ]
        }
        Why::NotA { program } => {
            (*program).clone_into(&mut value);
            [
                "{0} is not a file of {3}. Save or export the plan there anew and choose that file.",
                "{0} n’est pas un fichier de {3}. Enregistrez-y ou exportez-en à nouveau le plan, puis choisissez ce fichier.",
            ]
        }
        Why::Row => [
            "{0}, line {1}, {2}: this is no row of a table. The file is damaged: export it anew.",
            "{0}, ligne {1}, {2}\u{202f}: ce n’est pas une ligne de table. Le fichier est abîmé\u{202f}: exportez-le à nouveau.",
        ],
        Why::Doctype => [
            "{0}, line {1}: a document type (DOCTYPE) is refused, as it can hide other files or endless text. MS Project writes none: save the file anew.",
            "{0}, ligne {1}\u{202f}: une définition de type (DOCTYPE) est refusée, car elle peut cacher d’autres fichiers ou un texte sans fin. MS Project n’en écrit pas\u{202f}: enregistrez le fichier à nouveau.",
        ],
        Why::Entity { name } => {
            value.clone_from(name);
            [
                "{0}, line {1}, {2}: the entity “{3}” is not expanded. Write the text itself.",
                "{0}, ligne {1}, {2}\u{202f}: l’entité « {3} » n’est pas remplacée. Écrivez le texte lui-même.",
            ]
        }
        Why::TooDeep => [
            "{0}, line {1}: elements are nested too deep for a plan. The file is damaged: save it anew.",
            "{0}, ligne {1}\u{202f}: des éléments sont imbriqués trop profondément pour un plan. Le fichier est abîmé\u{202f}: enregistrez-le à nouveau.",
        ],
        Why::TooMany { most } => {
            value = format::whole(lang, i64::try_from(*most).unwrap_or(i64::MAX));
            [
                "{0}, line {1}, {2}: more than {3}. Divide the plan.",
                "{0}, ligne {1}, {2}\u{202f}: plus de {3}. Divisez le plan.",
            ]
        }
        Why::CutOff => [
            "{0}, line {1}, {2}: the file ends too early. It was cut off: copy or save it again.",
            "{0}, ligne {1}, {2}\u{202f}: le fichier s’arrête trop tôt. Il a été coupé\u{202f}: copiez-le ou enregistrez-le à nouveau.",
        ],
        Why::Syntax => [
            "{0}, line {1}, {2}: this is not XML. The file is damaged: save it anew.",
            "{0}, ligne {1}, {2}\u{202f}: ce n’est pas du XML. Le fichier est abîmé\u{202f}: enregistrez-le à nouveau.",
        ],
        Why::Mismatch { found } => {
            value.clone_from(found);
            [
                "{0}, line {1}: {2} is closed as “{3}”. The file is damaged: save it anew.",
                "{0}, ligne {1}\u{202f}: {2} est fermé par « {3} ». Le fichier est abîmé\u{202f}: enregistrez-le à nouveau.",
            ]
        }
        Why::NoUid => [
            "{0}, line {1}: a task has no UID, so links would go astray. Save the file anew.",
            "{0}, ligne {1}\u{202f}: une tâche n’a pas d’UID, les liens se perdraient. Enregistrez le fichier à nouveau.",
        ],
        Why::Repeated { uid, first_line } => {
            (value, other) = (uid.to_string(), first_line.to_string());
            [
                "{0}, line {1}: UID {3} stands in line {4} already, so links would go astray. Save the file anew.",
                "{0}, ligne {1}\u{202f}: l’UID {3} figure déjà en ligne {4}, les liens se perdraient. Enregistrez le fichier à nouveau.",
            ]
        }
    };
    let line = error.line.max(1).to_string();
    let element = if error.element.is_empty() {
        "XML"
    } else {
        &error.element
    };
    fill(of(pair, lang), &[file, &line, element, &value, &other])
}

/// Names a sort of loss.
#[must_use]
pub fn loss(class: LossClass, lang: Lang) -> &'static str {
    use LossClass as L;
    let pair = match class {
        L::OutsideLinks => ["Links to plans outside", "Liens vers des plans extérieurs"],
        L::OutsideTasks => [
            "Tasks that stand for other files",
            "Tâches qui représentent d’autres fichiers",
        ],
        L::Inactive => [
            "Inactive tasks, left out",
            "Tâches inactives, laissées de côté",
        ],
        L::Costs => ["Costs and rates", "Coûts et taux"],
        L::Hours => [
            "Hours day by day, worked, to go and overtime",
            "Heures jour par jour, faites, restantes et supplémentaires",
        ],
        L::MorePeople => [
            "Further people on a task: its first person answers for it",
            "Autres personnes d’une tâche\u{202f}: la première en répond",
        ],
        L::Resources => [
            "Material and cost resources",
            "Ressources matérielles et de coût",
        ],
        L::PersonDetails => [
            "Details of people: groups, codes, availability",
            "Détails des personnes\u{202f}: groupes, codes, disponibilité",
        ],
        L::CustomFields => [
            "Custom fields and outline codes",
            "Champs personnalisés et codes hiérarchiques",
        ],
        L::Levelling => [
            "Delays by levelling: the dates are kept, the delay is not",
            "Retards d’audit des ressources\u{202f}: les dates restent, le retard non",
        ],
        L::DayHours => [
            "Working hours that differ from day to day",
            "Horaires différents d’un jour à l’autre",
        ],
        L::Exceptions => ["Days with other hours", "Jours aux horaires différents"],
        L::TaskSettings => [
            "Priorities, task types, contacts",
            "Priorités, types de tâches, contacts",
        ],
        L::Hyperlinks => ["Links to documents", "Liens vers des documents"],
        L::Screens => [
            "Settings and screens of the program",
            "Réglages et écrans du programme",
        ],
        L::Unknown => [
            "Elements that Baton does not know",
            "Éléments que Baton ne connaît pas",
        ],
        L::BaselineNames => [
            "Names of baselines: the file numbers them",
            "Noms des références\u{202f}: le fichier les numérote",
        ],
        L::Baselines => ["Baselines beyond eleven", "Références au-delà de onze"],
        L::ProjectLinks => [
            "Dependencies between whole projects",
            "Dépendances entre projets entiers",
        ],
        L::Promises => [
            "What dependencies promise, and by when",
            "Ce que promettent les dépendances, et pour quand",
        ],
        L::BesidesPlan => [
            "Risks, money, status: all of a project but its plan",
            "Risques, argent, statut\u{202f}: tout d’un projet sauf son plan",
        ],
        L::References => ["Sprints and other references", "Sprints et autres renvois"],
    };
    of(pair, lang)
}

/// Says why a recorded date is another than the calculated one.
#[must_use]
pub fn cause(cause: Cause, lang: Lang) -> &'static str {
    let pair = match cause {
        Cause::Levelling => [
            "Moved by levelling of resources",
            "Déplacée par l’audit des ressources",
        ],
        Cause::Manual => ["Dates typed by hand", "Dates saisies à la main"],
        Cause::Actual => ["Actual dates and progress", "Dates réelles et avancement"],
        Cause::Interrupted => ["The work is interrupted", "Le travail est interrompu"],
        Cause::Constraint => ["A restriction on its dates", "Une contrainte sur ses dates"],
        Cause::Calendar => [
            "Its calendar, or that of its people",
            "Son calendrier, ou celui de ses personnes",
        ],
        Cause::Before => [
            "A task before it or within it",
            "Une tâche qui la précède ou la compose",
        ],
        Cause::Unknown => ["Not known", "Inconnue"],
    };
    of(pair, lang)
}

/// Says why a value was not taken.
#[must_use]
pub fn unfit(why: Unfit, lang: Lang) -> &'static str {
    let pair = match why {
        Unfit::Moment => [
            "Not a date and time between 1900 and 2200",
            "Pas une date et heure entre 1900 et 2200",
        ],
        Unfit::Time => ["Not a time of day", "Pas une heure"],
        Unfit::Duration => ["Not a duration", "Pas une durée"],
        Unfit::Number => [
            "Not a number that a plan can have",
            "Pas un nombre possible dans un plan",
        ],
        Unfit::Choice => ["Not one of the choices", "Pas un des choix possibles"],
        Unfit::TooLong => [
            "Longer than a field takes",
            "Plus long qu’un champ ne l’admet",
        ],
        Unfit::Dangling => [
            "Refers to what the file does not have",
            "Renvoie à ce que le fichier n’a pas",
        ],
        Unfit::Repeated => ["Stands in the file before", "Figure déjà dans le fichier"],
    };
    of(pair, lang)
}
