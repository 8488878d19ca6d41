//! What the template of a project's type would still add to it.

use crate::edit::{Command, Deed, template};
use crate::model::{Choice, Id, Phase, Project, RawId, TemplatePart, Workspace};
use crate::session::use_session;
use crate::ui::widgets::{Button, IconName};
use crate::words::explain::listed;
use crate::words::{Lang, ProjectText as Words};
use leptos::prelude::*;

/// The parts in the order in which they are told; dates for what is there come last.
const PARTS: [(Option<TemplatePart>, Words); 6] = [
    (Some(TemplatePart::Task), Words::TemplateTasks),
    (Some(TemplatePart::Gate), Words::TemplateGates),
    (Some(TemplatePart::Milestone), Words::TemplateStones),
    (Some(TemplatePart::BudgetLine), Words::TemplateLines),
    (Some(TemplatePart::Risk), Words::TemplateRisks),
    (None, Words::TemplateDates),
];

/// Says what there is to add and what waits for dates; empty texts where nothing does.
fn offer(w: &Workspace, id: Id<Project>, lang: Lang) -> (String, String) {
    let Some(project) = w.projects.get(&id) else {
        return Default::default();
    };
    // What is over needs no plan any more.
    let phase = project.phase.as_ref().and_then(Choice::known);
    if let Some(Phase::Closed | Phase::Stopped) = phase {
        return Default::default();
    }
    let found = template(w, project, &mut || RawId(0));
    let counts = PARTS.iter().filter_map(|(part, word)| {
        let count = found.steps.iter().filter(|step| step.part == *part).count();
        (count > 0).then(|| word.fill(lang, &[&count.to_string()]))
    });
    let counts: Vec<String> = counts.collect();
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    let adds = if counts.is_empty() {
        String::new()
    } else {
        Words::TemplateAdds.fill(lang, &[&listed(&counts, lang), &project.project_type])
    };
    let waits = match found.waiting {
        0 => String::new(),
        count => Words::TemplateWaits.fill(lang, &[&count.to_string()]),
    };
    (adds, waits)
}

/// A button that adds what the template of a project's type has and the project has not; nothing where
/// that is nothing.
pub fn template_offer(id: Id<Project>) -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let said = Memo::new(move |_| session.workspace().with(|w| offer(w, id, lang.get())));
    let add = move |()| {
        let steps = session.workspace().with_untracked(|w| {
            let project = w.projects.get(&id);
            project.map(|project| template(w, project, &mut || session.fresh_id()).steps)
        });
        let steps = steps.unwrap_or_default();
        let deed = if steps.iter().any(|step| step.part.is_some()) {
            Deed::Create
        } else {
            Deed::SetAll
        };
        session.act(&Command::Group {
            deed,
            commands: steps.into_iter().map(|step| step.command).collect(),
        });
    };
    let waits = move || {
        let text = said.with(|said| said.1.clone());
        (!text.is_empty()).then(|| view! { <p class="mut fs12">{text}</p> })
    };
    view! {
        <div class="template-offer">
            <Show when=move || said.with(|said| !said.0.is_empty())>
                <Button label=Signal::derive(move || said.with(|said| said.0.clone())) icon=IconName::Plus on_press=add />
            </Show>
            {waits}
        </div>
    }
    .into_any()
}
