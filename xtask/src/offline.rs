//! What lets a finished folder start without a network and be installed: the worker with the list of
//! all files (`src/boot/sw.js`), its switch-off, and the script that has it registered once the app runs.

use crate::{digest, place, sh, slim};
use std::path::Path;

/// The line of the start after which the rest can wait.
const STARTED: &str =
    "dispatchEvent(new CustomEvent('TrunkApplicationStarted', { detail: { wasm } }));";

/// How long after the start the worker is asked for, in milliseconds: by then the later pages are here,
/// and nothing is fetched twice.
const AFTER: u32 = 3_000;

/// The files that are never kept: what is not of the build, and what decides about the rest.
const LEFT_OUT: &[&str] = &[HEADERS, "index.html", WORKER, OFF];
const HEADERS: &str = "_headers";
const WORKER: &str = "sw.js";
const OFF: &str = "sw-off.js";

/// Writes the script that registers the worker and has the page fetch it after the start; tells the page
/// which build the files are of whose names do not.
pub fn register(html: &str, work: &Path, id: &str) -> Result<String, String> {
    let script = source("offline.js")?;
    let name = format!("baton-{}.js", digest::short(script.as_bytes()));
    let integrity = digest::integrity(script.as_bytes());
    sh::write(&work.join(&name), &script)?;
    if !html.contains(STARTED) || !html.contains("'recover.js'") {
        return Err("index.html does not start in the way that Trunk.toml says".to_owned());
    }
    let then = format!(
        "{STARTED}\nsetTimeout(() => document.head.append(Object.assign(document.createElement('script'), \
         {{ src: './{name}', integrity: '{integrity}' }})), {AFTER});"
    );
    Ok(html
        .replacen(STARTED, &then, 1)
        .replace("'recover.js'", &format!("'recover.js?{id}'")))
}

/// Does the page fetch this file only after the start?
pub fn after_start(html: &str, name: &str) -> bool {
    html.contains(&format!("src: './{name}'"))
}

/// Writes the worker of a folder that is finished otherwise, and its switch-off.
pub fn worker(work: &Path, id: &str) -> Result<(), String> {
    let mut files = vec![(String::new(), sh::bytes(&work.join("index.html"))?)];
    let entries =
        std::fs::read_dir(work).map_err(|error| format!("{}: {error}", work.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !LEFT_OUT.contains(&name.as_str()))
        .collect();
    names.sort();
    for name in names {
        let bytes = sh::bytes(&work.join(&name))?;
        files.push((name, bytes));
    }
    let lines: Vec<String> = files
        .iter()
        .map(|(name, bytes)| format!("['{name}', '{}']", digest::integrity(bytes)))
        .collect();
    let text = source(WORKER)?
        .replace("{build}", id)
        .replace("{files}", &format!("[\n{}\n]", lines.join(",\n")));
    sh::write(&work.join(WORKER), text)?;
    sh::write(&work.join(OFF), source(OFF)?)
}

fn source(name: &str) -> Result<String, String> {
    let text = sh::text(&place::root().join("src/boot").join(name))?;
    Ok(slim::script(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page;

    #[test]
    fn the_worker_names_every_file_but_itself_and_what_is_not_of_the_build() {
        let folder = std::env::temp_dir().join(format!("baton-worker-{}", std::process::id()));
        crate::dist::empty(&folder).unwrap();
        for name in ["index.html", "_headers", "baton-1.js", "sample.json"] {
            std::fs::write(folder.join(name), name).unwrap();
        }
        worker(&folder, "b1").unwrap();
        worker(&folder, "b2").unwrap();
        let text = std::fs::read_to_string(folder.join(WORKER)).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let named: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("['")?.split('\'').next())
            .collect();
        assert_eq!(named, ["", "baton-1.js", "sample.json"]);
        assert!(text.contains("'b2'") && text.contains(&digest::integrity(b"sample.json")));
        assert!(!text.contains("{build}") && !text.contains("{files}"));
    }

    #[test]
    fn the_page_asks_for_the_worker_after_its_start_and_names_its_build() {
        let folder = std::env::temp_dir().join(format!("baton-start-{}", std::process::id()));
        crate::dist::empty(&folder).unwrap();
        let html = format!("<script>x('recover.js')</script><script>{STARTED}</script>");
        let done = register(&html, &folder, "b1").unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(done.contains("x('recover.js?b1')"), "{done}");
        let scripts = page::inline_scripts(&done);
        assert!(
            scripts
                .last()
                .is_some_and(|last| last.contains("integrity: 'sha384-"))
        );
        assert!(register("<script></script>", &folder, "b1").is_err());
    }
}
