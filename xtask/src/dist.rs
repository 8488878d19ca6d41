//! `cargo xtask dist`: the release build, finished into `dist/`.
//!
//! Trunk compiles and names the files; here they are optimised (wasm-opt), the style sheets are
//! joined, and the page gets its content security policy and the digests of everything it loads.

use crate::{apart, digest, offline, page, place, sh, size, slim, tools};
use std::path::{Path, PathBuf};

/// The boot guard must stay small: it is read before anything else.
const BOOT_CEILING: usize = 4_096;

/// Everything that decides what the build looks like.
const INPUTS: &[&str] = &[
    "src",
    "style",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "rust-toolchain.toml",
    "xtask/src",
    "tests/browser/package-lock.json",
];

/// What the compiler may use of wasm; a part cut off does not say so itself.
const FEATURES: &[&str] = &[
    "bulk-memory",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
    "simd",
];

/// A finished build.
pub struct Built {
    /// Files of the first load, the page first.
    pub first: Vec<String>,
    /// Files that are loaded when asked for.
    pub later: Vec<String>,
}

pub fn command(words: &[&str]) -> Result<(), String> {
    let built = build()?;
    size::report(
        &place::dist(),
        &built.first,
        &built.later,
        true,
        words.contains(&"--record"),
    )
}

/// Builds the product into `dist/`, unless it is there already, made from the same sources.
pub fn build() -> Result<Built, String> {
    let found = tools::for_building()?;
    let id = format!(
        "{}{}",
        digest::tree(&place::root(), INPUTS)?,
        if found.npm_packages { "" } else { "-plain" }
    );
    let dist = place::dist();
    let there = sh::text(&dist.join("index.html")).unwrap_or_default();
    if there.contains(&format!("content=\"{id}\"")) {
        println!("· dist/ is up to date");
        return listed(&dist);
    }
    println!("· building the release app (a minute or more)");
    let stage = place::target().join("stage");
    trunk(&stage, &["--features", "apart"])?;
    finish(&stage, &dist, &id, found.npm_packages)?;
    println!("· built: dist/ ({id})");
    listed(&dist)
}

/// Runs Trunk with more arguments for cargo.
pub fn trunk(stage: &Path, more: &[&str]) -> Result<(), String> {
    std::fs::create_dir_all(place::target())
        .map_err(|error| format!("{}: {error}", place::target().display()))?;
    let mut command = sh::program(place::tools().join("bin/trunk"));
    command
        .args(["build", "--release", "--dist"])
        .arg(stage)
        .args(more);
    command
        .env("PATH", tools::path()?)
        .env("CARGO_ENCODED_RUSTFLAGS", apart::rustflags())
        .env_remove("NO_COLOR")
        .env("TRUNK_LOG", "error");
    sh::run(&mut command)
}

