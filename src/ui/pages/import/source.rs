//! The file: choosing it, and how it is cut up.

use super::flow::Flow;
use crate::exchange::csv::{DELIMITERS, Encoding, Layout};
use crate::ui::parts::reading_line;
use crate::ui::said;
use crate::ui::widgets::{Banner, Icon, IconName, SelectField, TextField, Tone};
use crate::words::{Import as Words, format};
use leptos::{ev, html, prelude::*};

/// A place to drop a file on, and a button.
#[component]
pub(super) fn Choose(flow: Flow) -> impl IntoView {
    let lang = flow.session.lang();
    let text = move |key: Words| move || key.text(lang.get());
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let chosen = move |_| {
        let file = input
            .get_untracked()
            .and_then(|input| input.files()?.get(0));
        if let Some(file) = file {
            flow.take(file);
        }
    };
    let drag = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    view! {
        <div class="import-choose">
            {move || flow.trouble.get().map(|text| view! {
                <div class="import-trouble" role="alert"><Icon name=IconName::Warning size=16 /><p>{text}</p></div>
            })}
            <label class="import-drop" data-over=move || over.get().to_string() on:dragover=drag on:dragleave=move |_| over.set(false) on:drop=move |_| over.set(false)>
                <span class="way-icon"><Icon name=IconName::Import size=20 /></span>
                <span class="semi fs14">{text(Words::ChooseTitle)}</span>
                <span class="mut">{text(Words::DropHere)}</span>
                <input
                    class="sr import-input"
                    type="file"
                    accept=".csv,.tsv,.txt,.json,.xml,.gan,.xer,text/csv,application/json,text/xml"
                    node_ref=input
                    on:change=chosen
                />
                <span class="btn" data-variant="primary" aria-hidden="true">{text(Words::Choose)}</span>
            </label>
            <p class="sec import-lead">{text(Words::ChooseHint)}</p>
            {reading_line(flow.session, flow.reading)}
        </div>
    }
    .into_any()
}

/// How the file was cut up, changeable.
#[component]
pub(super) fn Source(flow: Flow) -> impl IntoView {
    let lang = flow.session.lang();
    let text = move |key: Words| said(lang, key);
    let now = move |read: fn(&crate::exchange::csv::Inspection) -> String| {
        Signal::derive(move || {
            flow.inspection
                .with(|i| i.as_ref().map(|i| read(i)).unwrap_or_default())
        })
    };
    let encodings = Signal::derive(move || {
        Encoding::ALL
            .iter()
            .map(|e| (e.key().to_owned(), e.key().to_uppercase()))
            .collect::<Vec<_>>()
    });
    let delimiters = Signal::derive(move || {
        let lang = lang.get();
        let names = [Words::Comma, Words::Semicolon, Words::Tab, Words::Bar];
        DELIMITERS
            .iter()
            .zip(names)
            .map(|(d, name)| (d.to_string(), name.text(lang).to_owned()))
            .collect::<Vec<_>>()
    });
    let layouts = Signal::derive(move || {
        let lang = lang.get();
        vec![
            ("rows".to_owned(), Words::LayoutRows.text(lang).to_owned()),
            (
                "columns".to_owned(),
                Words::LayoutColumns.text(lang).to_owned(),
            ),
        ]
    });
    let header_label = Signal::derive(move || {
        let down = flow
            .inspection
            .with(|i| i.as_ref().is_some_and(|i| i.layout == Layout::Columns));
        let key = if down {
            Words::HeaderColumn
        } else {
            Words::HeaderRow
        };
        key.text(lang.get()).to_owned()
    });
    let notes = move || {
        let lang = lang.get();
        let whole = |n: usize| format::whole(lang, i64::try_from(n).unwrap_or(i64::MAX));
        flow.inspection.with(|i| {
            let Some(i) = i.as_ref() else {
                return Vec::new();
            };
            let mut notes = Vec::new();
            if !i.sure {
                notes.push(Words::Unusual.text(lang).to_owned());
            }
            if i.unreadable > 0 {
                notes.push(Words::Lost.fill(lang, &[&whole(i.unreadable)]));
            }
            if i.ragged > 0 {
                notes.push(Words::Ragged.fill(lang, &[&whole(i.ragged)]));
            }
            notes
        })
    };
    view! {
        <section class="import-part" aria-labelledby="import-file">
            <div class="import-head">
                <h2 id="import-file">{text(Words::StepFile)}</h2>
                <p class="mut">{move || text(Words::FileHint).get()}</p>
            </div>
            {move || flow.trouble.get().map(|text| view! { <Banner tone=Tone::Red><p>{text}</p></Banner> })}
            <div class="import-options">
                <SelectField
                    label=text(Words::Encoding)
                    options=encodings
                    value=now(|i| i.encoding.key().to_owned())
                    on_commit=move |key: String| flow.choose(|o| o.encoding = Encoding::from_key(&key))
                />
                <SelectField
                    label=text(Words::Delimiter)
                    options=delimiters
                    value=now(|i| i.delimiter.to_string())
                    on_commit=move |key: String| flow.choose(|o| o.delimiter = key.parse().ok())
                />
                <SelectField
                    label=text(Words::Layout)
                    options=layouts
                    value=now(|i| if i.layout == Layout::Rows { "rows".to_owned() } else { "columns".to_owned() })
                    on_commit=move |key: String| flow.choose(|o| {
                        o.layout = Some(if key == "rows" { Layout::Rows } else { Layout::Columns });
                        o.header = None;
                    })
                />
                <TextField
                    label=header_label
                    value=now(|i| i.header.to_string())
                    on_commit=move |text: String| flow.choose(|o| o.header = text.trim().parse().ok().filter(|n| *n > 0))
                />
            </div>
            {move || notes().into_iter().map(|note| view! {
                <p class="import-note"><Icon name=IconName::Warning size=14 />{note}</p>
            }).collect_view()}
        </section>
    }
    .into_any()
}
