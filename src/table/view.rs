//! Which rows are shown, in which order and in which groups.

use super::{Cell, Column, Order, Source, cell};
use crate::analysis::Answers;
use crate::model::{Kind, Money, RawId, Record, Workspace};
use crate::words::Lang;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What a view asks for; it is written in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Column and the values of which a row must have one.
    pub filters: Vec<(String, BTreeSet<String>)>,
    /// Text that a row must contain, in small letters.
    pub find: String,
    /// Columns to sort by, most important first; true for downwards.
    pub sort: Vec<(String, bool)>,
    /// The column to group by.
    pub group: Option<String>,
    /// Names of the groups that are closed.
    pub closed: BTreeSet<String>,
}

impl Wish {
    /// Reads the settings of an address: `f.<column>`, `q`, `sort`, `group`, `closed`.
    #[must_use]
    pub fn read(query: &BTreeMap<String, String>) -> Self {
        let list = |name: &str| {
            let text = query.get(name).map_or("", String::as_str);
            text.split('~')
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let sort = query.get("sort").map_or("", String::as_str);
        let sort = sort.split(',').filter(|part| !part.is_empty());
        Self {
            filters: query
                .keys()
                .filter_map(|name| {
                    Some((
                        name.strip_prefix("f.")?.to_owned(),
                        list(name).into_iter().collect(),
                    ))
                })
                .collect(),
            find: query
                .get("q")
                .map(|text| text.to_lowercase())
                .unwrap_or_default(),
            sort: sort
                .map(|key| match key.strip_prefix('-') {
                    Some(key) => (key.to_owned(), true),
                    None => (key.to_owned(), false),
                })
                .collect(),
            group: query.get("group").filter(|key| !key.is_empty()).cloned(),
            closed: list("closed").into_iter().collect(),
        }
    }

    /// Returns the text of the sort setting after a press on a head: up, down, none; `also` keeps the others.
    #[must_use]
    pub fn sorted_by(&self, key: &str, also: bool) -> String {
        let now = self
            .sort
            .iter()
            .find(|(own, _)| own == key)
            .map(|(_, down)| *down);
        let mut keys: Vec<(String, bool)> = if also { self.sort.clone() } else { Vec::new() };
        keys.retain(|(own, _)| own != key);
        match now {
            None => keys.push((key.to_owned(), false)),
            Some(false) => keys.push((key.to_owned(), true)),
            Some(true) => {}
        }
        let keys: Vec<String> = keys
            .into_iter()
            .map(|(key, down)| if down { format!("-{key}") } else { key })
            .collect();
        keys.join(",")
    }

    /// Returns the text of a filter setting with one value more or less.
    #[must_use]
    pub fn toggled(&self, key: &str, value: &str) -> String {
        let mut values = self
            .filters
            .iter()
            .find(|(own, _)| own == key)
            .map(|(_, values)| values.clone())
            .unwrap_or_default();
        if !values.remove(value) {
            values.insert(value.to_owned());
        }
        values.into_iter().collect::<Vec<_>>().join("~")
    }
}

/// The head of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its value as shown; empty for rows without one.
    pub name: String,
    /// How many rows it has.
    pub count: usize,
    /// Its rows are shown.
    pub open: bool,
    /// Sums of computed amounts by column.
    pub sums: BTreeMap<String, Money>,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// The head of a group.
    Group(Group),
    /// A record.
    Record(RawId),
}