/// Makes the finished folder from what Trunk wrote, and puts it in place in one step.
pub fn finish(stage: &Path, dist: &Path, id: &str, optimise: bool) -> Result<(), String> {
    let work = place::target().join("finishing");
    empty(&work)?;
    copy_all(stage, &work)?;
    let mut html = slim::html(&sh::text(&work.join("index.html"))?);

    html = join_styles(html, &work)?;
    let wasm = fetched_wasm(&html)?;
    let module = module_link(&html)?;
    let js = file_of(&module)?;
    let cut = apart::cut(&work, &js, &wasm, optimise)?;
    let wasm_bytes = if optimise {
        wasm_opt(&work.join(&wasm))?
    } else {
        sh::bytes(&work.join(&wasm))?
    };
    let new_wasm = format!("baton-{}.wasm", digest::short(&wasm_bytes));
    remove(&work.join(&wasm))?;
    sh::write(&work.join(&new_wasm), &wasm_bytes)?;
    let checked = format!(
        "'./{new_wasm}', {{ integrity: '{}' }}",
        digest::integrity(&wasm_bytes)
    );
    html = html.replacen(&format!("'./{wasm}', {{}}"), &checked, 1);

    let js_text = sh::text(&work.join(&js))?.replace(&wasm, &new_wasm);
    let new_js = format!("baton-{}.js", digest::short(js_text.as_bytes()));
    remove(&work.join(&js))?;
    sh::write(&work.join(&new_js), &js_text)?;
    let checked = format!(
        "<link integrity=\"{}\"",
        digest::integrity(js_text.as_bytes())
    );
    html = html
        .replacen(&module, &module.replacen("<link", &checked, 1), 1)
        .replace(&js, &new_js);
    let checked = format!("href=\"./{new_js}\"");
    let place = page::tags(&html, "link")
        .into_iter()
        .find(|tag| tag.contains(&checked));
    let place = place.ok_or("index.html lost its main module")?.to_owned();
    html = html.replacen(
        &place,
        &format!("{place}{}", cut.finish(&work, &new_js)?),
        1,
    );

    html = guard(&offline::register(&html, &work, id)?, id)?;
    sh::write(&work.join("index.html"), &html)?;
    sh::write(&work.join("_headers"), headers(&html))?;
    offline::worker(&work, id)?;
    let old = sh::text(&dist.join("index.html"));
    if old.is_ok_and(|old| !old.contains("baton-build")) {
        return Err(format!(
            "{} holds something else: please move it away",
            dist.display()
        ));
    }
    if dist.is_dir() {
        std::fs::remove_dir_all(dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    }
    std::fs::rename(&work, dist)
        .or_else(|_| {
            // Another file system: copy instead.
            std::fs::create_dir_all(dist)?;
            copy_all(&work, dist).map_err(std::io::Error::other)
        })
        .map_err(|error| format!("{}: {error}", dist.display()))
}

/// Style sheets of the pages that come later carry this word in `index.html`.
const LATER_MARK: &str = "data-later";

/// The sheet that joins them lies dormant: `ui::dom::later_style` lets it in, with the code of those pages.
pub const LATER_STYLE: &str = " id=\"later-style\" disabled";

/// Two style sheets in place of many, that of the first page and that of the others: fewer requests
/// and better compression.
fn join_styles(mut html: String, work: &Path) -> Result<String, String> {
    let links: Vec<String> = page::tags(&html, "link")
        .into_iter()
        .filter(|tag| page::attribute(tag, "rel") == Some("stylesheet"))
        .map(str::to_owned)
        .collect();
    let (later, first): (Vec<_>, Vec<_>) = links.iter().partition(|link| link.contains(LATER_MARK));
    for (links, more) in [(first, ""), (later, LATER_STYLE)] {
        let mut css = String::new();
        for link in &links {
            let file = work.join(file_of(link)?);
            css.push_str(&slim::style(&sh::text(&file)?));
            css.push('\n');
            remove(&file)?;
        }
        let name = format!("baton-{}.css", digest::short(css.as_bytes()));
        let joined = format!(
            "<link rel=\"stylesheet\" href=\"./{name}\" integrity=\"{}\"{more}>",
            digest::integrity(css.as_bytes())
        );
        for (position, link) in links.iter().enumerate() {
            html = html.replacen(*link, if position == 0 { &joined } else { "" }, 1);
        }
        sh::write(&work.join(name), css)?;
    }
    Ok(html)
}

/// The digests that make a damaged file fail closed, and the policy that lets nothing else run.
fn guard(html: &str, id: &str) -> Result<String, String> {
    let scripts = page::inline_scripts(html);
    let boot = scripts.first().map_or(0, |script| script.len());
    if boot > BOOT_CEILING {
        return Err(format!(
            "src/boot/boot.js is {boot} bytes in the page, above its ceiling of {BOOT_CEILING}"
        ));
    }
    if scripts.len() != 3 {
        return Err(format!(
            "{} inline scripts in index.html: expected are the guard, the request and the start",
            scripts.len()
        ));
    }
    let digests: Vec<String> = scripts
        .iter()
        .map(|script| digest::inline_script(script))
        .collect();
    let policy = page::policy(&digests);
    let charset = page::tags(html, "meta")
        .into_iter()
        .find(|tag| page::attribute(tag, "charset").is_some());
    let charset = charset
        .ok_or_else(|| "index.html names no charset".to_owned())?
        .to_owned();
    let head = format!(
        "{charset}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"><meta name=\"baton-build\" content=\"{id}\">"
    );
    Ok(html.replacen(&charset, &head, 1))
}

/// For hosts that read a `_headers` file. Only a header can forbid framing; elsewhere the guard does.
fn headers(html: &str) -> String {
    let meta = page::tags(html, "meta")
        .into_iter()
        .find(|tag| tag.contains("Content-Security-Policy"));
    let policy = meta
        .and_then(|tag| page::attribute(tag, "content"))
        .unwrap_or_default();
    let mut out = String::from("/*\n");
    for (name, value) in crate::serve::SECURITY_HEADERS {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    out.push_str(&format!(
        "  Content-Security-Policy: {policy}; frame-ancestors 'none'\n"
    ));
    for name in [
        "",
        "index.html",
        "portfolio.json",
        "sw.js",
        "manifest.webmanifest",
    ] {
        out.push_str(&format!("/{name}\n  Cache-Control: no-cache\n"));
    }
    out.push_str("/baton-*\n  Cache-Control: public, max-age=31536000, immutable\n");
    out
}

/// Optimises for size and gives the bytes.
pub fn wasm_opt(wasm: &Path) -> Result<Vec<u8>, String> {
    let out = wasm.with_extension("opt");
    sh::run(
        sh::program(place::wasm_opt())
            .args(["-Oz", "--quiet", "--strip-debug"])
            .args(FEATURES.iter().map(|name| format!("--enable-{name}")))
            .arg(wasm)
            .arg("-o")
            .arg(&out),
    )?;
    let bytes = sh::bytes(&out)?;
    remove(&out)?;
    Ok(bytes)
}

/// The wasm that the page asks for, as Trunk.toml has it written.
fn fetched_wasm(html: &str) -> Result<String, String> {
    let name = html
        .split("fetch('./")
        .nth(1)
        .and_then(|rest| rest.split("', {})").next());
    name.filter(|name| name.ends_with(".wasm"))
        .map(str::to_owned)
        .ok_or_else(|| "index.html fetches no wasm in the way that Trunk.toml says".to_owned())
}

fn module_link(html: &str) -> Result<String, String> {
    let tag = page::tags(html, "link")
        .into_iter()
        .find(|tag| page::attribute(tag, "rel") == Some("modulepreload"));
    tag.map(str::to_owned)
        .ok_or_else(|| "index.html preloads no module".to_owned())
}

fn file_of(tag: &str) -> Result<String, String> {
    let href = page::attribute(tag, "href").ok_or_else(|| format!("no address in {tag}"))?;
    Ok(href.trim_start_matches("./").to_owned())
}

/// The files of a finished folder: those of the first load as the page names them, then the rest.
fn listed(dist: &Path) -> Result<Built, String> {
    let html = sh::text(&dist.join("index.html"))?;
    let mut first = vec!["index.html".to_owned()];
    let mut later = Vec::new();
    let entries =
        std::fs::read_dir(dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let waits = |name: &String| {
        let links = page::tags(&html, "link");
        let late = |tag: &&str| tag.contains(name) && tag.contains(LATER_STYLE);
        name.starts_with("baton-")
            && html.contains(name)
            && !links.iter().any(late)
            && !offline::after_start(&html, name)
    };
    for name in names {
        if name == "index.html" || name == "_headers" || dist.join(&name).is_dir() {
        } else if waits(&name) {
            first.push(name);
        } else {
            later.push(name);
        }
    }
    Ok(Built { first, later })
}

fn remove(path: &Path) -> Result<(), String> {
    std::fs::remove_file(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// An empty folder, whatever was there.
pub fn empty(folder: &Path) -> Result<(), String> {
    if folder.is_dir() {
        std::fs::remove_dir_all(folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

/// A folder with everything in it.
pub fn copy_all(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    for entry in std::fs::read_dir(from)
        .map_err(|error| failed(from, error))?
        .flatten()
    {
        let (source, goal): (PathBuf, PathBuf) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            std::fs::create_dir_all(&goal).map_err(|error| failed(&goal, error))?;
            copy_all(&source, &goal)?;
        } else {
            std::fs::copy(&source, &goal).map_err(|error| failed(&goal, error))?;
        }
    }
    Ok(())
}
