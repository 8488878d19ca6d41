//! The program that the browser starts.

#[cfg(target_arch = "wasm32")]
fn main() {
    baton::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Baton runs in a browser: use `cargo xtask serve`.");
}
