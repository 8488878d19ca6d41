//! The page of one project.

mod around;
mod benefits;
mod budget;
pub(super) mod figures;
mod history;
mod overview;
mod risks;

use super::status::{Asked, ExplainPopover};
use crate::analysis::ProjectAnswers;
use crate::edit::Command;
use crate::model::{Id, Kind, Project, Rag, Shared};
use crate::session::{Page, Route, key_of_record, record_of_key, use_session};
use crate::ui::parts::{Facts, PageFrame, RagMark};
use crate::ui::said;
use crate::ui::widgets::{Button, Empty, IconButton, IconName, Tabs, Variant};
use crate::words::{Groups, ProjectText, Shell, format};
use leptos::{ev, prelude::*};

const TABS: [(&str, ProjectText); 6] = [
    ("overview", ProjectText::Overview),
    ("plan", ProjectText::Plan),
    ("budget", ProjectText::Budget),
    ("risks", ProjectText::Risks),
    ("benefits", ProjectText::Benefits),
    ("history", ProjectText::History),
];

/// The answers of a project; quiet while others change.
pub(super) fn answers_of(id: Id<Project>) -> Memo<Option<Shared<ProjectAnswers>>> {
    let session = use_session();
    Memo::new(move |_| session.answers().with(|a| a.project(id).cloned()))
}

/// The page of one record.
#[component]
pub fn ProjectPage(
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let found = Memo::new({
        let code = code.clone();
        // A project whose code was just changed is still the one of this page.
        move |before: Option<&Option<Id<Project>>>| {
            session.workspace().with(|w| {
                let kept = before.copied().flatten();
                record_of_key(w, Kind::Project, &code)
                    .map(Id::new)
                    .or(kept.filter(|id| w.projects.contains_key(id)))
            })
        }
    });
    move || match found.get() {
        Some(id) => view! { <Known id code=code.clone() /> }.into_any(),
        None => view! {
            <PageFrame title=code.clone()>
                <Empty
                    title=said(lang, ProjectText::NotFound)
                    hint=said(lang, ProjectText::NotFoundHint)
                >
                    <a class="btn" href=move || session.href(Page::Projects)>
                        {move || ProjectText::AllProjects.text(lang.get())}
                    </a>
                </Empty>
            </PageFrame>
        }
        .into_any(),
    }
}

#[component]
fn Known(id: Id<Project>, code: String) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = session.record(id);
    let answers = answers_of(id);
    let asked: RwSignal<Option<Asked>> = RwSignal::new(None);
    let title = Signal::derive(move || {
        record.with(|p| {
            p.as_ref()
                .map(|p| {
                    if p.code.is_empty() {
                        p.name.to_string()
                    } else {
                        p.code.to_string()
                    }
                })
                .unwrap_or_default()
        })
    });
    let trail = Signal::derive(move || {
        let mut trail = vec![(
            Shell::Projects.text(lang.get()).to_owned(),
            session.href(Page::Projects),
        )];
        let programme = record.with(|p| p.as_ref().and_then(|p| p.programme));
        let programme = session
            .workspace()
            .with(|w| programme.and_then(|id| w.programmes.get(&id).cloned()));
        if let Some(programme) = programme {
            let key = session
                .workspace()
                .with(|w| key_of_record(w, Kind::Programme, programme.id.raw()));
            trail.push((
                programme.name.to_string(),
                session.href(Page::Programme(key)),
            ));
        }
        trail
    });
    let tab = Memo::new(move |_| {
        session.route().with(|route| match &route.page {
            Page::Project(_, tab) if TABS.iter().any(|one| one.0 == tab) => tab.clone(),
            _ => "overview".to_owned(),
        })
    });
    let options = Signal::derive(move || {
        TABS.map(|(key, text)| (key.to_owned(), text.text(lang.get()).to_owned()))
            .to_vec()
    });
    let pick = move |key: String| {
        let key = if key == "overview" {
            String::new()
        } else {
            key
        };
        session.go(&Route::to(Page::Project(code.clone(), key)));
    };
    let report = move |()| {
        asked.set(Some(Asked {
            project: id,
            axis: None,
            at: (10_000.0, 52.0),
        }));
    };
    let remove = move |()| {
        let ids = vec![id.raw()];
        let kind = Kind::Project;
        if session.act(&Command::Delete { kind, ids }) {
            session.go(&Route::to(Page::Projects));
        }
    };
    let label = Signal::derive(move || Groups::DeleteThis.fill(lang.get(), &[&title.get()]));
    let actions = move || {
        view! {
            <span class="mut fs12 wide-only">{move || answers.with(|a| a.as_ref().map(|a| reported(a)))}</span>
            <IconButton icon=IconName::Pencil label=said(lang, Groups::EditForm) on_press=move |()| session.open_record(Kind::Project, id.raw()) />
            <IconButton icon=IconName::Trash label on_press=remove />
            <Button
                label=said(lang, ProjectText::ReportStatus)
                icon=IconName::Status
                variant=Variant::Primary
                on_press=report
            />
        }
    };
    view! {
        <PageFrame title trail actions>
            <div class="pj">
                <Header id answers asked />
                <Tabs
                    label=said(lang, ProjectText::Tabs)
                    options
                    value=tab
                    on_pick=pick
                />
                {move || {
                    let key = tab.get();
                    let panel = format!("panel-{key}");
                    let label = format!("tab-{key}");
                    let body = match key.as_str() {
                        "plan" => view! { <crate::ui::pages::plan::Plan id /> }.into_any(),
                        "budget" => view! { <budget::Budget id answers /> }.into_any(),
                        "risks" => view! { <risks::Risks id /> }.into_any(),
                        "benefits" => view! { <benefits::Benefits id /> }.into_any(),
                        "history" => view! { <history::History id /> }.into_any(),
                        _ => view! { <overview::Overview id answers asked /> }.into_any(),
                    };
                    view! { <div class="pj-panel" role="tabpanel" id=panel aria-labelledby=label>{body}</div> }
                }}
            </div>
            {move || asked.get().map(|now| view! {
                <ExplainPopover asked=now on_close=move |()| asked.set(None) />
            })}
        </PageFrame>
    }
    .into_any()
}

