//! Cells from and to a spreadsheet.

use super::{Column, parse, typed_text};
use crate::edit::{Command, Deed, Refusal, plan, with_template};
use crate::model::{Date, Kind, RawId, Text, Value, ValueError, Workspace};
use crate::words::Lang;

/// One pasted cell, before it is applied.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteCell {
    /// The record; `None` for a row that becomes a new record.
    pub id: Option<RawId>,
    /// Line of the pasted text, from 0, without its heads.
    pub row: usize,
    /// The column.
    pub key: String,
    /// The text as pasted.
    pub text: String,
    /// Why it cannot be taken.
    pub error: Option<ValueError>,
}

/// A paste that waits for *Apply*.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// Every cell.
    pub cells: Vec<PasteCell>,
    /// What *Apply* does: the cells without error, as one step.
    pub command: Option<Command>,
    /// How many records are new.
    pub new: usize,
    /// How many records change.
    pub changed: usize,
    /// Why the step as a whole is refused.
    pub refusal: Option<Refusal>,
}

/// Reads text from a spreadsheet.
///
/// When the first line names columns by head or key, cells go there, and rows go to the records with the
/// same code or name, or become new ones. Otherwise cells fill the table from the active cell on: `rows`
/// are the records from there downwards, `from` the columns from there to the right.
#[must_use]
pub fn paste(
    workspace: &Workspace,
    kind: Kind,
    all: &[Column],
    from: &[Column],
    rows: &[RawId],
    text: &str,
    today: Date,
    lang: Lang,
    mut fresh: impl FnMut() -> RawId,
) -> Pasted {
    let table = split(text);
    let headed = table.first().and_then(|first| heads(all, first));
    let (columns, body): (Vec<Option<&Column>>, &[Vec<String>]) = match &headed {
        Some(heads) => (heads.clone(), table.get(1..).unwrap_or_default()),
        None => (from.iter().map(Some).collect(), &table),
    };
    let mut cells = Vec::new();
    let mut commands = Vec::new();
    let (mut new, mut changed) = (0, 0);
    for (row, line) in body.iter().enumerate() {
        let named = || by_name(workspace, kind, &columns, line);
        let id = if headed.is_some() {
            named()
        } else {
            rows.get(row).copied()
        };
        if id.is_none() && (headed.is_none() || line.iter().all(String::is_empty)) {
            continue;
        }
        let record = id.and_then(|id| workspace.record(kind, id));
        let mut values = Vec::new();
        for (column, text) in columns.iter().zip(line) {
            let Some(column) = column else { continue };
            let before = record.and_then(|record| record.get(&column.key));
            let read = parse(workspace, kind, column, before.as_ref(), text, today, lang);
            cells.push(PasteCell {
                id,
                row,
                key: column.key.clone(),
                text: text.clone(),
                error: read.as_ref().err().cloned(),
            });
            if let Ok(value) = read
                && value != before
            {
                values.push((Text::from(column.key.as_str()), value));
            }
        }
        match id {
            Some(id) if !values.is_empty() => {
                changed += 1;
                commands.extend(values.into_iter().map(|(key, value)| Command::Set {
                    kind,
                    id,
                    key,
                    value,
                }));
            }
            Some(_) => {}
            None => {
                new += 1;
                let values = values
                    .into_iter()
                    .filter_map(|(key, value)| Some((key, value?)))
                    .collect();
                commands.push(Command::Create {
                    kind,
                    id: fresh(),
                    values,
                });
            }
        }
    }
    let command = (!commands.is_empty()).then(|| {
        let command = Command::Group {
            deed: Deed::Paste,
            commands,
        };
        // A new project of a type comes with what the template of the type gives it.
        with_template(workspace, command, &mut fresh)
    });
    let refusal = command
        .as_ref()
        .and_then(|command| plan(workspace, command).err());
    Pasted {
        cells,
        command,
        new,
        changed,
        refusal,
    }
}

