//! The command palette: records, actions and places behind one field.

use crate::edit::template_types;
use crate::model::InOrder;
use crate::model::{Kind, RawId, Text, Value};
use crate::session::{Language, Page, Route, Session, Theme, use_session};
use crate::ui::app::page_title;
use crate::ui::said;
use crate::ui::widgets::{Dialog, Icon, IconName};
use crate::words::explain::Explain;
use crate::words::{Common, Lang, Shell, kind_label, record_name};
use leptos::{ev, prelude::*};

/// What happens when a line is chosen.
#[derive(Clone, Debug, PartialEq)]
enum Act {
    Go(Route),
    Edit(Kind, RawId),
    Undo,
    Redo,
    Theme,
    Language,
    Export,
    /// A project, of a type that has a template where one is given.
    AddProject(Option<Text>),
    Sample,
    Blank,
}

#[derive(Clone, Debug, PartialEq)]
struct Line {
    group: Shell,
    text: String,
    hint: String,
    act: Act,
}

/// How many lines are shown at most.
const SHOWN: usize = 40;

/// Returns how well a text, in small letters, matches a query; `None` when it does not.
///
/// Best is a word that begins with it, then any place, then beginnings of words in order, as `tzp` for
/// Trusted Zone Paris. Letters strewn over a text are no match.
fn score(text: &str, query: &str) -> Option<i32> {
    let starts = |at: usize| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric())
    };
    let words = || {
        text.split(|c: char| !c.is_alphanumeric())
            .collect::<Vec<_>>()
    };
    let base = if text.starts_with(query) {
        400
    } else if text.match_indices(query).any(|(at, _)| starts(at)) {
        300
    } else if text.contains(query) {
        100
    } else if beginnings(&words(), query) {
        0
    } else {
        return None;
    };
    Some(base - i32::try_from(text.len()).unwrap_or(0) / 8)
}

/// Is the query made of beginnings of these words, in their order?
fn beginnings(words: &[&str], query: &str) -> bool {
    let query = query.trim_start();
    let parts = query
        .char_indices()
        .filter_map(|(at, letter)| query.split_at_checked(at + letter.len_utf8()));
    let parts: Vec<(&str, &str)> = parts.collect();
    parts.is_empty()
        || words.iter().enumerate().any(|(place, word)| {
            let after = words.get(place + 1..).unwrap_or_default();
            let mut fitting = parts.iter().take_while(|(head, _)| word.starts_with(head));
            fitting.any(|(_, rest)| beginnings(after, rest))
        })
}

fn lines(session: Session, query: &str) -> Vec<Line> {
    let lang = session.lang().get();
    let mut found: Vec<(i32, Line)> = Vec::new();
    let small = query.to_lowercase();
    let mut offer = |bonus: i32, line: Line| {
        let haystack = format!("{} {}", line.text, line.hint).to_lowercase();
        if let Some(points) = score(&haystack, &small) {
            found.push((points + bonus, line));
        }
    };
    let pages = [
        Page::Cockpit,
        Page::Roadmap,
        Page::Plan,
        Page::Status,
        Page::Portfolio,
        Page::Projects,
        Page::Programmes,
        Page::Units,
        Page::Objectives,
        Page::Import,
        Page::Data,
        Page::Settings,
        Page::Keys,
    ];
    for page in pages {
        let text = page_title(&page).text(lang).to_owned();
        offer(
            2,
            Line {
                group: Shell::GroupPlaces,
                text,
                hint: String::new(),
                act: Act::Go(Route::to(page)),
            },
        );
    }
    let actions = [
        (Common::Undo.text(lang), Act::Undo),
        (Common::Redo.text(lang), Act::Redo),
        (Shell::AddProject.text(lang), Act::AddProject(None)),
        (Shell::ExportJson.text(lang), Act::Export),
        (Shell::ToggleTheme.text(lang), Act::Theme),
        (Shell::SwitchLanguage.text(lang), Act::Language),
        (Shell::OpenSample.text(lang), Act::Sample),
        (Shell::StartBlank.text(lang), Act::Blank),
    ];
    for (text, act) in actions {
        offer(
            1,
            Line {
                group: Shell::GroupActions,
                text: text.to_owned(),
                hint: String::new(),
                act,
            },
        );
    }
    session.workspace().with(|w| {
        let hint = |kind: Kind, code: &str| format!("{} {code}", kind_label(kind, lang));
        if query.is_empty() {
            return;
        }
        for name in &template_types(w) {
            offer(
                1,
                Line {
                    group: Shell::GroupActions,
                    text: Explain::Titled.fill(lang, &[Shell::AddProject.text(lang), name]),
                    hint: String::new(),
                    act: Act::AddProject(Some(name.clone())),
                },
            );
        }
        let kinds = [
            Kind::Project,
            Kind::Programme,
            Kind::Unit,
            Kind::Objective,
            Kind::Kpi,
        ];
        for record in kinds.into_iter().flat_map(|kind| w.records(kind)) {
            let Some(page) = Page::of(w, record.kind(), record.raw_id()) else {
                continue;
            };
            let text = |key: &str| match record.get(key) {
                Some(Value::Text(text)) => text.to_string(),
                _ => String::new(),
            };
            let kind = record.kind();
            offer(
                if kind == Kind::Project { 4 } else { 3 },
                Line {
                    group: Shell::GroupRecords,
                    text: text("name"),
                    hint: hint(kind, &text("code")),
                    act: Act::Go(Route::to(page)),
                },
            );
        }
        // What has no page of its own opens in its form.
        for (kind, words) in [(Kind::Risk, 1), (Kind::Person, 1), (Kind::Task, 0)] {
            for record in w.records(kind) {
                offer(
                    words,
                    Line {
                        group: Shell::GroupRecords,
                        text: record_name(w, kind, record.raw_id(), lang).to_string(),
                        hint: kind_label(kind, lang).to_owned(),
                        act: Act::Edit(kind, record.raw_id()),
                    },
                );
            }
        }
        for view in w.views.values() {
            let act = Act::Go(Route::parse(&view.address));
            offer(
                3,
                Line {
                    group: Shell::GroupRecords,
                    text: view.name.to_string(),
                    hint: kind_label(Kind::View, lang).to_owned(),
                    act,
                },
            );
        }
    });
    // Without a query the places come in the order of the rail.
    if !query.is_empty() {
        found.order_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.text.cmp(&b.1.text)));
    }
    found.truncate(SHOWN);
    let mut lines: Vec<Line> = found.into_iter().map(|f| f.1).collect();
    // Groups stay together, each where its best line stands.
    let order: Vec<Shell> = lines.iter().map(|l| l.group).collect();
    lines.order_by_key(|l| order.iter().position(|g| *g == l.group));
    lines
}

