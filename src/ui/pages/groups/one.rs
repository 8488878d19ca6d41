//! One programme, unit, objective or key figure on a page.

use super::{add, place};
use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, Route, Session, key_of_record, record_of_key, use_session};
use crate::ui::dom;
use crate::ui::parts::{
    Facts, Fields, GroupSummary, KpiCard, PageFrame, RecordLines, Shown, add_line, project_cells,
    project_heads, project_lead, rollup_facts, rollup_of,
};
use crate::ui::widgets::{Button, Empty, IconButton, IconName, SelectField};
use crate::words::{Common, Groups as Words, field_label, format, record_name};
use leptos::prelude::*;

const KPI: &[&str] = &[
    "name",
    "code",
    "unit",
    "direction",
    "baseline",
    "baseline_date",
    "target",
    "band_low",
    "target_date",
    "amber",
    "red",
    "frequency",
    "formula",
    "source",
    "owner",
    "of_unit",
    "of_project",
    "audience",
    "valid_from",
    "valid_to",
    "purpose",
];

fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Programme => &["name", "code", "manager", "unit", "colour", "purpose"],
        Kind::Unit => &[
            "name",
            "code",
            "unit_kind",
            "pmo",
            "programme_manager",
            "parent",
            "mission",
        ],
        _ => &[
            "name",
            "code",
            "level",
            "parent",
            "weight",
            "horizon",
            "owner",
            "kpi",
            "description",
            "requirements",
        ],
    }
}

/// The page of one record.
#[component]
pub fn GroupPage(
    /// Its kind.
    kind: Kind,
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    // A record whose code was just changed is still the one of this page.
    let found = Memo::new(move |before: Option<&Option<RawId>>| {
        session.workspace().with(|w| {
            let kept = before.copied().flatten();
            record_of_key(w, kind, &code).or(kept.filter(|id| w.record(kind, *id).is_some()))
        })
    });
    let title = Signal::derive(move || {
        found.get().map_or_else(
            || Words::NotFound.text(lang.get()).to_owned(),
            |id| {
                session
                    .workspace()
                    .with(|w| record_name(w, kind, id, lang.get()).to_string())
            },
        )
    });
    let trail = Signal::derive(move || {
        vec![(
            place(kind).title.text(lang.get()).to_owned(),
            session.href(place(kind).list),
        )]
    });
    let remove = move |()| {
        if let Some(id) = found.get_untracked() {
            let ids = vec![id];
            if session.act(&Command::Delete { kind, ids }) {
                session.go(&Route::to(place(kind).list));
            }
        }
    };
    let edit = move |()| {
        if let Some(id) = found.get_untracked() {
            session.open_record(kind, id);
        }
    };
    let label = Signal::derive(move || Words::DeleteThis.fill(lang.get(), &[&title.get()]));
    let actions = move || {
        view! {
            <Show when=move || found.get().is_some()>
                <IconButton icon=IconName::Pencil label=move || Words::EditForm.text(lang.get()).to_owned() on_press=edit />
                <IconButton icon=IconName::Trash label on_press=remove />
            </Show>
        }
    };
    view! {
        <PageFrame title trail actions>
            {move || match (found.get(), kind) {
                (Some(id), Kind::Kpi) => view! { <KpiBody id=Id::new(id) /> }.into_any(),
                (Some(id), _) => view! { <Body kind id /> }.into_any(),
                (None, _) => view! {
                    <Empty title=title hint=Signal::derive(move || Words::NotFoundHint.text(lang.get()).to_owned()) />
                }.into_any(),
            }}
        </PageFrame>
    }
    .into_any()
}

/// A record that still has the name it was made with waits for another one: the focus goes there.
fn name_first(session: Session, kind: Kind, id: RawId) {
    let is_new = session.workspace().with_untracked(|w| {
        let name = w.record(kind, id).and_then(|r| r.get("name"));
        let new = place(kind).new.text(session.lang().get_untracked());
        name == Some(Value::Text(new.into()))
    });
    if is_new {
        request_animation_frame(|| dom::focus_first(None, ".fields input"));
    }
}

#[component]
fn KpiBody(id: Id<Kpi>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    name_first(session, Kind::Kpi, id.raw());
    let record = session.record(id);
    let locked = move || {
        let from = record.with(|k| k.as_ref().and_then(|k| k.valid_from))?;
        let now = lang.get();
        (from <= session.today().get())
            .then(|| view! { <p class="banner" role="note">{Words::Locked.fill(now, &[&format::date(now, from)])}</p> })
    };
    view! { {locked}<div class="mods"><KpiCard id keys=KPI /></div> }.into_any()
}

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

