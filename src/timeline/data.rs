//! All rows together, with the indexes that find them.

use std::borrow::Cow;
use std::sync::Arc;

use super::chunks::Chunks;
use super::day::Day;
use super::keys::KeyIndex;
use super::links::LinkIndex;
use super::row::{Cell, Column, Item, Key, Link, Row, Teller};

/// Everything the timeline draws. Cloning it costs next to nothing.
#[derive(Clone, Debug)]
pub struct TimelineData {
    title_head: Arc<str>,
    columns: Arc<[Column]>,
    rows: Chunks<Row>,
    index: Arc<KeyIndex>,
    links: Arc<LinkIndex>,
    span: Option<(Day, Day)>,
    teller: Option<Arc<dyn Teller>>,
}

/// Equal means the same rows by allocation, so that comparing costs nothing: fresh data is never equal.
impl PartialEq for TimelineData {
    fn eq(&self, other: &Self) -> bool {
        self.rows.is_same(&other.rows)
            && Arc::ptr_eq(&self.links, &other.links)
            && Arc::ptr_eq(&self.columns, &other.columns)
    }
}

impl Default for TimelineData {
    fn default() -> Self {
        Self::new("", Vec::new(), Vec::new(), &[])
    }
}

impl TimelineData {
    /// Takes rows in the order shown; rows of a collapsed lane are simply not given.
    ///
    /// Links whose ends are not both among the rows are left out.
    pub fn new(title_head: &str, columns: Vec<Column>, rows: Vec<Row>, links: &[Link]) -> Self {
        let index = KeyIndex::new(rows.iter().map(Row::key).collect());
        let mut span = None;
        for row in &rows {
            widen(&mut span, row);
        }
        let links = LinkIndex::new(rows.len(), links, |key| index.get(key));
        Self {
            title_head: title_head.into(),
            columns: columns.into(),
            rows: Chunks::new(rows),
            index: Arc::new(index),
            links: Arc::new(links),
            span,
            teller: None,
        }
    }

    /// The same rows with cells that are told when they are asked for.
    pub fn told_by(self, teller: Arc<dyn Teller>) -> Self {
        Self {
            teller: Some(teller),
            ..self
        }
    }

