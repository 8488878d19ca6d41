//! Reading and rewriting `index.html`, as Trunk writes it: small, and only what the release needs.

/// The tags `<name …>` of a page, in order, each as its exact text.
pub fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name}");
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find(&open) {
        let from = rest.get(start..).unwrap_or_default();
        let Some(end) = from.find('>') else { break };
        let tag = from.get(..=end).unwrap_or_default();
        let after = tag.get(open.len()..).and_then(|tail| tail.chars().next());
        if after.is_some_and(|letter| letter == '>' || letter == '/' || letter.is_whitespace()) {
            found.push(tag);
        }
        rest = from.get(end + 1..).unwrap_or_default();
    }
    found
}

/// The value of an attribute, quoted or not.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let start = rest.find(name)?;
        let before = rest.get(..start)?.chars().next_back();
        let after = rest.get(start + name.len()..)?;
        match after.strip_prefix('=') {
            Some(value)
                if before
                    .is_some_and(|letter| letter.is_whitespace() || "\"'".contains(letter)) =>
            {
                return match value.chars().next()? {
                    quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
                    _ => value
                        .split(|letter: char| letter.is_whitespace() || letter == '>')
                        .next(),
                };
            }
            _ => rest = after,
        }
    }
}

/// The exact text between the tags of each script that is written into the page.
pub fn inline_scripts(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        let from = rest.get(start..).unwrap_or_default();
        let Some(open) = from.find('>') else { break };
        let tag = from.get(..=open).unwrap_or_default();
        let body = from.get(open + 1..).unwrap_or_default();
        let Some(close) = body.find("</script") else {
            break;
        };
        if attribute(tag, "src").is_none() {
            found.push(body.get(..close).unwrap_or_default());
        }
        rest = body.get(close..).unwrap_or_default();
    }
    found
}

/// The policy of the page. Everything is refused but the page's own files, the inline scripts with
/// these digests, and compiling WebAssembly.
pub fn policy(script_digests: &[String]) -> String {
    let scripts: String = script_digests
        .iter()
        .map(|digest| format!(" {digest}"))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_quoted_or_not() {
        let tag = "<link rel=stylesheet href=\"./a.css\" data-href='no' integrity=sha384-x>";
        assert_eq!(attribute(tag, "rel"), Some("stylesheet"));
        assert_eq!(attribute(tag, "href"), Some("./a.css"));
        assert_eq!(attribute(tag, "integrity"), Some("sha384-x"));
        assert_eq!(attribute(tag, "as"), None);
    }

    #[test]
    fn only_whole_tags_of_that_name_are_found() {
        let html = "<head><link a><linkage b><link\nc></head>";
        assert_eq!(tags(html, "link"), ["<link a>", "<link\nc>"]);
    }

    #[test]
    fn an_inline_script_is_taken_to_the_letter() {
        let html = "<script src=a.js></script><script type=module>\n let a = 1 > 0;\n</script>";
        assert_eq!(inline_scripts(html), ["\n let a = 1 > 0;\n"]);
    }

    #[test]
    fn the_policy_allows_no_inline_style_and_no_eval() {
        let policy = policy(&["'sha256-x'".to_owned()]);
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-x';"),
            "{policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
    }
}
