//! One wasm taken apart: what the first page needs, and files that come on demand
//! (`src/ui/apart.rs` says which page is in which).
//!
//! The linker keeps its relocations, `wasm_split_cli_support` cuts along them, and wasm-bindgen binds
//! the main part. Every file that comes later is named and guarded by its digest, as all others are.

use crate::{digest, dist, names, place, sh, slim, tools};
use std::path::{Path, PathBuf};

/// What the compiler must be told, as `CARGO_ENCODED_RUSTFLAGS` has it: one type a view (as in
/// `.cargo/config.toml`), relocations, and no folder of this machine in the words of a panic.
pub fn rustflags() -> String {
    let mut flags = vec![
        "--cfg=erase_components".to_owned(),
        "-Clink-arg=--emit-relocs".to_owned(),
    ];
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let sources = home.map(|home| home.join("registry/src"));
    let registries = sources.and_then(|folder| std::fs::read_dir(folder).ok());
    let registries = registries.into_iter().flatten().flatten();
    for folder in registries.map(|entry| entry.path()).chain([place::root()]) {
        flags.push(format!("--remap-path-prefix={}/=", folder.display()));
    }
    flags.join("\x1f")
}

/// The module that loads the other files, as the cutting names it.
const LINK: &str = "__wasm_split.js";

/// Cuts what cargo built and puts the main part and its bindings in place of Trunk's, in `work`;
/// the files that come later lie beside them. Names are those of the finished folder but for the
/// main module `js` and its `wasm`, which keep theirs.
pub fn cut(work: &Path, js: &str, wasm: &str, optimise: bool) -> Result<Cut, String> {
    let built = place::target().join("wasm32-unknown-unknown/release/baton.wasm");
    let parts = place::target().join("apart");
    dist::empty(&parts)?;
    let main = parts.join("main.wasm");
    let input = sh::bytes(&built)?;
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = &parts;
    options.main_out_path = &main;
    options.main_module = MAIN;
    let cut = wasm_split_cli_support::transform(options)
        .map_err(|error| format!("{} could not be taken apart: {error}", built.display()))?;

    let bound = parts.join("bound");
    sh::run(
        sh::program(place::tools().join("bin/wasm-bindgen"))
            .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
            .args(["--out-name", "main", "--out-dir"])
            .arg(&bound)
            .arg(&main)
            .env("PATH", tools::path()?),
    )?;
    let mut link = sh::text(&parts.join(LINK))?;
    for module in &cut.split_modules {
        let old = module.file_name().unwrap_or_default().to_string_lossy();
        let bytes = if optimise {
            dist::wasm_opt(module)?
        } else {
            sh::bytes(module)?
        };
        let name = format!("baton-{}.wasm", digest::short(&bytes));
        sh::write(&work.join(&name), &bytes)?;
        link = link.replace(
            &format!("fetch(new URL(\"./{old}\", import.meta.url))"),
            &format!(
                "fetch(new URL('./{name}', import.meta.url), {{ integrity: '{}' }})",
                digest::integrity(&bytes)
            ),
        );
    }
    // A host that serves wasm under another type must not stop the app.
    link = link.replace(
        "WebAssembly.instantiateStreaming(src, imports)",
        "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)",
    );
    // A page that goes away takes its fetches with it, and what fails otherwise is said in the app.
    link = link.replace("console.error(e)", "console.warn(e)");
    // A file left under its first name would be fetched without its digest.
    if link.contains("new URL(\"./") || link.contains("instantiateStreaming") {
        return Err(
            "the module that loads the other files is written in an unknown way".to_owned(),
        );
    }
    let link_name = format!("baton-{}.js", digest::short(link.as_bytes()));
    let bindings = slim::bindings(&sh::text(&bound.join("main.js"))?);
    let (main_wasm, bindings) =
        names::shorten(&sh::bytes(&bound.join("main_bg.wasm"))?, &bindings)?;
    let main_js = bindings
        .replace("main_bg.wasm", wasm)
        // Only where it is imported from: the wasm still asks for it by its first name.
        .replace(
            &format!("from \"./{LINK}\""),
            &format!("from \"./{link_name}\""),
        );
    sh::write(&work.join(js), main_js)?;
    sh::write(&work.join(wasm), main_wasm)?;
    Ok(Cut { link, link_name })
}

/// How the loading module names the main one, until that has its name.
const MAIN: &str = "./baton-main.js";

/// The module that loads the files to come.
pub struct Cut {
    link: String,
    link_name: String,
}

impl Cut {
    /// Writes it, now that the main module has its name, and gives the line of the page that fetches
    /// it along with the main module, digest included.
    pub fn finish(&self, work: &Path, main_js: &str) -> Result<String, String> {
        let text = self.link.replace(MAIN, &format!("./{main_js}"));
        sh::write(&work.join(&self.link_name), &text)?;
        Ok(format!(
            "<link rel=\"modulepreload\" href=\"./{}\" crossorigin=\"anonymous\" integrity=\"{}\">",
            self.link_name,
            digest::integrity(text.as_bytes())
        ))
    }
}
