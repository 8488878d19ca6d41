//! Cells and heads that cannot be typed into, and plain tables of them.

use super::{RagMark, Why, status::DistributionStrip};
use crate::analysis::Distribution;
use crate::model::{Rag, Text};
use crate::session::{Session, use_session};
use leptos::prelude::*;

/// What a cell shows that cannot be typed into.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// A status before the text.
    pub mark: Option<Rag>,
    /// The text.
    pub text: String,
    /// Where the text leads; empty where it does not.
    pub href: String,
    /// A code behind the text.
    pub code: String,
    /// A remark below the text.
    pub note: String,
    /// How deep in a tree, for the first cell of a row.
    pub depth: usize,
    /// `worse`, `better`, `mut`, `sec` or nothing.
    pub tone: &'static str,
    /// How many are in each state.
    pub counts: Option<Distribution>,
}

impl Shown {
    /// A text alone.
    #[must_use]
    pub fn text(text: impl Into<Text>) -> Self {
        let text: Text = text.into();
        Self {
            text: text.to_string(),
            ..Self::default()
        }
    }

    /// A text where there is one.
    #[must_use]
    pub fn some(text: Option<String>) -> Self {
        Self {
            text: text.unwrap_or_default(),
            ..Self::default()
        }
    }

    /// A number whose growth is bad.
    #[must_use]
    pub fn gap(text: Option<String>, size: Option<i64>) -> Self {
        let tone = match size.unwrap_or(0) {
            1.. => "worse",
            0 => "",
            _ => "better",
        };
        Self {
            tone,
            ..Self::some(text)
        }
    }
}

/// The head of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The text.
    pub text: String,
    /// Numbers: at the right.
    pub num: bool,
    /// Rule and source of its figures; nothing to press without.
    pub why: Vec<String>,
}

impl Head {
    /// A head over texts.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// A head over numbers, with what they follow from.
    #[must_use]
    pub fn num(text: &str, why: &str) -> Self {
        let why = Some(why.to_owned()).filter(|why| !why.is_empty());
        Self {
            text: text.to_owned(),
            num: true,
            why: why.into_iter().collect(),
        }
    }

    /// Draws the head.
    pub(super) fn draw(self) -> AnyView {
        let class = if self.num { "num" } else { "" };
        let text = self.text;
        if self.why.is_empty() {
            view! { <th scope="col" class=class>{text}</th> }.into_any()
        } else {
            view! { <th scope="col" class=class><Why text=text.clone() title=text lines=Signal::stored(self.why) /></th> }.into_any()
        }
    }
}

/// Draws what is in a cell.
pub(super) fn content(session: Session, cell: Shown) -> AnyView {
    let lang = session.lang();
    let text = if cell.href.is_empty() {
        cell.text.into_any()
    } else {
        view! { <a class="med trunc" href=cell.href>{cell.text}</a> }.into_any()
    };
    let mark = cell.mark.map(|rag| view! { <RagMark rag lang size=16 /> });
    let code =
        (!cell.code.is_empty()).then(|| view! { <span class="code wide-only">{cell.code}</span> });
    let counts = cell
        .counts
        .map(|counts| view! { <DistributionStrip counts=Signal::stored(counts) lang /> });
    let note = (!cell.note.is_empty()).then(|| view! { <p class="lead-note">{cell.note}</p> });
    if mark.is_none() && code.is_none() {
        (text, counts).into_any()
    } else {
        view! { <span class="row tight">{mark}{text}{code}{counts}</span>{note} }.into_any()
    }
}

/// A plain table of figures.
#[component]
pub fn Figures(
    /// What the table shows.
    #[prop(into)]
    label: Signal<String>,
    /// The heads.
    #[prop(into)]
    heads: Signal<Vec<Head>>,
    /// The rows; the first cell names the row.
    #[prop(into)]
    rows: Signal<Vec<Vec<Shown>>>,
) -> impl IntoView {
    let session = use_session();
    let body = move || {
        let nums: Vec<bool> = heads.with(|all| all.iter().map(|head| head.num).collect());
        let row = |cells: Vec<Shown>| {
            let cells = cells.into_iter().enumerate().map(|(place, cell)| {
                let tone = cell.tone;
                let inner = content(session, cell);
                match (place, nums.get(place)) {
                    (0, _) => view! { <th scope="row">{inner}</th> }.into_any(),
                    (_, Some(true)) => {
                        view! { <td class=format!("num {tone}")>{inner}</td> }.into_any()
                    }
                    _ => view! { <td class=tone>{inner}</td> }.into_any(),
                }
            });
            view! { <tr>{cells.collect_view()}</tr> }
        };
        rows.get().into_iter().map(row).collect_view()
    };
    view! {
        <div class="lines-scroll" tabindex="0" role="region" aria-label=move || label.get()><table class="table plain flush">
            <thead><tr>{move || heads.get().into_iter().map(Head::draw).collect_view()}</tr></thead>
            <tbody>{body}</tbody>
        </table></div>
    }
    .into_any()
}
