//! The rows of the patch for one record of the file.

use crate::edit::Row;
use crate::model::{Kind, RawId, Record, Text, Value};

use super::draft::Values;

/// A new record, its fields in the order of the declaration, then the others.
pub(super) fn create(kind: Kind, id: RawId, mut values: Values) -> Row {
    let declared = kind
        .fields()
        .iter()
        .filter_map(|spec| values.remove_entry(spec.key));
    let mut fields: Vec<(Text, Value)> = declared.collect();
    fields.extend(values);
    Row::Create(kind, id, fields)
}

/// The rows that bring a record to these values; what the file does not say stays.
pub(super) fn change(record: Option<&dyn Record>, values: &Values, rows: &mut Vec<Row>) {
    let Some(record) = record else { return };
    for (key, value) in values {
        let before = record.get(key);
        if before.as_ref() != Some(value) {
            rows.push(Row::Set {
                kind: record.kind(),
                id: record.raw_id(),
                key: key.clone(),
                before,
                after: Some(value.clone()),
            });
        }
    }
}
