//! The dialog that prepares a timeline for paper: size, days, scale and columns, with each page as it
//! will come out.

mod chosen;
mod fields;

use super::beside::{alone_on_paper, open_beside};
use super::timeline_file::{TimelineFile, classified};
use crate::session::Session;
use crate::timeline::print::{Tiles, pages};
use crate::ui::said;
use crate::ui::timeline::put_pages;
use crate::ui::widgets::{Button, Dialog, Drawing, IconButton, IconName, Variant};
use crate::words::{Common, Print as Words, conclusion, format, timeline_words};
use chosen::{Chosen, Sheets};
use fields::fields;
use leptos::{ev, html, prelude::*};

/// More pages take a browser minutes and gigabytes.
const MOST_PAGES: usize = 200;

/// Opens the dialog for a timeline.
pub(super) fn print_dialog(session: Session, file: &TimelineFile<'_>) {
    let lang = session.lang().get_untracked();
    let today = session.today().get_untracked();
    let date = format::date(lang, today);
    let title = match conclusion(lang, file.data) {
        Some(conclusion) => format!("{} · {conclusion}", file.title),
        None => file.title.to_owned(),
    };
    let sheets = Sheets {
        data: file.data.clone(),
        title,
        subtitle: format!("{date} · {}", file.counts),
        foot: classified(session, format!("{} · {date}", file.title)),
        words: timeline_words(lang),
        today: today.number(),
        show: file.show,
    };
    open_beside(session, move |open| {
        view! { <Prepare session sheets open /> }.into_any()
    });
}

#[component]
fn Prepare(session: Session, sheets: Sheets, open: RwSignal<bool>) -> impl IntoView {
    let lang = session.lang();
    let word = move |key: Words| said(lang, key);
    let columns = sheets.data.columns().iter().zip(1..);
    let columns: Vec<String> = columns
        .map(|(one, number): (_, usize)| match one.title.is_empty() {
            true => Words::Unnamed.fill(lang.get_untracked(), &[&number.to_string()]),
            false => one.title.clone(),
        })
        .collect();
    let chosen = RwSignal::new(Chosen::begin(columns.len()));
    let sheets = StoredValue::new(sheets);
    let place = RwSignal::new(0_usize);
    let close = Callback::new(move |()| {
        chosen.get_untracked().keep();
        open.set(false);
    });
    alone_on_paper();
    let tiles = Memo::new(move |_| {
        sheets.with_value(|s| chosen.with(|c| c.with(s, |print| pages(&s.data, print))))
    });
    let count = Memo::new(move |_| tiles.with(Tiles::len));
    let shown = Memo::new(move |_| place.get().min(count.get().saturating_sub(1)));
    let picture = Memo::new(move |_| {
        let drawn = |c: &Chosen, t: &Tiles| sheets.with_value(|s| c.drawn(s, t, shown.get()));
        chosen
            .with(|c| tiles.with(|t| drawn(c, t)))
            .unwrap_or_default()
    });
    let number = Signal::derive(move || {
        sheets.with_value(|s| s.words.page_of(shown.get() + 1, count.get()))
    });
    let says = Signal::derive(move || {
        let tile = tiles.with(|tiles| tiles.get(shown.get()));
        let what = sheets.with_value(|s| {
            let tile = tile?;
            let rows = s.words.rows_of(tile.rows, s.data.len());
            Some(format!("{}, {rows}", s.words.span(tile.days)))
        });
        format!("{}: {}", number.get(), what.unwrap_or_default())
    });
    let go = move |to: usize| place.set(to.min(count.get_untracked().saturating_sub(1)));
    let step = move |by: isize| go(shown.get_untracked().saturating_add_signed(by));
    let on_key = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowRight" | "PageDown" => step(1),
            "ArrowLeft" | "PageUp" => step(-1),
            "Home" => go(0),
            "End" => go(usize::MAX),
            _ => return,
        }
        event.prevent_default();
    };
    let too_many = move || {
        let text = [count.get().to_string(), MOST_PAGES.to_string()];
        let text = text.each_ref().map(String::as_str);
        (count.get() > MOST_PAGES)
            .then(|| view! { <p class="field-error" role="alert">{Words::TooMany.fill(lang.get(), &text)}</p> })
    };
    let sums = move || {
        let (all, wide, high) = tiles.with(|t| (t.len(), t.across.len(), t.down.len()));
        let texts = [all, wide, high].map(|number| number.to_string());
        Words::Sheets.fill(lang.get(), &texts.each_ref().map(String::as_str))
    };
    let paper = NodeRef::<html::Div>::new();
    paper_follows(paper, sheets, chosen, tiles);
    let print = move |()| {
        let _ = window().print();
    };
    let body = move || {
        view! {
            <div class="print-body">
                {fields(session, chosen, columns.clone())}
                <div class="print-side">
                    <div class="print-look" role="group" tabindex="0" aria-label=move || Words::Preview.text(lang.get()) on:keydown=on_key>
                        <Drawing svg=picture says class="print-sheet" />
                    </div>
                    <p class="row print-turn">
                        <IconButton icon=IconName::ArrowLeft label=word(Words::Before) disabled=Signal::derive(move || shown.get() == 0) on_press=move |()| step(-1) />
                        <span role="status">{number}</span>
                        <IconButton icon=IconName::ArrowRight label=word(Words::After) disabled=Signal::derive(move || shown.get() + 1 >= count.get()) on_press=move |()| step(1) />
                        <span class="mut fs12 end">{sums}</span>
                    </p>
                    {too_many}
                </div>
            </div>
            <div class="dialog-foot">
                <Button label=said(lang, Common::Close) on_press=close />
                <Button label=said(lang, Common::Print) icon=IconName::Print variant=Variant::Primary disabled=Signal::derive(move || count.get() > MOST_PAGES) on_press=print />
            </div>
        }
        .into_any()
    };
    view! {
        <Dialog open on_close=close title=word(Words::Title) close_label=said(lang, Common::Close) wide=true>{body()}</Dialog>
        <div class="print-pages" aria-hidden="true" node_ref=paper></div>
    }
    .into_any()
}

/// Puts the pages beside the dialog while the browser prints. Its events leave no time for a reactive
/// round, and pages that nobody prints need not be drawn.
fn paper_follows(
    paper: NodeRef<html::Div>,
    sheets: StoredValue<Sheets>,
    chosen: RwSignal<Chosen>,
    tiles: Memo<Tiles>,
) {
    let fill = move || {
        let Some(paper) = paper.get_untracked() else {
            return;
        };
        let pages = chosen.with_untracked(|chosen| {
            tiles.with_untracked(|tiles| {
                let count = tiles.len().min(MOST_PAGES);
                let one = |place| sheets.with_value(|s| chosen.drawn(s, tiles, place));
                (0..count).filter_map(one).collect::<Vec<_>>()
            })
        });
        let kind = chosen.with_untracked(|c| format!("print-page print-{}-{}", c.paper, c.turn));
        put_pages(&paper, &kind, &pages);
    };
    let before = window_event_listener_untyped("beforeprint", move |_| fill());
    let after = window_event_listener_untyped("afterprint", move |_| {
        if let Some(paper) = paper.get_untracked() {
            put_pages(&paper, "", &[]);
        }
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}
