//! The edits that this browser keeps, with the moment and the author of each.

use crate::edit::{Patch, Row};
use crate::model::{RawId, Value, Workspace};
use crate::session::use_session;
use crate::ui::dom;
use crate::words::{Lang, ProjectText, deed_label, format};
use leptos::{prelude::*, task::spawn_local};

/// How many edits are listed.
const LISTED: usize = 200;

/// Returns day and time of a moment, in the zone of the device.
#[must_use]
pub fn moment(lang: Lang, at_ms: i64) -> String {
    match dom::local_time(at_ms) {
        Some((date, hour, minute)) => {
            format!("{}, {hour:02}:{minute:02}", format::day_month(lang, date))
        }
        None => String::new(),
    }
}

/// Does an edit touch a record or what belongs to it?
fn touches(patch: &Patch, workspace: &Workspace, id: RawId) -> bool {
    patch.rows.iter().any(|row| {
        let (kind, target) = row.target();
        let names = |value: Option<Value>| value == Some(Value::Ref(id));
        let refers = workspace.record(kind, target).is_some_and(|record| {
            let mut keys = kind.fields().iter().map(|spec| spec.key);
            keys.any(|key| names(record.get(key)))
        });
        let made = match row {
            Row::Create(_, _, values) | Row::Delete(_, _, values) => {
                values.iter().any(|(_, value)| *value == Value::Ref(id))
            }
            Row::Set { .. } => false,
        };
        target == id || made || refers
    })
}

/// The list, newest first.
#[component]
pub fn EditList(
    /// The record that the edits touch; every edit without one.
    #[prop(optional)]
    of: Option<RawId>,
    /// The sentence in place of an empty list.
    none: ProjectText,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let kept: RwSignal<Vec<(Option<i64>, Patch)>> = RwSignal::new(Vec::new());
    // After an edit of this tab or another one, what is kept is another.
    Effect::new(move || {
        session.follow_history();
        session.workspace().track();
        spawn_local(async move {
            let edits = session.edits().await;
            kept.try_set(edits);
        });
    });
    let items = move || {
        let now = lang.get();
        // What is kept is read again after each edit, and brings the names of the moment along.
        let lines: Vec<_> = session.workspace().with_untracked(|w| {
            kept.with(|all| {
                let mine = all
                    .iter()
                    .filter(|(_, patch)| of.is_none_or(|id| touches(patch, w, id)));
                mine.take(LISTED)
                    .map(|(at_ms, patch)| {
                        let at = at_ms.map(|at| moment(now, at));
                        (at, deed_label(&patch.label, now), patch.author.to_string())
                    })
                    .collect()
            })
        });
        if lines.is_empty() {
            return view! { <p class="mut">{none.text(now)}</p> }.into_any();
        }
        let lines = lines.into_iter().map(|(at, what, who)| {
            view! { <li class="row"><span class="mut edit-when">{at}</span><span>{what}</span><span class="mut end">{who}</span></li> }
        });
        view! { <ol class="edit-list fs12">{lines.collect_view()}</ol> }.into_any()
    };
    view! { {items} }.into_any()
}
