//! What each column means: proposed from headings and cells, changed by a person.

use super::cells::{self, DateOrder, Mark, Said, plain};
use super::headings::{Guess, fiscal_year, guess};
use super::inspect::Inspection;
use super::notation::{currency_of, mark_of, order_of, scale_of};
use super::raters::{name_raters, rater_in};
use super::target::{Amount, Scale, Target};
use crate::model::{Confidence, Currency, Date, Kind, UnitKind, Workspace};

/// How one column is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Where its cells go.
    pub target: Target,
    /// What its amounts count, where the cell does not say.
    pub scale: Scale,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What stands before its decimals.
    pub mark: Mark,
    /// The order of its days.
    pub dates: DateOrder,
    /// The fiscal year of its amounts, by the year it ends in, where the heading says it.
    pub fiscal_year: Option<i32>,
    /// The proposal rests on heading and cells alike.
    pub sure: bool,
}

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// One per heading.
    pub columns: Vec<Column>,
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_start: u32,
    /// The fiscal year of amounts for which neither heading nor row says one.
    pub fiscal_year: Option<i32>,
    /// The day that ratings and reports of the file speak of.
    pub date: Option<Date>,
    /// What new units are built around.
    pub unit_kind: UnitKind,
    /// Take currency and fiscal year of the file into the settings: right for an empty portfolio.
    pub adopt: bool,
}

/// How many cells of a column are looked at.
pub(super) const LOOKED_AT: usize = 400;

/// Proposes what each column means.
#[must_use]
pub fn propose(inspection: &Inspection, workspace: &Workspace) -> Mapping {
    let all: String = inspection
        .headings
        .iter()
        .enumerate()
        .map(|(place, heading)| {
            let mut text = heading.text.clone();
            for cell in inspection
                .column(place)
                .take(40)
                .filter(|cell| cell.len() < 30)
            {
                text.push(' ');
                text.push_str(cell);
            }
            text
        })
        .collect();
    let file_currency = currency_of(&all);
    let mut columns: Vec<Column> = Vec::new();
    for place in 0..inspection.headings.len() {
        let column = column(inspection, place, workspace, file_currency, &columns);
        columns.push(column);
    }
    code_best(inspection, workspace, &mut columns);
    name_somehow(inspection, &mut columns);
    name_raters(inspection, &mut columns);
    let spans = inspection
        .headings
        .iter()
        .any(|h| fiscal_year(&h.text).is_some_and(|(_, two)| two));
    let settings = workspace.portfolio().and_then(|p| p.fiscal_year_start);
    let settings = settings
        .and_then(|month| u32::try_from(month).ok())
        .filter(|m| (1..=12).contains(m));
    let british = file_currency == Some(Currency::GBP)
        && (settings.is_none() || workspace.budget_lines.is_empty());
    Mapping {
        fiscal_start: match settings {
            Some(month) if month > 1 => month,
            // The fiscal year of British public bodies, and the usual one that spans two years.
            _ if spans || british => 4,
            other => other.unwrap_or(1),
        },
        fiscal_year: None,
        date: workspace.portfolio().and_then(|p| p.status_date),
        unit_kind: UnitKind::Department,
        adopt: workspace.projects.is_empty() && workspace.budget_lines.is_empty(),
        columns,
    }
}

/// Share of the cells that a test accepts, in percent; nothing for an empty column.
fn share(inspection: &Inspection, place: usize, test: impl Fn(&str) -> bool) -> Option<usize> {
    let (mut all, mut good) = (0, 0);
    for cell in inspection.column(place).take(LOOKED_AT) {
        all += 1;
        good += usize::from(test(cell));
    }
    (good * 100).checked_div(all)
}

