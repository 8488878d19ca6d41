//! Tables: records edited in place with figures beside them, and plain tables of figures.

use super::{InPlace, RagMark, Why, status::DistributionStrip};
use crate::analysis::Distribution;
use crate::edit::Command;
use crate::model::{FieldType, Kind, Rag, RawId, Text, Value};
use crate::session::{Session, use_session};
use crate::ui::dom;
use crate::ui::widgets::{Button, IconButton, IconName, Variant};
use crate::words::{Common, Groups as Words, ProjectText, field_label, record_name};
use leptos::{ev, html, prelude::*};

/// Rows that are drawn at once; the rest waits for a press.
const MANY: usize = 120;

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

    fn draw(self) -> AnyView {
        let class = if self.num { "num" } else { "" };
        let text = self.text;
        if self.why.is_empty() {
            view! { <th scope="col" class=class>{text}</th> }.into_any()
        } else {
            view! { <th scope="col" class=class><Why text=text.clone() title=text lines=Signal::stored(self.why) /></th> }.into_any()
        }
    }
}

fn content(session: Session, cell: Shown) -> AnyView {
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
    if mark.is_none() && code.is_none() {
        (text, counts).into_any()
    } else {
        view! { <span class="row tight">{mark}{text}{code}{counts}</span> }.into_any()
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

/// Something besides that a line offers, such as closing a risk.
#[derive(Clone, Copy)]
pub struct LineDeed {
    /// What it is called.
    pub name: ProjectText,
    /// Does this line offer it?
    pub fits: Callback<RawId, bool>,
    /// Does it.
    pub act: Callback<RawId>,
}

/// Adds a record and puts the focus into the first field of its line. Returns whether it was added.
pub fn add_line(session: Session, kind: Kind, values: Vec<(&str, Value)>) -> bool {
    let id = session.fresh_id();
    let values = values
        .into_iter()
        .map(|(key, value)| (key.into(), value))
        .collect();
    let done = session.act(&Command::Create { kind, id, values });
    if done {
        // The line is there once the signals have settled.
        request_animation_frame(move || {
            let line = format!("[data-line=\"{id}\"]");
            dom::focus_first(
                None,
                &format!("{line} input:not([type]), {line} select, {line} a"),
            );
        });
    }
    done
}

/// Moves to the same field of the line above or below.
fn step(table: &web_sys::Element, event: &ev::KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowUp" => -1,
        "ArrowDown" | "Enter" => 1,
        _ => return,
    };
    let Some(now) = dom::focused().filter(|now| now.tag_name() == "INPUT") else {
        return;
    };
    if let Some(key) = now.get_attribute("data-key") {
        event.prevent_default();
        dom::focus_step(table, &format!("input[data-key=\"{key}\"]"), by);
    }
}

/// A table of records of one kind, edited in place.
#[component]
pub fn RecordLines(
    /// The kind of the records.
    kind: Kind,
    /// The records, in order.
    #[prop(into)]
    ids: Signal<Vec<RawId>>,
    /// The fields that are edited in place.
    #[prop(default = &[])]
    keys: &'static [&'static str],
    /// The cell that names the line, before the fields.
    #[prop(into, optional)]
    lead: Option<Callback<RawId, Shown>>,
    /// The head over the naming cells.
    #[prop(into, optional)]
    lead_head: Signal<String>,
    /// The heads over the figures.
    #[prop(into, optional)]
    heads: Signal<Vec<Head>>,
    /// The figures of a line.
    #[prop(into, optional)]
    figures: Option<Callback<RawId, Vec<Shown>>>,
    /// The sums, one text a column; no foot without.
    #[prop(into, optional)]
    foot: Signal<Vec<String>>,
    /// What to do in place of deleting the record, and how that is called.
    #[prop(optional_no_strip)]
    instead: Option<(Words, Callback<RawId>)>,
    /// A deed on a line besides.
    #[prop(optional)]
    deed: Option<LineDeed>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let body = NodeRef::<html::Tbody>::new();
    let on_key = move |event: ev::KeyboardEvent| {
        if let Some(body) = body.get_untracked() {
            step(&body, &event);
        }
    };
    let whole = RwSignal::new(false);
    let drawn = Memo::new(move |_| {
        let most = if whole.get() { usize::MAX } else { MANY };
        ids.with(|all| all.iter().take(most).copied().collect::<Vec<_>>())
    });
    let rest = move || ids.with(Vec::len) > drawn.with(Vec::len);
    let is_num = move |key: &str| {
        kind.field(key).is_some_and(|spec| {
            matches!(
                spec.ty,
                FieldType::Money | FieldType::Percent | FieldType::Number | FieldType::Whole
            )
        })
    };
    let row = move |id: RawId| {
        let first = lead.map(|lead| {
            move || {
                let cell = lead.run(id);
                let depth = cell.depth.min(4).to_string();
                view! { <th scope="row" data-depth=depth>{content(session, cell)}</th> }
            }
        });
        let cells = move || {
            let nums: Vec<bool> = heads.with(|all| all.iter().map(|head| head.num).collect());
            let all = figures.map(|figures| figures.run(id)).unwrap_or_default();
            all.into_iter()
                .zip(nums)
                .map(|(cell, num)| {
                    let class = format!("{}{}", if num { "num " } else { "" }, cell.tone);
                    view! { <td class=class>{content(session, cell)}</td> }
                })
                .collect_view()
        };
        let name = move || {
            session
                .workspace()
                .with(|w| record_name(w, kind, id, lang.get()))
        };
        let remove = move || match instead {
            Some((_, act)) => act.run(id),
            None => {
                session.act(&Command::Delete {
                    kind,
                    ids: vec![id],
                });
            }
        };
        let icon = if instead.is_some() {
            IconName::Close
        } else {
            IconName::Trash
        };
        let with_name = move |word: &str| format!("{word}, {}", name());
        let label = move || match instead {
            Some((deed, _)) => with_name(deed.text(lang.get())),
            None => with_name(Common::Delete.text(lang.get())),
        };
        let more = deed.map(|deed| {
            let label = Signal::derive(move || with_name(deed.name.text(lang.get())));
            move || {
                deed.fits.run(id).then(|| view! {
                    <IconButton icon=IconName::Check label on_press=move |()| deed.act.run(id) />
                })
            }
        });
        let form = Signal::derive(move || with_name(Words::EditForm.text(lang.get())));
        let open = move || session.open_among(kind, id, ids.get_untracked());
        view! {
            <tr data-line=id.to_string()>
                {first}
                {keys.iter().map(|key| view! { <td class=if is_num(key) { "num" } else { "" }><InPlace kind id key /></td> }).collect_view()}
                {cells}
                <td class="line-acts">{more}<IconButton icon=IconName::Pencil label=form on_press=move |()| open() /><IconButton icon label on_press=move |()| remove() /></td>
            </tr>
        }
    };
    let foot = move || {
        let sums = foot.get();
        (!sums.is_empty()).then(|| view! {
            <tfoot><tr>{sums.into_iter().map(|sum| view! { <td class="num">{sum}</td> }).collect_view()}<td></td></tr></tfoot>
        })
    };
    view! {
        <div class="lines-scroll">
            <table class="table plain flush lines" data-fields=keys.len().to_string()>
                <thead><tr>
                    {lead.map(|_| view! { <th scope="col">{move || lead_head.get()}</th> })}
                    {keys.iter().map(|key| view! {
                        <th scope="col" class=if is_num(key) { "num" } else { "typed" }>{move || field_label(kind, key, lang.get()).to_owned()}</th>
                    }).collect_view()}
                    {move || heads.get().into_iter().map(Head::draw).collect_view()}
                    <th scope="col" class="line-acts"><span class="sr">{move || Words::Actions.text(lang.get())}</span></th>
                </tr></thead>
                <tbody node_ref=body on:keydown=on_key><For each=move || drawn.get() key=|id| *id children=row /></tbody>
                {foot}
            </table>
        </div>
        <Show when=rest>
            <p><Button
                label=move || Words::ShowAll.fill(lang.get(), &[&ids.with(Vec::len).to_string()])
                variant=Variant::Ghost
                on_press=move |()| whole.set(true)
            /></p>
        </Show>
    }
    .into_any()
}
