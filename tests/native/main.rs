//! Laws and cases of everything that decides, run natively as one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod analysis_laws;
mod architecture;
mod catalogue;
mod charts;
mod csv_import;
mod edit_laws;
mod edits;
mod fuzz;
mod gmpp;
mod hostile_files;
mod merge_laws;
mod msproject_differences;
mod msproject_import;
mod msproject_read;
mod native_json;
mod odds_draws;
mod odds_networks;
mod odds_plans;
mod odds_runs;
mod planners;
mod roadmap_rows;
mod sample_file;
mod schedule;
mod store_sim;
mod versions;
