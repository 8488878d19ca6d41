//! Taking out what only a reader of the sources needs: comments and indentation, nothing else.
//! Compression does the rest; a cleverer minifier once rewrote the boot guard into something else.

/// A script or the page's own markup: whole-line `//` comments and indentation go.
pub fn script(text: &str) -> String {
    lines(text, |line| !line.starts_with("//"))
}

/// Chromium compiles every function of a script that begins so while it fetches it, in place of one
/// after the other when first called, which a start waits for (<https://v8.dev/blog/explicit-compile-hints>).
/// To others it is a comment.
const COMPILE_AHEAD: &str = "//# allFunctionsCalledOnLoad\n";

/// The script that binds the wasm, without its documentation and its indentation.
pub fn bindings(text: &str) -> String {
    COMPILE_AHEAD.to_owned() + &script(&without(text, "/**", "*/"))
}

/// A style sheet without its comments and its indentation.
pub fn style(text: &str) -> String {
    lines(&without(text, "/*", "*/"), |_| true)
}

/// A page without its comments and its indentation; scripts inside lose their whole-line comments.
pub fn html(text: &str) -> String {
    // The first line of a script starts a line of its own, so that a comment there is seen as one.
    script(&without(text, "<!--", "-->").replace("<script>", "<script>\n"))
}

fn lines(text: &str, keep: impl Fn(&str) -> bool) -> String {
    let kept: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && keep(line))
        .collect();
    kept.join("\n")
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        out.push_str(before);
        rest = after.split_once(close).map_or("", |(_, tail)| tail);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_nothing_else() {
        assert_eq!(
            style("/* a */\n.x {\n  color: red; /* b */\n}\n"),
            ".x {\ncolor: red;\n}"
        );
        assert_eq!(
            script("  // why\n  var a = 'http://x'; // kept\n"),
            "var a = 'http://x'; // kept"
        );
        assert_eq!(
            bindings("/**\n * @returns {number}\n */\n  get a() {}\n"),
            "//# allFunctionsCalledOnLoad\nget a() {}"
        );
        assert_eq!(html("<p>\n<!-- note -->\n  one</p>"), "<p>\none</p>");
        assert_eq!(
            html("<script>// why\n  a();</script>"),
            "<script>\na();</script>"
        );
    }
}
