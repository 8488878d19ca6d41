//! `cargo xtask fuzz`: damaged input by libFuzzer, for hours if it is let.
//!
//! The stable compiler counts what is reached; what it counts is read by libFuzzer, which its Rust wrapper builds
//! with the C++ compiler of the machine.

use crate::{place, sh};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// The targets, as `tests/native/fuzz` names them, with the folder of the corpus that each begins with.
const TARGETS: [(&str, Option<&str>); 8] = [
    ("native", Some("json")),
    ("published", Some("json")),
    ("table", Some("csv")),
    ("plan", Some("plan")),
    ("entry", Some("entry")),
    ("snapshot", Some("snapshot")),
    ("text", Some("text")),
    ("steps", None),
];

/// Counters at every edge and at every comparison, as libFuzzer reads them.
const COUNTED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";
/// Named, so that build scripts and macros are built without counters.
const TARGET: &str = "x86_64-unknown-linux-gnu";
/// The longest input in bytes, the longest that one may take in seconds, and the most memory in MB.
const LIMITS: [&str; 3] = ["-max_len=65536", "-timeout=30", "-rss_limit_mb=512"];

pub fn command(words: &[&str]) -> Result<(), String> {
    let (wanted, minutes) = match words {
        [wanted @ .., "--minutes", minutes] => (wanted, *minutes),
        wanted => (wanted, "1"),
    };
    let is_known = |word: &&str| TARGETS.iter().any(|(target, _)| target == word);
    let seconds = minutes.parse::<u32>().map_or(0, |minutes| minutes * 60);
    if seconds == 0 || !wanted.iter().all(is_known) {
        let known = TARGETS.map(|(target, _)| target).join(", ");
        return Err(format!(
            "use: cargo xtask fuzz [TARGET …] [--minutes N], N for each target; targets are {known}"
        ));
    }
    let chosen = TARGETS
        .iter()
        .filter(|(target, _)| wanted.is_empty() || wanted.contains(target));
    if !sh::is_there("c++") {
        sh::apt(&["g++"])?;
    }
    all(chosen, seconds)
}

/// A minute for all targets, as part of every test run.
pub fn briefly() -> Result<(), String> {
    if !sh::is_there("c++") {
        println!("fuzz: skipped, there is no C++ compiler (the same checks ran under proptest)");
        return Ok(());
    }
    all(TARGETS.iter(), 8)
}

fn all<'a>(
    targets: impl Iterator<Item = &'a (&'static str, Option<&'static str>)>,
    seconds: u32,
) -> Result<(), String> {
    let program = build()?;
    let mut broken = Vec::new();
    for (target, corpus) in targets {
        let (said, is_well) = feed(&program, target, *corpus, seconds)?;
        println!("fuzz: {target}, {seconds} s: {said}");
        if !is_well {
            broken.push(*target);
        }
    }
    if broken.is_empty() {
        return Ok(());
    }
    let (broken, found) = (broken.join(", "), found());
    Err(format!(
        "broken: {broken}; what breaks them stands in {}",
        found.display()
    ))
}

/// Where what reached something new is kept from run to run, by target, and what broke one.
fn found() -> PathBuf {
    place::target().join("fuzz-found")
}

fn build() -> Result<PathBuf, String> {
    println!("· building the targets with counters (a minute or more)");
    let folder = place::target().join("fuzz");
    sh::run(
        sh::cargo()
            .args([
                "build",
                "--quiet",
                "--locked",
                "--profile",
                "fuzz",
                "--target",
                TARGET,
            ])
            .args(["--package", "baton-fuzz"])
            .env("CARGO_TARGET_DIR", &folder)
            .env("RUSTFLAGS", COUNTED),
    )?;
    Ok(folder.join(TARGET).join("fuzz/fuzz"))
}

/// Feeds one target for so long; gives libFuzzer's last figures and whether nothing broke it.
fn feed(
    program: &Path,
    target: &str,
    corpus: Option<&str>,
    seconds: u32,
) -> Result<(String, bool), String> {
    let kept = found().join(target);
    std::fs::create_dir_all(&kept).map_err(|error| format!("{}: {error}", kept.display()))?;
    let failed = |error| format!("{}: {error}", program.display());
    let mut child = sh::program(program)
        .args(LIMITS)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/{target}-", found().display()))
        .arg(&kept)
        .args(corpus.map(|folder| place::root().join("tests/corpus").join(folder)))
        .env("BATON_TARGET", target)
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    // Its pulse is left out, and what it says besides is shown where something broke.
    let (mut last, mut told) = (String::new(), String::new());
    let lines = child.stderr.take().into_iter();
    for line in lines.flat_map(|lines| BufReader::new(lines).lines()) {
        let line = line.map_err(failed)?;
        match line.split_once('\t') {
            Some((count, figures)) if count.starts_with('#') => {
                last = format!("{} runs, {}", &count[1..], figures.trim());
            }
            _ if line.contains("NEW_FUNC") => {}
            _ => told.push_str(&format!("{line}\n")),
        }
    }
    let is_well = child.wait().map_err(failed)?.success();
    if !is_well {
        print!("{told}");
    }
    Ok((last, is_well))
}