#[component]
fn Body(kind: Kind, id: RawId) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    name_first(session, kind, id);
    let is_objective = kind == Kind::Objective;
    let lines_kind = if is_objective {
        Kind::Alignment
    } else {
        Kind::Project
    };
    let lines = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w
                .referring(id, lines_kind)
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
        let values = vec![
            ("name".into(), Value::Text(name.into())),
            (field.into(), Value::Ref(id)),
        ];
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
    let keys: &'static [&'static str] = if is_objective {
        &["contribution", "note"]
    } else {
        &["manager", "phase"]
    };
    let out = (!is_objective).then(|| {
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
    let word = move |key: Words| Signal::derive(move || key.text(lang.get()).to_owned());
    let choices = Signal::derive(move || members.with(|taken| others(session, taken)));
    view! {
        <div class="mods group-page">
            <section class="mod"><Facts facts large=true /></section>
            <GroupSummary members rollup><Fields kind id keys=fields_of(kind) /></GroupSummary>
            {is_objective.then(|| view! { <KeyResults id=Id::new(id) /> })}
            <section class="mod">
                <header class="mod-head wrap">
                    <h2>{move || title.text(lang.get())}</h2>
                    <span class="mod-hint">{hint}</span>
                    <span class="mod-end">
                        <span class="pick"><SelectField label=word(Words::BringIn) options=choices value=Signal::stored(String::new()) on_commit=bring label_hidden=true /></span>
                        {(!is_objective).then(|| view! { <Button label=word(Words::AddProject) icon=IconName::Plus on_press=new_project /> })}
                    </span>
                </header>
                <Show when=move || !lines.with(Vec::is_empty) fallback=move || view! { <p class="mut">{Words::NoMembers.text(lang.get())}</p> }>
                    <RecordLines kind=lines_kind ids=lines keys lead=Callback::new(lead) lead_head=Signal::derive(move || Common::Project.text(lang.get()).to_owned())
                        heads=Signal::derive(move || project_heads(lang.get())) figures=Callback::new(figures) instead=out />
                </Show>
            </section>
        </div>
    }
    .into_any()
}

/// What stands below an objective, and the figures that measure it.
#[component]
fn KeyResults(id: Id<Objective>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let below = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w
                .referring(id.raw(), Kind::Objective)
                .filter_map(|one| w.objectives.get(&Id::new(one)))
                .filter(|o| o.parent == Some(id))
                .map(|o| (o.order.clone(), o.code.clone(), o.id.raw()))
                .collect();
            all.sort();
            all.into_iter().map(|one| one.2).collect::<Vec<_>>()
        })
    });
    let kpis = Memo::new(move |_| {
        session.workspace().with(|w| {
            let own = w.objectives.get(&id).and_then(|o| o.kpi);
            let below = below.with(|all| {
                all.iter()
                    .filter_map(|one| w.objectives.get(&Id::new(*one))?.kpi)
                    .collect::<Vec<_>>()
            });
            let mut all: Vec<Id<Kpi>> = own.into_iter().chain(below).collect();
            let mut seen = std::collections::BTreeSet::new();
            all.retain(|kpi| seen.insert(*kpi));
            all
        })
    });
    let add_result = move |()| {
        let values = vec![
            (
                "name",
                Value::Text(Words::NewKeyResult.text(lang.get_untracked()).into()),
            ),
            (
                "level",
                Value::Choice(ObjectiveLevel::KeyResult.key().into()),
            ),
            ("parent", Value::Ref(id.raw())),
        ];
        add_line(session, Kind::Objective, values);
    };
    let add_kpi = move |()| add(session, Kind::Kpi, Vec::new());
    let lead = move |one: RawId| {
        session.workspace().with(|w| {
            let code = w.objectives.get(&Id::new(one)).map(|o| o.code.clone());
            let open = Common::Open.text(lang.get());
            Shown {
                href: session.href(Page::Objective(key_of_record(w, Kind::Objective, one))),
                ..Shown::text(
                    code.filter(|c| !c.is_empty())
                        .unwrap_or_else(|| open.into()),
                )
            }
        })
    };
    let word = move |key: Words| Signal::derive(move || key.text(lang.get()).to_owned());
    view! {
        <section class="mod">
            <header class="mod-head wrap">
                <h2>{move || Words::KeyResults.text(lang.get())}</h2>
                <span class="mod-end">
                    <Button label=word(Words::AddKpi) icon=IconName::Plus on_press=add_kpi />
                    <Button label=word(Words::AddKeyResult) icon=IconName::Plus on_press=add_result />
                </span>
            </header>
            <Show when=move || !below.with(Vec::is_empty) fallback=move || view! { <p class="mut">{Words::NoKeyResult.text(lang.get())}</p> }>
                <RecordLines kind=Kind::Objective ids=below keys=&["name", "weight", "horizon", "owner", "kpi"] lead=Callback::new(lead) lead_head=Signal::derive(move || field_label(Kind::Objective, "code", lang.get()).to_owned()) />
            </Show>
        </section>
        <div class="kpi-cards"><For each=move || kpis.get() key=|id| *id let:kpi><KpiCard id=kpi keys=&[] brief=true /></For></div>
    }
    .into_any()
}
