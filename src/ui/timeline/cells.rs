//! The cells of a row: name, counts, columns, and the sentence that says the bar.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::dom::{append, element, with_text};
use super::layout::Nodes;
use super::marks::{Marks, mark_of};
use crate::timeline::data::TimelineData;
use crate::timeline::text;
use crate::timeline::{Align, Cell, Colour, Column, Item, Lane, Row, TimelineWords, Tone};

/// Padding of a cell on both sides, in pixels.
const PADDING: f64 = 12.0;
/// Room in the title beside name and indent: padding, chevron and mark.
const BESIDE_NAME: f64 = 64.0;
/// Width of the code of a row in a tree, at its root, in pixels.
const CODE_WIDTH: u32 = 46;
/// Room before and after that code, in pixels.
const BESIDE_CODE: u32 = 20;
/// What each level of a tree stands further in, in pixels.
const LEVEL: u32 = 14;
/// Type size of the rows.
const SIZE: f64 = 12.0;

/// What rows are made with: the words and columns they were made for, and models to copy.
#[derive(Default)]
pub(super) struct Makings {
    words: Arc<TimelineWords>,
    title_head: String,
    columns: Vec<Column>,
    /// Width of the column of titles.
    title_width: f64,
    model: Option<Element>,
    marks: Marks,
}

/// The nodes of a bar's row that another bar's row may use.
pub(super) struct Cells {
    title: HtmlElement,
    code: Option<HtmlElement>,
    chevron: Option<Element>,
    mark: Option<Element>,
    name: Element,
    cells: Vec<Element>,
    /// What they say.
    told: Vec<Cell>,
    spoken: Element,
}

impl Makings {
    /// A row as the bars of these columns have it, empty.
    pub fn new(
        words: Arc<TimelineWords>,
        data: &TimelineData,
        weather: bool,
        title_width: f64,
    ) -> Option<Self> {
        let columns = data.columns();
        let model = element("div", "tl-row", "row")?;
        let title = element("span", "tl-cell tl-title", "rowheader")?;
        append(&title, &with_text(element("span", "tl-name", "")?, " "))?;
        append(&model, &title)?;
        for column in columns {
            let class = class_of(Tone::Plain, column.align);
            append(&model, &with_text(element("span", class, "gridcell")?, " "))?;
        }
        let spoken = element("span", "tl-spoken", "gridcell")?;
        append(&model, &spoken)?;
        Some(Self {
            words,
            title_head: data.title_head().to_owned(),
            columns: columns.to_vec(),
            title_width,
            model: Some(model.into()),
            marks: Marks::new(weather),
        })
    }

    /// Rows made with these fit the words and columns of the moment.
    pub fn serve(&self, words: &Arc<TimelineWords>, data: &TimelineData, weather: bool) -> bool {
        self.model.is_some()
            && self.marks.weather() == weather
            && (Arc::ptr_eq(&self.words, words) || self.words == *words)
            && self.columns == data.columns()
            && self.title_head == data.title_head()
    }

    /// Writes the head above the rows, and what the table as a whole has for these columns.
    pub fn head(&self, nodes: &Nodes) -> Option<()> {
        let row = element("div", "tl-row tl-row-head", "row")?;
        row.set_attribute("aria-rowindex", "1").ok()?;
        let cell = |class: &str, text: &str| {
            let cell = element("span", class, "columnheader")?;
            append(&row, &with_text(cell, text))
        };
        cell("tl-cell tl-title", &self.title_head)?;
        let mut widths = "minmax(0,1fr)".to_owned();
        for column in &self.columns {
            cell(class_of(Tone::Plain, column.align), &column.title)?;
            widths.push_str(&format!(" {}px", column.width));
        }
        cell("tl-spoken", &self.words.bar_column)?;
        nodes.head.set_text_content(None);
        append(&nodes.head, &row)?;
        nodes
            .grid
            .set_attribute("aria-label", &self.words.table)
            .ok()?;
        nodes
            .grid
            .style()
            .set_property("--tl-columns", &widths)
            .ok()
    }

    /// A row element, and its nodes if another row may use it later.
    pub fn row(&mut self, data: &TimelineData, row: &Row) -> Option<(HtmlElement, Option<Cells>)> {
        match row {
            Row::Lane(lane) => Some((self.lane(lane)?, None)),
            Row::Item(item) => {
                let (element, mut cells) = self.blank()?;
                cells.fill(self, None, item, data.cells(item).into_owned());
                Some((element, Some(cells)))
            }
        }
    }

