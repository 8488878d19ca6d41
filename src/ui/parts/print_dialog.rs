//! The dialog that prepares a timeline for paper: size, days, scale and columns, with each page as it
//! will come out.

use super::beside::{alone_on_paper, open_beside};
use super::timeline_file::TimelineFile;
use crate::model::Date;
use crate::session::Session;
use crate::timeline::print::{Fit, Paper, Print, Tiles, page, pages};
use crate::timeline::scene::Show;
use crate::timeline::{Day, Palette, TimelineData, TimelineWords, svg};
use crate::ui::said;
use crate::ui::timeline::put_pages;
use crate::ui::widgets::{
    Button, CheckField, Dialog, Drawing, IconButton, IconName, Segmented, SelectField, TextField,
    Variant,
};
use crate::words::{Common, Print as Words, conclusion, format, parse, timeline_words};
use leptos::{ev, html, prelude::*};
use std::cell::RefCell;

/// More pages take a browser minutes and gigabytes.
const MOST_PAGES: usize = 200;
/// The most pages side by side, and the limits of the width of a week in millimetres.
const MOST_WIDE: u16 = 50;
const WEEK_MM: (f64, f64) = (0.5, 200.0);

/// What is printed, as it was when the dialog was opened.
struct Sheets {
    data: TimelineData,
    title: String,
    subtitle: String,
    foot: String,
    words: TimelineWords,
    today: Day,
    show: Show,
}

/// What a person chose; kept as long as the app is open.
#[derive(Clone, PartialEq)]
struct Chosen {
    paper: String,
    turn: String,
    scale: String,
    pages: u16,
    millimetres: f64,
    from: Option<Date>,
    to: Option<Date>,
    columns: Vec<usize>,
}

thread_local! {
    static LAST: RefCell<Option<Chosen>> = const { RefCell::new(None) };
}

impl Chosen {
    /// The last choice of paper and scale; days and columns belong to what is printed.
    fn begin(columns: usize) -> Self {
        let last = LAST.with_borrow(Clone::clone);
        let usual = || Self {
            paper: "a4".to_owned(),
            turn: "landscape".to_owned(),
            scale: "auto".to_owned(),
            pages: 2,
            millimetres: 10.0,
            from: None,
            to: None,
            columns: Vec::new(),
        };
        Self {
            from: None,
            to: None,
            columns: (0..columns).collect(),
            ..last.unwrap_or_else(usual)
        }
    }

