//! What is printed, and what a person chose for it.

use crate::model::Date;
use crate::timeline::print::{Fit, Paper, Print, Tiles, page};
use crate::timeline::scene::Show;
use crate::timeline::{Day, Palette, TimelineData, TimelineWords, svg};
use std::cell::RefCell;

/// What is printed, as it was when the dialog was opened.
pub(super) struct Sheets {
    pub data: TimelineData,
    pub title: String,
    pub subtitle: String,
    pub foot: String,
    pub words: TimelineWords,
    pub today: Day,
    pub show: Show,
}

/// What a person chose; kept as long as the app is open.
#[derive(Clone, PartialEq)]
pub(super) struct Chosen {
    pub paper: String,
    pub turn: String,
    pub scale: String,
    pub pages: u16,
    pub millimetres: f64,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub columns: Vec<usize>,
}

thread_local! {
    /// What was chosen last.
    static LAST: RefCell<Option<Chosen>> = const { RefCell::new(None) };
}

impl Chosen {
    /// The last choice of paper and scale; days and columns belong to what is printed.
    pub fn begin(columns: usize) -> Self {
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

    /// The wish as the pages take it.
    pub fn with<R>(&self, sheets: &Sheets, read: impl FnOnce(&Print<'_>) -> R) -> R {
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

    /// Remembers it for the next time.
    pub fn keep(self) {
        LAST.set(Some(self));
    }

    /// One page as SVG, with what it is in words.
    pub fn drawn(&self, sheets: &Sheets, tiles: &Tiles, place: usize) -> Option<String> {
        self.with(sheets, |print| {
            let drawn = page(&sheets.data, print, tiles, place)?;
            let (words, weather) = (&sheets.words, sheets.show.weather);
            Some(svg::page(&drawn, words, weather, &Palette::light(), place))
        })
    }
}
