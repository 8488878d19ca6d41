//! Plan: the milestones and gates of a project.

use super::edit::{ChoiceCell, EditCell, put};
use crate::analysis::ProjectAnswers;
use crate::edit::Command;
use crate::model::*;
use crate::session::use_session;
use crate::ui::widgets::{Button, CheckField, IconButton, IconName};
use crate::words::{Common, ProjectText as Words, field_label, format};
use leptos::prelude::*;

/// The list, edited in place.
#[component]
pub fn Plan(id: Id<Project>, answers: Memo<Option<Shared<ProjectAnswers>>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let ids = Memo::new(move |_| {
        answers.with(|found| {
            found
                .as_ref()
                .map(|a| a.milestones.iter().map(|m| m.id).collect::<Vec<_>>())
                .unwrap_or_default()
        })
    });
    let add = move |kind: TaskKind| {
        let now = lang.get_untracked();
        let name = match kind {
            TaskKind::Gate => Words::NewGate,
            _ => Words::NewMilestone,
        };
        session.act(&Command::Create {
            kind: Kind::Task,
            id: session.fresh_id(),
            values: vec![
                ("project".into(), Value::Ref(id.raw())),
                ("task_kind".into(), Value::Choice(kind.key().into())),
                ("name".into(), Value::Text(name.text(now).into())),
                (
                    "forecast_finish".into(),
                    Value::Date(session.today().get_untracked()),
                ),
            ],
        });
    };
    let head = move |key: &'static str| {
        view! { <th scope="col">{move || field_label(Kind::Task, key, lang.get()).to_owned()}</th> }
    };
    let row = move |task: RawId| {
        let remove = move || {
            session.act(&Command::Delete {
                kind: Kind::Task,
                ids: vec![task],
            });
        };
        let found = Memo::new(move |_| {
            answers.with(|a| {
                let a = a.as_ref()?;
                a.milestones.iter().find(|m| m.id == task).cloned()
            })
        });
        let slip = move || {
            let days = found.with(|m| m.as_ref().and_then(|m| m.slip_days))?;
            let class = match days {
                1.. => "worse",
                0 => "mut",
                _ => "better",
            };
            Some(view! { <span class=class>{format::days_signed(lang.get(), days)}</span> })
        };
        let committed =
            Signal::derive(move || found.with(|m| m.as_ref().is_some_and(|m| m.committed)));
        let late = move || {
            let today = session.today().get();
            found.with(|m| m.as_ref().is_some_and(|m| m.is_late(today)))
        };
        view! {
            <tr data-late=move || late().then_some("")>
                <td><ChoiceCell kind=Kind::Task id=task key="task_kind" /></td>
                <td><EditCell kind=Kind::Task id=task key="name" /></td>
                <td><EditCell kind=Kind::Task id=task key="baseline_finish" /></td>
                <td><EditCell kind=Kind::Task id=task key="forecast_finish" /></td>
                <td><EditCell kind=Kind::Task id=task key="actual_finish" /></td>
                <td class="num">{slip}</td>
                <td>
                    <CheckField
                        label=move || field_label(Kind::Task, "committed", lang.get()).to_owned()
                        label_hidden=true
                        value=committed
                        on_commit=move |on: bool| {
                            put(Kind::Task, task, "committed", on.then_some(Value::Flag));
                        }
                    />
                </td>
                <td class="num">
                    <IconButton icon=IconName::Trash label=move || Common::Delete.text(lang.get()).to_owned() on_press=move |()| remove() />
                </td>
            </tr>
        }
    };
    let say = move |key: Words| move || key.text(lang.get());
    view! {
        <div class="mods">
            <section class="mod">
                <header class="mod-head">
                    <h2>{say(Words::Milestones)}</h2>
                    <span class="mod-hint">{say(Words::PlanHint)}</span>
                    <span class="mod-end">
                        <Button label=move || Words::AddMilestone.text(lang.get()).to_owned() icon=IconName::Plus on_press=move |()| add(TaskKind::Milestone) />
                        <Button label=move || Words::AddGate.text(lang.get()).to_owned() icon=IconName::Plus on_press=move |()| add(TaskKind::Gate) />
                    </span>
                </header>
                <Show
                    when=move || !ids.with(Vec::is_empty)
                    fallback=move || view! { <p class="mut">{say(Words::NoMilestone)}</p> }
                >
                    <div class="pj-scroll">
                        <table class="table plain flush pj-lines">
                            <thead><tr>
                                {head("task_kind")}{head("name")}{head("baseline_finish")}{head("forecast_finish")}{head("actual_finish")}
                                <th scope="col" class="num">{move || Common::Slip.text(lang.get())}</th>
                                {head("committed")}
                                <th><span class="sr">{move || Common::Delete.text(lang.get())}</span></th>
                            </tr></thead>
                            <tbody><For each=move || ids.get() key=|id| *id children=row /></tbody>
                        </table>
                    </div>
                </Show>
            </section>
        </div>
    }
    .into_any()
}