/// Returns the lines of a table.
#[must_use]
pub fn lines(
    workspace: &Workspace,
    answers: &Answers,
    kind: Kind,
    columns: &[Column],
    wish: &Wish,
    lang: Lang,
) -> Vec<Line> {
    let column = |key: &str| columns.iter().find(|column| column.key == key);
    let get = |record: &dyn Record, column: &Column| cell(workspace, answers, record, column, lang);
    let filters: Vec<(&Column, &BTreeSet<String>)> = wish
        .filters
        .iter()
        .filter_map(|(key, values)| Some((column(key)?, values)))
        .collect();
    let sort: Vec<(&Column, bool)> = wish
        .sort
        .iter()
        .filter_map(|(key, down)| Some((column(key)?, *down)))
        .collect();
    let mut rows: Vec<(Vec<Option<Order>>, &dyn Record)> = workspace
        .records(kind)
        .filter(|record| {
            filters
                .iter()
                .all(|(column, values)| matches(&get(*record, column), column, values))
        })
        .filter(|record| wish.find.is_empty() || found(workspace, *record, &wish.find))
        .map(|record| {
            (
                sort.iter()
                    .map(|(column, _)| get(record, column).order)
                    .collect(),
                record,
            )
        })
        .collect();
    rows.sort_by(|a, b| {
        let keys = a.0.iter().zip(&b.0).zip(&sort);
        let by_keys = keys.map(|((a, b), (_, down))| compare(a.as_ref(), b.as_ref(), *down));
        by_keys
            .fold(Ordering::Equal, Ordering::then)
            .then_with(|| natural(a.1).cmp(&natural(b.1)))
    });
    let Some(by) = wish.group.as_deref().and_then(column) else {
        return rows
            .into_iter()
            .map(|(_, record)| Line::Record(record.raw_id()))
            .collect();
    };
    grouped(&rows, by, columns, wish, workspace.currency(), get)
}

fn grouped(
    rows: &[(Vec<Option<Order>>, &dyn Record)],
    by: &Column,
    columns: &[Column],
    wish: &Wish,
    currency: crate::model::Currency,
    get: impl Fn(&dyn Record, &Column) -> Cell,
) -> Vec<Line> {
    let mut groups: Vec<(Cell, Vec<&dyn Record>)> = Vec::new();
    for (_, record) in rows {
        let head = get(*record, by);
        match groups.iter_mut().find(|(cell, _)| cell.text == head.text) {
            Some((_, members)) => members.push(*record),
            None => groups.push((head, vec![*record])),
        }
    }
    groups.sort_by(|a, b| compare(a.0.order.as_ref(), b.0.order.as_ref(), false));
    let amounts: Vec<&Column> = columns
        .iter()
        .filter(|c| matches!(c.source, Source::Computed(_)))
        .collect();
    let mut out = Vec::new();
    for (head, members) in groups {
        let open = !wish.closed.contains(&head.text);
        let mut sums = BTreeMap::new();
        for column in &amounts {
            let sum = members
                .iter()
                .filter_map(|record| get(*record, column).sum)
                .reduce(i64::saturating_add);
            if let Some(sum) = sum {
                sums.insert(column.key.clone(), Money::new(sum, currency));
            }
        }
        out.push(Line::Group(Group {
            name: head.text,
            count: members.len(),
            open,
            sums,
        }));
        if open {
            out.extend(
                members
                    .into_iter()
                    .map(|record| Line::Record(record.raw_id())),
            );
        }
    }
    out
}

