//! `cargo xtask serve`: builds the release app and serves it to this machine only.

use crate::{dist, place, size};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a host that can send headers should send with every file.
pub const SECURITY_HEADERS: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

pub fn command(words: &[&str]) -> Result<(), String> {
    let port = port(words)?;
    // Taken first: a port in use is said before the build, not after it.
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
        format!(
            "port {port} can't be used ({error}). Choose another: cargo xtask serve --port {}",
            port.wrapping_add(1).max(1024)
        )
    })?;
    let built = dist::build()?;
    size::report(&place::dist(), &built.first, &built.later, false, false)?;
    println!("Baton is ready: http://127.0.0.1:{port}/   (end it with Ctrl+C)");
    serve(&listener, &place::dist());
    Ok(())
}

fn port(words: &[&str]) -> Result<u16, String> {
    match words {
        [] => Ok(8080),
        ["--port", number] | ["-p", number] => number
            .parse()
            .map_err(|_| format!("`{number}` is no port: 1 to 65535")),
        _ => Err("use: cargo xtask serve [--port N]".to_owned()),
    }
}

fn serve(listener: &TcpListener, folder: &Path) {
    for stream in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        std::thread::spawn(move || {
            // A browser that goes away in the middle is no fault of ours.
            let _gone = answer(&stream, &folder);
        });
    }
}

fn answer(stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.take(64 * 1024));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
    }
    let mut words = request.split_whitespace();
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    if method != "GET" && method != "HEAD" {
        return send(
            stream,
            "405 Method Not Allowed",
            "text/plain; charset=utf-8",
            "no-store",
            b"only GET and HEAD",
            true,
        );
    }
    let found =
        path_of(target).and_then(|name| Some((std::fs::read(folder.join(&name)).ok()?, name)));
    match found {
        Some((bytes, name)) => send(
            stream,
            "200 OK",
            kind(&name),
            caching(&name),
            &bytes,
            method == "GET",
        ),
        None => send(
            stream,
            "404 Not Found",
            "text/plain; charset=utf-8",
            "no-store",
            b"not found",
            method == "GET",
        ),
    }
}

fn send(
    mut stream: &TcpStream,
    status: &str,
    kind: &str,
    caching: &str,
    body: &[u8],
    with_body: bool,
) -> std::io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: {caching}\r\nConnection: close\r\n",
        body.len()
    );
    for (name, value) in SECURITY_HEADERS {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("Content-Security-Policy: frame-ancestors 'none'\r\n\r\n");
    stream.write_all(head.as_bytes())?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// The file that an address asks for; nothing above the served folder, nothing hidden.
fn path_of(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut name = PathBuf::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let plain = part
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if !plain || part.starts_with('.') {
            return None;
        }
        name.push(part);
    }
    if path.is_empty() || path.ends_with('/') {
        name.push("index.html");
    }
    Some(name)
}

fn kind(name: &Path) -> &'static str {
    match name.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("csv") => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Names with a digest never change their content; everything else is asked for again each time.
fn caching(name: &Path) -> &'static str {
    let hashed = name.to_str().is_some_and(|name| name.starts_with("baton-"));
    if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_above_the_served_folder_can_be_asked_for() {
        assert_eq!(path_of("/../Cargo.toml"), None);
        assert_eq!(path_of("/%2e%2e/Cargo.toml"), None);
        assert_eq!(path_of("/.git/config"), None);
        assert_eq!(path_of("//etc/passwd"), Some(PathBuf::from("etc/passwd")));
    }

    #[test]
    fn a_folder_means_its_page_and_a_query_is_ignored() {
        assert_eq!(path_of("/"), Some(PathBuf::from("index.html")));
        assert_eq!(path_of("/?v=1"), Some(PathBuf::from("index.html")));
        assert_eq!(path_of("/baton-1.js?x"), Some(PathBuf::from("baton-1.js")));
    }

    #[test]
    fn the_page_is_asked_for_again_and_hashed_files_are_kept() {
        assert_eq!(caching(Path::new("index.html")), "no-cache");
        assert!(caching(Path::new("baton-0123.wasm")).contains("immutable"));
        assert_eq!(kind(Path::new("a.wasm")), "application/wasm");
    }
}
