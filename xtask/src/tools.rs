//! Installing what is missing: the wasm target, Trunk, the wasm-bindgen program and the npm packages.
//! Everything goes into `.tools` and `tests/browser/node_modules`; what is there already is left alone.

use crate::{digest, place, sh};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The newest Trunk that builds with the pinned Rust.
const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const TYPOS: &str = "1.52.0";

/// What a build can count on.
pub struct Found {
    /// False when node or its packages can't be had: the build goes on without wasm-opt.
    pub npm_packages: bool,
}

/// Everything that building the app needs.
pub fn for_building() -> Result<Found, String> {
    wasm_target()?;
    let wasm_bindgen = wasm_bindgen_version()?;
    // No --locked: the lock file published with 0.2.130 names a crate version that is gone.
    install("wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen, false)?;
    install("trunk", "trunk", TRUNK, true)?;
    let fetched = sh::run(sh::cargo().args(["fetch", "--locked", "--quiet"]));
    fetched.map_err(|reason| {
        format!("the libraries could not be fetched ({reason}). Is there a connection?")
    })?;
    Ok(Found {
        npm_packages: npm_packages(),
    })
}

/// The licence, ban and advisory checker.
pub fn cargo_deny() -> Result<PathBuf, String> {
    install("cargo-deny", "cargo-deny", CARGO_DENY, true)?;
    Ok(place::tools().join("bin/cargo-deny"))
}

/// The spelling checker, or the reason why it can't be had.
pub fn typos() -> Result<PathBuf, String> {
    let home = place::tools().join("python");
    let program = home.join("bin/typos");
    if version_of(&program).is_some_and(|version| version.contains(TYPOS)) {
        return Ok(program);
    }
    println!("· installing typos {TYPOS} into .tools");
    let quiet =
        |command: &mut Command| sh::run(command.stdout(Stdio::null()).stderr(Stdio::null()));
    quiet(sh::program("python3").args(["-m", "venv"]).arg(&home))?;
    quiet(sh::program(home.join("bin/pip")).args(["install", "-q", &format!("typos=={TYPOS}")]))?;
    Ok(program)
}

/// PATH with the project's own tools first.
pub fn path() -> Result<std::ffi::OsString, String> {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(place::tools().join("bin")).chain(std::env::split_paths(&before));
    std::env::join_paths(folders).map_err(|error| format!("PATH: {error}"))
}

fn wasm_target() -> Result<(), String> {
    let query = [
        "--print",
        "target-libdir",
        "--target",
        "wasm32-unknown-unknown",
    ];
    let library = sh::read(sh::program("rustc").args(query));
    if library.is_some_and(|folder| PathBuf::from(folder.trim()).is_dir()) {
        return Ok(());
    }
    println!("· adding the wasm target (rustup)");
    sh::run(sh::program("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
}

/// The program must be the same version as the library, to the last digit: the lock file knows it.
fn wasm_bindgen_version() -> Result<String, String> {
    let lock = sh::text(&place::root().join("Cargo.lock"))?;
    locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| "Cargo.lock names no wasm-bindgen".to_owned())
}

/// The version of a crate in the text of a lock file.
fn locked_version(lock: &str, name: &str) -> Option<String> {
    let mut lines = lock
        .lines()
        .skip_while(|line| *line != format!("name = \"{name}\""));
    let version = lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

fn version_of(program: &PathBuf) -> Option<String> {
    sh::read(sh::program(program).arg("--version"))
}

/// Builds a program with cargo into `.tools`, unless this very version is there.
fn install(program: &str, package: &str, version: &str, locked: bool) -> Result<(), String> {
    let there = version_of(&place::tools().join("bin").join(program));
    if there.is_some_and(|answer| answer.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    println!("· installing {package} {version} into .tools: some minutes, once");
    let mut command = sh::cargo();
    command.args(["install", "--quiet", "--no-default-features", "--force"]);
    command
        .arg(format!("{package}@{version}"))
        .arg("--root")
        .arg(place::tools());
    if locked {
        command.arg("--locked");
    }
    // A quick build is what matters for a program that runs for a second: a third of the time.
    command
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_PANIC", "unwind")
        // A target folder shared with the app would mix the two profiles.
        .env_remove("CARGO_TARGET_DIR");
    sh::run(&mut command)
}

/// wasm-opt, playwright-core and axe-core, as the lock file has them. Says why when they can't be had.
fn npm_packages() -> bool {
    let folder = place::browser_tests();
    let Ok(wanted) = digest::tree(&folder, &["package-lock.json"]) else {
        return false;
    };
    let stamp = folder.join("node_modules/.baton");
    if sh::text(&stamp).is_ok_and(|kept| kept == wanted) {
        return true;
    }
    if !(sh::is_there("node") && sh::is_there("npm")) {
        println!(
            "· node and npm are not here: the app is built without wasm-opt and is larger for it"
        );
        return false;
    }
    println!("· installing the npm packages into tests/browser");
    let arguments = [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ];
    let outcome = sh::run(sh::program("npm").args(arguments).current_dir(&folder));
    match outcome.and_then(|()| sh::write(&stamp, wanted)) {
        Ok(()) => true,
        Err(reason) => {
            println!(
                "· the npm packages can't be had ({reason}): the app is built without wasm-opt and is larger for it"
            );
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_decides_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-backend\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(lock, "absent"), None);
    }
}
