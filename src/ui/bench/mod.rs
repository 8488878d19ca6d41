//! Pages for the bench and for looking at the renderer alone; never part of the product.
//!
//! Built with the feature `bench`:
//!
//! ```text
//! trunk build --release --features bench --dist target/bench-page
//! ```
//!
//! - `index.html#bench` sets `window.bench` and waits for the harness: [`contract`];
//! - `index.html#timeline-demo` shows a portfolio of two dozen projects in every state: [`demo`];
//! - `index.html#gallery` shows every widget: [`gallery`].

mod computing;
mod contract;
mod demo;
mod gallery;
mod sample;

use leptos::prelude::*;

/// Style of these pages; the product does not carry it.
const SHEET: &str = include_str!("bench.css");

/// Mounts the page that the address names; says whether it did.
pub fn start() -> bool {
    let hash = window().location().hash().unwrap_or_default();
    let name = hash.split('?').next().unwrap_or_default();
    match name {
        "#bench" => leptos::mount::mount_to_body(contract::Bench),
        "#timeline-demo" => leptos::mount::mount_to_body(demo::Demo),
        "#gallery" => leptos::mount::mount_to_body(gallery::Gallery),
        _ => return false,
    }
    true
}
