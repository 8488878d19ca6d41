//! Damage, drawn by proptest: to the bytes of a file, to the tree of a JSON text, to the cells of a table.

use proptest::prelude::*;
use serde_json::Value as Json;
use std::path::PathBuf;

/// The files of one folder of the corpus, in the order of their names.
pub fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let listed =
        std::fs::read_dir(root.join(folder)).expect("the corpus is part of the repository");
    let mut paths: Vec<PathBuf> = listed.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

/// One damage: what is done, where (out of 65,536), and with what.
#[derive(Clone, Copy, Debug)]
pub struct Blow {
    what: u8,
    place: u16,
    with: u16,
}

impl Blow {
    fn at(self, length: usize) -> usize {
        usize::from(self.place) * length / 65_536
    }

    fn one_of<T>(self, all: &[T]) -> &T {
        &all[usize::from(self.with) % all.len()]
    }
}

/// Which file of the corpus, and what is done to it.
pub fn blows() -> impl Strategy<Value = (usize, Vec<Blow>)> {
    let one = (any::<u8>(), any::<u16>(), any::<u16>());
    let one = one.prop_map(|(what, place, with)| Blow { what, place, with });
    (any::<usize>(), prop::collection::vec(one, 0..5))
}

/// Bytes that have a meaning somewhere.
const PIECES: [&[u8]; 40] = [
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"'",
    b"=",
    b"+",
    b"-",
    b"@",
    b"0",
    b"9",
    b".",
    b" ",
    b"%",
    b"/",
    b"null",
    b"true",
    b"1e999",
    b"\\ud800",
    b"\\u0000",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc3",
    b"\xed\xa0\x80",
    "\u{202e}".as_bytes(),
    "\u{a0}".as_bytes(),
    "é".as_bytes(),
    "💥".as_bytes(),
    b"\"id\":\"00000000000000000000000002\"",
    b"99999999999999999999",
];

/// Damages bytes.
pub fn bytes(seed: &[u8], blows: &[Blow], others: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for blow in blows {
        let at = blow.at(bytes.len() + 1).min(bytes.len());
        let span = usize::from(blow.with % 40).min(bytes.len() - at);
        match blow.what % 8 {
            0 if at < bytes.len() => bytes[at] ^= 1 << (blow.with % 8),
            1 if at < bytes.len() => bytes[at] = blow.with as u8,
            2 => drop(bytes.drain(at..at + span)),
            3 => {
                let twice = bytes[at..at + span].to_vec();
                bytes.splice(at..at, twice);
            }
            4 => bytes.truncate(at),
            5 => {
                let other = blow.one_of(others);
                let from = usize::from(blow.with) * other.len() / 65_536;
                bytes.splice(at.., other[from..].iter().copied());
            }
            6 => bytes
                .splice(at..at + span, blow.one_of(&PIECES).iter().copied())
                .for_each(drop),
            _ => bytes
                .splice(at..at, blow.one_of(&PIECES).iter().copied())
                .for_each(drop),
        }
    }
    bytes
}

