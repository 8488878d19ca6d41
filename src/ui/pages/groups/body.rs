//! What the portfolio, a programme, a unit or an objective is for, its figures, and its projects.

use super::super::cockpit::{Look, ObjectivePanel};
use super::below::KeyResults;
use crate::analysis::Scope;
use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, Route, Session, use_session};
use crate::ui::parts::{
    DistributionStrip, Facts, Fields, GroupSummary, RecordLines, Shown, add_line, project_cells,
    project_heads, project_lead, rollup_facts, rollup_of,
};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, SelectField};
use crate::words::{Common, Groups as Words, format};
use leptos::prelude::*;

/// Every project by name, those that are `taken` left out, behind a prompt.
fn others(session: Session, taken: &[RawId]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = session.workspace().with(|w| {
        w.projects
            .values()
            .filter(|p| !taken.contains(&p.id.raw()))
            .map(|p| (p.id.to_string(), format!("{} {}", p.name, p.code)))
            .collect()
    });
    all.sort_by_key(|one| one.1.to_lowercase());
    let prompt = Words::BringIn.text(session.lang().get()).to_owned();
    all.insert(0, (String::new(), prompt));
    all
}

/// The body of the page.
#[component]
pub(super) fn Body(
    /// The portfolio, a programme, a unit or an objective.
    kind: Kind,
    /// The record.
    id: RawId,
    /// The fields that are edited in place.
    keys: &'static [&'static str],
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let fields = keys;
    let is_objective = kind == Kind::Objective;
    let whole = kind == Kind::Portfolio;
    let lines_kind = if is_objective {
        Kind::Alignment
    } else {
        Kind::Project
    };
    let lines = Memo::new(move |_| {
        session.workspace().with(|w| {
            let found: Vec<RawId> = match whole {
                true => w.projects.keys().map(|id| id.raw()).collect(),
                false => w.referring(id, lines_kind).collect(),
            };
            let mut all: Vec<_> = found
                .into_iter()
                .map(|line| {
                    let project = if is_objective {
                        w.alignments.get(&Id::new(line)).and_then(|a| a.project)
                    } else {
                        Some(Id::new(line))
                    };
                    let project = project.and_then(|id| w.projects.get(&id));
                    (project.map(|p| (p.code.clone(), p.name.clone())), line)
                })
                .collect();
            all.sort();
            all.into_iter().map(|one| one.1).collect::<Vec<_>>()
        })
    });
    // The project of a line: the line itself, or the project that is aligned by it.
    let project_of = move |line: RawId| {
        if !is_objective {
            return Some(line);
        }
        session.workspace().with(|w| {
            let alignment = w.alignments.get(&Id::new(line))?;
            alignment.project.map(|p| p.raw())
        })
    };
    let members = Memo::new(move |_| {
        lines.with(|all| {
            all.iter()
                .filter_map(|line| project_of(*line))
                .collect::<Vec<_>>()
        })
    });
    let rollup = Memo::new(move |_| session.answers().with(|a| rollup_of(a, kind, id)));
    let facts = Signal::derive(move || rollup.with(|r| rollup_facts(session, r)));
    let states = Signal::derive(move || rollup.with(|r| r.in_force));
    let field = if kind == Kind::Unit {
        "unit"
    } else {
        "programme"
    };
    let put = move |project: RawId, group: Option<RawId>| {
        session.act(&Command::Set {
            kind: Kind::Project,
            id: project,
            key: field.into(),
            value: group.map(Value::Ref),
        });
    };
    let bring = move |key: String| {
        let Some(project) = RawId::parse(&key) else {
            return;
        };
        if is_objective {
            let values = vec![
                ("project", Value::Ref(project)),
                ("objective", Value::Ref(id)),
            ];
            add_line(session, Kind::Alignment, values);
        } else {
            put(project, Some(id));
        }
    };
    let new_project = move |()| {
        let project = session.fresh_id();
        let name = Words::NewProject.text(lang.get_untracked());
        let group = (field.into(), Value::Ref(id));
        let values = std::iter::once(("name".into(), Value::Text(name.into())))
            .chain((!whole).then_some(group))
            .collect();
        let made = session.act(&Command::Create {
            kind: Kind::Project,
            id: project,
            values,
        });
        if made {
            session.go(&Route::to(Page::Project(
                project.to_string(),
                String::new(),
            )));
        }
    };
    let lead = move |line: RawId| {
        project_of(line).map_or_else(Shown::default, |project| project_lead(session, project))
    };
    let figures = move |line: RawId| {
        project_of(line)
            .map(|project| project_cells(session, project))
            .unwrap_or_default()
    };
    let keys: &'static [&'static str] = match kind {
        Kind::Objective => &["contribution", "note"],
        _ => &["sponsor", "manager", "phase"],
    };
    let out = (!is_objective && !whole).then(|| {
        (
            Words::TakeOut,
            Callback::new(move |project: RawId| put(project, None)),
        )
    });
    let title = if is_objective {
        Words::Contributors
    } else {
        Words::Projects
    };
    let hint = move || {
        is_objective.then(|| {
            let sum: i64 = session.workspace().with(|w| {
                lines.with(|all| {
                    all.iter()
                        .filter_map(|line| w.alignments.get(&Id::new(*line))?.contribution)
                        .map(|share| i64::from(share.0))
                        .sum()
                })
            });
            let sum = Percent(i32::try_from(sum).unwrap_or(i32::MAX));
            Words::ContributionHint.fill(lang.get(), &[&format::percent(lang.get(), sum)])
        })
    };
    let served = Scope::of_group(kind, id).map(|scope| {
        let look = Look::at(session, Memo::new(move |_| scope));
        view! { <ObjectivePanel look brief=true /> }.into_any()
    });
    let word = move |key: Words| said(lang, key);
    let choices = Signal::derive(move || members.with(|taken| others(session, taken)));
    view! {
        <div class="mods group-page">
            <section class="mod">
                <Facts facts large=true />
                <Show when=move || !lines.with(Vec::is_empty)>
                    <p class="row tight group-states"><span class="mut fs11">{move || Words::Status.text(lang.get())}</span><DistributionStrip counts=states lang /></p>
                </Show>
            </section>
            <GroupSummary members rollup whole under=served><Fields kind id keys=fields /></GroupSummary>
            {is_objective.then(|| view! { <KeyResults id=Id::new(id) /> })}
            <section class="mod">
                <header class="mod-head wrap">
                    <h2>{move || title.text(lang.get())}</h2>
                    <span class="mod-hint">{hint}</span>
                    <span class="mod-end">
                        {(!whole).then(|| view! { <span class="pick"><SelectField label=word(Words::BringIn) options=choices value=Signal::stored(String::new()) on_commit=bring label_hidden=true /></span> })}
                        {(!is_objective).then(|| view! { <Button label=word(Words::AddProject) icon=IconName::Plus on_press=new_project /> })}
                    </span>
                </header>
                <Show when=move || !lines.with(Vec::is_empty) fallback=move || view! { <p class="mut">{Words::NoMembers.text(lang.get())}</p> }>
                    <RecordLines kind=lines_kind ids=lines keys lead=Callback::new(lead) lead_head=said(lang, Common::Project)
                        heads=Signal::derive(move || project_heads(lang.get())) figures=Callback::new(figures) instead=out />
                </Show>
            </section>
            {(kind == Kind::Unit).then(|| view! { <People unit=id /> })}
        </div>
    }
    .into_any()
}

