//! Opening a JSON file: read wholly, shown first, then taken over as one step.

use super::Shelf;
use crate::edit::Patch;
use crate::exchange::native;
use crate::model::{Kind, Workspace};
use crate::session::{Extent, Reading, Run, adding_by, adds, extent, replacing_by};
use crate::ui::parts::{extents, reading_line};
use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, IconName, Variant};
use crate::words::{Common, Data as Words, file_error, format};
use leptos::task::spawn_local;
use leptos::{ev, html, prelude::*};
use std::sync::Arc;

/// A file that was read, or why not.
#[derive(Clone)]
enum Brought {
    File(Arc<File>),
    /// A newer version wrote it: its bytes, and what can be shown.
    Newer(Arc<Vec<u8>>, Box<native::Read>),
    Refused(String, Vec<String>),
}

struct File {
    /// The portfolio that was open when it was read.
    mine: Workspace,
    workspace: Workspace,
    records: usize,
    projects: usize,
    unknown: usize,
    /// What turns that portfolio into this one; a part of it adds only.
    difference: Patch,
}

/// The button, and the dialog behind it.
#[component]
pub fn OpenFile(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let input = NodeRef::<html::Input>::new();
    let name = RwSignal::new(String::new());
    let brought: RwSignal<Option<Brought>> = RwSignal::new(None);
    let reading = Reading::new();
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let read = move |_: ev::Event| {
        let Some(element) = input.get_untracked() else {
            return;
        };
        let file = element.files().and_then(|files| files.get(0));
        let Some(file) = file else { return };
        name.set(file.name());
        brought.set(None);
        spawn_local(async move {
            let mut run = reading.begin();
            let found = match run.bytes(shelf.session, &file).await {
                Some(Ok(bytes)) => look(shelf, &mut run, bytes).await,
                Some(Err(text)) => Some(Brought::Refused(text, Vec::new())),
                None => None,
            };
            drop(run);
            brought.try_set(found);
            // The same file can be chosen again.
            element.set_value("");
        });
    };
    let close = move || {
        reading.stop();
        brought.set(None);
    };
    let title = move || Words::FileTitle.fill(lang.get(), &[&name.get()]);
    let open = Memo::new(move |_| reading.share().is_some() || brought.with(Option::is_some));
    view! {
        <input class="sr" type="file" accept=".json,application/json" tabindex="-1" node_ref=input on:change=read
            aria-label=move || Words::OpenFile.text(lang.get()) />
        <Button icon=IconName::Import label=shelf.text(Words::OpenFile) on_press=choose />
        <Dialog open on_close=close title=Signal::derive(title)
            close_label=said(lang, Common::Close)>
            {move || brought.with(Option::is_none).then(|| view! { <div class="dialog-body">{reading_line(shelf.session, reading)}</div> })}
            {move || brought.get().map(|found| match found {
                Brought::Newer(bytes, read) => look_only(shelf, name.get_untracked(), bytes, *read, Callback::new(move |()| close())),
                Brought::File(file) => view! { <Preview shelf file on_close=close /> }.into_any(),
                Brought::Refused(why, lines) => refused(why, lines),
            })}
        </Dialog>
    }
    .into_any()
}

/// Reads a file and compares it; `None` when a person stopped it.
async fn look(shelf: Shelf, run: &mut Run, bytes: Vec<u8>) -> Option<Brought> {
    let read = run.salvage(&bytes).await?;
    Some(match read.and_then(native::Read::shown) {
        Err(error) => {
            let (why, lines) = file_error(&error, shelf.lang.get_untracked());
            Brought::Refused(why, lines)
        }
        Ok(read) if read.report.read_only() => Brought::Newer(Arc::new(bytes), Box::new(read)),
        Ok(read) => {
            let mine = shelf.session.workspace().get_untracked();
            // Values of custom fields count as unknown fields there: only the rest is worth a word.
            let unknown = read.report.unknown_records + read.report.unknown_choices;
            Brought::File(Arc::new(File {
                records: Kind::ALL.iter().map(|k| read.workspace.count(*k)).sum(),
                projects: read.workspace.count(Kind::Project),
                unknown,
                difference: run.difference(&mine, &read.workspace).await?,
                mine,
                workspace: read.workspace,
            }))
        }
    })
}