/// Compares two cells; what has no value comes last, upwards and downwards.
fn compare(a: Option<&Order>, b: Option<&Order>, down: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if down => b.compare(a),
        (Some(a), Some(b)) => a.compare(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// Where nothing else decides, the code does, then the name.
fn natural(record: &dyn Record) -> (String, String, RawId) {
    let text = |key: &str| match record.get(key) {
        Some(crate::model::Value::Text(text)) => text.to_lowercase(),
        _ => String::new(),
    };
    (text("code"), text("name"), record.raw_id())
}

fn matches(cell: &Cell, column: &Column, values: &BTreeSet<String>) -> bool {
    values.is_empty()
        || values.contains(&cell.text)
        || (is_tags(column) && cell.text.split(", ").any(|part| values.contains(part)))
        || (cell.text.is_empty() && values.contains("-"))
}

fn is_tags(column: &Column) -> bool {
    matches!(
        column.source,
        Source::Declared(_, crate::model::FieldType::Tags)
    )
}

fn found(workspace: &Workspace, record: &dyn Record, find: &str) -> bool {
    record.values().into_iter().any(|(key, value)| match value {
        crate::model::Value::Text(text) => text.to_lowercase().contains(find),
        crate::model::Value::Tags(tags) => tags.iter().any(|tag| tag.to_lowercase().contains(find)),
        crate::model::Value::Ref(id) => match record.kind().field(&key).map(|spec| spec.ty) {
            Some(crate::model::FieldType::Ref(kind)) => workspace
                .record(kind, id)
                .is_some_and(|other| natural(other).1.contains(find)),
            _ => false,
        },
        _ => false,
    })
}

/// Returns the values that a column has, in their order, for filters; an empty one stands for "none".
#[must_use]
pub fn values_of(
    workspace: &Workspace,
    answers: &Answers,
    kind: Kind,
    column: &Column,
    lang: Lang,
) -> Vec<String> {
    let mut found: Vec<Cell> = Vec::new();
    for record in workspace.records(kind) {
        let cell = cell(workspace, answers, record, column, lang);
        let parts: Vec<Cell> = if is_tags(column) {
            let part = |text: &str| Cell {
                text: text.to_owned(),
                order: Some(Order::Text(text.to_lowercase())),
                ..Cell::default()
            };
            cell.text
                .split(", ")
                .filter(|t| !t.is_empty())
                .map(part)
                .collect()
        } else {
            vec![cell]
        };
        for cell in parts {
            if !found.iter().any(|other| other.text == cell.text) {
                found.push(cell);
            }
        }
    }
    found.sort_by(|a, b| compare(a.order.as_ref(), b.order.as_ref(), false));
    found.into_iter().map(|cell| cell.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::refresh;
    use crate::model::Date;
    use crate::table::columns;

    fn shown(query: &[(&str, &str)]) -> Vec<String> {
        let workspace = crate::sample::arvenne();
        let answers = refresh(None, &workspace, Date::parse("2026-05-18").unwrap());
        let columns = columns(&workspace, Kind::Project, Lang::En);
        let query = query
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        let lines = lines(
            &workspace,
            &answers,
            Kind::Project,
            &columns,
            &Wish::read(&query),
            Lang::En,
        );
        let text = |line: Line| match line {
            Line::Group(group) => format!("{} {}", group.name, group.count),
            Line::Record(id) => workspace
                .projects
                .get(&crate::model::Id::new(id))
                .unwrap()
                .code
                .to_string(),
        };
        lines.into_iter().map(text).collect()
    }

    #[test]
    fn rows_sort_by_two_keys_and_empty_cells_come_last() {
        assert_eq!(
            shown(&[("sort", "-approved")])[..3],
            ["GRN-2", "BBN-1", "SOV-1"]
        );
        assert_eq!(
            shown(&[("sort", "unit,-approved")])[..2],
            ["STO-1", "STO-2"]
        );
        let life = shown(&[("sort", "whole_life_cost")]);
        assert_eq!(life[..2], ["GRN-1", "STO-1"]);
        assert_eq!(shown(&[("sort", "-whole_life_cost")])[0], "GRN-2");
    }

    #[test]
    fn values_inside_a_filter_are_joined_by_or_and_filters_by_and() {
        assert_eq!(shown(&[("f.programme", "Sovereign Cloud")]).len(), 4);
        assert_eq!(
            shown(&[("f.programme", "Sovereign Cloud~Backbone 400G")]).len(),
            8
        );
        assert_eq!(
            shown(&[
                ("f.programme", "Sovereign Cloud~Backbone 400G"),
                ("f.unit", "Enterprise & Public")
            ])
            .len(),
            3
        );
        assert_eq!(shown(&[("f.tags", "sovereign")]).len(), 4);
        assert_eq!(
            shown(&[("q", "ring")])
                .iter()
                .filter(|c| *c == "BBN-1")
                .count(),
            1
        );
    }

    #[test]
    fn groups_carry_counts_and_close() {
        let open = shown(&[("group", "unit")]);
        assert_eq!(open[..2], ["Compute & Storage 4", "SOV-3"]);
        assert_eq!(open.len(), 30);
        assert_eq!(
            shown(&[("group", "unit"), ("closed", "Compute & Storage")]).len(),
            26
        );
    }

    #[test]
    fn a_head_pressed_again_turns_around_and_then_lets_go() {
        let wish = |sort: &str| Wish::read(&BTreeMap::from([("sort".to_owned(), sort.to_owned())]));
        assert_eq!(wish("").sorted_by("code", false), "code");
        assert_eq!(wish("code").sorted_by("code", false), "-code");
        assert_eq!(wish("-code").sorted_by("code", false), "");
        assert_eq!(wish("unit").sorted_by("code", true), "unit,code");
        assert_eq!(wish("unit").sorted_by("code", false), "code");
    }
}
