//! Pasting from a spreadsheet: the dialog to paste into, and the bar over a paste that waits.

use super::cells::{filter_values, take_sheet};
use super::{KIND, View};
use crate::model::{CustomType, FieldType};
use crate::table::{Column, Source};
use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, Variant};
use crate::words::{Common, Table as Words, choice_label, record_name, refusal};
use leptos::{html, prelude::*};

/// The dialog to paste into, for those who do not paste into the table itself.
#[component]
pub(super) fn SheetDialog(view: View) -> impl IntoView {
    let lang = view.lang;
    let word = move |word: Words| said(lang, word);
    let common = move |word: Common| said(lang, word);
    let area = NodeRef::<html::Textarea>::new();
    let show = move || {
        let text = area.get_untracked().map(|a| a.value()).unwrap_or_default();
        view.sheet.set(false);
        take_sheet(view, &text);
    };
    view! {
        <Dialog open=view.sheet on_close=Callback::new(move |()| view.sheet.set(false)) title=word(Words::PasteSheet) close_label=common(Common::Close) wide=true>
            <div class="dialog-body">
                <p class="sec">{move || Words::PasteHint.text(lang.get())}</p>
                <textarea class="sheet-area" rows="10" spellcheck="false" aria-label=move || Words::PasteArea.text(lang.get()) node_ref=area></textarea>
            </div>
            <div class="dialog-foot">
                <Button label=common(Common::Cancel) on_press=Callback::new(move |()| view.sheet.set(false)) />
                <Button label=common(Common::Next) variant=Variant::Primary on_press=Callback::new(move |()| show()) />
            </div>
        </Dialog>
    }
    .into_any()
}

/// The bar over a paste that waits for *Apply*.
#[component]
pub(super) fn PendingBar(view: View) -> impl IntoView {
    let lang = view.lang;
    let common = move |word: Common| said(lang, word);
    let text = move || {
        view.pasted.with(|now| {
            now.as_ref().map(|p| {
                let wrong = p.cells.iter().filter(|c| c.error.is_some()).count();
                let counts = [p.changed, p.new, wrong].map(|n| n.to_string());
                let [changed, new, wrong] = &counts;
                let sum = Words::PastePreview.fill(lang.get(), &[changed, new, wrong]);
                match &p.refusal {
                    Some(reason) => format!(
                        "{sum} {}",
                        view.session
                            .workspace()
                            .with(|w| refusal(reason, w, lang.get()))
                    ),
                    None => sum,
                }
            })
        })
    };
    let blocked = Signal::derive(move || {
        view.pasted.with(|p| {
            p.as_ref()
                .is_none_or(|p| p.command.is_none() || p.refusal.is_some())
        })
    });
    let apply = move || {
        let command = view
            .pasted
            .with_untracked(|p| p.as_ref().and_then(|p| p.command.clone()));
        if let Some(command) = command
            && view.session.act(&command)
        {
            view.pasted.set(None);
        }
    };
    move || {
        text().map(|text| view! {
            <div class="banner" data-tone="info" role="status">
                <span>{text}</span>
                <span class="end row tight">
                    <Button label=common(Common::Cancel) on_press=Callback::new(move |()| view.pasted.set(None)) />
                    <Button label=common(Common::Apply) variant=Variant::Primary disabled=blocked on_press=Callback::new(move |()| apply()) />
                </span>
            </div>
        })
    }
}

/// What to see when no row fits the filters.
#[component]
pub(super) fn NoMatch(view: View) -> impl IntoView {
    let lang = view.lang;
    let none = Memo::new(move |_| view.lines.with(|l| l.is_empty()));
    let clear = move || {
        let keys: Vec<String> = view.wish.with_untracked(|w| {
            w.filters
                .iter()
                .map(|(key, _)| format!("f.{key}"))
                .collect()
        });
        for key in keys {
            view.session.set_view(&key, "");
        }
        view.session.set_view("q", "");
    };
    move || {
        none.get().then(|| view! {
            <div class="grid-none" role="status">
                <p>{move || Common::NoResult.text(lang.get())}</p>
                <Button label=said(lang, Common::RemoveFilters) on_press=Callback::new(move |()| clear()) />
            </div>
        })
    }
}

/// Returns the texts that a column of lists takes.
pub(super) fn list_of(view: View, column: &Column) -> Vec<String> {
    let lang = view.lang.get_untracked();
    let mut all: Vec<String> = match &column.source {
        Source::Declared(key, FieldType::Choice(keys)) => {
            return keys
                .iter()
                .map(|k| choice_label(KIND, key, k, lang).to_owned())
                .collect();
        }
        Source::Declared(_, FieldType::Ref(to)) => view.session.workspace().with_untracked(|w| {
            w.records(*to)
                .map(|r| record_name(w, *to, r.raw_id(), lang).to_string())
                .collect()
        }),
        Source::Custom(CustomType::Choice, options) => {
            return options.iter().map(ToString::to_string).collect();
        }
        Source::Declared(_, FieldType::Flag) | Source::Custom(CustomType::Flag, _) => {
            return [Common::Yes, Common::No]
                .map(|w| w.text(lang).to_owned())
                .to_vec();
        }
        _ => filter_values(view, column)
            .into_iter()
            .filter(|v| !v.is_empty())
            .collect(),
    };
    all.sort_by_key(|name| name.to_lowercase());
    all
}
