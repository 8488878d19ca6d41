//! Known faults of the libraries in the lock file, from a copy of the RustSec database, offline.
//!
//! cargo-deny wants that database as a git checkout at a place it names itself, so the plain folder
//! is wrapped in one, dated with the day of the copy.

use crate::{place, sh};
use std::path::Path;
use std::process::{Command, Stdio};

/// The name that cargo-deny gives to the checkout of `ADDRESS`.
const CHECKOUT: &str = "advisory-db-394b27bbe451761b";
const ADDRESS: &str = "https://registry.invalid/advisory-db";

/// Checks the lock file, or says that there is no database.
pub fn check(deny: &Path) -> Result<(), String> {
    let Some(database) = place::shared_data()
        .map(|data| data.join("advisory-db"))
        .filter(|folder| folder.is_dir())
    else {
        println!("advisories: skipped, no ../shared/data/advisory-db");
        return Ok(());
    };
    let snapshot = sh::text(&database.join("SNAPSHOT"))?;
    let snapshot = snapshot.lines().next().unwrap_or_default();
    let date = snapshot
        .split([' ', ','])
        .find(|word| word.len() == 10 && word.split('-').count() == 3)
        .unwrap_or("1970-01-01");
    let home = place::tools().join("advisories");
    let checkout = home.join(CHECKOUT);
    let stamp = home.join("snapshot");
    if sh::text(&stamp).is_ok_and(|kept| kept == snapshot) && checkout.is_dir() {
        println!("· advisory database of {date}");
    } else {
        println!("· advisory database of {date}: taking a copy");
        std::fs::create_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
        sh::run(sh::program("cp").arg("-RL").arg(&database).arg(&checkout))?;
        let quiet =
            |command: &mut Command| sh::run(command.current_dir(&checkout).stdout(Stdio::null()));
        quiet(sh::program("git").args(["init", "-q"]))?;
        quiet(sh::program("git").args(["add", "-A"]))?;
        let who = [
            "-c",
            "user.name=baton",
            "-c",
            "user.email=baton@localhost",
            "-c",
            "commit.gpgsign=false",
        ];
        let day = format!("{date}T00:00:00Z");
        quiet(
            sh::program("git")
                .args(who)
                .args(["commit", "-q", "-m", "copy"])
                .env("GIT_COMMITTER_DATE", &day)
                .env("GIT_AUTHOR_DATE", &day),
        )?;
        sh::write(&stamp, snapshot)?;
    }
    // The rules are those of deny.toml; only the place of the database is added, at its end.
    let rules = sh::text(&place::root().join("deny.toml"))?;
    let more =
        format!("db-path = {home:?}\ndb-urls = [{ADDRESS:?}]\nmaximum-db-staleness = \"P10Y\"\n");
    let config = home.join("deny.toml");
    sh::write(&config, format!("{rules}\n{more}"))?;
    sh::run(
        sh::program(deny)
            .args(["--offline", "--config"])
            .arg(&config)
            .args(["check", "advisories"]),
    )
}
