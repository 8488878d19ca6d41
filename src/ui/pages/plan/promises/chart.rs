//! The map: nodes from giver to taker with lines between them, walked by arrows.

use super::{kind_of, set_open, whole};
use crate::model::*;
use crate::session::Session;
use crate::session::plan::promises::{MapEdge, MapNode, MapWish, NodeOf, PromiseMap};
use crate::ui::dom;
use crate::words::{Lang, Promises as Words, format, record_name};
use leptos::{ev, prelude::*};

/// Sizes in pixels.
const NODE: (usize, usize) = (172, 46);
const ACROSS: usize = 178;
const DOWN: usize = 24;
const EDGE: usize = 12;

/// The upper left corner of a node; columns are centred.
fn corner(map: &PromiseMap, node: &MapNode) -> (usize, usize) {
    let in_column = |layer: usize| map.nodes.iter().filter(|n| n.place.layer == layer).count();
    let tallest = map
        .nodes
        .iter()
        .map(|n| in_column(n.place.layer))
        .max()
        .unwrap_or(1);
    let pitch = NODE.1 + DOWN;
    let above = (tallest - in_column(node.place.layer)) * pitch / 2;
    (
        EDGE + node.place.layer * (NODE.0 + ACROSS),
        EDGE + above + node.place.row * pitch,
    )
}

/// Draws the map.
pub(super) fn chart(session: Session, map: &PromiseMap, wish: &MapWish) -> AnyView {
    let lang = session.lang().get();
    if map.nodes.is_empty() {
        return match map.inside {
            0 => view! { <p class="sec">{Words::NoneFits.text(lang)}</p> }.into_any(),
            _ => ().into_any(),
        };
    }
    let corners: Vec<(usize, usize)> = map.nodes.iter().map(|node| corner(map, node)).collect();
    let width = corners.iter().map(|at| at.0).max().unwrap_or(0) + NODE.0 + EDGE;
    let height = corners.iter().map(|at| at.1).max().unwrap_or(0) + NODE.1 + EDGE;
    let lines = map
        .edges
        .iter()
        .filter_map(|edge| line(edge, &corners, lang))
        .collect_view();
    let nodes = map
        .nodes
        .iter()
        .enumerate()
        .zip(&corners)
        .map(|((place, one), at)| node(session, map, wish, (place, one), *at, lang))
        .collect_view();
    view! {
        <div class="map-box">
            <div class="map" role="group" aria-label=Words::Head.text(lang) aria-describedby="map-hint"
                style:width=format!("{width}px") style:height=format!("{height}px")>
                <svg class="map-lines" aria-hidden="true" width=width.to_string() height=height.to_string()>{lines}</svg>
                {nodes}
            </div>
        </div>
    }
    .into_any()
}

/// A line with its label in the middle.
fn line(edge: &MapEdge, corners: &[(usize, usize)], lang: Lang) -> Option<AnyView> {
    let (from, to) = (corners.get(edge.from)?, corners.get(edge.to)?);
    let (x1, y1) = (from.0 + NODE.0, from.1 + NODE.1 / 2);
    let (x2, y2) = (to.0, to.1 + NODE.1 / 2);
    // A line that leads back goes round below the nodes.
    let back = x2 <= x1;
    let bend = ACROSS / 2;
    let path = match back {
        false => format!(
            "M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}",
            x1 + bend,
            x2.saturating_sub(bend)
        ),
        true => {
            let low = y1.max(y2) + NODE.1;
            format!(
                "M{x1} {y1}C{} {low} {} {low} {x2} {y2}",
                x1 + bend,
                x2.saturating_sub(bend)
            )
        }
    };
    // Labels stand at different heights of lines that leave one node.
    let (x, y) = match back {
        false => ((x1 + x2) / 2, (y1 + y2) / 2),
        true => ((x1 + x2) / 2, y1.max(y2) + NODE.1 * 3 / 4),
    };
    let is_late = edge.late > 0;
    let text = match is_late {
        true => Words::LateEdge.fill(
            lang,
            &[
                &whole(lang, edge.late),
                &whole(lang, edge.count),
                &format::whole(lang, edge.worst),
            ],
        ),
        false => whole(lang, edge.count),
    };
    Some(
        view! {
            <path class="map-line" data-late=is_late.to_string() d=path />
            <text class="map-label" data-late=is_late.to_string() x=x.to_string() y=(y + 4).to_string() text-anchor="middle">{text}</text>
        }
        .into_any(),
    )
}

/// A node: a group opens, a project leads to its page.
fn node(
    session: Session,
    map: &PromiseMap,
    wish: &MapWish,
    (place, one): (usize, &MapNode),
    at: (usize, usize),
    lang: Lang,
) -> AnyView {
    let (of, by) = (one.of, kind_of(wish.by));
    let (name, code) = session.workspace().with(|w| match of {
        NodeOf::Group(Some(id)) => (record_name(w, by, id, lang).to_string(), String::new()),
        NodeOf::Group(None) => (Words::NoGroup.text(lang).to_owned(), String::new()),
        NodeOf::Project(id) => {
            let code = w.projects.get(&id).map(|p| p.code.to_string());
            let name = record_name(w, Kind::Project, id.raw(), lang).to_string();
            (name, code.unwrap_or_default())
        }
    });
    let count = |n: usize| whole(lang, n);
    let late = Words::NodeLate.fill(lang, &[&count(one.gives.1), &count(one.takes.1)]);
    let counts = Words::Counts.fill(lang, &[&count(one.gives.0), &count(one.takes.0)]);
    let open = wish.open.clone();
    let press = move |_| match of {
        NodeOf::Project(id) => session.go_to_project(id),
        NodeOf::Group(Some(id)) => {
            let mut open = open.clone();
            open.insert(id);
            set_open(session, &open);
            dom::focus_if_lost(".map-node");
        }
        NodeOf::Group(None) => {}
    };
    let follow = |takers: bool| map.beside(place, takers).first().copied();
    let (next, before) = (follow(true), follow(false));
    let layer = one.place.layer;
    let beside = |by: isize| {
        let other = place.checked_add_signed(by)?;
        map.nodes
            .get(other)
            .filter(|node| node.place.layer == layer)
            .map(|_| other)
    };
    let (below, above) = (beside(1), beside(-1));
    let walk = move |event: ev::KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowRight" => next,
            "ArrowLeft" => before,
            "ArrowDown" => below,
            "ArrowUp" => above,
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to {
            dom::focus_first(None, &format!(".map-node[data-place='{to}']"));
        }
    };
    let expanded = matches!(of, NodeOf::Group(Some(_))).then_some("false");
    view! {
        <button
            type="button"
            class="map-node"
            data-place=place.to_string()
            data-kind=if code.is_empty() { "group" } else { "project" }
            aria-expanded=expanded
            style:left=format!("{}px", at.0)
            style:top=format!("{}px", at.1)
            on:click=press
            on:keydown=walk
        >
            <b class="trunc">{(!code.is_empty()).then(|| view! { <span class="code">{code.clone()}" "</span> })}{name}</b>
            <span class="trunc">{counts}<span class="sr">{late}</span></span>
        </button>
    }
    .into_any()
}
