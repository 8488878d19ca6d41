//! The timeline on paper: pages that tile rows and days, with heads that repeat on each.
//!
//! [`tiles`] decides which rows and days a page holds and knows nothing of drawing; [`page`] draws one.

mod page;

pub use page::{Paper, Print, page, pages};

use super::day::{self, Day};
use super::ticks::Unit;
use std::iter::successors;

/// Below this a month is too narrow to be read off, and a page holds whole quarters.
pub const LEAST_MONTH_MM: f64 = 6.0;
/// The least and the most pixels that a day may have on paper.
const LIMITS: (f64, f64) = (0.01, 200.0);
/// Days of a mean month.
const MONTH: f64 = 365.25 / 12.0;
/// A width that is exactly full may miss by the last bits of a float.
const SLACK_DAYS: f64 = 1e-6;

/// How days are scaled to pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// As wide as few pages allow while a month keeps [`LEAST_MONTH_MM`].
    Auto,
    /// Everything on so many pages side by side, as large as that allows.
    Wide(u16),
    /// So many millimetres for a week, on as many pages as that takes.
    PerWeek(f64),
}

/// What a page has room for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Width of the chart, in pixels.
    pub width: f64,
    /// Rows below the head.
    pub rows: usize,
    /// Pixels of a millimetre of paper.
    pub px_per_mm: f64,
}

/// The rows and days of a page, each from the first to before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Rows, counted from zero.
    pub rows: (usize, usize),
    /// Days.
    pub days: (Day, Day),
}

/// How rows and days fall on pages: each row and each day on one stripe, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiles {
    /// Pixels of a day.
    pub px_per_day: f64,
    /// The days of pages side by side.
    pub across: Vec<(Day, Day)>,
    /// The rows of pages below each other.
    pub down: Vec<(usize, usize)>,
}

impl Tiles {
    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.across.len().saturating_mul(self.down.len())
    }

    /// There are no pages.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The page at a place, counted from zero: pages side by side first, then those below.
    pub fn get(&self, place: usize) -> Option<Tile> {
        let rows = *self.down.get(place.checked_div(self.across.len())?)?;
        let days = *self.across.get(place.checked_rem(self.across.len())?)?;
        Some(Tile { rows, days })
    }
}

/// Splits rows and days into pages. `leads` says of each row whether it heads the row below it: such
/// a row is never the last of a page.
pub fn tiles(leads: &[bool], days: (Day, Day), room: &Room, fit: Fit) -> Tiles {
    let days = (days.0, days.1.max(days.0 + 1));
    let (px_per_day, units) = scale(days, room, fit);
    Tiles {
        px_per_day,
        across: across(days, room, px_per_day, units),
        down: down(leads, room.rows),
    }
}

/// Whole months around a span; a person's own first and last day take the place of its ends.
pub fn extent(span: Option<(Day, Day)>, from: Option<Day>, to: Option<Day>) -> (Day, Day) {
    let (start, finish) = span.or(from.map(|day| (day, day + 1))).unwrap_or((0, 365));
    let start = from.unwrap_or_else(|| day::month_start(start));
    let finish = to.map_or_else(
        || day::add_months(day::month_start((finish - 1).max(start)), 1),
        |last| last + 1,
    );
    (start, finish.max(start + 1))
}

/// Where pages may be split, the best first.
const UNITS: [Unit; 4] = [Unit::Quarter, Unit::Month, Unit::Week, Unit::Day];

/// The units at which a scale splits: quarters where its months are narrow, else months.
fn units(room: &Room, px_per_day: f64) -> &'static [Unit] {
    let is_narrow = MONTH * px_per_day / room.px_per_mm < LEAST_MONTH_MM;
    UNITS.get(usize::from(!is_narrow)..).unwrap_or_default()
}

/// The scale, and the units at which it splits.
fn scale(days: (Day, Day), room: &Room, fit: Fit) -> (f64, &'static [Unit]) {
    let kept = |px: f64| {
        let px = if px.is_finite() { px } else { LIMITS.0 };
        px.clamp(LIMITS.0, LIMITS.1)
    };
    let by_scale = |px: f64| (kept(px), units(room, kept(px)));
    match fit {
        Fit::PerWeek(mm) => by_scale(mm * room.px_per_mm / 7.0),
        Fit::Wide(pages) => by_scale(widest(days, room, pages, &|px| units(room, px))),
        Fit::Auto => {
            let least = LEAST_MONTH_MM * room.px_per_mm / MONTH;
            let on_one = room.width / f64::from(days.1 - days.0);
            if on_one >= least {
                return by_scale(on_one);
            }
            // As few pages as months of that width need, then filled.
            let pages = across(days, room, least, &UNITS).len();
            let pages = u16::try_from(pages).unwrap_or(u16::MAX);
            let px = widest(days, room, pages, &|_| &UNITS);
            (kept(px.max(least)), &UNITS)
        }
    }
}

