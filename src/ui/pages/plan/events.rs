//! The milestones and gates of a project, and what it shares with others.

use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, key_of_record, use_session};
use crate::ui::pages::project::figures::tone;
use crate::ui::parts::{Head, LineDeed, RecordLines, Shown, add_line};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, SelectField};
use crate::words::{Common, Facts as Why, ProjectText as Words, format};
use leptos::prelude::*;

/// The day of a milestone as it stands: passed, else forecast, else as in the baseline.
fn day_of(task: &Task) -> Option<Date> {
    task.actual_finish
        .or(task.forecast_finish)
        .or(task.baseline_finish)
}

/// The lists, edited in place.
#[component]
pub fn Events(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let say = move |key: Words| said(lang, key);
    let ids = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w
                .referring(id.raw(), Kind::Task)
                .filter_map(|task| w.tasks.get(&Id::new(task)))
                .filter(|task| {
                    let kind = task.task_kind.as_ref().and_then(Choice::known);
                    matches!(kind, Some(TaskKind::Milestone | TaskKind::Gate))
                })
                .map(|task| (day_of(task).is_none(), day_of(task), task.id.raw()))
                .collect();
            all.sort();
            all.into_iter().map(|one| one.2).collect::<Vec<_>>()
        })
    });
    let add = move |kind: TaskKind| {
        let name = match kind {
            TaskKind::Gate => Words::NewGate,
            _ => Words::NewMilestone,
        };
        let values = vec![
            ("project", Value::Ref(id.raw())),
            ("task_kind", Value::Choice(kind.key().into())),
            ("name", Value::Text(name.text(lang.get_untracked()).into())),
            (
                "forecast_finish",
                Value::Date(session.today().get_untracked()),
            ),
        ];
        add_line(session, Kind::Task, values);
    };
    let heads = Signal::derive(move || {
        let lang = lang.get();
        vec![Head::num(
            Common::Slip.text(lang),
            Why::StoneSlip.text(lang),
        )]
    });
    let slip = move |task: RawId| {
        let days = session.workspace().with(|w| {
            let task = w.tasks.get(&Id::new(task))?;
            let now = task.actual_finish.or(task.forecast_finish)?;
            Some(now.days_since(task.baseline_finish?))
        });
        let text = days.map(|d| format::signed(d > 0, format::whole(lang.get(), d)));
        vec![Shown::gap(text, days)]
    };
    let ahead = Callback::new(move |task: RawId| {
        session.workspace().with(|w| {
            let task = w.tasks.get(&Id::new(task));
            task.is_some_and(|task| task.actual_finish.is_none())
        })
    });
    let pass = Callback::new(move |task: RawId| {
        session.act(&Command::Set {
            kind: Kind::Task,
            id: task,
            key: "actual_finish".into(),
            value: Some(Value::Date(session.today().get_untracked())),
        });
    });
    view! {
        <div class="mods">
            <section class="mod">
                <header class="mod-head wrap">
                    <h2>{say(Words::Milestones)}</h2>
                    <span class="mod-hint">{say(Words::PlanHint)}</span>
                    <span class="mod-end">
                        <Button label=say(Words::AddMilestone) icon=IconName::Plus on_press=move |()| add(TaskKind::Milestone) />
                        <Button label=say(Words::AddGate) icon=IconName::Plus on_press=move |()| add(TaskKind::Gate) />
                    </span>
                </header>
                <Show when=move || !ids.with(Vec::is_empty) fallback=move || view! { <p class="mut">{say(Words::NoMilestone)}</p> }>
                    <RecordLines kind=Kind::Task ids heads figures=Callback::new(slip)
                        keys=&["name", "task_kind", "baseline_finish", "forecast_finish", "actual_finish", "owner", "committed"]
                        deed=LineDeed { name: Words::MarkDone, fits: ahead, act: pass } />
                </Show>
            </section>
            <Dependencies id />
        </div>
    }
    .into_any()
}

/// What this project waits for and what waits for it.
#[component]
fn Dependencies(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let say = move |key: Words| said(lang, key);
    let ids = Memo::new(move |_| {
        session.workspace().with(|w| {
            let inside = |link: &RawId| {
                let link = w.links.get(&Id::new(*link));
                link.is_some_and(|link| link.giver == link.taker)
            };
            let all = w.referring(id.raw(), Kind::Link);
            all.filter(|link| !inside(link)).collect::<Vec<_>>()
        })
    });
    let lead = move |link: RawId| {
        session.workspace().with(|w| {
            let Some(link) = w.links.get(&Id::new(link)) else {
                return Shown::default();
            };
            let (verb, other) = if link.giver == Some(id) {
                (Words::Feeds, link.taker)
            } else {
                (Words::WaitsFor, link.giver)
            };
            let project = other.and_then(|other| w.projects.get(&other));
            let name = project.map(|p| p.name.to_string()).unwrap_or_default();
            let key = project.map(|p| key_of_record(w, Kind::Project, p.id.raw()));
            let mark = session.answers().with(|a| {
                other
                    .and_then(|other| a.project(other))
                    .map(|a| a.status.overall.in_force)
            });
            Shown {
                mark,
                href: key
                    .map(|key| session.href(Page::Project(key, "plan".to_owned())))
                    .unwrap_or_default(),
                ..Shown::text(verb.fill(lang.get(), &[&name]))
            }
        })
    };
    let heads = Signal::derive(move || {
        let lang = lang.get();
        vec![Head::num(Words::Gap.text(lang), Why::LinkGap.text(lang))]
    });
    let gap = move |link: RawId| {
        let days = session.answers().with(|a| {
            let promise = a.promises.iter().find(|p| p.link.raw() == link);
            promise.and_then(|p| p.late_days)
        });
        vec![Shown {
            tone: tone(days.unwrap_or(0)),
            ..Shown::some(days.map(|d| format::days_signed(lang.get(), d)))
        }]
    };
    let options = Signal::derive(move || {
        let prompt = Words::AddLink.text(lang.get()).to_owned();
        let mut all: Vec<(String, String)> = session.workspace().with(|w| {
            w.projects
                .values()
                .filter(|p| p.id != id)
                .map(|p| (p.id.to_string(), p.name.to_string()))
                .collect()
        });
        all.sort_by_key(|one| one.1.to_lowercase());
        all.insert(0, (String::new(), prompt));
        // The count is part of the list, so that the prompt is back once a line was added.
        ids.track();
        all
    });
    let add = move |key: String| {
        if let Some(giver) = RawId::parse(&key) {
            let values = vec![
                ("giver", Value::Ref(giver)),
                ("taker", Value::Ref(id.raw())),
            ];
            add_line(session, Kind::Link, values);
        }
    };
    view! {
        <section class="mod">
            <header class="mod-head wrap">
                <h2>{say(Words::Dependencies)}</h2>
                <span class="mod-hint">{say(Words::DependenciesHint)}</span>
                <span class="mod-end pick"><SelectField label=say(Words::AddLink) label_hidden=true options value=Signal::stored(String::new()) on_commit=add /></span>
            </header>
            <Show when=move || !ids.with(Vec::is_empty) fallback=move || view! { <p class="mut">{say(Words::NoLink)}</p> }>
                <RecordLines kind=Kind::Link ids heads figures=Callback::new(gap) lead=Callback::new(lead)
                    lead_head=said(lang, Common::Project)
                    keys=&["promise", "promised", "needed", "link_type", "lag"] />
            </Show>
        </section>
    }
    .into_any()
}
