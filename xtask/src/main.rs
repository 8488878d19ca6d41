//! The commands of the project. `cargo xtask help` lists them; each prints what it does in words
//! and ends with a non-zero code when something failed.

// These commands run on a developer's machine, where the clock is there to be read.
#![allow(clippy::disallowed_methods)]

mod advisories;
mod apart;
mod bench;
mod check;
mod digest;
mod dist;
mod faults;
mod fuzz;
mod names;
mod offline;
mod page;
mod place;
mod serve;
mod sh;
mod size;
mod slim;
mod test;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N]   install what is missing, build the release app, serve it on 127.0.0.1 (port 8080)
cargo xtask test [native|browser] [WORD]
                               every test, or one half of them, or those with WORD in their name
cargo xtask test long [SCHEDULES [SEED]]
                               the store against the simulated browser, 10,000,000 schedules if not said otherwise
cargo xtask faults [--full] [PART], or --soak [MINUTES]
                               all about faults, as at a change or a release, with a report; goes on where it was
                               interrupted; or an hour of two busy tabs
cargo xtask fuzz [TARGET …] [--minutes N]
                               damaged input by libFuzzer, each target a minute if not said otherwise
cargo xtask check              format, lints for both targets, licences and advisories, spelling
cargo xtask bench [native [WORD]|page]
                               native benches, and the page measured in Chromium against its goals
cargo xtask dist [--record]    build dist/ and print its sizes; --record keeps them in tests/size-budget.toml
cargo xtask tools              only install what is missing";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.split_first() {
        Some((&"serve", rest)) => serve::command(rest),
        Some((&"test", rest)) => test::command(rest),
        Some((&"faults", rest)) => faults::command(rest),
        Some((&"fuzz", rest)) => fuzz::command(rest),
        Some((&"check", rest)) => check::command(rest),
        Some((&"bench", rest)) => bench::command(rest),
        Some((&"dist", rest)) => dist::command(rest),
        Some((&"tools", _)) => tools::for_building().map(drop),
        None | Some((&("help" | "--help" | "-h"), _)) => {
            println!("{HELP}");
            Ok(())
        }
        Some((other, _)) => Err(format!("there is no command `{other}`.\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("baton: {reason}");
            ExitCode::FAILURE
        }
    }
}
