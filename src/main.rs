//! The program that the browser starts; natively it prints portfolios to try the app with.

#[cfg(target_arch = "wasm32")]
fn main() {
    baton::ui::start();
}

/// `sample` prints the sample portfolio, `portfolio N` one of N projects, `portfolio N TASKS` one whose projects
/// have a plan of so many tasks each; all as files of the app.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let count = |text: &str| text.parse::<usize>().ok().filter(|n| *n <= 100_000);
    let workspace = match words.as_slice() {
        ["sample"] => Some(baton::sample::arvenne()),
        ["portfolio", text] => count(text).map(baton::sample::large),
        ["portfolio", text, tasks] => count(text)
            .zip(count(tasks))
            .filter(|(projects, tasks)| projects * tasks <= 200_000)
            .map(|(projects, tasks)| baton::sample::planned(projects, tasks)),
        _ => None,
    };
    match workspace {
        Some(workspace) => print!("{}", baton::exchange::native::write(&workspace)),
        None => println!(
            "Baton runs in a browser: use `cargo xtask serve`.\n\
             `cargo run -- sample` prints the sample portfolio, \
             `cargo run -- portfolio 500` one of 500 projects (at most 100000), \
             `cargo run -- portfolio 500 40` the same with plans of 40 tasks each (at most 200000 together)."
        ),
    }
}
