//! History: the reports of a project, and what this session changed in it.

use super::super::status::draw;
use crate::edit::Patch;
use crate::model::*;
use crate::session::use_session;
use crate::ui::parts::RagMark;
use crate::ui::widgets::Drawing;
use crate::words::{Common, ProjectText as Words, StatusText, deed_label, format};
use leptos::prelude::*;

/// Reports and edits.
#[component]
pub fn History(id: Id<Project>) -> impl IntoView {
    let lang = use_session().lang();
    let say = move |key: Words| move || key.text(lang.get());
    view! {
        <div class="mods">
            <section class="mod">
                <header class="mod-head"><h2>{say(Words::Reports)}</h2><span class="mod-hint">{say(Words::ReportsHint)}</span></header>
                {move || reports(id)}
            </section>
            <section class="mod">
                <header class="mod-head"><h2>{say(Words::Edits)}</h2></header>
                {move || edits(id)}
            </section>
        </div>
    }
    .into_any()
}

fn reports(id: Id<Project>) -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let now = lang.get();
    let mut all: Vec<Shared<Report>> = session.workspace().with(|w| {
        w.referring(id.raw(), Kind::Report)
            .filter_map(|one| w.reports.get(&Id::new(one)).cloned())
            .collect()
    });
    if all.is_empty() {
        return view! { <p class="mut">{Words::NoReport.text(now)}</p> }.into_any();
    }
    all.sort_by_key(|report| (report.date, report.id));
    let known = |choice: &Option<Choice<Rag>>| choice.as_ref().and_then(Choice::known);
    let points: Vec<(String, Rag)> = all
        .iter()
        .map(|report| {
            let day = report.date.map(|day| format::month_year(now, day));
            (
                day.unwrap_or_default(),
                known(&report.overall).unwrap_or(Rag::NotAssessed),
            )
        })
        .collect();
    let strip = draw::trend_wide(&points, now);
    let rows = all.iter().rev().map(|report| {
        let declared = known(&report.overall).unwrap_or(Rag::NotAssessed);
        let computed = known(&report.computed_overall);
        let slip = report.slip_days.map(|days| format::days_signed(now, days));
        view! {
            <tr>
                <th scope="row" class="nowrap">{report.date.map(|day| format::date(now, day))}</th>
                <td><RagMark rag=declared lang size=16 /></td>
                <td>{match computed {
                    Some(rag) => view! { <RagMark rag=rag lang size=16 /> }.into_any(),
                    None => view! { <span class="mut">{(!report.frozen).then(|| Words::Open.text(now))}</span> }.into_any(),
                }}</td>
                <td class="num">{slip}</td>
                <td class="num">{report.landing.map(|m| format::money(now, m))}</td>
                <td class="num">{report.consumed.map(|m| format::money(now, m))}</td>
                <td class="num">{report.progress.map(|p| format::percent(now, p))}</td>
                <td class="sec">{report.summary.0.to_string()}</td>
                <td class="mut nowrap">{report.author.to_string()}</td>
            </tr>
        }
    });
    let numbers = [
        Common::Slip.text(now),
        Words::Landing.text(now),
        Common::Consumed.text(now),
        Common::Done.text(now),
    ];
    view! {
        <Drawing svg=strip class="pj-strip" />
        <div class="pj-scroll"><table class="table plain flush">
            <thead><tr>
                <th scope="col">{StatusText::Reported.text(now)}</th>
                <th scope="col">{StatusText::Declared.text(now)}</th>
                <th scope="col">{StatusText::Computed.text(now)}</th>
                {numbers.map(|text| view! { <th scope="col" class="num">{text}</th> })}
                <th scope="col">{StatusText::Comment.text(now)}</th>
                <th scope="col"></th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

/// Does a step touch the project or what belongs to it?
fn touches(patch: &Patch, workspace: &Workspace, id: RawId) -> bool {
    patch.rows.iter().any(|row| {
        let (kind, target) = row.target();
        let owned = |key: &str| {
            workspace
                .record(kind, target)
                .and_then(|record| record.get(key))
                == Some(Value::Ref(id))
        };
        let made = match row {
            crate::edit::Row::Create(_, _, values) | crate::edit::Row::Delete(_, _, values) => {
                values.iter().any(|(_, value)| *value == Value::Ref(id))
            }
            crate::edit::Row::Set { .. } => false,
        };
        target == id || made || owned("project") || owned("of_project")
    })
}

fn edits(id: Id<Project>) -> AnyView {
    let session = use_session();
    let lang = session.lang().get();
    let names: Vec<(String, String)> = session.workspace().with(|w| {
        session.with_history(|history| {
            history
                .steps()
                .filter(|step| touches(&step.patch, w, id.raw()))
                .take(100)
                .map(|step| {
                    (
                        deed_label(&step.patch.label, lang),
                        step.patch.author.to_string(),
                    )
                })
                .collect()
        })
    });
    if names.is_empty() {
        return view! { <p class="mut">{Words::NoEdit.text(lang)}</p> }.into_any();
    }
    let items = names.into_iter().map(|(name, author)| {
        view! { <li class="pj-link"><span class="grow">{name}</span><span class="mut">{author}</span></li> }
    });
    view! { <ul class="pj-links">{items.collect_view()}</ul> }.into_any()
}
