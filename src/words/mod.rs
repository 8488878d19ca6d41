//! Every sentence a person reads, in English and French, and the forms of dates, money and numbers.
//!
//! A catalogue is a list of keys with both texts; a missing language does not compile.

pub mod catalogue;
mod choices;
mod deeds;
pub mod explain;
pub mod fields;
pub mod finding;
pub mod format;
pub mod importing;
pub mod msproject;
mod odds;
pub mod parse;
mod reading;
mod timeline;

pub use catalogue::*;
pub use choices::{axis_label, choice_label, rag_label};
pub use deeds::{deed_label, record_name, refusal, unfit};
pub use fields::{field_help, field_label, kind_label, kind_plural};
pub use odds::{OddsFigure, odds_chance, odds_share, odds_why};
pub use reading::file_error;
pub use timeline::{conclusion, timeline_words};

/// A language of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// Returns the tag for `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

/// A key of a catalogue, whichever.
pub trait Word {
    /// The text in English and in French.
    fn in_both(self) -> [&'static str; 2];
}

/// Declares a catalogue: `Key: "English", "français";`. Placeholders are `{0}`, `{1}` …
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($key:ident: $en:literal, $fr:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum $name { $($key),+ }

        impl $name {
            /// Every key.
            pub const ALL: &'static [Self] = &[$(Self::$key),+];

            /// Returns the text in a language.
            #[must_use]
            pub const fn text(self, lang: $crate::words::Lang) -> &'static str {
                match (self, lang) {
                    $( (Self::$key, $crate::words::Lang::En) => $en,
                       (Self::$key, $crate::words::Lang::Fr) => $fr, )+
                }
            }

            /// Returns the sentence with its placeholders filled.
            #[must_use]
            pub fn fill(self, lang: $crate::words::Lang, values: &[&str]) -> String {
                $crate::words::fill(self.text(lang), values)
            }
        }

        impl $crate::words::Word for $name {
            fn in_both(self) -> [&'static str; 2] {
                [self.text($crate::words::Lang::En), self.text($crate::words::Lang::Fr)]
            }
        }

        #[cfg(test)]
        #[test]
        #[allow(non_snake_case)]
        fn $name() {
            for key in $name::ALL {
                $crate::words::check_pair(key.text($crate::words::Lang::En), key.text($crate::words::Lang::Fr));
            }
        }
    };
}
pub(crate) use words;

/// A label of the catalogue in lower case, for the middle of a sentence. It knows the letters of the
/// catalogue's languages only: the tables for all scripts weigh more than the first page's words.
#[must_use]
pub fn lower(label: &str) -> String {
    let letter = |c: char| match c {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        'Œ' => 'œ',
        other => other.to_ascii_lowercase(),
    };
    label.chars().map(letter).collect()
}

/// Fills `{0}`, `{1}` … of a sentence; a value without a place is left out, a place without a value stays.
/// `{0 day|days}` is the value with its noun, `{0|is|are}` the form alone: the first stands for one.
#[must_use]
pub fn fill(sentence: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let place = after.split_once('}').and_then(|(place, tail)| {
            let end = place.find([' ', '|']).unwrap_or(place.len());
            let (number, forms) = place.split_at_checked(end)?;
            Some((values.get(number.parse::<usize>().ok()?)?, forms, tail))
        });
        match place {
            Some((value, forms, tail)) => {
                let (forms, alone) = match forms.strip_prefix('|') {
                    Some(forms) => (forms, true),
                    None => (forms, false),
                };
                if !alone {
                    out.push_str(value);
                }
                if let Some((one, many)) = forms.split_once('|') {
                    // The blank before the noun stands before both forms.
                    let blank = if alone { "" } else { " " };
                    out.push_str(blank);
                    out.push_str(if *value == "1" {
                        one.trim_start()
                    } else {
                        many
                    });
                }
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Returns the form for a count: English has one form for 1, French for 0 and 1 (CLDR plural rules).
#[must_use]
pub const fn plural(
    lang: Lang,
    count: i64,
    one: &'static str,
    other: &'static str,
) -> &'static str {
    let singular = match lang {
        Lang::En => count == 1 || count == -1,
        Lang::Fr => count >= -1 && count <= 1,
    };
    if singular { one } else { other }
}

#[cfg(test)]
fn check_pair(en: &str, fr: &str) {
    let places = |text: &str| {
        let mut all: Vec<&str> = text
            .match_indices('{')
            .filter_map(|(i, _)| text.get(i..i + 2))
            .collect();
        all.sort_unstable();
        // A language may need a form more often than the other one.
        all.dedup();
        all.join("")
    };
    assert_eq!(places(en), places(fr), "placeholders of {en:?} and {fr:?}");
    assert!(!en.trim().is_empty() && !fr.trim().is_empty());
    for sign in [" :", " ;", " !", " ?", " %"] {
        // A unit behind a comma stands alone: « jusqu’à, % ».
        assert!(
            !fr.replace(", %", ",%").contains(sign),
            "narrow no-break space before the sign in {fr:?}"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, fill, lower, plural, rag_label};
    use crate::model::Rag;

    #[test]
    fn places_are_filled_and_nothing_else_is_touched() {
        assert_eq!(fill("{0} of {1}, {0}", &["2", "5"]), "2 of 5, 2");
        assert_eq!(fill("{2} and {x} and {", &["2"]), "{2} and {x} and {");
        assert_eq!(fill("{0}", &["{0}"]), "{0}");
        assert_eq!(fill("{0|a|b}", &[]), "{0|a|b}");
    }

    #[test]
    fn a_noun_follows_its_count() {
        let sentence = "{0 projet modifié|projets modifiés}, {0|il attend|ils attendent} {1}";
        assert_eq!(fill(sentence, &["1", "X"]), "1 projet modifié, il attend X");
        assert_eq!(
            fill(sentence, &["1,200", "X"]),
            "1,200 projets modifiés, ils attendent X"
        );
    }

    #[test]
    fn labels_are_lowered_as_the_standard_library_does_it() {
        assert_eq!(lower("ÉCHÉANCE À L’Œuvre × Ýß"), "échéance à l’œuvre × ýß");
        for rag in [Rag::Green, Rag::Amber, Rag::Red] {
            for lang in [Lang::En, Lang::Fr] {
                let label = rag_label(rag, lang);
                assert_eq!(lower(label), label.to_lowercase());
            }
        }
    }

    #[test]
    fn french_counts_nothing_as_one() {
        assert_eq!(plural(Lang::En, 0, "day", "days"), "days");
        assert_eq!(plural(Lang::Fr, 0, "jour", "jours"), "jour");
    }
}
