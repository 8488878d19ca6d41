//! Where things lie. Nothing outside the project folder is written, but for what cargo, rustup and
//! npm keep in their own caches.

use std::path::{Path, PathBuf};

/// The project folder.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// The project's own tools, so that none of the user's is touched.
pub fn tools() -> PathBuf {
    root().join(".tools")
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The finished app, ready for any static host.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The browser tests, with the npm packages that they and the build need.
pub fn browser_tests() -> PathBuf {
    root().join("tests/browser")
}

/// A working wasm-opt, where npm has brought one. Never the distribution's: Debian's binaryen 108
/// reports success and writes a module that does not start.
pub fn wasm_opt() -> PathBuf {
    browser_tests().join("node_modules/.bin/wasm-opt")
}

/// Real data and the offline advisory database, beside the project, where present.
pub fn shared_data() -> Option<PathBuf> {
    let folder = root().join("../shared/data");
    folder.is_dir().then_some(folder)
}