    fn blank(&self) -> Option<(HtmlElement, Cells)> {
        let row: HtmlElement = self
            .model
            .as_ref()?
            .clone_node_with_deep(true)
            .ok()?
            .dyn_into()
            .ok()?;
        let title: HtmlElement = row.first_element_child()?.dyn_into().ok()?;
        let name = title.first_element_child()?;
        let mut cells = Vec::with_capacity(self.columns.len());
        let mut next = title.next_element_sibling()?;
        while let Some(after) = next.next_element_sibling() {
            cells.push(std::mem::replace(&mut next, after));
        }
        let cells = Cells {
            title,
            code: None,
            chevron: None,
            mark: None,
            name,
            cells,
            told: Vec::new(),
            spoken: next,
        };
        Some((row, cells))
    }

    fn lane(&mut self, lane: &Lane) -> Option<HtmlElement> {
        let row = element("div", "tl-row tl-lane", "row")?;
        let expanded = if lane.is_collapsed { "false" } else { "true" };
        row.set_attribute("aria-expanded", expanded).ok()?;
        row.set_attribute("aria-level", "1").ok()?;
        let title = element("span", "tl-cell tl-title", "rowheader")?;
        let chevron = if lane.is_collapsed {
            "tl-chevron tl-closed"
        } else {
            "tl-chevron"
        };
        for class in [chevron, &swatch(lane.colour)] {
            let sign = element("span", class, "")?;
            sign.set_attribute("aria-hidden", "true").ok()?;
            append(&title, &sign)?;
        }
        for (class, text) in [
            ("tl-name tl-cut", &lane.title),
            ("tl-quiet", &lane.count.to_string()),
        ] {
            append(&title, &with_text(element("span", class, "")?, text))?;
        }
        append(&row, &title)?;
        // The counts take the place of the leading cells that the group leaves empty.
        let lead = lane
            .cells
            .iter()
            .take_while(|cell| cell.text.is_empty())
            .count();
        if lead > 0 {
            let counts = element("span", "tl-cell tl-counts", "gridcell")?;
            let _ = counts
                .style()
                .set_property("grid-column", &format!("span {lead}"));
            counts
                .set_attribute("aria-colspan", &lead.to_string())
                .ok()?;
            for (status, count) in &lane.statuses {
                let entry = element("span", "tl-count", "")?;
                append(&entry, &self.marks.of(*status, &self.words)?)?;
                let text = with_text(element("span", "", "")?, &count.to_string());
                append(&entry, &text)?;
                append(&counts, &entry)?;
            }
            append(&row, &counts)?;
        }
        for (cell, column) in lane.cells.iter().zip(&self.columns).skip(lead) {
            let place = element("span", "", "gridcell")?;
            fill(&place, cell, column);
            append(&row, &place)?;
        }
        let spoken = element("span", "tl-spoken", "gridcell")?;
        spoken
            .set_attribute("aria-label", &self.words.describe_lane(lane))
            .ok()?;
        append(&row, &spoken)?;
        Some(row)
    }
}

impl Cells {
    /// Turns the row of one bar into the row of another; says whether it could.
    pub fn change(
        &mut self,
        makings: &mut Makings,
        data: &TimelineData,
        before: &Item,
        item: &Item,
    ) -> bool {
        self.fill(makings, Some(before), item, data.cells(item).into_owned())
            .is_some()
    }

    /// Writes what differs from the bar before; everything where there was none.
    fn fill(
        &mut self,
        makings: &mut Makings,
        before: Option<&Item>,
        item: &Item,
        told: Vec<Cell>,
    ) -> Option<()> {
        let place = |item: &Item| (item.depth, is_tree(item));
        let moved = before.is_none_or(|before| place(before) != place(item));
        self.tree(before, item, moved)?;
        if moved {
            let indent = indent(item);
            self.title
                .style()
                .set_property("padding-inline-start", &format!("{indent}px"))
                .ok()?;
            let level = usize::from(item.depth) + if is_tree(item) { 1 } else { 2 };
            self.title
                .parent_element()?
                .set_attribute("aria-level", &level.to_string())
                .ok()?;
        }
        if before.map(|before| before.status) != Some(item.status) {
            if let Some(old) = self.mark.take() {
                old.remove();
            }
            if let Some(status) = item.status {
                let mark = makings.marks.of(status, &makings.words)?;
                self.title.insert_before(&mark, Some(&self.name)).ok()?;
                self.mark = Some(mark);
            }
        }
        if moved || before.is_none_or(|before| before.title != item.title) {
            write(&self.name, &item.title);
            let room = makings.title_width - f64::from(indent(item)) - BESIDE_NAME;
            self.name.set_class_name(match is_cut(&item.title, room) {
                true => "tl-name tl-cut",
                false => "tl-name",
            });
        }
        let none = Cell::default();
        for (number, (place, column)) in self.cells.iter().zip(&makings.columns).enumerate() {
            let cell = told.get(number).unwrap_or(&none);
            if before.is_none() || self.told.get(number).unwrap_or(&none) != cell {
                fill(place, cell, column);
            }
        }
        self.told = told;
        self.spoken
            .set_attribute("aria-label", &makings.words.describe(item))
            .ok()
    }
}