/// Splits tab-separated text as spreadsheets put it on the clipboard: quotes around cells with breaks.
fn split(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut quoted = false;
    let mut letters = text.trim_end_matches(['\r', '\n']).chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            '\t' | '\n' if !quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(std::mem::take(&mut cell).trim().to_owned());
                }
                if letter == '\n' {
                    rows.push(Vec::new());
                }
            }
            '\r' => {}
            other => cell.push(other),
        }
    }
    if let Some(row) = rows.last_mut() {
        row.push(cell.trim().to_owned());
    }
    rows
}

/// Returns the columns that a line names; `None` when it names fewer than two, or none can be typed into.
fn heads<'c>(all: &'c [Column], line: &[String]) -> Option<Vec<Option<&'c Column>>> {
    let named: Vec<Option<&Column>> = line
        .iter()
        .map(|head| {
            let head = head.to_lowercase();
            all.iter()
                .filter(|column| column.is_editable())
                .find(|column| column.label.to_lowercase() == head || column.key == head)
        })
        .collect();
    let count = named.iter().flatten().count();
    (count >= 2
        || (count == 1
            && line.len() == 1
            && count == line.len()
            && line.first().is_some_and(|h| !h.is_empty())))
    .then_some(named)
}

fn by_name(
    workspace: &Workspace,
    kind: Kind,
    columns: &[Option<&Column>],
    line: &[String],
) -> Option<RawId> {
    let given = |key: &str| {
        let place = columns
            .iter()
            .position(|column| column.is_some_and(|c| c.key == key))?;
        line.get(place).filter(|text| !text.is_empty())
    };
    for key in ["code", "name"] {
        if let Some(text) = given(key) {
            let same = |value: Option<Value>| matches!(value, Some(Value::Text(own)) if own.to_lowercase() == text.to_lowercase());
            if let Some(record) = workspace.records(kind).find(|record| same(record.get(key))) {
                return Some(record.raw_id());
            }
            if key == "code" {
                // A code that nobody has is a new record, whatever its name.
                return None;
            }
        }
    }
    None
}

