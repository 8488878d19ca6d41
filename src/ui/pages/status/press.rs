//! What Enter and a press do on a cell.

use super::explain::Asked;
use super::matrix::{COLUMNS, Place};
use crate::model::Axis;
use crate::session::matrix::Line;
use crate::session::use_session;
use crate::ui::dom;
use leptos::prelude::*;

/// Does what Enter does on a cell: opens the project, explains a status, edits the comment.
pub fn act_on(
    place: Place,
    shown: Memo<Vec<Line>>,
    asked: RwSignal<Option<Asked>>,
    editing: RwSignal<Option<usize>>,
) {
    let session = use_session();
    let line = shown.with_untracked(|lines| lines.get(place.0).cloned());
    let Some(Line::Project(project)) = line else {
        return;
    };
    match place.1 {
        0 => session.go_to_project(project),
        last if last == COLUMNS - 1 => {
            editing.set(Some(place.0));
            request_animation_frame(|| dom::focus_first(None, ".mx-input"));
        }
        column => {
            let axis = column
                .checked_sub(1)
                .and_then(|place| Axis::SHOWN.get(place))
                .copied();
            let cell = document().get_element_by_id(&format!("mx-{}-{}", place.0, place.1));
            let at = cell.map_or((200.0, 200.0), |cell| {
                let rect = cell.get_bounding_client_rect();
                (
                    rect.left() + rect.width() / 2.0 - 180.0,
                    rect.bottom() + 6.0,
                )
            });
            asked.set(Some(Asked { project, axis, at }));
        }
    }
}
