//! What a step would change, before it is taken.

use crate::edit::Row;
use crate::model::{Kind, Text, Value, Workspace};
use crate::session::{Extent, extent};
use crate::table::value_text;
use crate::words::{
    Data as Words, Lang, field_label, format, kind_label, kind_plural, record_name,
};
use leptos::prelude::*;

/// How many changes are listed one by one.
const LISTED: usize = 40;

/// A table of how many records come, change and go: one line for each way, under this heading.
pub fn extents(of: Words, ways: &[(String, Extent)], lang: Lang) -> AnyView {
    let number = |n: usize| format::whole(lang, i64::try_from(n).unwrap_or(i64::MAX));
    let heads = [Words::WouldAdd, Words::WouldChange, Words::WouldRemove];
    let heads = heads.map(|key| view! { <th scope="col" class="num">{key.text(lang)}</th> });
    let lines = ways.iter().map(|(way, extent)| {
        let cells = [extent.added, extent.changed, extent.removed];
        view! {
            <tr>
                <th scope="row">{way.clone()}</th>
                {cells.map(|n| view! { <td class="num">{number(n)}</td> })}
            </tr>
        }
    });
    view! {
        <table class="table plain flush">
            <thead><tr><th scope="col">{of.text(lang)}</th>{heads}</tr></thead>
            <tbody>{lines.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// What a step changes: by kind, and then one by one as far as they fit.
pub fn difference(rows: &[&Row], now: &Workspace, lang: Lang) -> AnyView {
    let of_kind = |kind: Kind| {
        rows.iter()
            .copied()
            .filter(move |row| row.target().0 == kind)
    };
    let kinds: Vec<(String, Extent)> = Kind::ALL
        .iter()
        .map(|kind| (kind_plural(*kind, lang).to_owned(), extent(of_kind(*kind))))
        .filter(|(_, extent)| *extent != Extent::default())
        .collect();
    let lines = rows.iter().take(LISTED).map(|row| {
        let (what, before, after) = line(row, now, lang);
        view! { <tr><th scope="row">{what}</th><td>{before}</td><td>{after}</td></tr> }
    });
    let more = rows.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| {
        let more = format::whole(lang, i64::try_from(more).unwrap_or(i64::MAX));
        view! { <p class="mut fs12">{Words::MoreRows.fill(lang, &[&more])}</p> }
    });
    let heads = [Words::What, Words::Before, Words::After];
    let heads = heads.map(|key| view! { <th scope="col">{key.text(lang)}</th> });
    view! {
        {extents(Words::What, &kinds, lang)}
        <div class="data-scroll" tabindex="0" role="region" aria-label=Words::ChangesTitle.text(lang)>
            <table class="table plain flush">
                <thead><tr>{heads}</tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

/// What a row changes, what is there now, and what would be.
fn line(row: &Row, now: &Workspace, lang: Lang) -> (String, String, String) {
    let (kind, id) = row.target();
    let empty = || Words::Empty.text(lang).to_owned();
    let own_name = |values: &[(Text, Value)]| {
        let value = |wanted: &str| values.iter().find(|(key, _)| &**key == wanted);
        let found = value("name").or_else(|| value("code"));
        found
            .map(|(_, value)| value_text(now, kind, "name", value, lang))
            .unwrap_or_default()
    };
    let named = |name: &str| {
        format!("{} {name}", kind_label(kind, lang))
            .trim_end()
            .to_owned()
    };
    match row {
        Row::Create(_, _, values) => (
            named(&own_name(values)),
            String::new(),
            Words::Added.text(lang).to_owned(),
        ),
        Row::Delete(_, _, values) => (
            named(&own_name(values)),
            String::new(),
            Words::Removed.text(lang).to_owned(),
        ),
        Row::Set {
            key, before, after, ..
        } => {
            let say = |value: &Option<Value>| {
                let said = value
                    .as_ref()
                    .map(|value| value_text(now, kind, key, value, lang));
                said.unwrap_or_else(empty)
            };
            let name = named(&record_name(now, kind, id, lang));
            let what = format!("{name} · {}", field_label(kind, key, lang));
            (what, say(before), say(after))
        }
    }
}
