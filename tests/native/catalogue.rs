//! The catalogue of faults: every row of it is tried by a test that names it (`// Row 7.`), or stands here with
//! the reason why it is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// How many rows the catalogue has.
const ROWS: u32 = 55;

/// Rows that no test tries, and why.
const UNTRIED: &[(u32, &str)] = &[
    (
        6,
        "a machine cannot be cut off from its power here: the store is tried against the simulated one \
         (`store_sim`, `cut_power`)",
    ),
    (
        28,
        "there is one form of stored data yet, so nothing is upgraded in place; the first change of it brings this",
    ),
    (
        29,
        "as the row before; a step that fails on a file is tried in `exchange/native/upgrade.rs`",
    ),
    (36, "nothing that Baton reads is compressed by others"),
    (37, "no link carries data"),
];

#[test]
fn every_row_of_the_catalogue_of_faults_is_tried_by_a_test_or_has_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tried: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for folder in ["tests/browser/stories", "tests/native", "src"] {
        gather(&root.join(folder), &mut tried);
    }
    let untried: Vec<u32> = UNTRIED.iter().map(|(row, _)| *row).collect();
    for row in 1..=ROWS {
        let places = tried.get(&row);
        assert!(
            places.is_some() != untried.contains(&row),
            "row {row}: tried in {places:?}, and {}",
            if untried.contains(&row) {
                "listed as untried"
            } else {
                "not listed as untried"
            }
        );
    }
    let beyond: Vec<_> = tried.range(ROWS + 1..).collect();
    assert!(
        beyond.is_empty(),
        "rows that the catalogue does not have: {beyond:?}"
    );
}

/// Reads the rows that the comments of a folder name: `// Row 7.`, `// Rows 7 and 10.`
fn gather(folder: &Path, tried: &mut BTreeMap<u32, Vec<String>>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, tried);
        }
        let is_source = path
            .extension()
            .is_some_and(|end| end == "rs" || end == "mjs");
        if !is_source || path.ends_with("catalogue.rs") {
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            let named = ["// Row ", "// Rows "]
                .iter()
                .find_map(|start| line.split_once(start));
            let Some((_, named)) = named else { continue };
            let named = named.split(['.', ':', ';']).next().unwrap_or_default();
            for row in named
                .split(|sign: char| !sign.is_ascii_digit())
                .filter_map(|part| part.parse().ok())
            {
                tried
                    .entry(row)
                    .or_default()
                    .push(path.display().to_string());
            }
        }
    }
}
