//! The portfolio record, holidays, custom fields, rules and saved views.

use super::book::{Book, day, id, one, thousand};
use crate::model::{
    Axis, CustomField, CustomType, Date, Holiday, HolidaySet, Percent, Portfolio, Rule, Tags, Text,
    View, WorkCalendar, Worst,
};

pub(super) fn write(book: &mut Book, today: Date) {
    let mut portfolio = Portfolio::blank(id("portfolio", "arvenne"));
    portfolio.name = "2026 portfolio".into();
    portfolio.organisation = "Arvenne Cloud".into();
    portfolio.purpose = "Cloud, storage and network services for European companies and public \
        bodies, from our own datacentres. Made-up data to try the app with."
        .into();
    portfolio.currency = "EUR".into();
    portfolio.fiscal_year_start = Some(9);
    portfolio.working_days = "mon tue wed thu fri".into();
    portfolio.holidays = one(HolidaySet::France);
    portfolio.stale_after_days = Some(30);
    portfolio.overall_rule = one(Worst::WorstOf);
    portfolio.envelope = Some(thousand(73_430));
    portfolio.status_date = Some(today);
    portfolio.sample = true;
    book.put(&portfolio);

    for (date, name) in [
        ("2025-11-10", "Bridge before Armistice Day"),
        ("2025-12-26", "Company closing"),
        ("2026-07-13", "Bridge before the national day"),
        ("2026-12-24", "Company closing"),
        ("2026-12-31", "Company closing"),
    ] {
        let mut holiday = Holiday::blank(id("holiday", date));
        holiday.date = day(date);
        holiday.name = name.into();
        book.put(&holiday);
    }

    for (name, week, holidays) in [
        ("France", "mon tue wed thu fri", HolidaySet::France),
        ("Germany", "mon tue wed thu fri", HolidaySet::Germany),
    ] {
        let mut calendar = WorkCalendar::blank(id("calendar", name));
        calendar.name = name.into();
        calendar.working_days = week.into();
        calendar.hours = "09:00-13:00 14:00-18:00".into();
        calendar.holidays = one(holidays);
        book.put(&calendar);
    }

    book.restart_places();
    let sites = [
        "Paris",
        "Lille",
        "Limburg",
        "Warsaw",
        "Frankfurt",
        "Iberia",
        "All sites",
    ];
    for (key, name, holds, options, help) in [
        (
            "x_site",
            "Main site",
            CustomType::Choice,
            sites.as_slice(),
            "Where most of the work is done",
        ),
        (
            "x_customers",
            "Customers reached",
            CustomType::Number,
            &[],
            "Customers who use the result in its first year",
        ),
    ] {
        let mut field = CustomField::blank(id("custom_field", key));
        field.name = name.into();
        field.key = key.into();
        field.holds = one(holds);
        field.options = Tags::new(options.iter().map(|o| Text::from(*o)));
        field.help = help.into();
        field.order = book.next_place().into();
        book.put(&field);
    }

    let mut rule = Rule::blank(id("rule", "time/Construction"));
    rule.axis = one(Axis::Time);
    rule.project_type = "Construction".into();
    rule.green_days = Some(10);
    rule.amber_days = Some(30);
    rule.green_share = Percent::whole(5);
    rule.amber_share = Percent::whole(15);
    rule.margin_days = Some(2);
    book.put(&rule);
    let mut rule = Rule::blank(id("rule", "cost"));
    rule.axis = one(Axis::Cost);
    rule.green_share = Percent::whole(5);
    rule.amber_share = Percent::whole(10);
    rule.margin_share = Percent::whole(1);
    book.put(&rule);

    book.restart_places();
    for (name, address, pinned) in [
        (
            "Executive roadmap",
            "/roadmap?group=programme&zoom=quarter",
            true,
        ),
        ("Steering by unit", "/projects?group=unit&sort=code", true),
        (
            "Red and amber",
            "/status?only=status:red,status:amber",
            false,
        ),
        (
            "Sovereign Cloud plan",
            "/roadmap?programme=SOV&zoom=month",
            false,
        ),
        ("Largest budgets first", "/projects?sort=-approved", false),
    ] {
        let mut view = View::blank(id("view", name));
        view.name = name.into();
        view.address = address.into();
        view.pinned = pinned;
        view.order = book.next_place().into();
        book.put(&view);
    }
}
