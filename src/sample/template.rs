//! The templates of two project types.

use super::book::{Book, id, keyed, one};
use crate::model::{Percent, Span, TemplateItem, TemplatePart};

/// Type, part, name, and what the part has besides: position in percent, capex or opex, probability and
/// impact.
type Row = (
    &'static str,
    TemplatePart,
    &'static str,
    &'static [&'static str],
);

#[rustfmt::skip]
const ITEMS: &[Row] = &[
    ("Construction", TemplatePart::Gate, "Design frozen", &["20"]),
    ("Construction", TemplatePart::Gate, "Permits granted", &["30"]),
    ("Construction", TemplatePart::Milestone, "Works begun", &["35"]),
    ("Construction", TemplatePart::Gate, "Building accepted", &["80"]),
    ("Construction", TemplatePart::Gate, "Site handed over", &["100"]),
    ("Construction", TemplatePart::BudgetLine, "Works", &["capex"]),
    ("Construction", TemplatePart::BudgetLine, "Studies and permits", &["opex"]),
    ("Construction", TemplatePart::Risk, "Permits come later than planned", &["medium", "high"]),
    ("Construction", TemplatePart::Risk, "Prices of steel and copper rise", &["medium", "medium"]),
    ("Study", TemplatePart::Gate, "Question agreed", &["10"]),
    ("Study", TemplatePart::Milestone, "Interviews done", &["40"]),
    ("Study", TemplatePart::Milestone, "Options compared", &["75"]),
    ("Study", TemplatePart::Gate, "Decision", &["100"]),
    ("Study", TemplatePart::BudgetLine, "Outside advice", &["opex"]),
    ("Study", TemplatePart::Risk, "The question changes on the way", &["low", "medium"]),
];

pub(super) fn write(book: &mut Book) {
    book.restart_places();
    for (of_type, part, name, more) in ITEMS {
        let mut item = TemplateItem::blank(id("template_item", &format!("{of_type}/{name}")));
        let text = |place: usize| more.get(place).copied().unwrap_or_default();
        item.project_type = (*of_type).into();
        item.part = one(*part);
        item.name = (*name).into();
        match part {
            TemplatePart::Milestone | TemplatePart::Gate => {
                item.position = text(0).parse().ok().and_then(Percent::whole);
            }
            TemplatePart::BudgetLine => item.expenditure = keyed(text(0)),
            TemplatePart::Task => item.duration = Span::parse(text(0)),
            TemplatePart::Risk => {
                item.probability = keyed(text(0));
                item.impact = keyed(text(1));
            }
        }
        item.order = book.next_place().into();
        book.put(&item);
    }
}
