//! Names of steps and sentences for refusals, in English and French.

use super::{Lang, field_label, kind_label, kind_plural};
use crate::edit::{Deed, Label, Refusal};
use crate::model::{FieldType, Kind, RawId, Text, Value, ValueError, Workspace};

/// Returns the name of a step: "Changed forecast finish of Trusted Zone Paris".
#[must_use]
pub fn deed_label(label: &Label, lang: Lang) -> String {
    let what = what(label, lang);
    let [en, fr] = match label.deed {
        Deed::Create => ["Added", "Ajout"],
        Deed::Set | Deed::SetAll => ["Changed", "Modification"],
        Deed::Delete => ["Deleted", "Suppression"],
        Deed::Move => ["Moved", "Déplacement"],
        Deed::Resize => ["Resized", "Redimensionnement"],
        Deed::Paste => ["Pasted into", "Collage"],
        Deed::Import => ["Imported", "Import"],
        Deed::Replace => {
            return fixed(
                ["Replaced the portfolio", "Remplacement du portefeuille"],
                lang,
            );
        }
        Deed::Merge => return fixed(["Merged another copy", "Fusion d’une autre copie"], lang),
        Deed::OpenRound => ["Opened", "Ouverture"],
        Deed::CloseRound => ["Closed", "Clôture"],
        Deed::AcceptStatus => ["Accepted computed status", "Météo calculée acceptée"],
        Deed::KeepStatus => ["Kept declared status", "Météo déclarée maintenue"],
        Deed::Duplicate => ["Duplicated", "Duplication"],
        Deed::Settings => return fixed(["Changed settings", "Modification des réglages"], lang),
        Deed::Undo => ["Undone", "Annulation"],
        Deed::Redo => ["Redone", "Rétablissement"],
        Deed::Other => ["Changed", "Modification"],
    };
    match (lang, label.deed) {
        (_, Deed::OpenRound | Deed::CloseRound) => {
            let round = kind_label(Kind::Round, lang);
            let name = named(&label.name, lang);
            match lang {
                Lang::En => format!("{en} {}{name}", inside_sentence(round)),
                Lang::Fr => format!("{fr} de la {}{name}", inside_sentence(round)),
            }
        }
        (Lang::En, Deed::AcceptStatus | Deed::KeepStatus | Deed::Undo | Deed::Redo) => {
            format!("{en}: {what}")
        }
        (Lang::En, _) => format!("{en} {what}"),
        (Lang::Fr, _) => format!("{fr}\u{202f}: {what}"),
    }
}

fn fixed(pair: [&str; 2], lang: Lang) -> String {
    let [en, fr] = pair;
    match lang {
        Lang::En => en.to_owned(),
        Lang::Fr => fr.to_owned(),
    }
}

