//! Which rows are shown, in which order and in which groups.

use super::{Cell, Column, Order, Source, cell};
use crate::analysis::Answers;
use crate::model::{Kind, Money, RawId, Record, SmallMap, SmallSet, Workspace};
use crate::words::Lang;
use std::cmp::Ordering;

/// What a view asks for; it is written in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Column and the values of which a row must have one.
    pub filters: Vec<(String, SmallSet<String>)>,
    /// Text that a row must contain, in small letters.
    pub find: String,
    /// Columns to sort by, most important first; true for downwards.
    pub sort: Vec<(String, bool)>,
    /// The columns to group by, the outer one first; two at most.
    pub group: Vec<String>,
    /// Keys of the groups that are closed.
    pub closed: SmallSet<String>,
}

impl Wish {
    /// Reads the settings of an address: `f.<column>`, `q`, `sort`, `group`, `closed`.
    #[must_use]
    pub fn read(query: &SmallMap<String, String>) -> Self {
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
            group: {
                let text = query.get("group").map_or("", String::as_str);
                let keys = text.split(',').filter(|key| !key.is_empty());
                keys.take(2).map(str::to_owned).collect()
            },
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
    /// What it is called in addresses: its name, behind that of the group around it.
    pub key: String,
    /// 0 for the outer groups, 1 for those inside.
    pub level: u8,
    /// How many rows it has.
    pub count: usize,
    /// Its rows are shown.
    pub open: bool,
    /// Sums of computed amounts by column.
    pub sums: SmallMap<String, Money>,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// The head of a group.
    Group(Group),
    /// A record.
    Record(RawId),
}

impl Line {
    /// The record of the line; a head has none.
    #[must_use]
    pub const fn record(&self) -> Option<RawId> {
        match self {
            Self::Record(id) => Some(*id),
            Self::Group(_) => None,
        }
    }
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
    let filters: Vec<(&Column, &SmallSet<String>)> = wish
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
    let rows: Vec<&dyn Record> = rows.into_iter().map(|(_, record)| record).collect();
    let by: Vec<&Column> = wish.group.iter().filter_map(|key| column(key)).collect();
    let amounts: Vec<&Column> = columns
        .iter()
        .filter(|c| matches!(c.source, Source::Computed(_)))
        .collect();
    let grouping = Grouping {
        amounts,
        wish,
        currency: workspace.currency(),
        get: &get,
    };
    let mut out = Vec::new();
    grouping.lines(&rows, &by, "", 0, &mut out);
    out
}

/// Returns the sums of the computed amounts of all these lines by column: those of the outer groups, and
/// without groups those of the records.
#[must_use]
pub fn totals(
    workspace: &Workspace,
    answers: &Answers,
    kind: Kind,
    columns: &[Column],
    lines: &[Line],
    lang: Lang,
) -> SmallMap<String, Money> {
    let amounts = columns
        .iter()
        .filter(|c| matches!(c.source, Source::Computed(_)));
    let mut sums = SmallMap::new();
    for column in amounts {
        let of_line = |line: &Line| match line {
            Line::Group(group) if group.level == 0 => Some(group.sums.get(&column.key)?.minor),
            Line::Group(_) => None,
            Line::Record(id) => {
                let record = workspace.record(kind, *id)?;
                cell(workspace, answers, record, column, lang).sum
            }
        };
        let grouped = matches!(lines.first(), Some(Line::Group(_)));
        let counted = lines
            .iter()
            .filter(|line| !grouped || matches!(line, Line::Group(_)));
        if let Some(sum) = counted.filter_map(of_line).reduce(i64::saturating_add) {
            sums.insert(column.key.clone(), Money::new(sum, workspace.currency()));
        }
    }
    sums
}

/// What every level of groups needs.
struct Grouping<'v> {
    amounts: Vec<&'v Column>,
    wish: &'v Wish,
    currency: crate::model::Currency,
    get: &'v dyn Fn(&dyn Record, &Column) -> Cell,
}

