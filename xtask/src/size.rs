//! The size report: what a first visit loads, in bytes as they lie, gzipped and brotli-compressed,
//! against the ceiling in `tests/size-budget.toml`. A kB is 1,000 bytes.

use crate::{place, sh};
use std::path::{Path, PathBuf};

/// Bytes of one file.
#[derive(Clone, Copy, Default)]
struct Bytes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the report for a finished folder. An error when the ceiling is passed and `strict` is set.
pub fn report(
    dist: &Path,
    first: &[String],
    later: &[String],
    strict: bool,
    record: bool,
) -> Result<(), String> {
    let Some(sizes) = measure(dist, first, later) else {
        println!("· sizes compressed can't be told without node; the ceiling is not checked");
        return Ok(());
    };
    println!(
        "\n{:<34}{:>10}{:>10}{:>10}",
        "size (bytes)", "raw", "gzip", "brotli"
    );
    let mut total = Bytes::default();
    for (name, bytes) in sizes.iter().take(first.len()) {
        line(name, *bytes);
        total.raw += bytes.raw;
        total.gzip += bytes.gzip;
        total.brotli += bytes.brotli;
    }
    line("= first load", total);
    for (name, bytes) in sizes.iter().skip(first.len()) {
        line(&format!("{name} (on demand)"), *bytes);
    }
    if record {
        keep(&sizes, total)?;
    }
    let ceiling = ceiling()?;
    let percent = total.brotli * 100 / ceiling.max(1);
    println!(
        "size: first load {} of {ceiling} bytes brotli ({percent} %)\n",
        total.brotli
    );
    if total.brotli > ceiling && strict {
        return Err(format!(
            "the first load is {} bytes brotli, above its ceiling of {ceiling}",
            total.brotli
        ));
    }
    Ok(())
}

fn line(name: &str, bytes: Bytes) {
    println!(
        "{name:<34}{:>10}{:>10}{:>10}",
        bytes.raw, bytes.gzip, bytes.brotli
    );
}

fn budget_file() -> PathBuf {
    place::root().join("tests/size-budget.toml")
}

/// The most that a first load may weigh, in bytes, brotli-compressed.
fn ceiling() -> Result<u64, String> {
    let text = sh::text(&budget_file())?;
    let value = text
        .lines()
        .find_map(|line| line.strip_prefix("first_load_brotli_ceiling = "));
    value
        .and_then(|number| number.replace('_', "").trim().parse().ok())
        .ok_or_else(|| "tests/size-budget.toml names no first_load_brotli_ceiling".to_owned())
}

/// Rewrites the measured part of the budget file, below its marker.
fn keep(sizes: &[(String, Bytes)], total: Bytes) -> Result<(), String> {
    let text = sh::text(&budget_file())?;
    let head = text.split("[measured]").next().unwrap_or_default();
    let mut out = format!("{head}[measured]\n");
    let all = sizes
        .iter()
        .map(|(name, bytes)| (kind(name), *bytes))
        .chain([("first_load", total)]);
    let mut seen: Vec<&str> = Vec::new();
    for (name, bytes) in all {
        let Bytes { raw, gzip, brotli } = bytes;
        seen.push(name);
        // Files of one kind are numbered, the one of the first load first.
        let name = match seen.iter().filter(|known| **known == name).count() {
            1 => name.to_owned(),
            number => format!("{name}_{number}"),
        };
        out.push_str(&format!(
            "{name} = {{ raw = {raw}, gzip = {gzip}, brotli = {brotli} }}\n"
        ));
    }
    sh::write(&budget_file(), out)
}

/// What a file is, without the digest in its name.
fn kind(name: &str) -> &str {
    match name.rsplit('.').next() {
        Some("wasm") => "wasm",
        Some("css") => "css",
        Some("html") => "html",
        Some("json") => "sample",
        Some("webmanifest" | "svg" | "png") => "install",
        Some("js") if name.starts_with("sw") => "worker",
        Some("js") if name.starts_with("baton-") => "js",
        _ => "recover",
    }
}

/// Compressed as a good static host does it: gzip 9, brotli 11.
fn measure(dist: &Path, first: &[String], later: &[String]) -> Option<Vec<(String, Bytes)>> {
    const SCRIPT: &str = "const z=require('zlib'),f=require('fs');for(const n of process.argv.slice(1)){const b=f.readFileSync(n);\
        console.log(b.length,z.gzipSync(b,{level:9}).length,z.brotliCompressSync(b,{params:{[z.constants.BROTLI_PARAM_QUALITY]:11,\
        [z.constants.BROTLI_PARAM_SIZE_HINT]:b.length}}).length)}";
    let names = || first.iter().chain(later);
    let printed = sh::read(
        sh::program("node")
            .args(["-e", SCRIPT])
            .args(names())
            .current_dir(dist),
    )?;
    let mut sizes = Vec::new();
    for (name, line) in names().zip(printed.lines()) {
        let mut numbers = line
            .split_whitespace()
            .map_while(|number| number.parse().ok());
        let bytes = Bytes {
            raw: numbers.next()?,
            gzip: numbers.next()?,
            brotli: numbers.next()?,
        };
        sizes.push((name.clone(), bytes));
    }
    Some(sizes)
}