/// A file of a newer version: shown, not taken over.
fn look_only(
    shelf: Shelf,
    name: String,
    bytes: Arc<Vec<u8>>,
    read: native::Read,
    on_close: Callback<()>,
) -> AnyView {
    let lang = shelf.lang.get();
    let left_out = read.report.fault_count;
    let left_out = (left_out > 0).then(|| {
        let number = format::whole(lang, i64::try_from(left_out).unwrap_or(i64::MAX));
        view! { <p class="data-due">{Words::FileLeftOut.fill(lang, &[&number])}</p> }
    });
    let wrote = Words::FileLook.fill(lang, &[&read.report.app]);
    let open = move || {
        on_close.run(());
        shelf
            .session
            .look_at(name.clone(), Arc::clone(&bytes), read.clone());
    };
    view! {
        <div class="dialog-body">
            <p>{wrote}</p>
            {left_out}
        </div>
        <div class="dialog-foot">
            <Button variant=Variant::Primary label=shelf.text(Words::LookOnly) on_press=open />
        </div>
    }
    .into_any()
}

fn refused(why: String, lines: Vec<String>) -> AnyView {
    let lines = lines
        .into_iter()
        .take(20)
        .map(|line| view! { <li>{line}</li> });
    view! {
        <div class="dialog-body" role="alert">
            <p>{why}</p>
            <ul class="data-faults fs12">{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}

#[component]
fn Preview(shelf: Shelf, file: Arc<File>, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let (lang, session) = (shelf.lang, shelf.session);
    let number = move |n: usize| format::whole(lang.get(), i64::try_from(n).unwrap_or(i64::MAX));
    let rows = &file.difference.rows;
    let adding = rows.iter().filter(|row| adds(&file.mine, row));
    let (add, replace) = (extent(adding), extent(rows));
    let (records, projects, unknown) = (file.records, file.projects, file.unknown);
    let file = StoredValue::new(file);
    let take = move |replace: bool| {
        let patch = file.with_value(|f| {
            let difference = f.difference.clone();
            if replace {
                replacing_by(difference)
            } else {
                adding_by(difference, &f.mine)
            }
        });
        on_close.run(());
        session.take_over(patch);
        shelf.reload();
    };
    let open_new = move || {
        on_close.run(());
        session.open_as_new(file.with_value(|f| f.workspace.clone()));
    };
    let ways = move || {
        let lang = lang.get();
        let way = |way: Words, extent: Extent| (way.text(lang).to_owned(), extent);
        extents(
            Words::Way,
            &[
                way(Words::AddAndUpdate, add),
                way(Words::ReplaceAll, replace),
            ],
            lang,
        )
    };
    let locked = session.read_only();
    let nothing = |e: Extent| e == Extent::default();
    view! {
        <div class="dialog-body">
            <p>{move || Words::FileHolds.fill(lang.get(), &[&number(records), &number(projects)])}</p>
            {(unknown > 0).then(|| view! { <p class="sec">{move || Words::FileUnknown.fill(lang.get(), &[&number(unknown)])}</p> })}
            {(replace.removed > 0).then(|| view! { <p class="data-due">{move || Words::FileSmaller.fill(lang.get(), &[&number(replace.removed)])}</p> })}
            {nothing(replace).then(|| view! { <p class="sec">{move || Words::NothingNew.text(lang.get())}</p> })}
            {ways}
            <p class="mut fs12">{move || Words::BackedUpFirst.text(lang.get())}</p>
        </div>
        <div class="dialog-foot data-foot">
            <Button label=shelf.text(Words::AsNew) on_press=open_new />
            <Button label=shelf.text(Words::ReplaceAll) disabled=Signal::derive(move || locked.get() || nothing(replace)) on_press=move || take(true) />
            <Button variant=Variant::Primary label=shelf.text(Words::AddAndUpdate) disabled=Signal::derive(move || locked.get() || nothing(add)) on_press=move || take(false) />
        </div>
    }
    .into_any()
}
