//! `cargo xtask bench`: the native benches, and the page that a browser bench harness drives.

use crate::{dist, place, sh, tools};

pub fn command(words: &[&str]) -> Result<(), String> {
    println!("— native benches");
    sh::run(
        sh::cargo()
            .args([
                "bench",
                "--quiet",
                "--locked",
                "--package",
                "baton",
                "--bench",
                "*",
            ])
            .args(words.first().map(|_| "--"))
            .args(words),
    )?;
    println!("— bench page");
    let found = tools::for_building()?;
    let stage = place::target().join("stage-bench");
    dist::trunk(&stage, &["--features", "apart,bench"])?;
    let folder = place::root().join("dist-bench");
    dist::finish(&stage, &folder, "bench", found.npm_packages)?;
    let page = sh::text(&folder.join("index.html"))?;
    sh::write(&folder.join("bench.html"), page)?;
    println!(
        "bench page: {} (serve the folder and open bench.html)",
        folder.display()
    );
    Ok(())
}