fn perform(session: Session, act: &Act) {
    match act {
        Act::Go(route) => session.go(route),
        Act::Edit(kind, id) => session.open_record(*kind, *id),
        Act::Undo => session.undo_and_say(),
        Act::Redo => session.redo_and_say(),
        Act::Theme => session.prefs().update(|p| {
            p.theme = if p.theme == Theme::Dark {
                Theme::Light
            } else {
                Theme::Dark
            };
        }),
        Act::Language => {
            let now = session.lang().get_untracked();
            session.prefs().update(|p| {
                p.language = if now == Lang::En {
                    Language::Fr
                } else {
                    Language::En
                }
            });
        }
        Act::Export => session.save_to_file(),
        Act::AddProject(of_type) => {
            let of_type = of_type.clone();
            let of_type = of_type.map(|name| ("project_type".into(), Value::Text(name)));
            session.close_record();
            session.add_record(Kind::Project, of_type.into_iter().collect());
        }
        Act::Sample => session.open_sample(),
        Act::Blank => session.create_blank(),
    }
}

/// The palette.
#[component]
pub fn Palette(
    /// Is it open?
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        if open.get() {
            lines(session, query.get().trim())
        } else {
            Vec::new()
        }
    });
    let close = move || {
        open.set(false);
        query.set(String::new());
        active.set(0);
    };
    let choose = move |place: usize| {
        let act = found.with_untracked(|lines| lines.get(place).map(|l| l.act.clone()));
        close();
        if let Some(act) = act {
            perform(session, &act);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => active.update(|a| *a = if *a >= last { 0 } else { *a + 1 }),
            "ArrowUp" => active.update(|a| *a = if *a == 0 { last } else { *a - 1 }),
            "Enter" => choose(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
        request_animation_frame(|| {
            if let Ok(Some(row)) = document().query_selector(".palette-row[aria-selected=true]") {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                row.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    };
    let row = move |(place, line): (usize, Line)| {
        let heading = found.with_untracked(|all| {
            place == 0
                || all
                    .get(place - 1)
                    .is_none_or(|before| before.group != line.group)
        });
        let group = line.group;
        view! {
            {heading.then(|| view! { <div class="palette-group" role="presentation">{move || group.text(lang.get())}</div> })}
            <div
                class="palette-row"
                role="option"
                id=format!("palette-{place}")
                aria-selected=move || (active.get() == place).to_string()
                on:pointermove=move |_| active.set(place)
                on:click=move |_| choose(place)
            >
                <span class="trunc">{line.text}</span>
                <span class="code end">{line.hint}</span>
            </div>
        }
    };
    let label = said(lang, Shell::PaletteTitle);
    view! {
        <Dialog open on_close=move || close() title=label close_label=said(lang, Common::Close)>
            <div class="palette">
                <div class="palette-find">
                    <Icon name=IconName::Search />
                    <input
                        class="field-input"
                        type="text"
                        role="combobox"
                        aria-expanded="true"
                        aria-controls="palette-list"
                        aria-label=move || Shell::PaletteHint.text(lang.get())
                        placeholder=move || Shell::PaletteHint.text(lang.get())
                        aria-activedescendant=move || format!("palette-{}", active.get())
                        autocomplete="off"
                        prop:value=move || query.get()
                        on:input=move |event| { query.set(event_target_value(&event)); active.set(0); }
                        on:keydown=on_key
                    />
                </div>
                <div class="palette-list" role="listbox" id="palette-list" aria-label=move || label.get()>
                    {move || found.get().into_iter().enumerate().map(row).collect_view()}
                </div>
                <Show when=move || found.with(Vec::is_empty)>
                    <p class="empty" role="status">{move || Shell::PaletteEmpty.fill(lang.get(), &[&query.get()])}</p>
                </Show>
            </div>
        </Dialog>
    }
    .into_any()
}
