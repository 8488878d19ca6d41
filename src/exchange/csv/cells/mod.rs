//! What a cell says: days, money, shares, colours and choices, as people write them.

mod amount;
mod choice;
mod day;
#[cfg(test)]
mod tests;

pub use amount::Mark;
pub use day::DateOrder;

pub(super) use amount::{money, percent};
pub(super) use choice::{choice, confidence, status};
pub(super) use day::date;

/// What a cell was found to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange::csv) enum Said<T> {
    /// This.
    Value(T),
    /// This, after rounding or with a guess.
    About(T),
    /// Nothing: empty.
    Empty,
    /// That there is nothing, in words: `TBD`, `No end date`.
    Nothing,
    /// That the publisher withholds it.
    Withheld,
    /// Something else.
    Unclear,
    /// A number beyond what can be kept.
    TooLarge,
}

/// Lower case, without accents, everything but letters and digits as one space.
pub(in crate::exchange::csv) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let folded = match letter {
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => "a",
            'ç' => "c",
            'è' | 'é' | 'ê' | 'ë' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ñ' => "n",
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' => "o",
            'ù' | 'ú' | 'û' | 'ü' => "u",
            'ý' | 'ÿ' => "y",
            'œ' => "oe",
            'æ' => "ae",
            'ß' => "ss",
            _ if letter.is_alphanumeric() => {
                out.push(letter);
                continue;
            }
            _ => " ",
        };
        if folded != " " || !out.ends_with(' ') {
            out.push_str(folded);
        }
    }
    out.trim().to_owned()
}

/// Says whether a cell states that there is no value.
fn silent<T>(cell: &str) -> Option<Said<T>> {
    const NOTHING: [&str; 34] = [
        "n a",
        "na",
        "tbd",
        "tbc",
        "tba",
        "none",
        "null",
        "nil",
        "nan",
        "no end date",
        "no start date",
        "no date",
        "not applicable",
        "not provided",
        "not available",
        "not known",
        "not set",
        "unknown",
        "data not provided",
        "data not provided by department",
        "ongoing",
        "on going",
        "open ended",
        "a definir",
        "a preciser",
        "a confirmer",
        "non defini",
        "non definie",
        "sans objet",
        "non applicable",
        "neant",
        "inconnu",
        "inconnue",
        "nc",
    ];
    if cell.trim().is_empty() {
        return Some(Said::Empty);
    }
    let words = plain(cell);
    if words.is_empty() || NOTHING.contains(&words.as_str()) {
        return Some(Said::Nothing);
    }
    withheld(&words).then_some(Said::Withheld)
}

fn withheld(words: &str) -> bool {
    words.split(' ').any(|word| word.starts_with("exempt")) || words.starts_with("redacted")
}
