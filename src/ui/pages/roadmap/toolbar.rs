//! The bars above the roadmap: grouping, colour, filters, zoom, export.

use super::{View, filter_kind};
use crate::model::*;
use crate::session::roadmap::Rows;
use crate::session::roadmap::wish::{
    self, ColourBy, GroupBy, OwnChoice, Way, ZOOMS, toggled, zoom_key,
};
use crate::session::{Page, Session, key_of_record, record_of_key};
use crate::ui::parts::{SavedViews, TimelineFile, save_timeline, timeline_files};
use crate::ui::said;
use crate::ui::widgets::{Button, Icon, IconName, Menu, MenuItem, Segmented, Variant};
use crate::words::{Common, Lang, Roadmap as Words, Shell, Table, plural, rag_label, record_name};
use leptos::prelude::*;

/// The buttons of the bar.
pub fn actions(view: View) -> impl IntoView {
    let (session, lang) = (view.session, view.session.lang());
    let items = Signal::derive(move || timeline_files(lang.get()));
    view! {
        <span class="wide-only"><SavedViews page=Page::Roadmap /></span>
        <Menu
            label=said(lang, Common::Export)
            icon=IconName::Export
            items
            class="btn"
            at_end=true
            on_pick=move |key: String| save(view, &key)
        />
        <span class="wide-only">
        <a class="btn" data-variant="primary" href=move || { session.route().track(); crate::session::Route::to(Page::Projects).with("new", "1").href() }>
            {move || Shell::AddProject.text(lang.get())}
        </a>
        </span>
    }
    .into_any()
}

fn save(view: View, what: &str) {
    let session = view.session;
    let lang = session.lang().get_untracked();
    let name = session
        .portfolio()
        .with_untracked(|p| p.as_ref().map(|p| p.name.to_string()).unwrap_or_default());
    let rows = view.rows.get_untracked();
    let events = view.events.get_untracked();
    let file = TimelineFile {
        stem: "roadmap",
        title: &format!("{name} · {}", Shell::Roadmap.text(lang)),
        counts: &counted(&rows, lang),
        data: events.as_ref().map_or(&rows.data, |events| &events.0),
        px_per_day: view.control.px_per_day(),
        show: view.show.get_untracked(),
    };
    save_timeline(session, what, &file);
}

/// How many projects and links the rows hold.
fn counted(rows: &Rows, lang: Lang) -> String {
    let one = |count: usize, one: Words, many: Words| {
        let number = i64::try_from(count).unwrap_or(i64::MAX);
        plural(lang, number, one.text(lang), many.text(lang)).replace("{0}", &count.to_string())
    };
    format!(
        "{}, {}",
        one(rows.projects, Words::CountProject, Words::CountProjects),
        one(rows.links(), Words::CountLink, Words::CountLinks)
    )
}

/// The lines of a menu of ways and of own choices after them, the one in force ticked.
fn ways<T: Copy + PartialEq>(
    all: &[Way<T>],
    now: T,
    own: &[OwnChoice],
    chosen: Option<&OwnChoice>,
    lang: Lang,
) -> Vec<MenuItem> {
    let ways = all
        .iter()
        .map(|(one, key, word)| MenuItem::ticked(key, word.text(lang), *one == now));
    let own = own
        .iter()
        .map(|one| MenuItem::ticked(&one.key, &*one.name, chosen == Some(one)));
    ways.chain(own).collect()
}

/// The name of the way in force.
fn way<T: Copy + PartialEq>(
    all: &[Way<T>],
    now: T,
    chosen: Option<&OwnChoice>,
    lang: Lang,
) -> String {
    let found = all.iter().find(|(one, ..)| *one == now);
    let own = || chosen.map(|own| own.name.to_string());
    found
        .map(|(.., word)| word.text(lang).to_owned())
        .or_else(own)
        .unwrap_or_default()
}

