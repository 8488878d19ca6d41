//! Damaged input: whatever a file, the journal or the database holds, nothing panics, an error names its
//! place, and what is accepted reads back as it is written.
//!
//! Every test begins with the small files of `tests/corpus`, as they are, and goes on with damaged ones:
//! at the level of bytes, of the JSON tree and of table cells. A failing case is shrunk and printed, and
//! kept in `tests/proptest-regressions`.
//!
//! A run takes a few seconds; `BATON_FUZZ=100 cargo test --test native fuzz` tries a hundred times as many.
//! `cargo xtask fuzz` has the same checks fed by libFuzzer (`tests/fuzz`), which looks for what no case has
//! reached yet, for as long as it is given.
//!
//! Of the targets of the test plan three are not here, as there is nothing of their kind: a link that carries
//! data, compressed input, and a filter of links, as no field holds one. The addresses of pages are among the
//! texts; the forms of every version are among the native files.

pub mod exchange;
mod mutate;
pub mod steps;
pub mod stored;
pub mod typed;

use proptest::prelude::ProptestConfig;

/// Panics where the input does harm.
pub type Check = fn(&[u8]);

/// What libFuzzer is given to feed, by the names that `cargo xtask fuzz` knows.
pub const TARGETS: [(&str, Check); 8] = [
    ("native", exchange::check_native),
    ("published", exchange::check_published),
    ("table", exchange::check_any_table),
    ("plan", exchange::check_plan),
    ("entry", stored::check_any_entry),
    ("snapshot", stored::check_any_snapshot),
    ("text", typed::check_any),
    ("steps", steps::check),
];

/// So many cases, times what the environment asks for.
fn cases(count: u32) -> ProptestConfig {
    let factor = std::env::var("BATON_FUZZ").ok();
    let factor = factor.and_then(|text| text.parse::<u32>().ok());
    ProptestConfig::with_cases(count.saturating_mul(factor.unwrap_or(1)))
}

#[test]
fn a_file_given_to_the_wrong_reader_does_no_harm() {
    for folder in ["json", "csv", "plan", "entry", "snapshot", "text"] {
        for file in mutate::corpus(folder) {
            TARGETS.iter().for_each(|(_, check)| check(&file));
        }
    }
}
