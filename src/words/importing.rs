//! What an import says: where in the file, what is the matter, and what to do.

use super::{Import, Lang, axis_label, field_label, format};
use crate::exchange::LARGEST;
use crate::exchange::csv::{InspectError, ProblemCode, Scale, Target};
use crate::exchange::native::{self, Fault, Malformed, ReadError, Why};
use crate::model::{Currency, Kind, Workspace};

fn of(pair: [&'static str; 2], lang: Lang) -> &'static str {
    let [en, fr] = pair;
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

fn count(lang: Lang, number: usize) -> String {
    format::whole(lang, i64::try_from(number).unwrap_or(i64::MAX))
}

/// Says why a table was not read.
#[must_use]
pub fn inspect_error(file: &str, error: InspectError, lang: Lang) -> String {
    match error {
        InspectError::TooLarge { bytes } => too_large(file, bytes, LARGEST, lang),
        InspectError::Empty => Import::EmptyFile.fill(lang, &[file]),
        InspectError::TooMany { count: number } => {
            Import::TooManyRows.fill(lang, &[file, &count(lang, number)])
        }
    }
}

/// Says that a file has more bytes than the most that are read of its form.
#[must_use]
pub fn too_large(file: &str, bytes: usize, most: usize, lang: Lang) -> String {
    let size = |bytes| format::bytes(lang, u64::try_from(bytes).unwrap_or(u64::MAX));
    Import::TooLarge.fill(lang, &[file, &size(bytes), &size(most)])
}

/// Says why a native file was not read; the list of wrong records stands apart.
#[must_use]
pub fn read_error(file: &str, error: &ReadError, lang: Lang) -> String {
    let fill = |pair: [&'static str; 2], values: &[&str]| super::fill(of(pair, lang), values);
    match error {
        ReadError::TooLarge { bytes } => too_large(file, *bytes, native::LARGEST, lang),
        ReadError::NotUtf8 { line, column } => fill(
            [
                "{0}, line {1}, column {2}: this is not Unicode text (UTF-8). The file is damaged or of another program: export it again.",
                "{0}, ligne {1}, colonne {2}\u{202f}: ce n’est pas du texte Unicode (UTF-8). Le fichier est abîmé ou d’un autre programme\u{202f}: exportez-le à nouveau.",
            ],
            &[file, &line.to_string(), &column.to_string()],
        ),
        ReadError::NotJson { line, column, why } => {
            let pair = match why {
                Malformed::CutOff => [
                    "{0}, line {1}, column {2}: the file ends too early. It was cut off: copy or download it again.",
                    "{0}, ligne {1}, colonne {2}\u{202f}: le fichier s’arrête trop tôt. Il a été coupé\u{202f}: copiez-le ou téléchargez-le à nouveau.",
                ],
                Malformed::Syntax => [
                    "{0}, line {1}, column {2}: this is not JSON. Correct that place, or export the file again.",
                    "{0}, ligne {1}, colonne {2}\u{202f}: ce n’est pas du JSON. Corrigez cet endroit, ou exportez le fichier à nouveau.",
                ],
                Malformed::RepeatedKey => [
                    "{0}, line {1}, column {2}: an entry stands twice at the top of the file. Keep one of them.",
                    "{0}, ligne {1}, colonne {2}\u{202f}: une entrée figure deux fois en tête du fichier. Gardez-en une.",
                ],
                Malformed::WrongType => [
                    "{0}, line {1}, column {2}: an entry at the top of the file has a value of the wrong type. Export the file again.",
                    "{0}, ligne {1}, colonne {2}\u{202f}: une entrée en tête du fichier a une valeur du mauvais type. Exportez le fichier à nouveau.",
                ],
            };
            fill(pair, &[file, &line.to_string(), &column.to_string()])
        }
        ReadError::NotBaton { key } => fill(
            [
                "{0} is JSON, but not a portfolio of Baton: “{1}” is missing. Export the portfolio from Baton, or choose a CSV file.",
                "{0} est du JSON, mais pas un portefeuille de Baton\u{202f}: « {1} » manque. Exportez le portefeuille depuis Baton, ou choisissez un fichier CSV.",
            ],
            &[file, key],
        ),
        ReadError::Newer { app, .. } => fill(
            [
                "{0} was written by a newer version of Baton ({1}), which this one must not edit. Reload the page to get the newer version, or ask for an export of an older one.",
                "{0} vient d’une version plus récente de Baton ({1}), que celle-ci ne doit pas modifier. Rechargez la page pour obtenir la nouvelle version, ou demandez un export d’une version plus ancienne.",
            ],
            &[file, app],
        ),
        ReadError::TooManyProjects { count: number } => fill(
            [
                "{0} holds {1} projects, and 20,000 is the most. Split the portfolio before the export.",
                "{0} contient {1} projets, et 20 000 est le maximum. Divisez le portefeuille avant l’export.",
            ],
            &[file, &count(lang, *number)],
        ),
        ReadError::Faults { count: number, .. } => {
            Import::FaultsTitle.fill(lang, &[file, &count(lang, *number)])
        }
    }
}

/// Says what is wrong with a record and what to do.
#[must_use]
pub fn fault(fault: &Fault, lang: Lang) -> String {
    let pair = match &fault.why {
        Why::NotAnObject => [
            "Not a record. Remove the line.",
            "Ce n’est pas une fiche. Retirez la ligne.",
        ],
        Why::NoKind => [
            "“kind” is missing. Enter one, such as project.",
            "« kind » manque. Indiquez-en un, par exemple project.",
        ],
        Why::NoId => [
            "“id” is missing. Export the file again.",
            "« id » manque. Exportez le fichier à nouveau.",
        ],
        Why::BadId => [
            "Not an identity: 26 letters and digits are needed. Export the file again.",
            "Ce n’est pas une identité\u{202f}: il faut 26 lettres et chiffres. Exportez le fichier à nouveau.",
        ],
        Why::RepeatedId { first_line } => {
            let text = [
                "The record of line {0} has the same identity. Remove one of the two.",
                "La fiche de la ligne {0} a la même identité. Retirez l’une des deux.",
            ];
            return super::fill(of(text, lang), &[&first_line.to_string()]);
        }
        Why::RepeatedKey => [
            "The field stands twice. Keep one of them.",
            "Le champ figure deux fois. Gardez-en un.",
        ],
        Why::Missing => [
            "The field must have a value. Enter one.",
            "Le champ doit avoir une valeur. Saisissez-la.",
        ],
        Why::Unfit(error) => return super::unfit(error, lang),
        Why::TooDeep => [
            "Nested more than 64 deep. Remove the field.",
            "Imbriqué sur plus de 64 niveaux. Retirez le champ.",
        ],
        Why::Syntax => [
            "Not a value of JSON. Correct it.",
            "Ce n’est pas une valeur JSON. Corrigez-la.",
        ],
    };
    of(pair, lang).to_owned()
}

/// Says what is the matter with a cell and what to do.
#[must_use]
pub const fn problem(code: ProblemCode, lang: Lang) -> &'static str {
    let [en, fr] = match code {
        ProblemCode::NotADate => [
            "Not a day: the field stays empty. Write it like 31/12/2026.",
            "Pas une date\u{202f}: le champ reste vide. Écrivez-la comme 31/12/2026.",
        ],
        ProblemCode::NotMoney => [
            "Not an amount: the field stays empty. Write it like 12.5 or £12.5m.",
            "Pas un montant\u{202f}: le champ reste vide. Écrivez-le comme 12,5 ou 12,5 M€.",
        ],
        ProblemCode::NotPercent => [
            "Not a share: the field stays empty. Write it like 45%.",
            "Pas une part\u{202f}: le champ reste vide. Écrivez-la comme 45 %.",
        ],
        ProblemCode::NotANumber => [
            "Not a year: amounts of the row find none. Write it like 2026.",
            "Pas une année\u{202f}: les montants de la ligne n’en ont pas. Écrivez-la comme 2026.",
        ],
        ProblemCode::NotAChoice => [
            "Not one of the choices: the field stays empty. Use the words of the app, or make the column a field of its own.",
            "Aucun des choix\u{202f}: le champ reste vide. Utilisez les mots de l’application, ou faites de la colonne un champ propre.",
        ],
        ProblemCode::NotAColour => [
            "Not a status: it stays empty. Write green, amber or red.",
            "Pas un statut\u{202f}: il reste vide. Écrivez vert, orange ou rouge.",
        ],
        ProblemCode::TooLarge => [
            "Too large to keep: the field stays empty. Check the unit of the column.",
            "Trop grand\u{202f}: le champ reste vide. Vérifiez l’unité de la colonne.",
        ],
        ProblemCode::TooLong => [
            "Longer than 64 kB: the field stays empty. Shorten it.",
            "Plus de 64 ko\u{202f}: le champ reste vide. Raccourcissez-le.",
        ],
        ProblemCode::NoName => [
            "Neither name nor code: the record is left out. Enter one of them.",
            "Ni nom ni code\u{202f}: la fiche est laissée de côté. Saisissez l’un des deux.",
        ],
        ProblemCode::Reversed => [
            "The finish lies before the start and is left out. Correct one of the days.",
            "La fin précède le début et est laissée de côté. Corrigez l’une des dates.",
        ],
        ProblemCode::NoPeriod => [
            "No year and no dates: the amount is left out. Map a column to the fiscal year, or start and finish.",
            "Ni exercice ni dates\u{202f}: le montant est laissé de côté. Associez une colonne à l’exercice, ou début et fin.",
        ],
        ProblemCode::NoDate => [
            "A status needs its day. Enter the day above.",
            "Un statut a besoin de sa date. Saisissez-la ci-dessus.",
        ],
        ProblemCode::Repeated => [
            "The code stood above already: both are one project, the later row counts.",
            "Le code figurait déjà plus haut\u{202f}: c’est un seul projet, la dernière ligne compte.",
        ],
        ProblemCode::Rounded => [
            "Rounded to the smallest unit.",
            "Arrondi à la plus petite unité.",
        ],
        ProblemCode::NoValue => [
            "The cell says that there is no value: the field stays empty.",
            "La cellule dit qu’il n’y a pas de valeur\u{202f}: le champ reste vide.",
        ],
        ProblemCode::Withheld => [
            "Withheld by the publisher: the field stays empty.",
            "Retenu par l’éditeur\u{202f}: le champ reste vide.",
        ],
        ProblemCode::Stated => [
            "Not a point of the scale: kept as stated.",
            "Pas un point de l’échelle\u{202f}: conservé tel quel.",
        ],
        ProblemCode::Alike => [
            "Differs from another name only in capitals: kept apart. Rename one if both are the same.",
            "Ne diffère d’un autre nom que par les majuscules\u{202f}: gardé à part. Renommez l’un si c’est le même.",
        ],
    };
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// Returns what a column becomes.
#[must_use]
pub fn target_label(target: &Target, workspace: &Workspace, lang: Lang) -> String {
    match target {
        Target::Ignore => Import::Ignored.text(lang).to_owned(),
        Target::Field(key) => field_label(Kind::Project, key, lang).to_owned(),
        Target::Custom(key) => {
            let mut fields = workspace.custom_fields.values();
            let name = fields
                .find(|field| field.key == *key)
                .map(|field| field.name.clone());
            Import::OwnField.fill(lang, &[&name.unwrap_or_else(|| key.clone())])
        }
        Target::NewCustom => Import::NewField.text(lang).to_owned(),
        Target::Rating(_) => Import::Rating.text(lang).to_owned(),
        Target::RatingComment => Import::RatingComment.text(lang).to_owned(),
        Target::Status(None) => Import::StatusOverall.text(lang).to_owned(),
        Target::Status(Some(axis)) => Import::StatusAxis.fill(lang, &[axis_label(*axis, lang)]),
        Target::StatusComment => Import::StatusComment.text(lang).to_owned(),
        Target::Amount(amount) => {
            Import::Budget.fill(lang, &[field_label(Kind::BudgetLine, amount.key(), lang)])
        }
        Target::AmountNote => Import::BudgetNote.text(lang).to_owned(),
        Target::FiscalYear => Import::FiscalYear.text(lang).to_owned(),
    }
}

/// Returns what the figures of a column count, such as `millions of GBP`.
#[must_use]
pub fn scale_label(scale: Scale, currency: Currency, lang: Lang) -> String {
    let key = match scale {
        Scale::One => Import::ScaleOne,
        Scale::Thousand => Import::ScaleThousand,
        Scale::Million => Import::ScaleMillion,
        Scale::Billion => Import::ScaleBillion,
    };
    key.fill(lang, &[currency.code()])
}
