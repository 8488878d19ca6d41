//! Who rates: a column of ratings is named after the body that its heading mentions.

use super::cells::{self, Said, plain};
use super::inspect::Inspection;
use super::mapping::{Column, LOOKED_AT};
use super::target::Target;

/// Raters by the words that speak of them.
const RATERS: [(&str, &[&str]); 4] = [
    (
        "IPA",
        &[
            "ipa",
            "infrastructure and projects authority",
            "infrastructure project authority",
            "infrastructure projects authority",
        ],
    ),
    ("MPA", &["mpa", "major projects authority"]),
    ("NISTA", &["nista"]),
    ("SRO", &["sro", "senior responsible owner"]),
];

pub(super) fn rater_in(text: &str) -> Option<&'static str> {
    let words = format!(" {} ", plain(text));
    let speaks = |phrases: &[&str]| phrases.iter().any(|p| words.contains(&format!(" {p} ")));
    RATERS
        .iter()
        .find(|(_, phrases)| speaks(phrases))
        .map(|(name, _)| *name)
}

/// Names raters that the headings do not: by the comments of the rows that they rated.
pub(super) fn name_raters(inspection: &Inspection, columns: &mut [Column]) {
    let comment = columns
        .iter()
        .position(|c| c.target == Target::RatingComment);
    let mut taken: Vec<String> = Vec::new();
    for place in 0..columns.len() {
        let Some(Target::Rating(rater)) = columns.get(place).map(|c| c.target.clone()) else {
            continue;
        };
        let mut name = rater.to_string();
        if name.is_empty() {
            let mut votes = [0_usize; RATERS.len()];
            for line in inspection.lines.iter().take(LOOKED_AT) {
                let cell = |place: usize| line.cells.get(place).map_or("", |c| c.trim());
                // The comment tells who rated, where only one of several columns is filled.
                if !matches!(cells::confidence(cell(place)), Said::Value(_)) {
                    continue;
                }
                let said = comment.and_then(|comment| rater_in(cell(comment)));
                if let Some(vote) = RATERS.iter().position(|(name, _)| Some(*name) == said)
                    && let Some(votes) = votes.get_mut(vote)
                {
                    *votes += 1;
                }
            }
            let free = RATERS
                .iter()
                .zip(votes)
                .filter(|((name, _), votes)| *votes > 0 && !taken.contains(&(*name).to_owned()));
            name = free
                .max_by_key(|(_, votes)| *votes)
                .map_or_else(String::new, |((name, _), _)| (*name).to_owned());
        }
        if name.is_empty() || taken.contains(&name) {
            let heading = inspection
                .headings
                .get(place)
                .map_or("", |h| h.label.as_str());
            name = heading.chars().take(60).collect();
        }
        taken.push(name.clone());
        if let Some(column) = columns.get_mut(place) {
            column.target = Target::Rating(name.into());
        }
    }
}
