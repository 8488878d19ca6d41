//! Everything that shows: Leptos views, only in the browser.

mod apart;
mod app;
#[cfg(feature = "bench")]
mod bench;
pub mod dom;
pub mod grid;
pub mod pages;
pub mod parts;
mod said;
pub mod shell;
pub mod timeline;
pub mod widgets;

use said::said;

/// Mounts the app; in a worker, begins to draw odds.
pub fn start() {
    if web_sys::window().is_none() {
        apart::serve_odds();
        return;
    }
    dom::cover_panics();
    #[cfg(feature = "bench")]
    if bench::start() {
        return;
    }
    leptos::mount::mount_to_body(app::App);
}
