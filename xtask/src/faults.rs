//! `cargo xtask faults`: what is tried against faults in one run, with a written report; and the soak.

use crate::{dist, place, sh, test};
use std::path::Path;

/// The stories about faults, by their files.
const STORIES: &[&str] = &[
    "boot",
    "crash",
    "faults",
    "folder",
    "hostile",
    "keeping",
    "large",
    "offline",
    "storage",
    "storage-harmed",
    "storage-tabs",
    "team",
    "zones",
];

/// How much is drawn by lot: at a change, or before a release.
struct Extent {
    name: &'static str,
    /// The folder of what is reported of each part.
    folder: &'static str,
    schedules: &'static str,
    fuzz: &'static str,
    faults: &'static str,
    /// How often the stories are told: what fails once in so many times is no accident.
    times: usize,
    /// Parts that passed are not run again.
    goes_on: bool,
}

const CHANGE: Extent = Extent {
    name: "as at each change",
    folder: "faults",
    schedules: "100000",
    fuzz: "1",
    faults: "1",
    times: 1,
    goes_on: false,
};
const RELEASE: Extent = Extent {
    name: "as before a release",
    folder: "faults-full",
    schedules: "10000000",
    fuzz: "1000",
    faults: "full",
    times: 3,
    goes_on: true,
};

/// The parts that need no browser, with the word of their test and how the lines to report begin.
const NATIVE: &[(&str, &str, &str)] = &[
    ("store", "tabs_converge", "schedules: "),
    ("files", "fuzz", "test result"),
];

pub fn command(words: &[&str]) -> Result<(), String> {
    match words {
        [] => all(&CHANGE, None),
        ["--full"] => all(&RELEASE, None),
        ["--soak"] => soak("60"),
        ["--soak", minutes] => soak(minutes),
        ["--full", part] if parts().any(|one| one == *part) => all(&RELEASE, Some(part)),
        [part] if parts().any(|one| one == *part) => all(&CHANGE, Some(part)),
        _ => Err(format!(
            "use: cargo xtask faults [--full] [PART], or --soak [MINUTES]; parts are {}",
            parts().collect::<Vec<_>>().join(", ")
        )),
    }
}

fn parts() -> impl Iterator<Item = &'static str> {
    let native = NATIVE.iter().map(|(part, _, _)| *part);
    native.chain(STORIES.iter().copied())
}

/// Every part runs, whatever the others found, and the report tells of each. Of what takes hours a part that
/// passed at this very commit is not run again: so it goes on where it was interrupted.
fn all(extent: &Extent, only: Option<&str>) -> Result<(), String> {
    let folder = place::target().join(extent.folder);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let commit = sh::read(sh::program("git").args(["describe", "--always", "--dirty"]));
    let commit = commit.as_deref().unwrap_or("no commit").trim();
    let head = format!("<!-- passed at {commit} -->\n");
    let file = |part: &str| folder.join(format!("{part}.md"));
    let is_done = |part: &str| {
        let clean = !commit.ends_with("-dirty") && commit != "no commit";
        extent.goes_on && clean && sh::text(&file(part)).is_ok_and(|text| text.starts_with(&head))
    };
    let due = |part: &&str| match only {
        Some(one) => one == *part,
        None => !is_done(part),
    };
    let due: Vec<&str> = parts().filter(due).collect();
    if due.iter().any(|part| STORIES.contains(part)) {
        test::browsers()?;
        dist::build()?;
    }
    for part in parts().filter(|part| only.is_none() && !due.contains(part)) {
        println!(
            "— {part}: passed at this commit, in {}",
            file(part).display()
        );
    }
    let mut failed = Vec::new();
    for part in due {
        println!("— {part}");
        let (said, is_well) = match NATIVE.iter().find(|(name, _, _)| *name == part) {
            Some((_, word, kept)) => native(extent, word, kept),
            None => told(extent, part, &file(part)),
        };
        let head = if is_well { &head } else { "" };
        sh::write(&file(part), format!("{head}\n# {part}\n\n{said}"))?;
        if !is_well {
            failed.push(part);
        }
    }
    let report = place::target().join(format!("{}.md", extent.folder));
    let mut text = format!("# Faults, {}, at {commit}\n", extent.name);
    for part in parts() {
        text.push_str(&sh::text(&file(part)).unwrap_or_default());
    }
    sh::write(&report, &text)?;
    println!("report: {}", report.display());
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("lost or broken: {}", failed.join(", ")))
    }
}

/// Runs native tests; gives the lines to report and whether all is well.
fn native(extent: &Extent, word: &str, kept: &str) -> (String, bool) {
    let outcome = sh::shown(
        test::optimised(word)
            .env("BATON_SCHEDULES", extent.schedules)
            .env("BATON_FUZZ", extent.fuzz),
    );
    let (said, is_well) = outcome.unwrap_or_else(|reason| (reason, false));
    let lines = said
        .lines()
        .filter(|line| line.starts_with(kept) || line.starts_with("test result"));
    (lines.map(|line| format!("    {line}\n")).collect(), is_well)
}

/// Tells stories, once with all their rounds and then as at a change; gives their report and whether all is well.
fn told(extent: &Extent, story: &str, file: &Path) -> (String, bool) {
    let (mut text, mut is_well) = (String::new(), true);
    for time in 1..=extent.times {
        let outcome = sh::run(
            sh::program("node")
                .arg(place::browser_tests().join("run.mjs"))
                .arg(format!("{story}.mjs"))
                .arg("--report")
                .arg(file)
                .env("BATON_FAULTS", if time == 1 { extent.faults } else { "1" }),
        );
        is_well &= outcome.is_ok();
        text.push_str(&sh::text(file).unwrap_or_default());
    }
    (text, is_well)
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
