//! What would change, every cell that was not understood, and the button that applies.

use super::flow::Flow;
use crate::edit::Row;
use crate::exchange::csv::Problem;
use crate::model::Kind;
use crate::ui::parts::difference;
use crate::ui::said;
use crate::ui::widgets::{Button, Icon, IconName, Segmented, SelectField, Variant};
use crate::words::{Data, Import as Words, Lang, format, importing, kind_label, kind_plural};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How many problems are listed; the rest is counted.
const LISTED: usize = 200;

fn whole(lang: Lang, number: usize) -> String {
    format::whole(lang, i64::try_from(number).unwrap_or(i64::MAX))
}

/// Names counts of records: `18 units, 235 ratings`.
pub(super) fn counted(others: &BTreeMap<Kind, usize>, lang: Lang) -> String {
    let one = |(kind, count): (&Kind, &usize)| {
        let name = if *count == 1 {
            kind_label(*kind, lang)
        } else {
            kind_plural(*kind, lang)
        };
        Words::CountOf.fill(lang, &[&whole(lang, *count), &name.to_lowercase()])
    };
    others.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The preview.
#[component]
pub(super) fn Preview(flow: Flow) -> impl IntoView {
    let lang = flow.session.lang();
    let text = move |key: Words| said(lang, key);
    let figure = move |name: Words, read: fn(&crate::exchange::csv::Outcome) -> usize| {
        let count = move || flow.outcome.with(|o| o.as_ref().map_or(0, |o| read(o)));
        view! { <div class="import-figure"><b class="num">{move || whole(lang.get(), count())}</b><span>{text(name)}</span></div> }
    };
    let others = move || {
        flow.outcome.with(|o| {
            let others = &o.as_ref()?.others;
            (!others.is_empty())
                .then(|| Words::AlsoAdded.fill(lang.get(), &[&counted(others, lang.get())]))
        })
    };
    // What is there already and becomes another, field by field: nobody applies that unseen.
    let changes = move || {
        let lang = lang.get();
        flow.outcome.with(|outcome| {
            let outcome = outcome.as_ref().filter(|o| o.updated > 0)?;
            let rows = outcome.patch.rows.iter();
            let rows: Vec<&Row> = rows.filter(|row| matches!(row, Row::Set { .. })).collect();
            let workspace = flow.session.workspace();
            let table = workspace.with(|w| difference(&rows, w, lang));
            Some(view! {
                <details class="import-changes">
                    <summary>{Data::ChangesTitle.text(lang)}</summary>
                    {table}
                </details>
            })
        })
    };
    let rows = move || {
        flow.outcome
            .with(|o| o.as_ref().map_or(0, |o| o.patch.rows.len()))
    };
    let projects = move || {
        flow.outcome
            .with(|o| o.as_ref().map_or(0, |o| o.created + o.updated))
    };
    let apply =
        Signal::derive(move || Words::ApplyNew.fill(lang.get(), &[&whole(lang.get(), projects())]));
    let note = move || {
        if rows() == 0 {
            return Words::NothingToDo.text(lang.get());
        }
        if flow.apart.get() {
            Words::IntoNew.text(lang.get())
        } else {
            Words::OneStep.text(lang.get())
        }
    };
    let into = into(flow);
    view! {
        <section class="import-part" aria-labelledby="import-preview">
            <div class="import-head"><h2 id="import-preview">{text(Words::StepPreview)}</h2></div>
            <div class="import-into">{into}</div>
            <div class="import-figures">
                {figure(Words::Added, |o| o.created)}
                {figure(Words::Changed, |o| o.updated)}
                {figure(Words::Same, |o| o.unchanged)}
                {figure(Words::Skipped, |o| o.skipped)}
            </div>
            <p class="sec fs12">{others}</p>
            {changes}
            <Problems flow />
        </section>
        <div class="import-foot">
            <p class="mut fs12">{note}</p>
            <Button
                label=apply
                icon=IconName::Check
                variant=Variant::Primary
                disabled=Signal::derive(move || rows() == 0)
                on_press=move |()| flow.apply()
            />
        </div>
    }
    .into_any()
}

/// Where the import goes, to choose from.
pub(super) fn into(flow: Flow) -> AnyView {
    let lang = flow.session.lang();
    let text = move |key: Words| said(lang, key);
    let options = Signal::derive(move || {
        let open = flow
            .session
            .portfolio()
            .with(|p| p.as_ref().map(|p| p.name.to_string()));
        let new = Words::NewPortfolio.fill(lang.get(), &[&super::flow::stem(&flow.file_name())]);
        std::iter::once(("new".to_owned(), new))
            .chain(open.map(|name| {
                (
                    "open".to_owned(),
                    Words::OpenPortfolio.fill(lang.get(), &[&name]),
                )
            }))
            .collect::<Vec<_>>()
    });
    (move || {
        let value =
            Signal::derive(move || if flow.apart.get() { "new" } else { "open" }.to_owned());
        flow.session.opened().with(Option::is_some).then(|| view! {
            <SelectField label=text(Words::Into) options value on_commit=move |key: String| flow.set_apart(key == "new") />
        })
    })
    .into_any()
}

/// The cells that were not taken as they are.
#[component]
fn Problems(flow: Flow) -> impl IntoView {
    let lang = flow.session.lang();
    let text = move |key: Words| said(lang, key);
    let of = move |loses: bool| {
        flow.outcome.with(|o| {
            let all = o.iter().flat_map(|o| o.problems.iter());
            all.filter(|p| p.code.loses() == loses)
                .cloned()
                .collect::<Vec<Problem>>()
        })
    };
    let lost = Memo::new(move |_| of(true));
    let notes = Memo::new(move |_| of(false));
    let chosen = RwSignal::new(None::<bool>);
    let losing = move || chosen.get().unwrap_or_else(|| lost.with(|l| !l.is_empty()));
    let tabs = Signal::derive(move || {
        let lang = lang.get();
        let label =
            |key: Words, count: usize| format!("{} ({})", key.text(lang), whole(lang, count));
        vec![
            (
                "lost".to_owned(),
                label(Words::LosesTab, lost.with(Vec::len)),
            ),
            (
                "notes".to_owned(),
                label(Words::NotesTab, notes.with(Vec::len)),
            ),
        ]
    });
    let shown = Signal::derive(move || if losing() { lost.get() } else { notes.get() });
    let line = move |problem: Problem| {
        let column = letters(problem.column);
        let place = if problem.heading.is_empty() {
            column
        } else {
            format!("{column} · {}", problem.heading)
        };
        view! {
            <tr>
                <td class="num">{problem.row}</td>
                <td><span class="import-heading">{place}</span></td>
                <td><span class="import-cell">{problem.cell}</span></td>
                <td>{move || importing::problem(problem.code, lang.get())}</td>
            </tr>
        }
    };
    view! {
        {move || if lost.with(Vec::is_empty) && notes.with(Vec::is_empty) {
            view! { <p class="import-fine"><Icon name=IconName::Check size=14 />{text(Words::NoProblems)}</p> }.into_any()
        } else {
            view! {
                <div class="row wrap import-tabs">
                    <Segmented
                        label=text(Words::What)
                        options=tabs
                        value=Signal::derive(move || if losing() { "lost".to_owned() } else { "notes".to_owned() })
                        on_pick=move |key: String| chosen.set(Some(key == "lost"))
                    />
                </div>
                <div class="import-scroll">
                    <table class="table import-problems">
                        <thead><tr>
                            <th scope="col" class="num">{text(Words::Row)}</th>
                            <th scope="col">{text(Words::Column)}</th>
                            <th scope="col">{text(Words::Cell)}</th>
                            <th scope="col">{text(Words::What)}</th>
                        </tr></thead>
                        <tbody>{move || shown.get().into_iter().take(LISTED).map(line).collect_view()}</tbody>
                    </table>
                </div>
                {move || {
                    let more = shown.with(Vec::len).saturating_sub(LISTED);
                    (more > 0).then(|| view! { <p class="mut fs12">{Words::MoreProblems.fill(lang.get(), &[&whole(lang.get(), more)])}</p> })
                }}
            }.into_any()
        }}
    }
    .into_any()
}

/// The name of a column in spreadsheets: 1 is `A`, 27 is `AA`.
fn letters(mut column: usize) -> String {
    let mut out = Vec::new();
    while column > 0 {
        column -= 1;
        let letter = u8::try_from(column % 26).unwrap_or(0);
        out.push(char::from(b'A' + letter));
        column /= 26;
    }
    out.iter().rev().collect()
}
