//! Just enough reading of SVG to ask a drawing questions.

use std::collections::BTreeMap;

/// One element with its attributes and the text directly in it.
#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
}

impl Element {
    pub fn has_class(&self, class: &str) -> bool {
        self.attributes
            .get("class")
            .is_some_and(|classes| classes.split(' ').any(|c| c == class))
    }

    pub fn number(&self, attribute: &str) -> f64 {
        self.attributes[attribute].parse().unwrap()
    }

    /// Each subpath of a path as absolute places.
    pub fn subpaths(&self) -> Vec<Vec<(f64, f64)>> {
        subpaths(&self.attributes["d"])
    }

    /// Rough box of a text: left, top, right, bottom; narrower than any browser would set it.
    pub fn text_box(&self) -> (f64, f64, f64, f64) {
        let size = if self.has_class("ch-tick") || self.has_class("ch-today") {
            10.0
        } else {
            11.0
        };
        let wide = self.text.chars().count() as f64 * size * 0.45;
        let (x, y) = (self.number("x"), self.number("y"));
        let left = match self.attributes.get("text-anchor").map(String::as_str) {
            Some("end") => x - wide,
            Some("middle") => x - wide / 2.0,
            _ => x,
        };
        (left, y - size * 0.7, left + wide, y)
    }
}

/// Reads a drawing strictly: everything nested, quoted and escaped, or a panic that says where.
pub fn read(svg: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = svg;
    while !rest.is_empty() {
        let start = rest.find('<').expect("text after the last element");
        let text = unescaped(&rest[..start]);
        if let Some(element) = open.last() {
            elements[*element].text.push_str(&text);
        } else {
            assert!(text.is_empty(), "text outside of the drawing: {text}");
        }
        let end = start + rest[start..].find('>').expect("an element without an end");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let element = open.pop().expect("an end without a start");
            assert_eq!(elements[element].name, name);
            continue;
        }
        let (tag, closed) = tag
            .strip_suffix('/')
            .map_or((tag, false), |tag| (tag, true));
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(
            name.chars().all(|c| c.is_ascii_alphanumeric()),
            "element {name:?}"
        );
        let mut element = Element {
            name: name.to_owned(),
            ..Element::default()
        };
        while !attributes.trim().is_empty() {
            let (key, value) = attributes
                .trim()
                .split_once("=\"")
                .expect("an attribute with quotes");
            let (value, more) = value.split_once('"').expect("a closing quote");
            assert!(
                key.chars().all(|c| c.is_ascii_alphabetic() || c == '-'),
                "attribute {key:?}"
            );
            element.attributes.insert(key.to_owned(), unescaped(value));
            attributes = more;
        }
        elements.push(element);
        if !closed {
            open.push(elements.len() - 1);
        }
    }
    assert!(open.is_empty(), "an element is not closed");
    elements
}

fn unescaped(text: &str) -> String {
    for (at, _) in text.match_indices('&') {
        let entity = &text[at..];
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        assert!(
            known.iter().any(|k| entity.starts_with(k)),
            "bare ampersand in {text:?}"
        );
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn subpaths(d: &str) -> Vec<Vec<(f64, f64)>> {
    let mut paths: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut at = (0.0, 0.0);
    let mut start = (0.0, 0.0);
    let mut rest = d;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..]
            .find(|c: char| c.is_ascii_alphabetic())
            .map_or(rest.len(), |n| n + 1);
        let numbers = numbers(&rest[1..end]);
        rest = &rest[end..];
        match command {
            'M' => {
                at = (numbers[0], numbers[1]);
                start = at;
                paths.push(vec![at]);
            }
            'z' => at = start,
            'l' | 'h' | 'v' => {
                let step = if command == 'l' { 2 } else { 1 };
                assert!(
                    !numbers.is_empty() && numbers.len().is_multiple_of(step),
                    "{d}"
                );
                for n in numbers.chunks(step) {
                    at = match command {
                        'l' => (at.0 + n[0], at.1 + n[1]),
                        'h' => (at.0 + n[0], at.1),
                        _ => (at.0, at.1 + n[0]),
                    };
                    paths.last_mut().unwrap().push(at);
                }
            }
            other => panic!("command {other} in {d}"),
        }
    }
    paths
}

fn numbers(text: &str) -> Vec<f64> {
    text.replace('-', " -")
        .split(' ')
        .filter(|n| !n.is_empty())
        .map(|n| n.parse().unwrap())
        .collect()
}