    fn with<R>(&self, sheets: &Sheets, read: impl FnOnce(&Print<'_>) -> R) -> R {
        read(&Print {
            title: &sheets.title,
            subtitle: &sheets.subtitle,
            foot: &sheets.foot,
            paper: if self.paper == "a3" {
                Paper::A3
            } else {
                Paper::A4
            },
            is_portrait: self.turn == "portrait",
            from: self.from.map(Date::number),
            to: self.to.map(Date::number),
            fit: match self.scale.as_str() {
                "one" => Fit::Wide(1),
                "wide" => Fit::Wide(self.pages),
                "week" => Fit::PerWeek(self.millimetres),
                _ => Fit::Auto,
            },
            columns: &self.columns,
            today: Some(sheets.today),
            show: sheets.show,
            words: &sheets.words,
        })
    }

    /// One page as SVG, with what it is in words.
    fn drawn(&self, sheets: &Sheets, tiles: &Tiles, place: usize) -> Option<String> {
        self.with(sheets, |print| {
            let drawn = page(&sheets.data, print, tiles, place)?;
            let (words, weather) = (&sheets.words, sheets.show.weather);
            Some(svg::page(&drawn, words, weather, &Palette::light(), place))
        })
    }
}

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
        foot: format!("{} · {date}", file.title),
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
        LAST.set(Some(chosen.get_untracked()));
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

/// The choices.
fn fields(session: Session, chosen: RwSignal<Chosen>, columns: Vec<String>) -> AnyView {
    let lang = session.lang();
    let word = move |key: Words| said(lang, key);
    let set = move |change: Box<dyn FnOnce(&mut Chosen)>| chosen.update(change);
    let of = move |read: fn(&Chosen) -> String| Signal::derive(move || chosen.with(read));
    let keys = move |all: &'static [(&'static str, Words)]| {
        Signal::derive(move || {
            let one =
                |(key, word): &(&str, Words)| ((*key).to_owned(), word.text(lang.get()).to_owned());
            all.iter().map(one).collect::<Vec<_>>()
        })
    };
    let papers = Signal::derive(|| {
        [("a4", "A4"), ("a3", "A3")]
            .map(|(key, name)| (key.to_owned(), name.to_owned()))
            .to_vec()
    });
    let day = move |label: Words, is_from: bool| {
        let error = RwSignal::new(None::<String>);
        let of = move |c: &Chosen| if is_from { c.from } else { c.to };
        let value = Signal::derive(move || {
            let day = chosen.with(of);
            day.map(|day| format::date(lang.get(), day))
                .unwrap_or_default()
        });
        let take = move |text: String| {
            let today = session.today().get_untracked();
            let day = parse::date(&text, today, chosen.with_untracked(of));
            if day.is_none() && !text.trim().is_empty() {
                error.set(Some(Words::NoDay.text(lang.get_untracked()).to_owned()));
                return;
            }
            error.set(None);
            set(Box::new(move |c| {
                *(if is_from { &mut c.from } else { &mut c.to }) = day;
            }));
        };
        view! { <TextField label=word(label) value on_commit=take why_not=error help=word(Words::DaysHelp) /> }
            .into_any()
    };
    let amount = move || {
        let scale = chosen.with(|c| c.scale.clone());
        (scale == "wide" || scale == "week").then(|| amount(session, chosen, scale == "wide"))
    };
    let column = move |(place, title): (usize, String)| {
        let value = Signal::derive(move || chosen.with(|c| c.columns.contains(&place)));
        let take = move |on: bool| {
            set(Box::new(move |c| {
                c.columns.retain(|at| *at != place);
                if on {
                    c.columns.push(place);
                    c.columns.sort_unstable();
                }
            }));
        };
        view! { <CheckField label=title value on_commit=take /> }.into_any()
    };
    let scales: &'static [(&'static str, Words)] = &[
        ("auto", Words::Auto),
        ("one", Words::OneWide),
        ("wide", Words::Wide),
        ("week", Words::PerWeek),
    ];
    let turns: &'static [(&'static str, Words)] = &[
        ("landscape", Words::Landscape),
        ("portrait", Words::Portrait),
    ];
    let columns = (!columns.is_empty()).then(|| {
        let boxes: Vec<AnyView> = columns.into_iter().enumerate().map(column).collect();
        view! { <fieldset class="print-columns"><legend class="field-label">{move || Words::Columns.text(lang.get())}</legend>{boxes}</fieldset> }
    });
    view! {
        <div class="print-fields">
            <div class="row wrap">
                <Segmented label=word(Words::Paper) options=papers value=of(|c| c.paper.clone()) on_pick=move |key: String| set(Box::new(move |c| c.paper = key)) />
                <Segmented label=word(Words::Turn) options=keys(turns) value=of(|c| c.turn.clone()) on_pick=move |key: String| set(Box::new(move |c| c.turn = key)) />
            </div>
            <SelectField label=word(Words::Scale) options=keys(scales) value=of(|c| c.scale.clone()) on_commit=move |key: String| set(Box::new(move |c| c.scale = key)) />
            {amount}
            <div class="print-days">{day(Words::From, true)}{day(Words::To, false)}</div>
            {columns}
        </div>
    }
    .into_any()
}

/// How many pages side by side, or how many millimetres for a week.
fn amount(session: Session, chosen: RwSignal<Chosen>, is_pages: bool) -> AnyView {
    let lang = session.lang();
    let error = RwSignal::new(None::<String>);
    let value = Signal::derive(move || {
        chosen.with(|c| {
            let number = if is_pages {
                f64::from(c.pages)
            } else {
                c.millimetres
            };
            number.to_string().replace(
                '.',
                if lang.get() == crate::words::Lang::Fr {
                    ","
                } else {
                    "."
                },
            )
        })
    });
    let take = move |text: String| {
        let number = text.trim().replace(',', ".").parse::<f64>().ok();
        let pages = text
            .trim()
            .parse::<u16>()
            .ok()
            .filter(|n| (1..=MOST_WIDE).contains(n));
        let week = number.filter(|mm| (WEEK_MM.0..=WEEK_MM.1).contains(mm));
        let (is_taken, why) = if is_pages {
            (pages.is_some(), Words::NoPages)
        } else {
            (week.is_some(), Words::NoMillimetres)
        };
        error.set((!is_taken).then(|| why.text(lang.get_untracked()).to_owned()));
        if is_taken {
            chosen.update(|c| match pages.filter(|_| is_pages) {
                Some(pages) => c.pages = pages,
                None => c.millimetres = week.unwrap_or(c.millimetres),
            });
        }
    };
    let (label, unit) = if is_pages {
        (Words::Pages, String::new())
    } else {
        (Words::Millimetres, "mm".to_owned())
    };
    view! { <TextField label=said(lang, label) value on_commit=take why_not=error unit /> }
        .into_any()
}