/// Returns cells as tab-separated text with their heads, as spreadsheets read it.
#[must_use]
pub fn as_tsv(
    workspace: &Workspace,
    kind: Kind,
    columns: &[Column],
    shown: impl Fn(RawId, &Column) -> String,
    rows: &[RawId],
    with_heads: bool,
    lang: Lang,
) -> String {
    let guard = |text: String| {
        // A cell that begins like a formula is text here and must stay text there.
        let text = if text.starts_with(['=', '+', '@']) && text.parse::<f64>().is_err() {
            format!("'{text}")
        } else {
            text
        };
        if text.contains(['\t', '\n', '"']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let mut out = Vec::new();
    if with_heads {
        out.push(
            columns
                .iter()
                .map(|column| guard(column.label.clone()))
                .collect::<Vec<_>>()
                .join("\t"),
        );
    }
    for id in rows {
        let Some(record) = workspace.record(kind, *id) else {
            continue;
        };
        let line = columns.iter().map(|column| {
            guard(if column.is_editable() {
                typed_text(workspace, record, column, lang)
            } else {
                shown(*id, column)
            })
        });
        out.push(line.collect::<Vec<_>>().join("\t"));
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::table::columns;

    fn pasted(text: &str, from: usize, rows: &[&str]) -> (Workspace, Pasted) {
        let workspace = crate::sample::arvenne();
        let columns = columns(&workspace, Kind::Project, Lang::En);
        let rows: Vec<RawId> = rows
            .iter()
            .map(|code| workspace.project_by_code(code).unwrap().id.raw())
            .collect();
        let mut next = 0;
        let today = Date::parse("2026-05-18").unwrap();
        let found = paste(
            &workspace,
            Kind::Project,
            &columns,
            &columns[from..],
            &rows,
            text,
            today,
            Lang::En,
            || {
                next += 1;
                RawId(next)
            },
        );
        (workspace, found)
    }

    #[test]
    fn rows_with_heads_find_their_records_and_new_codes_become_projects() {
        let text =
            "Code\tName\tProgress\tNonsense\nSOV-1\tTrusted Zone\t60%\tx\nSOV-9\tNew zone\t\t\n";
        let (mut workspace, found) = pasted(text, 0, &[]);
        assert_eq!(
            (found.changed, found.new, found.refusal.clone()),
            (1, 1, None)
        );
        let patch = plan(&workspace, found.command.as_ref().unwrap()).unwrap();
        apply(&mut workspace, &patch);
        assert_eq!(
            &*workspace.project_by_code("SOV-1").unwrap().name,
            "Trusted Zone"
        );
        assert_eq!(
            &*workspace.project_by_code("SOV-9").unwrap().name,
            "New zone"
        );
    }

    #[test]
    fn cells_without_heads_fill_from_the_active_cell_and_errors_stay_in_place() {
        let (workspace, found) = pasted("60\n70\nmany", 0, &["SOV-1", "SOV-2", "SOV-3"]);
        assert_eq!(found.cells.len(), 3);
        assert_eq!(found.changed, 3);
        let columns = columns(&workspace, Kind::Project, Lang::En);
        let progress = columns.iter().position(|c| c.key == "progress").unwrap();
        let (_, found) = pasted("60\n70\nmany", progress, &["SOV-1", "SOV-2", "SOV-3"]);
        assert_eq!(found.changed, 2);
        assert!(found.cells[2].error.is_some());
    }

    #[test]
    fn cells_of_own_fields_are_pasted_and_typed_as_those_of_declared_ones() {
        let text =
            "Code\tMain site\tCustomers reached\nSOV-1\tlille\t1,250\nSOV-2\tNowhere\tmany\n";
        let (mut workspace, found) = pasted(text, 0, &[]);
        assert_eq!(found.changed, 1);
        let wrong: Vec<&str> = found
            .cells
            .iter()
            .filter(|cell| cell.error.is_some())
            .map(|cell| cell.text.as_str())
            .collect();
        assert_eq!(wrong, ["Nowhere", "many"]);
        let patch = plan(&workspace, found.command.as_ref().unwrap()).unwrap();
        apply(&mut workspace, &patch);
        let project = workspace.project_by_code("SOV-1").unwrap();
        let own = ["x_site", "x_customers"].map(|key| project.extra.get(key).cloned());
        assert_eq!(own, [Some("Lille".into()), Some("1250".into())]);
    }

    #[test]
    fn a_pasted_project_of_a_type_comes_with_its_template_and_counts_as_one() {
        let text = "Code\tName\tProject type\tFirst planned start\tFirst planned finish\n\
            GRN-9\tHall D\tConstruction\t2026-06-01\t2027-03-31\n";
        let (workspace, found) = pasted(text, 0, &[]);
        assert_eq!((found.new, found.refusal.clone()), (1, None));
        let patch = plan(&workspace, found.command.as_ref().unwrap()).unwrap();
        assert_eq!(patch.rows.len(), 10);
        assert_eq!((patch.label.count, &*patch.label.name), (1, "Hall D"));
    }

    #[test]
    fn quoted_cells_keep_their_breaks() {
        assert_eq!(
            split("a\t\"b\nc\"\r\nd\t\"e \"\"f\"\"\"\n"),
            [["a", "b\nc"], ["d", "e \"f\""]]
        );
    }

    #[test]
    fn what_is_copied_pastes_back_without_a_change() {
        let workspace = crate::sample::arvenne();
        let columns: Vec<Column> = columns(&workspace, Kind::Project, Lang::En)
            .into_iter()
            .filter(Column::is_editable)
            .collect();
        let rows: Vec<RawId> = workspace.projects.keys().map(|id| id.raw()).collect();
        let text = as_tsv(
            &workspace,
            Kind::Project,
            &columns,
            |_, _| String::new(),
            &rows,
            true,
            Lang::En,
        );
        let today = Date::parse("2026-05-18").unwrap();
        let found = paste(
            &workspace,
            Kind::Project,
            &columns,
            &columns,
            &[],
            &text,
            today,
            Lang::En,
            || RawId(1),
        );
        let errors: Vec<_> = found
            .cells
            .iter()
            .filter(|cell| cell.error.is_some())
            .collect();
        assert_eq!(errors, Vec::<&PasteCell>::new());
        assert_eq!((found.changed, found.new), (0, 0), "{:?}", found.command);
    }
}
