//! The program that the browser starts; natively it prints portfolios to try the app with.

#[cfg(target_arch = "wasm32")]
fn main() {
    baton::ui::start();
}

/// `sample` prints the sample portfolio, `portfolio N` one of N projects; each as a file of the app.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let count = |text: &str| text.parse::<usize>().ok().filter(|n| *n <= 100_000);
    let workspace = match words.as_slice() {
        ["sample"] => Some(baton::sample::arvenne()),
        ["portfolio", text] => count(text).map(baton::sample::large),
        _ => None,
    };
    match workspace {
        Some(workspace) => print!("{}", baton::exchange::native::write(&workspace)),
        None => println!(
            "Baton runs in a browser: use `cargo xtask serve`.\n\
             `cargo run -- sample` prints the sample portfolio, \
             `cargo run -- portfolio 500` one of 500 projects (at most 100000)."
        ),
    }
}
