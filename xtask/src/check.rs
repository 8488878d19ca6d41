//! `cargo xtask check`: format, lints, licences, advisories, spelling.

use crate::{advisories, sh, tools};

pub fn command(words: &[&str]) -> Result<(), String> {
    if !words.is_empty() {
        return Err("use: cargo xtask check".to_owned());
    }
    let parts: [(&str, fn() -> Result<(), String>); 5] = [
        ("format", format),
        ("lints, native", lints_native),
        ("lints, browser", lints_browser),
        ("licences, bans, sources, advisories", dependencies),
        ("spelling", spelling),
    ];
    let mut failed = Vec::new();
    for (name, part) in parts {
        println!("— {name}");
        if let Err(reason) = part() {
            eprintln!("  {reason}");
            failed.push(name);
        }
    }
    if failed.is_empty() {
        println!("check: {} parts passed", parts.len());
        Ok(())
    } else {
        Err(format!(
            "check: {} of {} parts failed: {}",
            failed.len(),
            parts.len(),
            failed.join("; ")
        ))
    }
}

fn format() -> Result<(), String> {
    sh::run(sh::cargo().args(["fmt", "--all", "--check"]))
}

fn lints_native() -> Result<(), String> {
    sh::run(sh::cargo().args([
        "clippy",
        "--quiet",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn lints_browser() -> Result<(), String> {
    let browser = [
        "clippy",
        "--quiet",
        "--locked",
        "--package",
        "baton",
        "--target",
        "wasm32-unknown-unknown",
    ];
    sh::run(sh::cargo().args(browser).args(["--", "-D", "warnings"]))?;
    sh::run(
        sh::cargo()
            .args(browser)
            .args(["--features", "bench", "--", "-D", "warnings"]),
    )
}

fn dependencies() -> Result<(), String> {
    let deny = tools::cargo_deny()?;
    // Two versions of one library are told, not refused: the tree below Leptos is not ours.
    sh::run(sh::program(&deny).args([
        "--offline",
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ]))?;
    advisories::check(&deny)
}

fn spelling() -> Result<(), String> {
    match tools::typos() {
        Ok(typos) => sh::run(&mut sh::program(typos)),
        Err(reason) => {
            println!("  skipped: the spelling checker can't be had ({reason})");
            Ok(())
        }
    }
}
