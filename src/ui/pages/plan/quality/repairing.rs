//! Repairs: what each would change, shown before it is done.

use super::super::before::BeforeDialog;
use super::super::doing;
use super::Shown;
use crate::analysis::quality::Repair;
use crate::edit::{Command, Deed, link_in_turn};
use crate::model::*;
use crate::session::{Session, use_session};
use crate::ui::said;
use crate::words::{Lang, Quality as Words, field_label, record_name};
use leptos::prelude::*;

/// What a repair would do, in words.
pub(super) fn told(session: Session, repair: &Repair, lang: Lang) -> Vec<String> {
    session.workspace().with_untracked(|w| {
        let name = |id: Id<Task>| record_name(w, Kind::Task, id.raw(), lang).to_string();
        match repair {
            Repair::Tie(ties) => ties
                .iter()
                .map(|tie| Words::RepairTie.fill(lang, &[&name(tie.giver), &name(tie.taker)]))
                .collect(),
            Repair::Set(changes) => changes
                .iter()
                .map(|change| {
                    let whose = record_name(w, change.kind, change.id, lang);
                    let field = format!("{whose}, {}", field_label(change.kind, change.key, lang));
                    match &change.value {
                        Some(value) => {
                            let spec = change.kind.field(change.key);
                            let text = spec.map_or(String::new(), |spec| {
                                crate::table::value_text(w, change.kind, spec.key, value, lang)
                            });
                            Words::RepairSet.fill(lang, &[&field, &text])
                        }
                        None => Words::RepairEmpty.fill(lang, &[&field]),
                    }
                })
                .collect(),
        }
    })
}

/// The commands of some repairs; a link that cannot be any more with those of the others is left out.
fn commands(
    workspace: &Workspace,
    repairs: &[Repair],
    fresh: &mut dyn FnMut() -> RawId,
) -> Vec<Command> {
    let (mut ties, mut all) = (Vec::new(), Vec::new());
    for repair in repairs {
        match repair {
            Repair::Tie(more) => ties.extend(more.iter().map(|tie| (tie.giver, tie.taker))),
            Repair::Set(changes) => all.extend(changes.iter().map(|change| Command::Set {
                kind: change.kind,
                id: change.id,
                key: change.key.into(),
                value: change.value.clone(),
            })),
        }
    }
    all.extend(link_in_turn(workspace, ties, fresh));
    all
}

/// What a repair changes, before it is done.
#[component]
pub(super) fn RepairDialog(shown: Shown) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let asked = shown.asked;
    let open = Signal::derive(move || asked.with(|all| !all.is_empty()));
    let close = move |()| asked.set(Vec::new());
    let sentence = move |place: usize| {
        let lang = lang.get();
        asked.with(|all| {
            let repair = all.get(place);
            let told = repair.map(|repair| told(session, repair, lang).join("; "));
            let code = repair
                .filter(|_| shown.is_portfolio)
                .and_then(|repair| code(session, repair));
            match (code, told) {
                (Some(code), Some(told)) => format!("{code}: {told}"),
                (_, told) => told.unwrap_or_default(),
            }
        })
    };
    let apply = move |()| {
        let commands = asked.with_untracked(|all| {
            let workspace = session.workspace();
            workspace.with_untracked(|w| commands(w, all, &mut || session.fresh_id()))
        });
        asked.set(Vec::new());
        if !commands.is_empty() {
            session.act(&doing::following(session, Deed::Set, commands));
        }
    };
    view! {
        <BeforeDialog open title=said(lang, Words::RepairTitle) count=Signal::derive(move || asked.with(Vec::len)) told=sentence close apply />
    }
    .into_any()
}

/// The code of the project in which a repair changes something.
fn code(session: Session, repair: &Repair) -> Option<String> {
    session.workspace().with_untracked(|w| {
        let task = match repair {
            Repair::Tie(ties) => ties.first()?.taker,
            Repair::Set(changes) => {
                let change = changes.first()?;
                match change.kind {
                    Kind::Link => w.links.get(&Id::new(change.id))?.taker_task?,
                    _ => Id::new(change.id),
                }
            }
        };
        let project = w.tasks.get(&task)?.project?;
        Some(w.projects.get(&project)?.code.to_string())
    })
}