/// The largest scale at which the days fall on no more than so many pages.
fn widest(
    days: (Day, Day),
    room: &Room,
    pages: u16,
    units: &dyn Fn(f64) -> &'static [Unit],
) -> f64 {
    let pages = pages.max(1);
    let fit = |px| across(days, room, px, units(px)).len() <= usize::from(pages);
    let on_one = room.width / f64::from(days.1 - days.0);
    let (mut fits, mut tears) = (on_one, on_one * f64::from(pages));
    if fit(tears) {
        return tears;
    }
    // Halved until the rest is less than a printer shows.
    for _ in 0..32 {
        let middle = f64::midpoint(fits, tears);
        if fit(middle) {
            fits = middle;
        } else {
            tears = middle;
        }
    }
    fits
}

/// The days of pages side by side: whole units, shorter ones where not even one has room.
fn across(days: (Day, Day), room: &Room, px_per_day: f64, units: &[Unit]) -> Vec<(Day, Day)> {
    let per_page = whole_days(room.width / px_per_day);
    let stripe = |from: Day| {
        let furthest = from.saturating_add(per_page);
        if furthest >= days.1 {
            return (from, days.1);
        }
        let ends = units.iter().map(|unit| unit.start(furthest));
        let end = ends.into_iter().find(|end| *end > from);
        (from, end.unwrap_or(furthest))
    };
    successors(Some(stripe(days.0)), |(_, to)| {
        (*to < days.1).then(|| stripe(*to))
    })
    .collect()
}

fn whole_days(days: f64) -> Day {
    // The cast saturates; a page holds a day at least.
    #[expect(clippy::cast_possible_truncation, reason = "clamped")]
    let days = (days + SLACK_DAYS).floor().clamp(1.0, 1.0e7) as Day;
    days
}

