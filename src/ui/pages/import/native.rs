//! A portfolio saved by this app: what it holds, or what is wrong with it.

use super::flow::{Flow, Native, stem};
use crate::exchange::native::{Fault, Read, Report};
use crate::model::{Kind, Workspace};
use crate::ui::widgets::{Banner, Button, IconName, Tone, Variant};
use crate::words::{
    Data, Import as Words, Lang, field_label, format, importing, kind_label, kind_plural,
};
use leptos::prelude::*;

fn whole(lang: Lang, number: usize) -> String {
    format::whole(lang, i64::try_from(number).unwrap_or(i64::MAX))
}

/// The file.
#[component]
pub(super) fn NativeFile(flow: Flow) -> impl IntoView {
    let lang = flow.session.lang();
    move || match flow.native.get() {
        Some(Native::Good(read)) => good(flow, &read.0, &read.1, lang.get()),
        Some(Native::Bad(faults, count)) => bad(flow, faults, count, lang.get()),
        None => ().into_any(),
    }
}

fn good(flow: Flow, workspace: &Workspace, report: &Report, lang: Lang) -> AnyView {
    let file = flow.file_name();
    let name = workspace
        .portfolio()
        .map(|p| p.name.to_string())
        .filter(|n| !n.is_empty());
    let name = name.unwrap_or_else(|| stem(&file));
    let mut notes = Vec::new();
    if report.unknown_fields + report.unknown_records > 0 {
        notes.push(Words::UnknownKept.fill(
            lang,
            &[
                &whole(lang, report.unknown_fields),
                &whole(lang, report.unknown_records),
            ],
        ));
    }
    if report.dangling > 0 {
        notes.push(Words::Dangling.fill(lang, &[&whole(lang, report.dangling)]));
    }
    if report.miscounted {
        notes.push(Words::Miscounted.text(lang).to_owned());
    }
    let rows: Vec<(&str, String)> = Kind::ALL
        .iter()
        .filter(|kind| workspace.count(**kind) > 0)
        .map(|kind| {
            (
                kind_plural(*kind, lang),
                whole(lang, workspace.count(*kind)),
            )
        })
        .collect();
    let newer = report.read_only();
    if newer {
        notes.insert(0, Data::FileLook.fill(lang, &[&report.app]));
    }
    if report.fault_count > 0 {
        notes.push(Data::FileLeftOut.fill(lang, &[&whole(lang, report.fault_count)]));
    }
    let title = name.clone();
    let read = Read {
        workspace: workspace.clone(),
        report: report.clone(),
    };
    let open = move |()| {
        if newer {
            flow.session
                .look_at(flow.file_name(), flow.bytes(), read.clone());
        } else {
            flow.session.take_file(name.clone(), read.workspace.clone());
        }
    };
    let (hint, label) = if newer {
        ("", Data::LookOnly.text(lang))
    } else {
        (Words::NativeHint.text(lang), Words::NativeOpen.text(lang))
    };
    view! {
        <div class="import">
            <section class="import-part" aria-labelledby="import-native">
                <div class="import-head">
                    <h2 id="import-native">{title}</h2>
                    <p class="mut">{Words::NativeTitle.text(lang)}</p>
                </div>
                {notes.into_iter().map(|note| view! { <Banner><p>{note}</p></Banner> }).collect_view()}
                <table class="table plain import-counts">
                    <thead><tr><th scope="col">{Words::Kind.text(lang)}</th><th scope="col" class="num">{Words::Records.text(lang)}</th></tr></thead>
                    <tbody>{rows.into_iter().map(|(kind, count)| view! { <tr><th scope="row">{kind}</th><td class="num">{count}</td></tr> }).collect_view()}</tbody>
                </table>
            </section>
            <div class="import-foot">
                <p class="mut fs12">{hint}</p>
                <Button label=label.to_owned() icon=IconName::Folder variant=Variant::Primary on_press=open />
            </div>
        </div>
    }
    .into_any()
}

fn bad(flow: Flow, faults: Vec<Fault>, count: usize, lang: Lang) -> AnyView {
    let file = flow.file_name();
    let shown = faults.len();
    let row = move |fault: Fault| {
        let kind = fault.kind.as_deref().and_then(Kind::from_key);
        let named = fault
            .label
            .clone()
            .or_else(|| fault.id.clone())
            .unwrap_or_default();
        let record = match kind {
            Some(kind) => format!("{} {named}", kind_label(kind, lang)),
            None => named,
        };
        let field = fault.field.clone().unwrap_or_default();
        let field = kind.map_or_else(
            || field.clone(),
            |kind| field_label(kind, &field, lang).to_owned(),
        );
        view! {
            <tr>
                <td class="num">{fault.line}</td>
                <td class="num">{fault.column}</td>
                <td><span class="import-heading">{record}</span></td>
                <td>{field}</td>
                <td>{importing::fault(&fault, lang)}</td>
            </tr>
        }
    };
    view! {
        <div class="import">
            <Banner tone=Tone::Red>
                <p><b>{Words::FaultsTitle.fill(lang, &[&file, &whole(lang, count)])}</b>" "{Words::FaultsHint.text(lang)}</p>
            </Banner>
            <section class="import-part">
                <div class="import-scroll">
                    <table class="table import-problems">
                        <thead><tr>
                            <th scope="col" class="num">{Words::Line.text(lang)}</th>
                            <th scope="col" class="num">{Words::Column.text(lang)}</th>
                            <th scope="col">{Words::RecordWord.text(lang)}</th>
                            <th scope="col">{Words::Field.text(lang)}</th>
                            <th scope="col">{Words::What.text(lang)}</th>
                        </tr></thead>
                        <tbody>{faults.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
                {(count > shown).then(|| view! { <p class="mut fs12">{Words::MoreProblems.fill(lang, &[&whole(lang, count - shown)])}</p> })}
            </section>
        </div>
    }
    .into_any()
}
