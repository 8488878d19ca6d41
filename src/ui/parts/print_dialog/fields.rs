//! The choices: paper, scale, days and columns.

use super::chosen::Chosen;
use crate::session::Session;
use crate::ui::said;
use crate::ui::widgets::{CheckField, Segmented, SelectField, TextField};
use crate::words::{Lang, Print as Words, format, parse};
use leptos::prelude::*;

/// The most pages side by side, and the limits of the width of a week in millimetres.
const MOST_WIDE: u16 = 50;
const WEEK_MM: (f64, f64) = (0.5, 200.0);

/// The choices.
pub(super) fn fields(session: Session, chosen: RwSignal<Chosen>, columns: Vec<String>) -> AnyView {
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
            number
                .to_string()
                .replace('.', if lang.get() == Lang::Fr { "," } else { "." })
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