/// The toolbar.
pub fn tools(view: View) -> impl IntoView {
    let (session, lang) = (view.session, view.session.lang());
    let route = session.route();
    let word = move |key: Words| said(lang, key);
    let own = Memo::new(move |_| session.workspace().with(wish::own_choices));
    let group = move || view.wish.with(|w| (w.group, w.group_field.clone()));
    let group_items = Signal::derive(move || {
        let (now, chosen) = group();
        own.with(|own| ways(&GroupBy::ALL, now, own, chosen.as_ref(), lang.get()))
    });
    let group_name = Signal::derive(move || {
        let (now, chosen) = group();
        way(&GroupBy::ALL, now, chosen.as_ref(), lang.get())
    });
    let colour = move || view.wish.with(|w| (w.colour, w.colour_field.clone()));
    let colour_items = Signal::derive(move || {
        let (now, chosen) = colour();
        own.with(|own| ways(&ColourBy::ALL, now, own, chosen.as_ref(), lang.get()))
    });
    let colour_name = Signal::derive(move || {
        let (now, chosen) = colour();
        way(&ColourBy::ALL, now, chosen.as_ref(), lang.get())
    });
    let show_items = Signal::derive(move || {
        let (show, lang) = (view.show.get(), lang.get());
        let parts = [
            MenuItem::ticked("baseline", Words::Baseline.text(lang), show.baseline),
            MenuItem::ticked("slip", Words::Slip.text(lang), show.slip),
            MenuItem::ticked("links", Words::Links.text(lang), show.links),
            MenuItem::ticked("milestones", Words::Milestones.text(lang), show.milestones),
        ];
        let columns = wish::COLUMNS.iter().map(|(key, word, ..)| {
            let name = format!("{}: {}", Words::Column.text(lang), word.text(lang));
            let is_shown = view.wish.with(|wish| !wish.hidden.contains(*key));
            MenuItem::ticked(key, name, is_shown)
        });
        parts.into_iter().chain(columns).collect::<Vec<_>>()
    });
    let hide = move |key: String| {
        let hidden = route.with_untracked(|r| toggled(r.get("hide"), &key));
        session.set_view("hide", &hidden);
    };
    let zoom_options = Signal::derive(move || {
        ZOOMS
            .iter()
            .map(|(_, key, word)| ((*key).to_owned(), word.text(lang.get()).to_owned()))
            .collect::<Vec<_>>()
    });
    let counts = move || {
        let lang = lang.get();
        if let Some((data, collisions)) = view.events.get() {
            let count = Words::CountStones.fill(lang, &[&data.len().to_string()]);
            let clash = Words::Collisions.fill(lang, &[&collisions.to_string()]);
            return if collisions > 0 {
                format!("{count}, {clash}")
            } else {
                count
            };
        }
        view.rows.with(|rows| {
            let counts = counted(rows, lang);
            if rows.undated == 0 {
                counts
            } else {
                format!(
                    "{counts}, {}",
                    Words::Undated.fill(lang, &[&rows.undated.to_string()])
                )
            }
        })
    };
    let ways = Signal::derive(move || {
        [("", Words::ViewProjects), ("milestones", Words::ViewStones)]
            .map(|(key, word)| (key.to_owned(), word.text(lang.get()).to_owned()))
            .to_vec()
    });
    let way = Signal::derive(move || route.with(|r| r.get("view").to_owned()));
    view! {
        <Segmented label=word(Words::View) options=ways value=way on_pick=move |key: String| session.set_view("view", &key) />
        <Show when=move || view.events.with(Option::is_none)>
            <Menu label=word(Words::GroupBy) value=group_name icon=IconName::Programme items=group_items on_pick=move |key: String| session.set_view("group", &key) />
            <Menu label=word(Words::ColourBy) value=colour_name items=colour_items on_pick=move |key: String| session.set_view("colour", &key) />
        </Show>
        <Menu label=word(Words::Show) icon=IconName::Eye items=show_items keep_open=true on_pick=hide />
        <span class="vr" aria-hidden="true"></span>
        {filters(view)}
        <input
            class="roadmap-find"
            type="search"
            aria-label=move || Words::Find.text(lang.get())
            placeholder=move || Words::Find.text(lang.get())
            prop:value=move || route.with(|r| r.get("q").to_owned())
            on:input=move |event| session.set_view("q", event_target_value(&event).trim())
        />
        <span class="roadmap-end">
        <span class="roadmap-counts mut nowrap wide-only"><span>{counts}</span></span>
        <Segmented
            label=word(Words::Zoom)
            options=zoom_options
            value=Signal::derive(move || zoom_key(view.zoom.get()).to_owned())
            on_pick=move |key: String| session.set_view("zoom", &key)
        />
        <Button label=word(Words::Fit) variant=Variant::Ghost on_press=move || view.control.fit() />
        <Button label=word(Words::Today) on_press=move || view.control.today() />
        </span>
    }
    .into_any()
}

/// The fields that can be filtered: their names in the address and in words.
const FILTERS: [(&str, Words); 4] = [
    ("programme", Words::FilterProgramme),
    ("unit", Words::FilterUnit),
    ("status", Words::FilterStatus),
    ("phase", Words::FilterPhase),
];

