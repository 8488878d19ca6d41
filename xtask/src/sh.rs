//! Running other programs, with failures in words.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// A program to be run in the project folder.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(crate::place::root());
    command
}

/// Cargo, the same one that runs this.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs it with its output shown.
pub fn run(command: &mut Command) -> Result<(), String> {
    let shown = describe(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` could not be run: {error}")),
    }
}

/// Runs it with its output shown, and gives what it printed and whether it succeeded.
pub fn shown(command: &mut Command) -> Result<(String, bool), String> {
    let name = describe(command);
    let failed = |error| format!("`{name}` could not be run: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut text = String::new();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|out| BufReader::new(out).lines())
    {
        let line = line.map_err(failed)?;
        println!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    let status = child.wait().map_err(failed)?;
    Ok((text, status.success()))
}

/// Runs it quietly and gives what it printed, if it succeeded.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// True when the program can be started and answers `--version`.
pub fn is_there(name: impl AsRef<OsStr>) -> bool {
    read(program(name).arg("--version")).is_some()
}

/// True when this user may install packages of the system.
pub fn may_install() -> bool {
    let user = read(program("id").arg("-u"));
    user.is_some_and(|id| id.trim() == "0") && is_there("apt-get")
}

/// The packages of a Debian system, where this user may install them; otherwise words on what to run.
pub fn apt(packages: &[&str]) -> Result<(), String> {
    let wanted = packages.join(" ");
    if !may_install() {
        return Err(format!(
            "missing: {wanted}. Please run: sudo apt-get install -y {wanted}"
        ));
    }
    println!("· installing {wanted} (apt-get)");
    let quiet = |command: &mut Command| {
        run(command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(Stdio::null()))
    };
    quiet(program("apt-get").args(["update", "-q"]))?;
    quiet(
        program("apt-get")
            .args(["install", "-y", "-q", "--no-install-recommends"])
            .args(packages),
    )
}

/// The text of a file, with the path in the error.
pub fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The bytes of a file, with the path in the error.
pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file, with the path in the error.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    std::fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}
