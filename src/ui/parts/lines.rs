//! Tables of records, edited in place, with figures beside them.

use super::InPlace;
use super::shown::{Head, Shown, content};
use crate::edit::Command;
use crate::model::{FieldType, Kind, RawId, Value};
use crate::session::{Session, use_session};
use crate::ui::dom;
use crate::ui::widgets::{Button, IconButton, IconName, Variant};
use crate::words::{Common, Groups as Words, ProjectText, field_label, record_name};
use leptos::{ev, html, prelude::*};

/// Rows that are drawn at once; the rest waits for a press.
const MANY: usize = 120;

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
    let printing = dom::printing();
    let drawn = Memo::new(move |_| {
        let all = whole.get() || printing.get();
        let most = if all { usize::MAX } else { MANY };
        ids.with(|all| all.iter().take(most).copied().collect::<Vec<_>>())
    });
    let rest = move || ids.with(Vec::len) > drawn.with(Vec::len);
    let is_num = move |key: &str| {
        kind.field(key).is_some_and(|spec| {
            matches!(
                spec.ty,
                FieldType::Money
                    | FieldType::Percent
                    | FieldType::Number
                    | FieldType::Whole
                    | FieldType::Span
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
                {keys.iter().map(|key| view! { <td class=if is_num(key) { "num" } else { "" }><InPlace kind id key=*key /></td> }).collect_view()}
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
