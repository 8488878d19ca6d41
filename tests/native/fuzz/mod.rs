//! Damaged input: whatever a file, the journal or the database holds, nothing panics, an error names its
//! place, and what is accepted reads back as it is written.
//!
//! Every test begins with the small files of `tests/corpus`, as they are, and goes on with damaged ones:
//! at the level of bytes, of the JSON tree and of table cells. A failing case is shrunk and printed, and
//! kept in `tests/proptest-regressions`.
//!
//! A run takes a few seconds. `BATON_FUZZ=100 cargo test --test native fuzz` tries a hundred times as many;
//! `cargo xtask fuzz` has the same checks fed by libFuzzer (`tests/fuzz`), which looks for what is not reached yet.

pub mod exchange;
mod mutate;
pub mod stored;
pub mod typed;

use proptest::prelude::ProptestConfig;

/// So many cases, times what the environment asks for.
fn cases(count: u32) -> ProptestConfig {
    let factor = std::env::var("BATON_FUZZ").ok();
    let factor = factor.and_then(|text| text.parse::<u32>().ok());
    ProptestConfig::with_cases(count.saturating_mul(factor.unwrap_or(1)))
}