    /// The cells of a bar's row after its title.
    pub fn cells<'a>(&self, item: &'a Item) -> Cow<'a, [Cell]> {
        let told = self.teller.as_ref().and_then(|one| one.cells(item.key));
        told.map_or(Cow::Borrowed(&item.cells), Cow::Owned)
    }

    /// The same data with one row replaced by key; the others, the order and every index are shared.
    /// An unknown key changes nothing.
    pub fn with_row(&self, row: Row) -> Self {
        let mut next = self.clone();
        if let Some(place) = self.position(row.key()) {
            widen(&mut next.span, &row);
            next.rows.set(place, row);
        }
        next
    }

    /// The same data with one item replaced by key.
    pub fn with_item(&self, item: Item) -> Self {
        self.with_row(Row::Item(Arc::new(item)))
    }

    /// The same rows with other links.
    pub fn with_links(&self, links: &[Link]) -> Self {
        let links = LinkIndex::new(self.rows.len(), links, |key| self.index.get(key));
        Self {
            links: Arc::new(links),
            ..self.clone()
        }
    }

    /// Some of the rows as data of their own, with the same columns and span: a page of a print-out.
    pub fn part(&self, from: usize, to: usize) -> Self {
        let rows: Vec<Row> = self.rows(from, to).map(|(_, row)| row.clone()).collect();
        let links: Vec<Link> = self.links.all().iter().map(|placed| placed.link).collect();
        let part = Self::new(&self.title_head, self.columns.to_vec(), rows, &links);
        Self {
            span: self.span,
            teller: self.teller.clone(),
            ..part
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// There are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at a place, counted from zero.
    pub fn row(&self, place: usize) -> Option<&Row> {
        self.rows.get(place)
    }

    /// The rows from one place to before another, clamped to those that exist.
    pub fn rows(&self, from: usize, to: usize) -> impl Iterator<Item = (usize, &Row)> {
        let to = to.min(self.rows.len());
        let from = from.min(to);
        (from..to).zip(self.rows.range(from, to))
    }

    /// The place of a row, counted from zero.
    pub fn position(&self, key: Key) -> Option<usize> {
        usize::try_from(self.index.get(key)?).ok()
    }

    /// The row with a key.
    pub fn find(&self, key: Key) -> Option<&Row> {
        self.row(self.position(key)?)
    }

    /// Links, found by rows in view.
    pub fn links(&self) -> &LinkIndex {
        &self.links
    }

    /// Columns after the title.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Head of the title column.
    pub fn title_head(&self) -> &str {
        &self.title_head
    }

    /// First day and the day after the last of everything drawn. An edit may widen it, never narrow it,
    /// so that the page does not jump under a drag.
    pub fn span(&self) -> Option<(Day, Day)> {
        self.span
    }
}

fn widen(span: &mut Option<(Day, Day)>, row: &Row) {
    let mut add = |from: Day, to: Day| {
        *span = Some(span.map_or((from, to), |(start, finish)| {
            (start.min(from), finish.max(to))
        }));
    };
    if let Some((from, to)) = row.span() {
        add(from, to);
    }
    if let Row::Item(item) = row {
        if let Some((from, to)) = item.baseline {
            add(from, to);
        }
        if let Some(likely) = item.likely {
            add(likely.p50.min(likely.p80) - 1, likely.p80);
        }
        for milestone in &item.milestones {
            add(milestone.day, milestone.day + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::row::{Milestone, MilestoneKind};

    fn rows(count: u128) -> Vec<Row> {
        (0..count)
            .map(|key| Row::Item(Arc::new(Item::bar(key, format!("Bar {key}"), 10, 20))))
            .collect()
    }

    #[test]
    fn replacing_one_item_shares_all_the_others() {
        let data = TimelineData::new("Project", Vec::new(), rows(1000), &[]);
        let item = data.find(500).and_then(Row::item).unwrap().moved_to(40, 90);
        let next = data.with_item(item);
        assert_eq!(next.find(500).unwrap().span(), Some((40, 90)));
        assert_eq!(data.find(500).unwrap().span(), Some((10, 20)));
        assert_eq!(next.span(), Some((10, 90)));
        for (place, row) in next.rows(0, 1000) {
            assert_eq!(row.is_same(data.row(place).unwrap()), place != 500);
        }
        assert!(Arc::ptr_eq(&data.index, &next.index) && Arc::ptr_eq(&data.links, &next.links));
    }

    #[test]
    fn an_unknown_key_changes_nothing() {
        let data = TimelineData::new("Project", Vec::new(), rows(3), &[]);
        let next = data.with_item(Item::bar(99, "Stranger", 0, 1000));
        assert_eq!(next.len(), 3);
        assert_eq!(next.span(), data.span());
    }

    #[test]
    fn the_span_covers_baselines_and_milestones() {
        let mut item = Item::bar(1, "Bar", 10, 20);
        item.baseline = Some((5, 18));
        item.milestones.push(Milestone {
            day: 30,
            kind: MilestoneKind::Gate,
            is_passed: false,
            baseline: None,
            label: "G3".into(),
        });
        let data = TimelineData::new("Project", Vec::new(), vec![Row::Item(Arc::new(item))], &[]);
        assert_eq!(data.span(), Some((5, 31)));
    }

    #[test]
    fn a_part_keeps_the_span_of_the_whole_and_the_links_within() {
        let links = [Link::new(0, 1), Link::new(1, 8)];
        let data = TimelineData::new("Project", Vec::new(), rows(10), &links)
            .with_item(Item::bar(9, "Late", 0, 500));
        let part = data.part(0, 3);
        assert_eq!(
            (part.len(), part.links().len(), part.span()),
            (3, 1, Some((0, 500)))
        );
        assert!(data == data.clone() && data != part);
    }

    #[test]
    fn asking_for_rows_beyond_the_end_gives_those_that_exist() {
        let data = TimelineData::new("Project", Vec::new(), rows(3), &[]);
        assert_eq!(data.rows(2, 10).count(), 1);
        assert_eq!(data.rows(7, 10).count(), 0);
    }
}
