//! The checks of damaged input (`tests/native/fuzz`), fed by libFuzzer, which looks for what no case reached yet.
//!
//! `cargo xtask fuzz` says how it is run; which check is fed stands in `BATON_TARGET`.
#![cfg_attr(fuzzing, no_main)]
#![allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "../native/edits.rs"]
mod edits;
#[path = "../native/fuzz/mod.rs"]
mod fuzz;
#[path = "../native/hostile_files.rs"]
mod hostile_files;

use std::sync::LazyLock;

static CHECK: LazyLock<fuzz::Check> = LazyLock::new(|| {
    let name = std::env::var("BATON_TARGET").unwrap_or_default();
    let found = fuzz::TARGETS.iter().find(|(target, _)| *target == name);
    let Some((_, check)) = found else {
        panic!("BATON_TARGET is {name:?}, which is no target");
    };
    *check
});

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| CHECK(data));

#[cfg(not(fuzzing))]
fn main() {
    eprintln!("run: cargo xtask fuzz");
}