/// Counts the values of a tree.
fn size(json: &Json) -> usize {
    match json {
        Json::Array(list) => 1 + list.iter().map(size).sum::<usize>(),
        Json::Object(map) => 1 + map.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// Calls with the value number `place`, counted in the order of the text.
fn visit(json: &mut Json, place: &mut usize, edit: &mut dyn FnMut(&mut Json)) {
    if *place == 0 {
        *place = usize::MAX;
        return edit(json);
    }
    *place -= 1;
    match json {
        Json::Array(list) => list.iter_mut().for_each(|one| visit(one, place, edit)),
        Json::Object(map) => map.values_mut().for_each(|one| visit(one, place, edit)),
        _ => {}
    }
}

fn odd(with: u16) -> Json {
    let texts = [
        "",
        " ",
        "0",
        "2026-02-30",
        "2200-12-31",
        "1.50 EUR",
        "-0.00 EUR",
        "100%",
        "00000000000000000000000004",
        "\u{0}",
        "\u{202e}",
        "=1+1",
        "SOV-1",
        "delivery",
        "project",
        "zzzzzzzzzzzzzzzzzzzzzzzzzz",
    ];
    match with % 24 {
        0 => Json::Null,
        1 => Json::from(true),
        2 => Json::from(i64::MIN),
        3 => Json::from(u64::MAX),
        4 => Json::from(0.1),
        5 => Json::Array(Vec::new()),
        6 => Json::Object(serde_json::Map::new()),
        7 => Json::from("a".repeat(70_000)),
        n => Json::from(texts[usize::from(n - 8)]),
    }
}

/// Damages the tree of a JSON text; what is no JSON stays as it is.
pub fn tree(seed: &[u8], blows: &[Blow]) -> Vec<u8> {
    let Ok(mut json) = serde_json::from_slice::<Json>(seed) else {
        return seed.to_vec();
    };
    for blow in blows {
        let mut place = blow.at(size(&json));
        let with = blow.with;
        visit(
            &mut json,
            &mut place,
            &mut |here| match (blow.what % 6, &mut *here) {
                (0, Json::Array(list)) if !list.is_empty() => {
                    let again = list[usize::from(with) % list.len()].clone();
                    list.push(again);
                }
                (1, Json::Array(list)) if !list.is_empty() => {
                    drop(list.remove(usize::from(with) % list.len()))
                }
                (1, Json::Object(map)) if !map.is_empty() => {
                    let key = map
                        .keys()
                        .nth(usize::from(with) % map.len())
                        .cloned()
                        .unwrap();
                    map.remove(&key);
                }
                (2, _) => {
                    let inner = here.take();
                    *here = (0..with % 70).fold(inner, |inner, _| Json::Array(vec![inner]));
                }
                (3, Json::Object(map)) => {
                    map.insert(
                        ["x", "kind", "id", "é", "\u{0}"][usize::from(with % 5)].to_owned(),
                        odd(with),
                    );
                }
                _ => *here = odd(with),
            },
        );
    }
    json.to_string().into_bytes()
}

/// Damages cells of a table: a cell takes the text of another one, or an odd text.
pub fn cells(seed: &[u8], blows: &[Blow]) -> Vec<u8> {
    let text = String::from_utf8_lossy(seed).into_owned();
    let delimiter = [',', ';', '\t', '|']
        .into_iter()
        .max_by_key(|d| text.matches(*d).count())
        .unwrap_or(',');
    let mut table: Vec<Vec<String>> = text
        .split('\n')
        .map(|line| line.split(delimiter).map(str::to_owned).collect())
        .collect();
    for blow in blows {
        let row = blow.at(table.len());
        let width = table[row].len();
        let column = usize::from(blow.with) % width;
        match blow.what % 6 {
            0 => {
                let line = table[row].clone();
                table.push(line);
            }
            1 => table
                .iter_mut()
                .filter(|line| line.len() > column)
                .for_each(|line| drop(line.remove(column))),
            2 => {
                let from = &table[usize::from(blow.with) % table.len()];
                let text = from[usize::from(blow.what) % from.len()].clone();
                table[row][column] = text;
            }
            3 => {
                let head = table[0].get(column).cloned().unwrap_or_default();
                table[0].push(head);
            }
            _ => match odd(blow.with) {
                Json::String(text) if text.len() < 100 || blow.what > 250 => {
                    table[row][column] = text
                }
                other => table[row][column] = other.to_string(),
            },
        }
        table.retain(|line| !line.is_empty());
        if table.is_empty() {
            return Vec::new();
        }
    }
    let lines: Vec<String> = table
        .iter()
        .map(|line| line.join(&delimiter.to_string()))
        .collect();
    lines.join("\n").into_bytes()
}
