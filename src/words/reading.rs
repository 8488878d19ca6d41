//! Sentences for files that could not be read.

use super::{Data, Lang, format, unfit};
use crate::exchange::native::{self, Fault, ReadError, Why};
use crate::model::ValueError;

/// Returns why a native file was not read: a sentence, then the lines that are wrong.
#[must_use]
pub fn file_error(error: &ReadError, lang: Lang) -> (String, Vec<String>) {
    let number = |n: usize| format::whole(lang, i64::try_from(n).unwrap_or(i64::MAX));
    let size = |n: usize| format::bytes(lang, u64::try_from(n).unwrap_or(u64::MAX));
    let sentence = match error {
        ReadError::TooLarge { bytes } => {
            Data::FileTooLarge.fill(lang, &[&size(*bytes), &size(native::LARGEST)])
        }
        ReadError::NotUtf8 { line, column } => {
            Data::FileNotUtf8.fill(lang, &[&number(*line), &number(*column)])
        }
        ReadError::NotJson { line, column, .. } => {
            Data::FileCut.fill(lang, &[&number(*line), &number(*column)])
        }
        ReadError::NotBaton { key } => Data::FileForeign.fill(lang, &[key]),
        ReadError::Newer { app, .. } => Data::FileNewer.fill(lang, &[app]),
        ReadError::TooManyProjects { count } => {
            let most = number(native::MOST_PROJECTS);
            Data::FileProjects.fill(lang, &[&number(*count), &most])
        }
        ReadError::Faults { faults, count } => {
            let lines = faults.iter().map(|fault| fault_line(fault, lang));
            return (
                Data::FileFaults.fill(lang, &[&number(*count)]),
                lines.collect(),
            );
        }
    };
    (sentence, Vec::new())
}

fn fault_line(fault: &Fault, lang: Lang) -> String {
    if let Why::Unfit(ValueError::TooLong) = fault.why {
        return at(fault, unfit(&ValueError::TooLong, lang), lang);
    }
    let why = match fault.why {
        Why::NotAnObject | Why::NoKind | Why::Syntax => Data::FaultRecord,
        Why::NoId | Why::BadId | Why::RepeatedId { .. } => Data::FaultId,
        Why::RepeatedKey => Data::FaultRepeated,
        Why::Missing => Data::FaultMissing,
        Why::Unfit(_) => Data::FaultUnfit,
        Why::TooDeep => Data::FaultDeep,
    };
    at(fault, why.text(lang).to_owned(), lang)
}

/// A fault with its place.
fn at(fault: &Fault, why: String, lang: Lang) -> String {
    let parts = [&fault.kind, &fault.label, &fault.field];
    let what: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
    let (line, column) = (fault.line.to_string(), fault.column.to_string());
    Data::FaultAt.fill(lang, &[&line, &column, &what.join(" · "), &why])
}