/// What a step was done to: "forecast finish of Trusted Zone Paris", "lead of 3 projects", "2 risks".
fn what(label: &Label, lang: Lang) -> String {
    let Some(kind) = label.kind else {
        return match lang {
            Lang::En => plural(label.count, "record", "records"),
            Lang::Fr => plural(label.count, "élément", "éléments"),
        };
    };
    let whom = if label.count == 1 {
        if label.name.is_empty() {
            inside_sentence(kind_label(kind, lang))
        } else if label.key.is_some() {
            quoted(&label.name, lang)
        } else {
            format!(
                "{}{}",
                inside_sentence(kind_label(kind, lang)),
                named(&label.name, lang)
            )
        }
    } else {
        let one = inside_sentence(kind_label(kind, lang));
        let many = inside_sentence(kind_plural(kind, lang));
        plural(label.count, &one, &many)
    };
    match &label.key {
        Some(key) => {
            let field = inside_sentence(field_label(kind, key, lang));
            match lang {
                Lang::En => format!("{field} of {whom}"),
                Lang::Fr => format!("{field} de {whom}"),
            }
        }
        None => whom,
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn quoted(name: &str, lang: Lang) -> String {
    match lang {
        Lang::En => name.to_owned(),
        Lang::Fr => format!("«\u{202f}{name}\u{202f}»"),
    }
}

fn named(name: &str, lang: Lang) -> String {
    if name.is_empty() {
        String::new()
    } else {
        format!(" {}", quoted(name, lang))
    }
}

/// Returns a label as it stands inside a sentence: small first letter, but `KPI` stays `KPI`.
pub(super) fn inside_sentence(label: &str) -> String {
    let mut letters = label.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    if letters.next().is_some_and(char::is_uppercase) {
        return label.to_owned();
    }
    first.to_lowercase().chain(label.chars().skip(1)).collect()
}

/// Returns what a person calls a record: its name, else its code, else its kind.
#[must_use]
pub fn record_name(workspace: &Workspace, kind: Kind, id: RawId, lang: Lang) -> Text {
    let text = |key| match workspace.record(kind, id)?.get(key)? {
        Value::Text(text) => Some(text),
        _ => None,
    };
    text("name")
        .or_else(|| text("code"))
        .unwrap_or_else(|| kind_label(kind, lang).into())
}

/// Returns why a request was refused and what to do instead.
#[must_use]
pub fn refusal(refusal: &Refusal, workspace: &Workspace, lang: Lang) -> String {
    let fr = lang == Lang::Fr;
    match refusal {
        Refusal::Unknown(kind, _) => {
            let kind = kind_label(*kind, lang);
            if fr {
                format!(
                    "{kind}\u{202f}: cet élément n’existe plus. Annulez la suppression pour le retrouver."
                )
            } else {
                format!(
                    "This {} is no longer there. Undo its deletion to get it back.",
                    inside_sentence(kind)
                )
            }
        }
        Refusal::Exists(kind, id) => {
            let name = quoted(&record_name(workspace, *kind, *id, lang), lang);
            if fr {
                format!("{name} existe déjà. Ouvrez-le au lieu de le recréer.")
            } else {
                format!("{name} exists already. Open it instead of adding it again.")
            }
        }
        Refusal::Missing { kind, key } => {
            let field = field_label(*kind, key, lang);
            if fr {
                format!("{field}\u{202f}: valeur obligatoire. Saisissez une valeur.")
            } else {
                format!("{field} is required. Enter a value.")
            }
        }
        Refusal::Taken { kind, key, by } => {
            let field = field_label(*kind, key, lang);
            let name = quoted(&record_name(workspace, *kind, *by, lang), lang);
            if fr {
                format!("{field}\u{202f}: déjà utilisé par {name}. Saisissez une autre valeur.")
            } else {
                format!("{field} is already used by {name}. Enter another value.")
            }
        }
        Refusal::TooLong { kind, name, key } => {
            let whom = if name.is_empty() {
                kind_label(*kind, lang).to_owned()
            } else {
                quoted(name, lang)
            };
            // A custom field is called as its declaration says.
            let own = workspace.custom_fields.values().find(|own| own.key == *key);
            let field = own.map_or_else(|| field_label(*kind, key, lang), |own| &own.name);
            let colon = if fr { "\u{202f}:" } else { ":" };
            let field = inside_sentence(field);
            format!(
                "{whom}, {field}{colon} {}",
                unfit(&ValueError::TooLong, lang)
            )
        }
        Refusal::Unfit { kind, key, error } => {
            let field = field_label(*kind, key, lang);
            let colon = if fr { "\u{202f}:" } else { ":" };
            format!("{field}{colon} {}", unfit(error, lang))
        }
        Refusal::Reversed { start, finish } => {
            // The pairs of dates are named alike in every kind that has them.
            let kind = Kind::ALL
                .iter()
                .copied()
                .find(|kind| kind.field(start).is_some() && kind.field(finish).is_some())
                .unwrap_or(Kind::Project);
            let first = field_label(kind, start, lang);
            let last = inside_sentence(field_label(kind, finish, lang));
            if fr {
                format!("{first} après {last}. Avancez le début ou reculez la fin.")
            } else {
                format!("{first} would be after {last}. Choose an earlier start or a later finish.")
            }
        }
        Refusal::Circle(kind, id) => {
            let name = quoted(&record_name(workspace, *kind, *id, lang), lang);
            if fr {
                format!("{name} ferait partie de lui-même. Choisissez un autre rattachement.")
            } else {
                format!("{name} would be part of itself. Choose another parent.")
            }
        }
        Refusal::NoParts(id) => {
            let name = quoted(&record_name(workspace, Kind::Task, *id, lang), lang);
            if fr {
                format!("{name} est un jalon\u{202f}: il n’a pas de parties. Choisissez une tâche.")
            } else {
                format!("{name} is a milestone and has no parts. Choose a task.")
            }
        }
        Refusal::TieToItself(id) => {
            let name = quoted(&record_name(workspace, Kind::Task, *id, lang), lang);
            if fr {
                format!("{name} s’attendrait elle-même. Choisissez une autre tâche.")
            } else {
                format!("{name} would wait for itself. Choose another task.")
            }
        }
        Refusal::TieToFamily(one, other) => {
            let name = |id| quoted(&record_name(workspace, Kind::Task, id, lang), lang);
            let (one, other) = (name(*one), name(*other));
            if fr {
                format!("L’une de {one} et {other} fait partie de l’autre. Liez d’autres tâches.")
            } else {
                format!("One of {one} and {other} is part of the other. Link other tasks.")
            }
        }
        Refusal::Tied(one, other) => {
            let name = |id| quoted(&record_name(workspace, Kind::Task, id, lang), lang);
            let (one, other) = (name(*one), name(*other));
            if fr {
                format!("{other} attend déjà {one}. Modifiez ce lien.")
            } else {
                format!("{other} waits for {one} already. Change that link.")
            }
        }
        Refusal::TieCircle(kind, way) => {
            // Back to the first one; of a long way only its beginning is told.
            let all = way.iter().take(8).chain(way.first());
            let names: Vec<String> = all
                .map(|id| record_name(workspace, *kind, *id, lang).to_string())
                .collect();
            let names = names.join(" → ");
            if fr {
                format!(
                    "Ces tâches s’attendraient l’une l’autre\u{202f}: {names}. Retirez d’abord un des liens."
                )
            } else {
                format!(
                    "These tasks would wait for each other: {names}. Remove one of the links first."
                )
            }
        }
        Refusal::Frozen(_) => fixed(
            [
                "This report belongs to a closed round and is kept as it was. Report in the open round instead.",
                "Ce rapport appartient à une campagne close et reste tel quel. Saisissez-le dans la campagne ouverte.",
            ],
            lang,
        ),
        Refusal::OutOfRange { .. } => fixed(
            [
                "Enter a share from 0% to 100%.",
                "Saisissez une part de 0\u{202f}% à 100\u{202f}%.",
            ],
            lang,
        ),
        Refusal::Nothing => fixed(["Nothing to change.", "Rien à modifier."], lang),
    }
}

/// Returns what to enter where a value does not fit.
#[must_use]
pub fn unfit(error: &ValueError, lang: Lang) -> String {
    let pair = match error {
        ValueError::Missing => ["enter a value.", "saisissez une valeur."],
        ValueError::TooLong => [
            "the text is longer than 64 kB. Shorten it.",
            "le texte dépasse 64 ko. Raccourcissez-le.",
        ],
        ValueError::WrongType(ty) => match ty {
            FieldType::Text | FieldType::Markdown => ["enter a text.", "saisissez un texte."],
            FieldType::Tags => [
                "enter labels separated by commas.",
                "saisissez des étiquettes séparées par des virgules.",
            ],
            FieldType::Date => [
                "enter a day, such as 16 Oct 2026.",
                "saisissez un jour, par exemple 16 oct. 2026.",
            ],
            FieldType::Money => [
                "enter an amount, such as 450k or 4.1m.",
                "saisissez un montant, par exemple 450k ou 4,1m.",
            ],
            FieldType::Percent => [
                "enter a share, such as 45%.",
                "saisissez une part, par exemple 45\u{202f}%.",
            ],
            FieldType::Number => [
                "enter a number, such as 12.5.",
                "saisissez un nombre, par exemple 12,5.",
            ],
            FieldType::Whole => ["enter a whole number.", "saisissez un nombre entier."],
            FieldType::Span => [
                "enter a duration, such as 5d, 4h or 2w.",
                "saisissez une durée, par exemple 5j, 4h ou 2sem.",
            ],
            FieldType::Choice(_) => ["choose one of the list.", "choisissez dans la liste."],
            FieldType::Ref(_) | FieldType::Refs(_) => [
                "choose a record of the list.",
                "choisissez un élément de la liste.",
            ],
            FieldType::Flag => ["enter yes or no.", "saisissez oui ou non."],
            FieldType::Raw => ["this value cannot be read.", "cette valeur est illisible."],
        },
    };
    fixed(pair, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(deed: Deed, key: Option<&str>, count: usize, name: &str) -> Label {
        Label {
            deed,
            kind: Some(Kind::Project),
            key: key.map(Text::from),
            count,
            name: name.into(),
        }
    }

    #[test]
    fn a_step_is_named_by_what_it_did_and_to_what() {
        let one = label(Deed::Set, Some("forecast_finish"), 1, "Trusted Zone Paris");
        assert_eq!(
            deed_label(&one, Lang::En),
            "Changed forecast finish of Trusted Zone Paris"
        );
        assert_eq!(
            deed_label(&one, Lang::Fr),
            "Modification\u{202f}: fin prévue de «\u{202f}Trusted Zone Paris\u{202f}»"
        );
        let many = label(Deed::SetAll, Some("manager"), 3, "");
        assert_eq!(deed_label(&many, Lang::En), "Changed lead of 3 projects");
        let gone = label(Deed::Delete, None, 2, "");
        assert_eq!(
            deed_label(&gone, Lang::Fr),
            "Suppression\u{202f}: 2 projets"
        );
        let new = label(Deed::Create, None, 1, "Heat recovery");
        assert_eq!(deed_label(&new, Lang::En), "Added project Heat recovery");
        let round = Label {
            kind: Some(Kind::Round),
            ..label(Deed::CloseRound, None, 1, "May 2026")
        };
        assert_eq!(
            deed_label(&round, Lang::En),
            "Closed reporting round May 2026"
        );
    }

    #[test]
    fn a_refusal_says_what_to_do() {
        let workspace = Workspace::default();
        let missing = Refusal::Missing {
            kind: Kind::Project,
            key: "name".into(),
        };
        assert_eq!(
            refusal(&missing, &workspace, Lang::En),
            "Name is required. Enter a value."
        );
        let reversed = Refusal::Reversed {
            start: "forecast_start".into(),
            finish: "forecast_finish".into(),
        };
        assert_eq!(
            refusal(&reversed, &workspace, Lang::En),
            "Forecast start would be after forecast finish. Choose an earlier start or a later finish."
        );
    }

    #[test]
    fn an_abbreviation_keeps_its_capitals() {
        assert_eq!(inside_sentence("PMO"), "PMO");
        assert_eq!(inside_sentence("Écart"), "écart");
    }
}
