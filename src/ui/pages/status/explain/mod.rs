//! The popover behind a cell: why the colour is what it is, what would change it, and what to do.

mod answer;
mod why;

use crate::analysis::ProjectAnswers;
use crate::analysis::rag::AxisStatus;
use crate::model::{Axis, Choice, Id, Kind, Override, Project, Rag, Shared, Worst};
use crate::session::use_session;
use crate::ui::said;
use crate::ui::widgets::{IconButton, IconName, Popover};
use crate::words::{Common, StatusText, axis_label, explain, format, rag_label};
use answer::{Declare, KeepForm, Ways};
use leptos::prelude::*;
use why::sections;

/// What is asked about: a project, one axis of it or the whole, and where on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// The project.
    pub project: Id<Project>,
    /// The axis; the overall status when absent.
    pub axis: Option<Axis>,
    /// Left and top edge in pixels of the window.
    pub at: (f64, f64),
}

/// The status that is asked about.
fn status_of(answers: &ProjectAnswers, axis: Option<Axis>) -> Option<&AxisStatus> {
    match axis {
        Some(axis) => answers.status.axis(axis),
        None => Some(&answers.status.overall),
    }
}

/// The popover.
#[component]
pub fn ExplainPopover(
    /// What is asked.
    asked: Asked,
    /// Called when it is to close.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = session.record(asked.project);
    let answers = Memo::new(move |_| {
        session
            .answers()
            .with(|a| a.project(asked.project).cloned())
    });
    let name = move || record.with(|p| p.as_ref().map(|p| p.name.to_string()).unwrap_or_default());
    let title = Signal::derive(move || {
        let lang = lang.get();
        answers.with(|found| {
            let status = found.as_ref().and_then(|a| status_of(a, asked.axis));
            let computed = status.and_then(|s| s.computed);
            match (computed, asked.axis) {
                (Some(rag), _) => StatusText::WhyComputed
                    .fill(lang, &[&crate::words::lower(rag_label(rag, lang))]),
                (None, axis) => {
                    let rag = status.and_then(|s| s.declared).unwrap_or(Rag::NotAssessed);
                    let what = axis.map_or(StatusText::Overall.text(lang), |a| axis_label(a, lang));
                    StatusText::WhyDeclared
                        .fill(lang, &[what, &crate::words::lower(rag_label(rag, lang))])
                }
            }
        })
    });
    let keeping = RwSignal::new(false);
    view! {
        <Popover at=asked.at label=title on_close>
            <div>
                <header class="why-head">
                    <div class="row">
                        <h2>{move || title.get()}</h2>
                        <span class="code trunc">{name}</span>
                        <span class="end">
                            <IconButton
                                icon=IconName::Close
                                label=said(lang, Common::Close)
                                on_press=on_close
                            />
                        </span>
                    </div>
                    {move || answers.get().map(|found| lead(&found, asked))}
                </header>
                {move || answers.get().map(|found| sections(&found, asked))}
                {move || if keeping.get() {
                    view! { <KeepForm asked answers on_done=on_close /> }.into_any()
                } else {
                    view! { <Declare asked answers /><Ways asked answers keeping on_close /> }.into_any()
                }}
            </div>
        </Popover>
    }
    .into_any()
}

/// The sentence under the title: how the overall came about, or what is declared, and what is kept.
fn lead(found: &Shared<ProjectAnswers>, asked: Asked) -> AnyView {
    let session = use_session();
    let lang = session.lang().get();
    let Some(status) = status_of(found, asked.axis) else {
        return ().into_any();
    };
    let rule = session.workspace().with(|w| {
        w.portfolio()
            .and_then(|p| p.overall_rule.as_ref()?.known())
            .unwrap_or(Worst::WorstOf)
    });
    let first = match asked.axis {
        _ if status.computed == Some(Rag::Closed) => {
            explain::Explain::Resting.text(lang).to_owned()
        }
        None => explain::overall(rule, &found.status.decided_by, lang),
        Some(axis) if !explain::has_rule(axis) => explain::Explain::NoRule.text(lang).to_owned(),
        Some(_) if status.why.is_none() => explain::Explain::RuleOff.text(lang).to_owned(),
        Some(_) => String::new(),
    };
    let counts = session
        .workspace()
        .with(|w| in_force(w, found, status, asked, lang));
    view! {
        {(!first.is_empty()).then(|| view! { <p class="sec">{first}</p> })}
        {(!counts.is_empty()).then(|| view! { <p class="why-kept">{counts}</p> })}
    }
    .into_any()
}

/// What counts and why: kept until a day, else declared, else computed; and what was kept until lately.
fn in_force(
    workspace: &crate::model::Workspace,
    found: &ProjectAnswers,
    status: &AxisStatus,
    asked: Asked,
    lang: crate::words::Lang,
) -> String {
    use explain::Explain;
    let colour = crate::words::lower(rag_label(status.in_force, lang));
    let told = |record: &Override, key: Explain| {
        let rag = record.status.as_ref()?.known()?;
        let until = format::date(lang, record.expires?);
        Some(key.fill(
            lang,
            &[rag_label(rag, lang), &record.author, &until, &record.reason],
        ))
    };
    let kept = status
        .overridden
        .and_then(|id| workspace.overrides.get(&id));
    if let Some(text) = kept.and_then(|record| told(record, Explain::Kept)) {
        return text;
    }
    let day = found.reported.latest.as_ref().and_then(|r| r.date);
    let now = match (status.declared, day) {
        (Some(Rag::Closed), _) | (None, _) if status.computed.is_none_or(|c| c == Rag::Closed) => {
            return String::new();
        }
        (Some(Rag::NotAssessed), _) => Explain::CountsStale.text(lang).to_owned(),
        (Some(_), Some(day)) => {
            Explain::CountsDeclared.fill(lang, &[&colour, &format::date(lang, day)])
        }
        _ => Explain::CountsComputed.fill(lang, &[&colour]),
    };
    let expired = workspace
        .referring(asked.project.raw(), Kind::Override)
        .filter_map(|id| workspace.overrides.get(&Id::new(id)))
        .filter(|record| record.axis.as_ref().and_then(Choice::known) == asked.axis)
        .max_by_key(|record| record.expires)
        .and_then(|record| told(record, Explain::KeptUntil));
    match expired {
        Some(text) => ::std::format!("{now} {text}"),
        None => now,
    }
}
