//! The rooms of the house and the doors between them, read from the sources themselves: which folder
//! may use which, how long a file may be, and what no view may contain.

use std::fs;
use std::path::{Path, PathBuf};

/// Each folder of `src` and the folders it may use, besides itself.
const DOORS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("edit", &["model"]),
    ("analysis", &["model"]),
    ("signs", &[]),
    ("charts", &["model", "signs"]),
    ("timeline", &["model", "signs"]),
    ("exchange", &["model", "edit", "analysis"]),
    ("store", &["model", "edit", "exchange"]),
    ("sample", &["model", "edit", "exchange"]),
    (
        "words",
        &["model", "edit", "analysis", "timeline", "exchange", "store"],
    ),
    ("table", &["model", "edit", "analysis", "words"]),
    // Of `ui` only `dom`, the raw browser calls.
    (
        "session",
        &[
            "model", "edit", "analysis", "charts", "timeline", "table", "exchange", "store",
            "words", "ui::dom",
        ],
    ),
    // Of `exchange` its reports and writers; of `store` only what a person is told about keeping.
    (
        "ui",
        &[
            "model",
            "edit",
            "analysis",
            "charts",
            "timeline",
            "table",
            "exchange",
            "words",
            "session",
            "store::SaveState",
            "store::Trouble",
            "store::Blocked",
            "store::Unreadable",
            "store::PortfolioId",
            "store::PortfolioInfo",
        ],
    ),
];

/// Lines of logic, not counting the tests at the end of a file: told above, refused far above.
const LOGIC: usize = 400;
const COMPONENT: usize = 250;
const NEVER: usize = 600;

/// Where markup may be set from text: the text is SVG that our own code drew.
const MARKUP: &[&str] = &[
    "ui/widgets/figure.rs",
    "ui/timeline/picture.rs",
    "ui/bench/contract.rs",
];

struct Source {
    /// Path below `src`, with `/`.
    path: String,
    /// The text before its tests.
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    gather(&root, &root, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn gather(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let text = text
                .split("\n#[cfg(test)]")
                .next()
                .unwrap_or_default()
                .to_owned();
            let parts: Vec<_> = path
                .strip_prefix(root)
                .unwrap()
                .iter()
                .map(|part| part.to_string_lossy())
                .collect();
            found.push(Source {
                path: parts.join("/"),
                text,
            });
        }
    }
}

/// What a source names after `crate::`, in code and not in comments: one path a mention, groups in
/// braces taken apart (one level, and the groups of the top).
fn mentions(text: &str) -> Vec<String> {
    let code: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join(" ");
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        let head = after
            .split([';', '(', ')', ' ', '<', '>'])
            .next()
            .unwrap_or_default();
        match head.split_once('{') {
            Some((before, _)) => {
                let inside = after
                    .split_once('{')
                    .and_then(|(_, rest)| rest.split('}').next())
                    .unwrap_or_default();
                found.extend(
                    inside
                        .split(',')
                        .map(|path| format!("{before}{}", path.trim())),
                );
            }
            None => found.push(head.to_owned()),
        }
    }
    found
}

/// Whether a path begins with these names, whole.
fn goes_to(path: &str, door: &str) -> bool {
    path.strip_prefix(door).is_some_and(|rest| {
        !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_')
    })
}

#[test]
fn every_folder_uses_only_the_folders_below_it() {
    let mut wrong = Vec::new();
    for Source { path, text } in sources() {
        let Some((folder, _)) = path.split_once('/') else {
            continue;
        };
        let Some((_, doors)) = DOORS.iter().find(|(name, _)| *name == folder) else {
            wrong.push(format!(
                "{path}: the folder `{folder}` has no line in DOORS"
            ));
            continue;
        };
        for mention in mentions(&text) {
            let is_folder = DOORS.iter().any(|(name, _)| goes_to(&mention, name));
            let allowed =
                goes_to(&mention, folder) || doors.iter().any(|door| goes_to(&mention, door));
            if is_folder && !allowed {
                wrong.push(format!(
                    "{path}: `{folder}` must not use `crate::{mention}`"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let mut wrong = Vec::new();
    for Source { path, text } in sources() {
        let lines = text.lines().count();
        let ceiling = if text.contains("#[component]") {
            COMPONENT
        } else {
            LOGIC
        };
        if lines > NEVER {
            wrong.push(format!("{path}: {lines} lines, and {NEVER} is the most"));
        } else if lines > ceiling {
            println!("warning: {path} has {lines} lines, above {ceiling}: split it by meaning");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_view_sets_markup_from_text_but_our_own_drawings() {
    let sinks = [
        "inner_html",
        "outer_html",
        "insert_adjacent_html",
        "document_write",
        "js_sys::eval",
        "Function::new",
    ];
    let mut wrong = Vec::new();
    for Source { path, text } in sources() {
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for (number, line) in code.enumerate() {
            if sinks.iter().any(|sink| line.contains(sink)) && !MARKUP.contains(&path.as_str()) {
                wrong.push(format!(
                    "{path}, about line {}: {}",
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_view_has_a_style_attribute_which_the_policy_would_refuse() {
    let mut wrong = Vec::new();
    for Source { path, text } in sources()
        .into_iter()
        .filter(|source| source.path.starts_with("ui/"))
    {
        for (number, line) in text.lines().enumerate() {
            // `style=("name", value)` and `style:name=value` go through the object model, which is allowed.
            let attribute = line
                .split(" style=")
                .skip(1)
                .any(|value| !value.starts_with('('));
            if attribute && !line.trim_start().starts_with("//") {
                wrong.push(format!("{path}, line {}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_recorded_or_edited_is_a_floating_point_number() {
    let mut wrong = Vec::new();
    for Source { path, text } in sources().into_iter().filter(|source| {
        ["model/", "edit/"]
            .iter()
            .any(|f| source.path.starts_with(f))
    }) {
        // Giving a number out for drawing is no calculation.
        let code = text.lines().filter(|line| {
            !line.trim_start().starts_with("//")
                && !line.contains("to_f64")
                && !line.contains(" as f64 /")
                // A number of a field that nobody declared passes through as it is.
                && !line.contains("fn visit_f64")
        });
        let is_float = |line: &&str| {
            line.split(|letter: char| !letter.is_alphanumeric())
                .any(|word| word == "f64" || word == "f32")
        };
        wrong.extend(
            code.filter(is_float)
                .map(|line| format!("{path}: {}", line.trim())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_door_is_a_whole_name() {
    assert!(goes_to("model::Date", "model") && goes_to("model;", "model"));
    assert!(!goes_to("model_extra::x", "model"));
    assert!(goes_to("ui::dom::now", "ui::dom") && !goes_to("ui::shell", "ui::dom"));
    assert_eq!(
        mentions("use crate::{edit, model::Date};\n// crate::ui"),
        ["edit", "model::Date"]
    );
    assert_eq!(
        mentions("use crate::store::{\n  A,\n  B};"),
        ["store::A", "store::B"]
    );
}
