//! `cargo xtask faults`: what is tried against faults in one run, with a written report; and the soak.

use crate::{dist, place, sh, test};
use std::path::Path;

/// The stories about faults, by words in the names of their files.
const STORIES: &[&str] = &[
    "boot", "crash", "faults", "folder", "hostile", "keeping", "large", "offline", "storage",
    "team", "zones",
];

/// How much is drawn by lot: at a change, or before a release.
struct Extent {
    name: &'static str,
    schedules: &'static str,
    fuzz: &'static str,
    faults: &'static str,
}

const CHANGE: Extent = Extent {
    name: "as at each change",
    schedules: "100000",
    fuzz: "1",
    faults: "1",
};
const RELEASE: Extent = Extent {
    name: "as before a release",
    schedules: "10000000",
    fuzz: "1000",
    faults: "full",
};

pub fn command(words: &[&str]) -> Result<(), String> {
    match words {
        [] => all(&CHANGE),
        ["--full"] => all(&RELEASE),
        ["--soak"] => soak("60"),
        ["--soak", minutes] => soak(minutes),
        _ => Err("use: cargo xtask faults [--full|--soak [MINUTES]]".to_owned()),
    }
}

/// Every part runs, whatever the others found, and the report tells of each.
fn all(extent: &Extent) -> Result<(), String> {
    test::browsers()?;
    dist::build()?;
    let report = place::target().join("faults.md");
    let stories = place::target().join("faults-stories.md");
    let commit = sh::read(sh::program("git").args(["rev-parse", "--short", "HEAD"]));
    let mut text = format!(
        "# Faults, {}, at {}\n",
        extent.name,
        commit.as_deref().unwrap_or("no commit").trim()
    );
    let mut failed = Vec::new();
    let native = [
        (
            "The store against the simulated browser",
            "tabs_converge",
            "schedules: ",
        ),
        ("Damaged files, entries and texts", "fuzz", "test result"),
    ];
    for (title, word, kept) in native {
        println!("— {title}");
        let outcome = sh::shown(
            test::optimised(word)
                .env("BATON_SCHEDULES", extent.schedules)
                .env("BATON_FUZZ", extent.fuzz),
        );
        let (said, is_well) = outcome.unwrap_or_else(|reason| (reason, false));
        text.push_str(&format!("\n## {title}\n\n"));
        let lines = said
            .lines()
            .filter(|line| line.starts_with(kept) || line.starts_with("test result"));
        lines.for_each(|line| text.push_str(&format!("    {line}\n")));
        if !is_well {
            failed.push(title);
        }
    }
    println!("— stories");
    let outcome = sh::run(
        sh::program("node")
            .arg(place::browser_tests().join("run.mjs"))
            .args(STORIES)
            .arg("--report")
            .arg(&stories)
            .env("BATON_FAULTS", extent.faults),
    );
    text.push_str(&sh::text(&stories).unwrap_or_default());
    if outcome.is_err() {
        failed.push("stories");
    }
    sh::write(&report, &text)?;
    println!("report: {}", report.display());
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("lost or broken: {}", failed.join(", ")))
    }
}

/// Two tabs on 5,000 projects for so many minutes.
fn soak(minutes: &str) -> Result<(), String> {
    test::browsers()?;
    dist::build()?;
    let portfolio = place::target().join("portfolio-5000.json");
    make_portfolio("5000", &portfolio)?;
    let report = place::target().join("soak.md");
    let outcome = sh::run(
        sh::program("node")
            .arg(place::browser_tests().join("soak.mjs"))
            .arg(&portfolio)
            .args(["--minutes", minutes, "--report"])
            .arg(&report),
    );
    println!("report: {}", report.display());
    outcome
}

/// Writes the file of a portfolio of so many projects.
pub fn make_portfolio(projects: &str, file: &Path) -> Result<(), String> {
    let arguments = ["run", "--quiet", "--locked", "--package", "baton", "--"];
    let portfolio = sh::read(sh::cargo().args(arguments).args(["portfolio", projects]));
    sh::write(
        file,
        portfolio.ok_or("the portfolio to measure with could not be made")?,
    )
}
