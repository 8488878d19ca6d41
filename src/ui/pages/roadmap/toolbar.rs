//! The bars above the roadmap: grouping, colour, filters, zoom, export.

use super::{View, ZOOMS, rows, zoom_key};
use crate::model::*;
use crate::timeline::{export::Options, svg};
use crate::ui::dom;
use crate::ui::timeline::{png, print_palette};
use crate::ui::widgets::{Button, IconButton, IconName, Menu, MenuItem, Segmented, Variant};
use crate::words::{Common, Roadmap as Words, Shell, format, rag_label, timeline_words};
use leptos::prelude::*;

/// The buttons of the bar.
pub fn actions(view: View) -> impl IntoView {
    let (session, lang) = (view.session, view.session.lang());
    let items = Signal::derive(move || {
        vec![
            MenuItem::new("svg", Words::ExportSvg.text(lang.get())),
            MenuItem::new("png", Words::ExportPng.text(lang.get())),
            MenuItem::new("print", Common::Print.text(lang.get())),
        ]
    });
    view! {
        <Menu
            label=Signal::derive(move || Common::Export.text(lang.get()).to_owned())
            icon=IconName::Export
            items
            class="btn"
            at_end=true
            on_pick=move |key: String| save(view, &key)
        />
        <a class="btn wide-only" data-variant="primary" href=move || { session.route().track(); crate::session::Route::to(crate::session::Page::Projects).with("new", "1").href() }>
            {move || Shell::AddProject.text(lang.get())}
        </a>
    }
    .into_any()
}

fn save(view: View, what: &str) {
    let session = view.session;
    if what == "print" {
        let _ = window().print();
        return;
    }
    let lang = session.lang().get_untracked();
    let words = timeline_words(lang);
    let name = session
        .portfolio()
        .with_untracked(|p| p.as_ref().map(|p| p.name.to_string()).unwrap_or_default());
    let today = session.today().get_untracked();
    let title = format!("{name} · {}", Shell::Roadmap.text(lang));
    let rows = view.rows.get_untracked();
    let counts = Words::Counts.fill(lang, &[&rows.projects.to_string(), &rows.links.to_string()]);
    let subtitle = format!("{} · {counts}", format::date(lang, today));
    let options = Options {
        title: &title,
        subtitle: &subtitle,
        px_per_day: view.control.px_per_day(),
        row_height: 28.0,
        today: Some(today.number()),
        show: view.show.get_untracked(),
        words: &words,
    };
    let file = format!("roadmap-{today}.{what}");
    if what == "svg" {
        dom::download(
            &file,
            "image/svg+xml",
            &svg::export(&rows.data, &options, &print_palette()),
        );
    } else {
        png(&rows.data, &options, &print_palette(), move |blob| {
            if let Some(blob) = blob {
                dom::download_blob(&file, &blob);
            }
        });
    }
}

