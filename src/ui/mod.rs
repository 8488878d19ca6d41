//! Everything that shows: Leptos views, only in the browser.

pub mod dom;
pub mod widgets;

/// Mounts the app.
pub fn start() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(|| "");
}