/// The rows of pages below each other. A head stays with the row below it, unless a page holds
/// nothing but heads.
fn down(leads: &[bool], per_page: usize) -> Vec<(usize, usize)> {
    let (count, per_page) = (leads.len(), per_page.max(1));
    let leads = |row: usize| leads.get(row).copied().unwrap_or(false);
    let stripe = |from: usize| {
        let furthest = (from + per_page).min(count);
        if furthest == count {
            return (from, count);
        }
        let end = (from + 1..=furthest).rev().find(|end| !leads(end - 1));
        (from, end.unwrap_or(furthest))
    };
    successors(Some(stripe(0)), |(_, to)| {
        (*to < count).then(|| stripe(*to))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::day::day_of;
    use proptest::prelude::*;

    /// 200 mm of chart, ten rows, one pixel a millimetre.
    const ROOM: Room = Room {
        width: 200.0,
        rows: 10,
        px_per_mm: 1.0,
    };

    #[test]
    fn a_year_fits_one_page_because_its_months_stay_wider_than_six_millimetres() {
        let year = (day_of(2026, 1, 1), day_of(2027, 1, 1));
        let tiles = tiles(&[false; 10], year, &ROOM, Fit::Auto);
        assert_eq!(
            (tiles.across.clone(), tiles.down.clone()),
            (vec![year], vec![(0, 10)])
        );
        // 200 mm for 365 days: 16.7 mm a month.
        assert!((tiles.px_per_day - 200.0 / 365.0).abs() < 1e-9);
    }

    #[test]
    fn eight_years_are_split_at_a_quarter_because_a_month_would_be_two_millimetres() {
        // 96 months of six millimetres are 576: three pages of 200 hold at most eleven quarters each.
        let years = (day_of(2024, 1, 1), day_of(2032, 1, 1));
        let tiles = tiles(&[false], years, &ROOM, Fit::Auto);
        assert_eq!(tiles.across.len(), 3);
        for (from, to) in &tiles.across {
            assert_eq!(
                (day::quarter_start(*from), day::quarter_start(*to)),
                (*from, *to)
            );
        }
        assert!(tiles.px_per_day * MONTH >= LEAST_MONTH_MM - 1e-6);
    }

    #[test]
    fn two_pages_wide_are_split_at_a_month_and_drawn_as_large_as_that_allows() {
        // 181 and 184 days: July to December decides, 200 mm for 184 days.
        let year = (day_of(2026, 1, 1), day_of(2027, 1, 1));
        let tiles = tiles(&[false], year, &ROOM, Fit::Wide(2));
        let july = day_of(2026, 7, 1);
        assert_eq!(tiles.across, [(year.0, july), (july, year.1)]);
        assert!((tiles.px_per_day - 200.0 / 184.0).abs() < 1e-6);
    }

    #[test]
    fn a_wish_for_one_page_is_kept_however_narrow_months_become() {
        let years = (day_of(2024, 1, 1), day_of(2032, 1, 1));
        assert_eq!(tiles(&[false], years, &ROOM, Fit::Wide(1)).across, [years]);
    }

    #[test]
    fn millimetres_of_a_week_decide_the_number_of_pages() {
        // 20 mm a week: ten weeks a page, which holds two whole months of at most 62 days; January
        // to June are three pages.
        let half = (day_of(2026, 1, 1), day_of(2026, 7, 1));
        let tiles = tiles(&[false], half, &ROOM, Fit::PerWeek(20.0));
        let (march, may) = (day_of(2026, 3, 1), day_of(2026, 5, 1));
        assert_eq!(tiles.across, [(half.0, march), (march, may), (may, half.1)]);
    }

    #[test]
    fn a_scale_at_which_no_month_has_room_splits_at_mondays() {
        // 100 mm a week: two weeks a page. 1 January 2026 is a Thursday.
        let month = (day_of(2026, 1, 1), day_of(2026, 2, 1));
        let tiles = tiles(&[false], month, &ROOM, Fit::PerWeek(100.0));
        let (a, b) = (day_of(2026, 1, 12), day_of(2026, 1, 26));
        assert_eq!(tiles.across, [(month.0, a), (a, b), (b, month.1)]);
    }

    #[test]
    fn a_group_head_goes_to_the_page_of_its_first_row() {
        // Row 9 is a head: the first page ends before it.
        let mut leads = vec![false; 25];
        leads[9] = true;
        let tiles = tiles(&leads, (0, 30), &ROOM, Fit::Auto);
        assert_eq!(tiles.down, [(0, 9), (9, 19), (19, 25)]);
        // A page of heads alone is kept, or nothing would be printed.
        let tiles = super::tiles(&[true; 12], (0, 30), &ROOM, Fit::Auto);
        assert_eq!(tiles.down, [(0, 10), (10, 12)]);
    }

    #[test]
    fn pages_are_read_from_left_to_right_and_then_down() {
        let year = (day_of(2026, 1, 1), day_of(2027, 1, 1));
        let tiles = tiles(&[false; 15], year, &ROOM, Fit::Wide(2));
        let at = |place| {
            tiles
                .get(place)
                .map(|tile| (tile.rows.0, tile.days.0 == year.0))
        };
        assert_eq!(tiles.len(), 4);
        assert_eq!(
            [at(0), at(1), at(2), at(3), at(4)],
            [
                Some((0, true)),
                Some((0, false)),
                Some((10, true)),
                Some((10, false)),
                None
            ]
        );
    }

    #[test]
    fn nothing_to_print_is_one_page_that_says_so() {
        let tiles = tiles(&[], (0, 0), &ROOM, Fit::Auto);
        assert_eq!((tiles.across.len(), tiles.down), (1, vec![(0, 0)]));
    }

    #[test]
    fn the_extent_is_whole_months_unless_a_person_names_days() {
        let span = Some((day_of(2026, 3, 4), day_of(2026, 9, 1)));
        assert_eq!(
            extent(span, None, None),
            (day_of(2026, 3, 1), day_of(2026, 9, 1))
        );
        let own = extent(span, Some(day_of(2026, 4, 15)), Some(day_of(2026, 5, 14)));
        assert_eq!(own, (day_of(2026, 4, 15), day_of(2026, 5, 15)));
        // A last day before the first leaves the first.
        let odd = extent(span, Some(100), Some(50));
        assert_eq!(odd, (100, 101));
    }

    proptest! {
        #[test]
        fn every_row_and_every_day_is_on_exactly_one_stripe_and_every_stripe_fits_its_page(
            leads in prop::collection::vec(any::<bool>(), 0..120),
            from in -40_000_i32..40_000, length in 1_i32..9_000,
            rows in 1_usize..40, width in 60.0_f64..900.0, fit in 0_u16..9, mm in 0.2_f64..150.0,
        ) {
            let room = Room { width, rows, px_per_mm: 3.7 };
            let fit = match fit { 0 => Fit::Auto, 1 => Fit::PerWeek(mm), pages => Fit::Wide(pages) };
            let days = (from, from + length);
            let tiles = tiles(&leads, days, &room, fit);
            let mut at = days.0;
            for (start, end) in &tiles.across {
                prop_assert_eq!(*start, at);
                prop_assert!(end > start);
                let is_day = end - start == 1;
                prop_assert!(is_day || f64::from(end - start) * tiles.px_per_day <= width + 0.01);
                at = *end;
            }
            prop_assert_eq!(at, days.1);
            let mut row = 0;
            for (start, end) in &tiles.down {
                prop_assert_eq!(*start, row);
                prop_assert!(end - start <= rows);
                // A head ends a page only where the page holds nothing but heads, or nothing follows.
                if *end < leads.len() && leads[*end - 1] {
                    prop_assert!(leads[*start..*end].iter().all(|lead| *lead));
                }
                row = *end;
            }
            prop_assert_eq!(row, leads.len());
            if let Fit::Wide(pages) = fit {
                prop_assert!(tiles.across.len() <= usize::from(pages));
            }
        }
    }
}