impl Grouping<'_> {
    /// Adds the lines of some records, in groups by the columns that are left.
    fn lines(
        &self,
        rows: &[&dyn Record],
        by: &[&Column],
        around: &str,
        level: u8,
        out: &mut Vec<Line>,
    ) {
        let Some((first, rest)) = by.split_first() else {
            out.extend(rows.iter().map(|record| Line::Record(record.raw_id())));
            return;
        };
        for (head, members) in self.groups(rows, first) {
            // Rows without a value stand under a sign, as in filters: an address holds no empty name.
            let name = if head.text.is_empty() {
                "-"
            } else {
                &head.text
            };
            let key = if around.is_empty() {
                name.to_owned()
            } else {
                format!("{around}|{name}")
            };
            let open = !self.wish.closed.contains(&key);
            let mut sums = SmallMap::new();
            for column in &self.amounts {
                let cells = members.iter().filter_map(|r| (self.get)(*r, column).sum);
                if let Some(sum) = cells.reduce(i64::saturating_add) {
                    sums.insert(column.key.clone(), Money::new(sum, self.currency));
                }
            }
            out.push(Line::Group(Group {
                name: head.text,
                key: key.clone(),
                level,
                count: members.len(),
                open,
                sums,
            }));
            if open {
                self.lines(&members, rest, &key, level + 1, out);
            }
        }
    }

    fn groups<'r>(&self, rows: &[&'r dyn Record], by: &Column) -> Vec<(Cell, Vec<&'r dyn Record>)> {
        let mut groups: Vec<(Cell, Vec<&dyn Record>)> = Vec::new();
        for record in rows {
            let head = (self.get)(*record, by);
            match groups.iter_mut().find(|(cell, _)| cell.text == head.text) {
                Some((_, members)) => members.push(*record),
                None => groups.push((head, vec![*record])),
            }
        }
        groups.sort_by(|a, b| compare(a.0.order.as_ref(), b.0.order.as_ref(), false));
        groups
    }
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

fn matches(cell: &Cell, column: &Column, values: &SmallSet<String>) -> bool {
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
        // The text of a custom field.
        crate::model::Value::Raw(serde_json::Value::String(text)) => {
            text.to_lowercase().contains(find)
        }
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
    fn own_fields_are_found_sorted_filtered_and_grouped_as_declared_ones() {
        // A list sorts as its options are arranged: Paris stands before Lille.
        let sites = shown(&[("group", "x_site"), ("closed", "Paris~Lille")]);
        assert!(sites[0].starts_with("Paris ") && sites[1].starts_with("Lille "));
        let paris = shown(&[("f.x_site", "Paris")]);
        assert_eq!(sites[0], format!("Paris {}", paris.len()));
        assert!(
            paris
                .iter()
                .all(|code| shown(&[("q", "paris")]).contains(code))
        );
        let reach = shown(&[("sort", "-x_customers")]);
        assert_ne!(reach, shown(&[("sort", "x_customers")]));
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
    fn groups_inside_groups_are_closed_by_the_names_of_both() {
        let open = shown(&[("group", "unit,phase")]);
        assert_eq!(open[..3], ["Compute & Storage 4", "Definition 1", "STO-3"]);
        let closed = shown(&[
            ("group", "unit,phase"),
            ("closed", "Compute & Storage|Definition"),
        ]);
        assert_eq!(closed.len(), open.len() - 1);
        let outer = shown(&[("group", "unit,phase"), ("closed", "Compute & Storage")]);
        assert_eq!(outer[0], "Compute & Storage 4");
        assert!(!outer.contains(&"STO-3".to_owned()));
    }

    #[test]
    fn a_head_pressed_again_turns_around_and_then_lets_go() {
        let wish =
            |sort: &str| Wish::read(&SmallMap::from_iter([("sort".to_owned(), sort.to_owned())]));
        assert_eq!(wish("").sorted_by("code", false), "code");
        assert_eq!(wish("code").sorted_by("code", false), "-code");
        assert_eq!(wish("-code").sorted_by("code", false), "");
        assert_eq!(wish("unit").sorted_by("code", true), "unit,code");
        assert_eq!(wish("unit").sorted_by("code", false), "code");
    }

    #[test]
    fn the_sums_are_the_same_with_groups_and_without() {
        let workspace = crate::sample::arvenne();
        let answers = refresh(None, &workspace, Date::parse("2026-05-18").unwrap());
        let columns = columns(&workspace, Kind::Project, Lang::En);
        let sums = |query: &[(&str, &str)]| {
            let query = query
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
            let wish = Wish::read(&query.collect());
            let lines = lines(
                &workspace,
                &answers,
                Kind::Project,
                &columns,
                &wish,
                Lang::En,
            );
            totals(
                &workspace,
                &answers,
                Kind::Project,
                &columns,
                &lines,
                Lang::En,
            )
        };
        let plain = sums(&[]);
        let landing = answers.portfolio.sums.unwrap().landing;
        assert_eq!(plain.get("landing").unwrap().minor, landing);
        assert_eq!(sums(&[("group", "unit")]), plain);
        assert_eq!(sums(&[("group", "unit,phase")]), plain);
    }
}