impl Cells {
    /// Code and chevron of a row in a tree; `moved` says that it stands further in or out than the bar before.
    fn tree(&mut self, before: Option<&Item>, item: &Item, moved: bool) -> Option<()> {
        if moved || before.is_none_or(|before| before.code != item.code) {
            if self.code.is_none() && is_tree(item) {
                let code = element("span", "", "")?;
                self.title.prepend_with_node_1(&code).ok()?;
                self.code = Some(code);
            }
            if let Some(code) = &self.code {
                let width = code_width(item);
                write(code, &item.code);
                code.set_class_name(match is_cut(&item.code, f64::from(width)) {
                    true => "tl-code tl-cut",
                    false => "tl-code",
                });
                if moved {
                    code.style()
                        .set_property("width", &format!("{width}px"))
                        .ok()?;
                }
            }
        }
        if before.and_then(|before| before.is_open) != item.is_open {
            if let Some(old) = self.chevron.take() {
                old.remove();
            }
            let row = self.title.parent_element()?;
            let Some(is_open) = item.is_open else {
                return row.remove_attribute("aria-expanded").ok();
            };
            let class = if is_open {
                "tl-chevron"
            } else {
                "tl-chevron tl-closed"
            };
            let chevron = element("span", class, "")?;
            chevron.set_attribute("aria-hidden", "true").ok()?;
            let first = self.mark.as_ref().unwrap_or(&self.name);
            self.title.insert_before(&chevron, Some(first)).ok()?;
            self.chevron = Some(chevron.into());
            row.set_attribute("aria-expanded", if is_open { "true" } else { "false" })
                .ok()?;
        }
        Some(())
    }
}

fn is_tree(item: &Item) -> bool {
    !item.code.is_empty()
}

/// The width of a code in a tree, in pixels: a deeper name leaves more room before it.
fn code_width(item: &Item) -> u32 {
    CODE_WIDTH + u32::from(item.depth) * LEVEL
}

/// How far a title stands from the edge, in pixels.
fn indent(item: &Item) -> u32 {
    // The mark of a first step stands under the swatch of its group.
    match is_tree(item) {
        true => code_width(item) + BESIDE_CODE,
        false => u32::from(item.depth) * LEVEL + u32::from(item.depth > 0) * 4,
    }
}

/// Writes a text where one was before, without a new node for it.
fn write(place: &Node, text: &str) {
    match place.first_child() {
        Some(node) if node.node_type() == Node::TEXT_NODE => node.set_node_value(Some(text)),
        _ => place.set_text_content(Some(text)),
    }
}

/// Only text that may be too long is cut off: cutting off is what painting a table is slow at.
fn is_cut(text: &str, room: f64) -> bool {
    // Faces differ in width.
    text::width(text, SIZE) * 1.25 > room
}

fn fill(place: &Element, cell: &Cell, column: &Column) {
    let class = class_of(cell.tone, column.align);
    match is_cut(&cell.text, f64::from(column.width) - PADDING) {
        true => place.set_class_name(&format!("{class} tl-cut")),
        false => place.set_class_name(class),
    }
    let badge = match cell.tone {
        Tone::Badge(tint) if !cell.text.is_empty() => element("span", badge(tint), ""),
        _ => None,
    };
    match badge {
        Some(badge) => {
            place.set_text_content(None);
            let _ = place.append_child(&with_text(badge, &cell.text));
        }
        None => write(place, &cell.text),
    }
}

const fn badge(tint: u8) -> &'static str {
    match tint % 4 {
        0 => "tl-badge tl-badge-1",
        1 => "tl-badge tl-badge-2",
        2 => "tl-badge tl-badge-3",
        _ => "tl-badge tl-badge-4",
    }
}

const fn class_of(tone: Tone, align: Align) -> &'static str {
    match (tone, align) {
        (Tone::Plain, Align::Start) => "tl-cell",
        (Tone::Plain, Align::End) => "tl-cell tl-end",
        (Tone::Quiet, Align::Start) => "tl-cell tl-quiet",
        (Tone::Quiet, Align::End) => "tl-cell tl-end tl-quiet",
        (Tone::Late, Align::Start) => "tl-cell tl-late",
        (Tone::Late, Align::End) => "tl-cell tl-end tl-late",
        (Tone::Early, Align::Start) => "tl-cell tl-early",
        (Tone::Early, Align::End) => "tl-cell tl-end tl-early",
        (Tone::Badge(_), Align::Start) => "tl-cell tl-badged",
        (Tone::Badge(_), Align::End) => "tl-cell tl-end tl-badged",
    }
}

fn swatch(colour: Colour) -> String {
    match colour {
        Colour::Category(number) => format!("tl-swatch tl-cat-{}", number.wrapping_sub(1) % 8 + 1),
        Colour::Status(status) => format!("tl-swatch tl-status-{}", mark_of(status).key()),
        Colour::Neutral => "tl-swatch".to_owned(),
    }
}