/// What a field can be filtered for: value in the address, and in words.
fn choices(session: Session, name: &str, lang: Lang) -> Vec<(String, String)> {
    let records = |kind: Kind| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w
                .records(kind)
                .map(|record| {
                    let id = record.raw_id();
                    (
                        key_of_record(w, kind, id),
                        record_name(w, kind, id, lang).to_string(),
                    )
                })
                .collect();
            all.sort_by(|a, b| a.1.cmp(&b.1));
            all
        })
    };
    match (filter_kind(name), name) {
        (Some(kind), _) => records(kind),
        (None, "status") => crate::analysis::Distribution::ORDER
            .iter()
            .map(|rag| (rag.key().to_owned(), rag_label(*rag, lang).to_owned()))
            .collect(),
        (None, "phase") => wish::phases(lang),
        _ => {
            let own = session.workspace().with(|w| wish::own_choice(w, name));
            let options = own.map(|own| own.options).unwrap_or_default();
            let option = |text: &Text| (text.to_string(), text.to_string());
            options.iter().map(option).collect()
        }
    }
}

/// Every field that can be filtered, with its name in words: the fixed ones and the own choices.
fn filterable(session: Session, lang: Lang) -> Vec<(String, String)> {
    let fixed = FILTERS
        .iter()
        .map(|(name, word)| ((*name).to_owned(), word.text(lang).to_owned()));
    let own = session.workspace().with(wish::own_choices);
    let own = own
        .into_iter()
        .map(|own| (own.key.to_string(), own.name.to_string()));
    fixed.chain(own).collect()
}

/// The filter chips in use, and a menu that adds one.
fn filters(view: View) -> impl IntoView {
    let (session, lang) = (view.session, view.session.lang());
    // A filter that was begun and has no value yet.
    let begun = RwSignal::new(String::new());
    let known = Memo::new(move |_| filterable(session, lang.get()));
    let is_used = move |name: &str| {
        let asked = session.route().with(|route| !route.get(name).is_empty());
        asked || begun.with(|begun| begun == name)
    };
    let add = Signal::derive(move || {
        known.with(|known| {
            known
                .iter()
                .filter(|(name, _)| !is_used(name))
                .map(|(name, word)| MenuItem::new(name, word))
                .collect::<Vec<_>>()
        })
    });
    let used = Memo::new(move |_| {
        let mut all = known.get();
        all.retain(|(name, _)| is_used(name));
        all
    });
    let all = move || {
        used.get()
            .into_iter()
            .map(|(name, word)| chip(view, name, word, begun))
            .collect_view()
    };
    let begin = move |key: String| begun.set(key);
    view! {
        {all}
        <Menu label=said(lang, Table::AddFilter) icon=IconName::Filter items=add on_pick=begin class="chip add" />
    }
    .into_any()
}

/// One field: a menu of its values, and a button that takes the filter away.
fn chip(view: View, name: String, word: String, begun: RwSignal<String>) -> AnyView {
    let (session, lang) = (view.session, view.session.lang());
    let name = StoredValue::new(name);
    let named = move || name.get_value();
    // An old link may say the identity: it is shown and ticked like the code.
    let now = Memo::new(move |_| {
        let said = session.route().with(|route| route.get(&named()).to_owned());
        session.workspace().with(|w| {
            filter_kind(&named())
                .and_then(|kind| Some(key_of_record(w, kind, record_of_key(w, kind, &said)?)))
                .unwrap_or(said)
        })
    });
    let items = Signal::derive(move || {
        let (now, lang) = (now.get(), lang.get());
        choices(session, &named(), lang)
            .into_iter()
            .map(|(key, text)| MenuItem::ticked(&key, text, key == now))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        let now = now.get();
        let found = choices(session, &named(), lang.get())
            .into_iter()
            .find(|(key, _)| *key == now);
        found.map_or(now, |(_, text)| text)
    });
    let on = Signal::derive(move || !now.with(String::is_empty));
    let label = Signal::stored(word);
    let clear = move |_| {
        begun.set(String::new());
        session.set_view(&named(), "");
    };
    view! {
        <span class="chip-group">
            <Menu label value items on on_pick=move |key: String| session.set_view(&named(), &key) />
            <button type="button" class="chip-clear" aria-label=move || Table::ClearFilter.fill(lang.get(), &[&label.get()]) on:click=clear>
                <Icon name=IconName::Close size=12 />
            </button>
        </span>
    }
    .into_any()
}