/// When and by whom the latest report was written.
fn reported(answers: &ProjectAnswers) -> String {
    let lang = use_session().lang().get();
    let Some(report) = answers.reported.latest.as_ref() else {
        return ProjectText::NeverReported.text(lang).to_owned();
    };
    let day = report
        .date
        .map(|day| format::day_month(lang, day))
        .unwrap_or_default();
    if report.author.is_empty() {
        ProjectText::ReportedOn.fill(lang, &[&day])
    } else {
        ProjectText::ReportedBy.fill(lang, &[&day, &report.author])
    }
}

/// Opens the explanation under what was pressed.
pub(super) fn ask(
    asked: RwSignal<Option<Asked>>,
    project: Id<Project>,
    axis: Option<crate::model::Axis>,
    event: &ev::MouseEvent,
) {
    use wasm_bindgen::JsCast;
    let element = event
        .current_target()
        .and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let at = element.map_or((200.0, 120.0), |element| {
        let rect = element.get_bounding_client_rect();
        (rect.left(), rect.bottom() + 6.0)
    });
    asked.set(Some(Asked { project, axis, at }));
}

/// Name, both statuses, and four facts.
#[component]
fn Header(
    id: Id<Project>,
    answers: Memo<Option<Shared<ProjectAnswers>>>,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = session.record(id);
    let name = move || record.with(|p| p.as_ref().map(|p| p.name.to_string()));
    let declared = Signal::derive(move || {
        answers.with(|a| {
            a.as_ref()
                .and_then(|a| a.status.overall.declared)
                .unwrap_or(Rag::NotAssessed)
        })
    });
    let computed = Signal::derive(move || {
        answers.with(|a| {
            a.as_ref()
                .and_then(|a| a.status.overall.computed)
                .unwrap_or(Rag::NotAssessed)
        })
    });
    let say = move |key: ProjectText| move || key.text(lang.get());
    let facts = Signal::derive(move || {
        answers
            .get()
            .zip(record.get())
            .map(|(found, record)| figures::head(&found, &record))
            .unwrap_or_default()
    });
    let differ = move || answers.with(|a| a.as_ref().is_some_and(|a| a.status.overall.differs()));
    view! {
        <header class="pj-head" data-differs=move || differ().then_some("")>
            <h2>{name}</h2>
            <span class="row tight"><RagMark rag=declared lang size=20 /><span class="sec">{say(ProjectText::DeclaredMark)}</span></span>
            <span class="row tight"><RagMark rag=computed lang size=20 /><span class="sec">{say(ProjectText::ComputedMark)}</span></span>
            <button type="button" class="link" on:click=move |event| ask(asked, id, None, &event)>{say(ProjectText::Why)}</button>
            <Facts facts />
        </header>
    }
    .into_any()
}