/// The toolbar.
pub fn tools(view: View) -> impl IntoView {
    let (session, lang) = (view.session, view.session.lang());
    let route = session.route();
    let word = move |key: Words| Signal::derive(move || key.text(lang.get()).to_owned());
    let group = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| route.with(|r| rows::GroupBy::read(r.get("group"), w)))
    });
    let group_items = Signal::derive(move || {
        rows::GroupBy::ALL
            .iter()
            .map(|(by, key, word)| MenuItem::ticked(key, word.text(lang.get()), *by == group.get()))
            .collect::<Vec<_>>()
    });
    let group_name = Signal::derive(move || {
        rows::GroupBy::ALL
            .iter()
            .find(|(by, ..)| *by == group.get())
            .map(|(.., w)| w.text(lang.get()).to_owned())
            .unwrap_or_default()
    });
    let colour = Memo::new(move |_| view.wish.with(|w| w.colour));
    let colour_items = Signal::derive(move || {
        rows::ColourBy::ALL
            .iter()
            .map(|(by, key, word)| {
                MenuItem::ticked(key, word.text(lang.get()), *by == colour.get())
            })
            .collect::<Vec<_>>()
    });
    let colour_name = Signal::derive(move || {
        rows::ColourBy::ALL
            .iter()
            .find(|(by, ..)| *by == colour.get())
            .map(|(.., w)| w.text(lang.get()).to_owned())
            .unwrap_or_default()
    });
    let show_items = Signal::derive(move || {
        let (show, lang) = (view.show.get(), lang.get());
        vec![
            MenuItem::ticked("baseline", Words::Baseline.text(lang), show.baseline),
            MenuItem::ticked("slip", Words::Slip.text(lang), show.slip),
            MenuItem::ticked("links", Words::Links.text(lang), show.links),
            MenuItem::ticked("milestones", Words::Milestones.text(lang), show.milestones),
        ]
    });
    let hide = move |key: String| {
        let mut hidden: Vec<String> = route.with_untracked(|r| {
            r.get("hide")
                .split(',')
                .filter(|h| !h.is_empty())
                .map(str::to_owned)
                .collect()
        });
        match hidden.iter().position(|h| *h == key) {
            Some(place) => drop(hidden.remove(place)),
            None => hidden.push(key),
        }
        session.set_view("hide", &hidden.join(","));
    };
    let zoom_options = Signal::derive(move || {
        ZOOMS
            .iter()
            .map(|(_, key, word)| ((*key).to_owned(), word.text(lang.get()).to_owned()))
            .collect::<Vec<_>>()
    });
    let counts = move || {
        let lang = lang.get();
        view.rows.with(|rows| {
            let counts =
                Words::Counts.fill(lang, &[&rows.projects.to_string(), &rows.links.to_string()]);
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
    view! {
        <Menu label=word(Words::GroupBy) value=group_name icon=IconName::Programme items=group_items on_pick=move |key: String| session.set_view("group", &key) />
        <Menu label=word(Words::ColourBy) value=colour_name items=colour_items on_pick=move |key: String| session.set_view("colour", &key) />
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
        <span class="end mut nowrap wide-only">{counts}</span>
        <Segmented
            label=word(Words::Zoom)
            options=zoom_options
            value=Signal::derive(move || zoom_key(view.zoom.get()).to_owned())
            on_pick=move |key: String| session.set_view("zoom", &key)
        />
        <Button label=word(Words::Fit) variant=Variant::Ghost on_press=move || view.control.fit() />
        <Button label=word(Words::Today) on_press=move || view.control.today() />
    }
    .into_any()
}

/// The filter chips: one field each, a second button clears.
fn filters(view: View) -> impl IntoView {
    let (session, lang) = (view.session, view.session.lang());
    let units = Signal::derive(move || {
        session.workspace().with(|w| {
            w.units
                .values()
                .map(|u| (u.id.to_string(), u.name.to_string()))
                .collect::<Vec<_>>()
        })
    });
    let programmes = Signal::derive(move || {
        session.workspace().with(|w| {
            w.programmes
                .values()
                .map(|p| (p.id.to_string(), p.name.to_string()))
                .collect::<Vec<_>>()
        })
    });
    let states = Signal::derive(move || {
        crate::analysis::Distribution::ORDER
            .iter()
            .map(|r| (r.key().to_owned(), rag_label(*r, lang.get()).to_owned()))
            .collect::<Vec<_>>()
    });
    let phases = Signal::derive(move || rows::phases(lang.get()));
    let chip = move |name: &'static str, word: Words, options: Signal<Vec<(String, String)>>| {
        let now = Memo::new(move |_| session.route().with(|r| r.get(name).to_owned()));
        let on = Memo::new(move |_| !now.with(String::is_empty));
        let items = Signal::derive(move || {
            let now = now.get();
            let mut options = options.get();
            options.sort_by(|a, b| a.1.cmp(&b.1));
            let any = MenuItem::ticked("", Words::Any.text(lang.get()), now.is_empty());
            std::iter::once(any)
                .chain(
                    options
                        .into_iter()
                        .map(|(key, text)| MenuItem::ticked(&key, text, key == now)),
                )
                .collect::<Vec<_>>()
        });
        let value = Signal::derive(move || {
            options.with(|o| {
                o.iter()
                    .find(|(k, _)| now.with(|n| n == k))
                    .map(|(_, t)| t.clone())
                    .unwrap_or_default()
            })
        });
        view! {
            <span class="chip-group">
                <Menu label=Signal::derive(move || word.text(lang.get()).to_owned()) value icon=IconName::Filter items on on_pick=move |key: String| session.set_view(name, &key) />
                <Show when=move || on.get()>
                    <IconButton
                        icon=IconName::Close
                        label=Signal::derive(move || format!("{}: {}", word.text(lang.get()), Common::RemoveFilters.text(lang.get())))
                        on_press=move || session.set_view(name, "")
                    />
                </Show>
            </span>
        }
        .into_any()
    };
    view! {
        {chip("programme", Words::FilterProgramme, programmes)}
        {chip("unit", Words::FilterUnit, units)}
        {chip("status", Words::FilterStatus, states)}
        {chip("phase", Words::FilterPhase, phases)}
    }
    .into_any()
}
