//! Everything that shows: Leptos views, only in the browser.

#[cfg(feature = "bench")]
mod bench;
pub mod dom;
pub mod timeline;
pub mod widgets;

/// Mounts the app.
pub fn start() {
    console_error_panic_hook::set_once();
    #[cfg(feature = "bench")]
    if bench::start() {
        return;
    }
    leptos::mount::mount_to_body(|| "");
}
