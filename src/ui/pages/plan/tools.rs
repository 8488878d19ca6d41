//! The bar above the plan: what is shown, zoom, and what can be done with the active task.

use super::{View, doing, likely};
use crate::edit::{baselines, current_baseline, set_baseline};
use crate::model::*;
use crate::session::plan::{Field, columns_shown, shown_key};
use crate::session::roadmap::wish::{GroupBy, Way, ZOOMS, toggled, zoom_key};
use crate::ui::parts::{TimelineFile, save_timeline, timeline_files};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, Menu, MenuItem, Segmented, Variant};
use crate::words::{Common, Plan as Words, Roadmap, Shell, format};
use leptos::prelude::*;

/// The bar.
pub(super) fn tools(view: View, shown: Memo<String>) -> impl IntoView {
    let (session, lang) = (view.session, view.session.lang());
    let route = session.route();
    let word = move |key: Words| said(lang, key);
    let get = move |name: &'static str| route.with(|r| r.get(name).to_owned());
    let show = Signal::derive(move || {
        let lang = lang.get();
        let hidden = get("hide");
        let part = |key: &str, word: Words| {
            let is_shown = !hidden.split(',').any(|one| one == key);
            MenuItem::ticked(key, word.text(lang), is_shown)
        };
        let only = MenuItem::ticked(
            "only",
            Words::CriticalOnly.text(lang),
            get("only") == "critical",
        );
        let shown = columns_shown(&get("cols"));
        let mut items = vec![
            part("critical", Words::Critical),
            part("float", Words::Float),
            part("baseline", Words::Baseline),
            MenuItem::ticked(
                likely::SETTING,
                Words::OddsOnBars.text(lang),
                !get(likely::SETTING).is_empty(),
            ),
            only,
        ];
        items.extend(Field::all().map(|(field, key)| {
            let name = format!("{}: {}", Roadmap::Column.text(lang), field.label(lang));
            MenuItem::ticked(&format!("col.{key}"), name, shown.contains(&field))
        }));
        items
    });
    let pick_show = move |key: String| {
        let get = |name: &str| route.with_untracked(|r| r.get(name).to_owned());
        if let Some(column) = key.strip_prefix("col.") {
            let mut shown = columns_shown(&get("cols"));
            let field = Field::all()
                .find(|(_, key)| *key == column)
                .map(|one| one.0);
            match shown.iter().position(|one| Some(*one) == field) {
                Some(place) => drop(shown.remove(place)),
                None => shown.extend(field),
            }
            session.set_view("cols", &shown_key(&shown));
        } else if key == likely::SETTING {
            let now = if get(&key).is_empty() { "1" } else { "" };
            session.set_view(&key, now);
        } else if key == "only" {
            let now = if get("only").is_empty() {
                "critical"
            } else {
                ""
            };
            session.set_view("only", now);
        } else {
            session.set_view("hide", &toggled(&get("hide"), &key));
        }
    };
    let baselines = Signal::derive(move || {
        let now = get("base");
        let mut items = session.workspace().with(|w| {
            let current = view
                .project
                .and_then(|project| current_baseline(w, project));
            let item = |id: Id<Baseline>| {
                let name = w
                    .baselines
                    .get(&id)
                    .map_or(String::new(), |one| one.name.to_string());
                let key = id.raw().to_string();
                let is_shown = if now.is_empty() {
                    current == Some(id)
                } else {
                    key == now
                };
                MenuItem::ticked(&key, name, is_shown)
            };
            baselines(w, view.project)
                .into_iter()
                .map(item)
                .collect::<Vec<_>>()
        });
        let set = MenuItem::new("set", Words::SetBaseline.text(lang.get()));
        items.push(MenuItem {
            apart: !items.is_empty(),
            ..set
        });
        items
    });
    let baseline_name = Signal::derive(move || ticked(baselines));
    let pick_baseline = move |key: String| {
        if key != "set" {
            session.set_view("base", &key);
            return;
        }
        let lang = lang.get_untracked();
        let today = session.today().get_untracked();
        let name = format!(
            "{} {}",
            Words::Baseline.text(lang),
            format::date(lang, today)
        );
        let command = session.workspace().with_untracked(|w| {
            let projects: Vec<_> = view.rows.with_untracked(|rows| rows.projects().collect());
            set_baseline(w, &projects, &name, today, &mut || session.fresh_id())
        });
        if session.act(&command) {
            session.set_view("base", "");
        }
    };
    // In a portfolio a level is named; "all" is another wish than none.
    let levels = Signal::derive(move || {
        let (lang, now) = (lang.get(), get("level"));
        let mut items = Vec::new();
        if view.project.is_none() {
            items.push(MenuItem::ticked(
                "",
                Shell::Projects.text(lang),
                now.is_empty(),
            ));
        }
        let all = if view.project.is_none() { "all" } else { "" };
        items.push(MenuItem::ticked(
            all,
            Words::LevelAll.text(lang),
            now == all,
        ));
        items.extend((1..=4).map(|n| {
            let key = n.to_string();
            MenuItem::ticked(&key, key.clone(), now == key)
        }));
        items
    });
    let level_name = Signal::derive(move || ticked(levels));
    let groups = Signal::derive(move || {
        let now = view.wish.with(|wish| wish.group);
        let item = |(by, key, word): &Way<GroupBy>| {
            MenuItem::ticked(key, word.text(lang.get()), *by == now)
        };
        GroupBy::ALL.iter().map(item).collect::<Vec<_>>()
    });
    let group_name = Signal::derive(move || ticked(groups));
    let zooms = Signal::derive(move || {
        ZOOMS
            .iter()
            .map(|(_, key, word)| ((*key).to_owned(), word.text(lang.get()).to_owned()))
            .collect::<Vec<_>>()
    });
    let deeds = Signal::derive(move || {
        let item = |key: &str, word: Words, keys: &str| {
            MenuItem::new(key, word.text(lang.get())).with_keys(keys)
        };
        vec![
            item("open", Words::Open, "Enter"),
            item("below", Words::Below, "N"),
            item("link", Words::LinkNow, "L"),
            item("in", Words::Indent, "Ctrl →"),
            item("out", Words::Outdent, "Ctrl ←"),
            item("up", Words::Up, "Ctrl ↑"),
            item("down", Words::Down, "Ctrl ↓"),
            item("remove", Words::Remove, "Del").removing(),
        ]
    });
    let act = move |key: String| {
        if key == "open" {
            if let Some(key) = view.control.active() {
                doing::open(view, key);
            }
            return;
        }
        let Some(task) = view.control.active().map(|key| Id::<Task>::new(RawId(key))) else {
            return;
        };
        match key.as_str() {
            "below" => doing::add_below(view, Some(task)),
            "link" => view.linking.set(Some(task)),
            "in" => doing::shift(view, task, doing::Shift::In),
            "out" => doing::shift(view, task, doing::Shift::Out),
            "up" => doing::shift(view, task, doing::Shift::Up),
            "down" => doing::shift(view, task, doing::Shift::Down),
            _ => doing::remove(view, task),
        }
    };
    let add =
        move |()| doing::add_below(view, view.control.active().map(|key| Id::new(RawId(key))));
    view! {
        <div class="tools plan-tools">
            <super::Views shown />
            <span class="vr" aria-hidden="true"></span>
            <Menu label=word(Words::Show) icon=IconName::Eye items=show keep_open=true on_pick=pick_show />
            <Menu label=word(Words::Baseline) value=baseline_name icon=IconName::Clock items=baselines on_pick=pick_baseline />
            <Show when=move || view.project.is_none()>
                <Menu label=said(lang, Roadmap::GroupBy) value=group_name items=groups on_pick=move |key: String| session.set_view("group", &key) />
            </Show>
            <Menu label=word(Words::Level) value=level_name items=levels on_pick=move |key: String| session.set_view("level", &key) />
            <input
                class="roadmap-find"
                type="search"
                aria-label=move || Words::Find.text(lang.get())
                placeholder=move || Words::Find.text(lang.get())
                prop:value=move || get("q")
                on:input=move |event| session.set_view("q", event_target_value(&event).trim())
            />
            <span class="roadmap-end">
                <Segmented
                    label=said(lang, Roadmap::Zoom)
                    options=zooms
                    value=Signal::derive(move || zoom_key(view.zoom.get()).to_owned())
                    on_pick=move |key: String| session.set_view("zoom", &key)
                />
                <Button label=said(lang, Roadmap::Fit) variant=Variant::Ghost on_press=move || view.control.fit() />
                <Button label=said(lang, Roadmap::Today) on_press=move || view.control.today() />
                <Menu label=said(lang, Common::Export) icon=IconName::Export icon_only=true at_end=true items=Signal::derive(move || timeline_files(lang.get())) on_pick=move |key: String| save(view, &key) />
                <Menu label=word(Words::Actions) icon=IconName::More icon_only=true at_end=true items=deeds on_pick=act />
                <Button label=word(Words::AddTask) icon=IconName::Plus variant=Variant::Primary on_press=add />
            </span>
        </div>
    }
    .into_any()
}

/// The name of what is ticked in a menu.
fn ticked(items: Signal<Vec<MenuItem>>) -> String {
    let name = |items: &Vec<MenuItem>| {
        let found = items.iter().find(|item| item.checked == Some(true));
        found.map(|item| item.label.clone())
    };
    items.with(name).unwrap_or_default()
}

/// Hands the plan on.
fn save(view: View, what: &str) {
    let (session, rows) = (view.session, view.rows.get_untracked());
    let lang = session.lang().get_untracked();
    let name = session.workspace().with_untracked(|w| match view.project {
        Some(id) => w
            .projects
            .get(&id)
            .map(|project| format!("{} {}", project.code, project.name)),
        None => w.portfolio().map(|portfolio| portfolio.name.to_string()),
    });
    let title = format!("{} · {}", name.unwrap_or_default(), Words::Tasks.text(lang));
    let file = TimelineFile {
        stem: "plan",
        title: title.trim(),
        counts: &Words::CountTasks.fill(lang, &[&format::count(lang, rows.len())]),
        data: &rows.data,
        px_per_day: view.control.px_per_day(),
        show: view.show.get_untracked(),
    };
    save_timeline(session, what, &file);
}