/// The people of a unit.
#[component]
fn People(unit: RawId) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let ids = Memo::new(move |_| {
        session.workspace().with(|w| {
            let all = w.referring(unit, Kind::Person);
            let mut all: Vec<_> = all
                .filter_map(|id| w.people.get(&Id::new(id)))
                .filter(|p| p.unit.map(Id::raw) == Some(unit))
                .map(|p| (p.name.clone(), p.id.raw()))
                .collect();
            all.sort();
            all.into_iter().map(|one| one.1).collect::<Vec<_>>()
        })
    });
    let add = move |()| {
        let name = Words::NewPerson.text(lang.get_untracked());
        let values = vec![
            ("name", Value::Text(name.into())),
            ("unit", Value::Ref(unit)),
        ];
        add_line(session, Kind::Person, values);
    };
    view! {
        <section class="mod">
            <header class="mod-head">
                <h2>{move || Words::People.text(lang.get())}</h2>
                <span class="mod-end"><Button label=said(lang, Words::AddPerson) icon=IconName::Plus on_press=add /></span>
            </header>
            <Show when=move || !ids.with(Vec::is_empty) fallback=move || view! { <p class="mut">{Words::NoPeople.text(lang.get())}</p> }>
                <RecordLines kind=Kind::Person ids keys=&["name", "role", "email"] />
            </Show>
        </section>
    }
    .into_any()
}