fn column(
    inspection: &Inspection,
    place: usize,
    workspace: &Workspace,
    file_currency: Option<Currency>,
    before: &[Column],
) -> Column {
    let text = inspection
        .headings
        .get(place)
        .map_or("", |h| h.text.as_str());
    let mark = mark_of(inspection, place);
    let dates = order_of(inspection, place);
    let currency = currency_of(text)
        .or(file_currency)
        .unwrap_or_else(|| workspace.currency());
    let test = |check: &dyn Fn(&str) -> bool| share(inspection, place, check);
    let coloured = test(&|c| matches!(cells::confidence(c), Said::Value(_)));
    let points = test(
        &|c| matches!(cells::confidence(c), Said::Value(p) if p == Confidence::AmberGreen || p == Confidence::AmberRed),
    );
    let dated = test(&|c| {
        matches!(
            cells::date(c, dates, false),
            Said::Value(_) | Said::About(_)
        )
    });
    let priced = test(&|c| {
        let said = cells::money(c, Scale::One, mark, currency);
        matches!(said, Said::Value(_) | Said::About(_))
    });
    let phased = test(&|c| matches!(cells::choice("phase", c), Said::Value(_)));
    // An empty column takes the word of its heading; a filled one must agree.
    let agrees = |share: Option<usize>, least: usize| share.is_none_or(|share| share >= least);
    let custom = || custom(workspace, text);
    let rater = || Target::Rating(rater_in(text).unwrap_or_default().into());
    let first = |target: Target| {
        let taken = before.iter().any(|column| column.target == target);
        if taken { custom() } else { target }
    };
    let (target, sure) = match guess(text) {
        Guess::Ignore => (Target::Ignore, true),
        Guess::Keep => (custom(), true),
        Guess::Unknown if coloured.is_some_and(|c| c >= 60) => (Target::Status(None), false),
        Guess::Unknown => (custom(), false),
        Guess::Rating if agrees(coloured, 25) => (rater(), coloured.is_some()),
        Guess::Colour if points.is_some_and(|p| p > 0) => (rater(), true),
        Guess::Colour | Guess::State if coloured.is_some_and(|c| c >= 40) => {
            (first(Target::Status(None)), true)
        }
        Guess::Colour if coloured.is_none() => (first(Target::Status(None)), false),
        Guess::State if agrees(phased, 30) => (first(Target::Field("phase")), phased.is_some()),
        Guess::Status(axis) if agrees(coloured, 25) => (first(Target::Status(Some(axis))), true),
        Guess::Rating | Guess::Colour | Guess::State | Guess::Status(_) => (custom(), false),
        Guess::RatingComment => (first(Target::RatingComment), true),
        Guess::StatusComment => (first(Target::StatusComment), true),
        Guess::AmountNote => (first(Target::AmountNote), true),
        Guess::FiscalYear => (first(Target::FiscalYear), true),
        Guess::Amount(_) if priced.is_some_and(|p| p < 25) && dated.is_some_and(|d| d >= 50) => {
            (custom(), false)
        }
        Guess::Amount(amount) if agrees(priced, 25) => {
            let year = fiscal_year(text).map(|(year, _)| year);
            let target = Target::Amount(amount);
            let taken = before
                .iter()
                .any(|c| c.target == target && c.fiscal_year == year);
            (if taken { custom() } else { target }, priced.is_some())
        }
        Guess::Field(key) if Target::Field(key).is_date() => {
            if agrees(dated, 25) {
                (first(Target::Field(key)), dated.is_some())
            } else {
                (custom(), false)
            }
        }
        Guess::Field("whole_life_cost") if !agrees(priced, 25) => (custom(), false),
        Guess::Field(key @ ("phase" | "priority")) => {
            let fits = test(&|c| matches!(cells::choice(key, c), Said::Value(_)));
            if agrees(fits, 30) {
                (first(Target::Field(key)), fits.is_some())
            } else {
                (custom(), false)
            }
        }
        Guess::Field(key) => (first(Target::Field(key)), true),
        Guess::Amount(_) => (custom(), false),
    };
    Column {
        scale: if target.is_money() {
            scale_of(inspection, place, text, mark, currency)
        } else {
            Scale::One
        },
        fiscal_year: fiscal_year(text).map(|(year, _)| year),
        target,
        currency,
        mark,
        dates,
        sure,
    }
}

/// A field of the organisation of this name, or a new one.
fn custom(workspace: &Workspace, heading: &str) -> Target {
    workspace
        .custom_fields
        .values()
        .find(|field| plain(&field.name) == plain(heading))
        .map_or(Target::NewCustom, |field| Target::Custom(field.key.clone()))
}

/// Takes the identifier that tells the records apart best for the code: a table of projects may carry the
/// identifier of something larger first.
fn code_best(inspection: &Inspection, workspace: &Workspace, columns: &mut [Column]) {
    let different = |place: usize| {
        let mut cells: Vec<&str> = inspection.column(place).collect();
        cells.sort_unstable();
        cells.dedup();
        cells.len()
    };
    let coded = |text: &str| guess(text) == Guess::Field("code");
    let mut best: Option<(usize, usize)> = None;
    for (place, heading) in inspection.headings.iter().enumerate() {
        let count = different(place);
        if coded(&heading.text) && best.is_none_or(|(_, most)| count > most) {
            best = Some((place, count));
        }
    }
    let code = Target::Field("code");
    let now = columns.iter().position(|column| column.target == code);
    if let (Some((best, _)), Some(now)) = (best, now)
        && best != now
    {
        let heading = inspection.headings.get(now).map_or("", |h| h.text.as_str());
        if let Some(column) = columns.get_mut(now) {
            column.target = custom(workspace, heading);
        }
        if let Some(column) = columns.get_mut(best) {
            column.target = code;
        }
    }
}

/// Takes the first column of different texts for the name, where no heading says one.
fn name_somehow(inspection: &Inspection, columns: &mut [Column]) {
    let has = |key| columns.iter().any(|c| c.target == Target::Field(key));
    if has("name") || has("code") {
        return;
    }
    let different = |place: usize| {
        let mut cells: Vec<&str> = inspection.column(place).take(LOOKED_AT).collect();
        let count = cells.len();
        cells.sort_unstable();
        cells.dedup();
        count > 0 && cells.len() * 10 >= count * 9
    };
    let free = |column: &Column| matches!(column.target, Target::NewCustom | Target::Custom(_));
    let found =
        (0..columns.len()).find(|place| columns.get(*place).is_some_and(free) && different(*place));
    if let Some(column) = found.and_then(|place| columns.get_mut(place)) {
        column.target = Target::Field("name");
        column.sure = false;
    }
}

impl Mapping {
    /// Returns the targets that a person can choose for a column, in the order of a list.
    #[must_use]
    pub fn choices(workspace: &Workspace) -> Vec<Target> {
        use crate::model::{Axis, ChoiceSet as _};
        let fields = Kind::Project.fields().iter().filter(|spec| !spec.hidden);
        let mut all = vec![Target::Ignore];
        all.extend(fields.map(|spec| Target::Field(spec.key)));
        all.extend(Amount::ALL.map(Target::Amount));
        all.extend([Target::AmountNote, Target::FiscalYear]);
        all.extend([
            Target::Rating("".into()),
            Target::RatingComment,
            Target::Status(None),
        ]);
        all.extend(Axis::ALL.iter().map(|axis| Target::Status(Some(*axis))));
        all.push(Target::StatusComment);
        all.extend(
            workspace
                .custom_fields
                .values()
                .map(|f| Target::Custom(f.key.clone())),
        );
        all.push(Target::NewCustom);
        all
    }
}
