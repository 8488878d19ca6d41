//! `cargo xtask test`: the native tests, then the finished app in two browsers.

use crate::{dist, fuzz, place, sh, tools};
use std::path::Path;

pub fn command(words: &[&str]) -> Result<(), String> {
    match words {
        [] => both(native(None), browser(None)),
        ["native"] => native(None),
        ["native", word] => native(Some(word)),
        ["browser"] => browser(None),
        ["browser", word] => browser(Some(word)),
        ["long"] => long("10000000", "0"),
        ["long", schedules] => long(schedules, "0"),
        ["long", schedules, first] => long(schedules, first),
        [word] => both(native(Some(word)), browser(Some(word))),
        _ => Err(
            "use: cargo xtask test [native|browser] [WORD], or test long [SCHEDULES [SEED]]"
                .to_owned(),
        ),
    }
}

/// Both halves run, whatever the first one found: one run tells everything.
fn both(native: Result<(), String>, browser: Result<(), String>) -> Result<(), String> {
    match (native, browser) {
        (Err(one), Err(other)) => Err(format!("{one}; {other}")),
        (one, other) => one.and(other),
    }
}

fn native(word: Option<&str>) -> Result<(), String> {
    println!("— native tests");
    let mut command = sh::cargo();
    command
        .args(["test", "--quiet", "--locked", "--workspace"])
        .args(word);
    let tests = sh::run(&mut command);
    match word {
        Some(_) => tests,
        None => both(tests, fuzz::briefly()),
    }
}

/// The store against the simulated browser for as long as so many schedules take, from that seed on.
fn long(schedules: &str, first: &str) -> Result<(), String> {
    println!("— {schedules} schedules of the store, from seed {first} on");
    sh::run(
        optimised("tabs_converge")
            .env("BATON_SCHEDULES", schedules)
            .env("BATON_FIRST", first),
    )
}

/// The native tests with this word in their name, built for long runs, with all that they print.
pub fn optimised(word: &str) -> std::process::Command {
    let mut command = sh::cargo();
    command
        .args(["test", "--locked", "--package", "baton"])
        .args(["--profile", "bench", "--test", "native"])
        .args(["--", "--nocapture", word]);
    command
}

fn browser(word: Option<&str>) -> Result<(), String> {
    println!("— browser tests");
    browsers()?;
    dist::build()?;
    sh::run(
        sh::program("node")
            .arg(place::browser_tests().join("run.mjs"))
            .args(word),
    )
}

/// The oldest Firefox ESR that the pinned driver can talk to.
const FIREFOX: u32 = 153;

/// The version of Firefox ESR on this machine.
fn firefox_esr() -> Option<u32> {
    let answer = sh::read(sh::program("/usr/bin/firefox-esr").arg("--version"))?;
    answer
        .split_whitespace()
        .find_map(|word| word.split('.').next()?.parse().ok())
}

/// Node and the two browsers: installed where that is possible, else what to run is said.
pub fn browsers() -> Result<(), String> {
    let mut missing = Vec::new();
    if !sh::is_there("node") {
        missing.push("nodejs");
    }
    if !sh::is_there("npm") {
        missing.push("npm");
    }
    if !["/usr/bin/chromium", "/usr/bin/google-chrome"]
        .iter()
        .any(|path| Path::new(path).exists())
        && std::env::var_os("CHROMIUM").is_none()
    {
        missing.push("chromium");
    }
    if std::env::var_os("FIREFOX").is_none()
        && firefox_esr().is_none_or(|version| version < FIREFOX)
    {
        missing.push("firefox-esr");
    }
    if !missing.is_empty() {
        sh::apt(&missing)?;
    }
    if tools::for_building()?.npm_packages {
        Ok(())
    } else {
        Err(
            "the browser tests need the npm packages of tests/browser: run `npm ci` there"
                .to_owned(),
        )
    }
}
