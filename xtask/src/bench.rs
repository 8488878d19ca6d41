//! `cargo xtask bench`: the native benches, and the finished page measured in a browser against its
//! goals, beside the peer benchmark where that is found.

use crate::{dist, faults, page, place, sh, tools};
use std::path::{Path, PathBuf};

/// How many projects the portfolio has that is opened from storage.
const PROJECTS: &str = "500";

pub fn command(words: &[&str]) -> Result<(), String> {
    match words {
        [] => {
            native(&[])?;
            in_browser(&build_page()?)
        }
        ["native", rest @ ..] => native(rest),
        ["page"] => in_browser(&build_page()?),
        // For measuring it with the peers' own command.
        ["page", "--build"] => build_page().map(|_| ()),
        word => native(word),
    }
}

fn native(words: &[&str]) -> Result<(), String> {
    println!("— native benches");
    let bench = ["bench", "--quiet", "--locked", "--package", "baton"];
    sh::run(
        sh::cargo()
            .args(bench)
            .args(["--bench", "*"])
            .args(words.first().map(|_| "--"))
            .args(words),
    )
}

/// Builds the page that is measured and gives its folder.
fn build_page() -> Result<PathBuf, String> {
    println!("— bench page");
    let found = tools::for_building()?;
    if !found.npm_packages {
        return Err("the page is measured with the npm packages in tests/browser".to_owned());
    }
    let stage = place::target().join("stage-bench");
    dist::trunk(&stage, &["--features", "apart,bench"])?;
    let folder = place::root().join("dist-bench");
    dist::finish(&stage, &folder, "bench", found.npm_packages)?;
    // The harness styles its page in place, which the policy of the product forbids.
    let html = sh::text(&folder.join("index.html"))?;
    let policy = page::tags(&html, "meta")
        .into_iter()
        .find(|tag| tag.contains("Content-Security-Policy"))
        .unwrap_or_default();
    // It draws the roadmap at once: the style of the later pages is let in with the first.
    let html = html
        .replacen(policy, "", 1)
        .replacen(dist::LATER_STYLE, "", 1);
    sh::write(&folder.join("bench.html"), html)?;
    println!(
        "bench page: {} (serve the folder and open bench.html)",
        folder.display()
    );
    Ok(folder)
}

fn in_browser(folder: &Path) -> Result<(), String> {
    println!("— in the browser");
    let file = place::target().join(format!("portfolio-{PROJECTS}.json"));
    faults::make_portfolio(PROJECTS, &file)?;
    let mut command = sh::program("node");
    command.arg("tests/bench/page.mjs").arg(folder).arg(file);
    match peers() {
        Ok(folder) => {
            command.arg(folder);
        }
        Err(reason) => println!("· measured without the peers: {reason}"),
    }
    sh::run(&mut command)
}

/// The peer benchmark with what it needs, in a folder that may be written to.
fn peers() -> Result<PathBuf, String> {
    let source = place::root().join("../shared/bench/peers");
    if !source.is_dir() {
        return Err("there is no ../shared/bench/peers".to_owned());
    }
    let folder = place::target().join("peers");
    if !folder.join("dist/sizes.json").is_file() {
        println!("· installing the peers (some minutes, once)");
        dist::empty(&folder)?;
        dist::copy_all(&source, &folder)?;
        // Only what this run leaves there is to be read.
        for old in ["results.json", "results.md"] {
            let _gone = std::fs::remove_file(folder.join(old));
        }
        install(&folder)?;
    }
    Ok(folder)
}

fn install(folder: &Path) -> Result<(), String> {
    let quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    let plain = [
        "--no-package-lock",
        "--ignore-scripts",
        "--legacy-peer-deps",
    ];
    let mut npm = sh::program("npm");
    npm.arg("install").args(plain).args(quiet);
    sh::run(npm.current_dir(folder))?;
    let build =
        "const { buildAll } = await import('./build.mjs'); await buildAll(); process.exit(0);";
    let mut node = sh::program("node");
    // The last word stands where a script would: the build asks how it was started.
    node.args(["--input-type=module", "--eval", build, "all"]);
    sh::run(node.current_dir(folder))
}
