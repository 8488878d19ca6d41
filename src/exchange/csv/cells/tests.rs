use super::*;
use crate::exchange::csv::target::Scale;
use crate::model::{Confidence, Currency, Date, Money, Percent, Rag};

fn day(text: &str) -> Said<Date> {
    date(text, DateOrder::DayFirst, false)
}
fn on(y: i32, m: u32, d: u32) -> Said<Date> {
    Said::Value(Date::new(y, m, d).unwrap())
}

#[test]
fn days_are_read_in_the_forms_people_write() {
    for text in [
        "16/10/2026",
        "16.10.26",
        "16-10-2026",
        "2026-10-16",
        "2026-10-16 17:00:00",
        "16 oct 2026",
        "16 octobre 2026",
        "Oct 16, 2026",
        "16-Oct-26",
        "2026-10-16T00:00:00Z",
        "16/10/2026 5:00:00 PM",
        "16th October 2026",
        "46311",
    ] {
        assert_eq!(day(text), on(2026, 10, 16), "{text}");
    }
    assert_eq!(
        date("10/16/2026", DateOrder::MonthFirst, false),
        on(2026, 10, 16)
    );
    assert_eq!(day("1er août 2026"), on(2026, 8, 1));
    assert_eq!(day("01.04.85"), on(1985, 4, 1));
    assert_eq!(
        date("31.12.85", DateOrder::DayFirst, true),
        on(2085, 12, 31)
    );
    assert_eq!(
        date("Sep-18", DateOrder::DayFirst, true),
        Said::About(Date::new(2018, 9, 30).unwrap())
    );
    for text in ["No end date", "TBD", "#N/A", "-", "n/a", "à définir"] {
        assert_eq!(day(text), Said::Nothing, "{text}");
    }
    for text in ["31/02/2026", "soon", "16/10", "16/10/206", "1/2/3/4"] {
        assert_eq!(day(text), Said::Unclear, "{text}");
    }
    assert_eq!(day(" "), Said::Empty);
    assert_eq!(day("Exempt under section 26"), Said::Withheld);
}

#[test]
fn money_is_read_to_the_penny() {
    let pounds = |text| money(text, Scale::Million, Mark::Point, Currency::GBP);
    let is = |minor| Said::Value(Money::new(minor, Currency::GBP));
    assert_eq!(pounds("£12.3m"), is(1_230_000_000));
    assert_eq!(pounds("12.3"), is(1_230_000_000));
    assert_eq!(pounds("£12,343.96"), is(1_234_396_000_000));
    assert_eq!(pounds("-£120.11m"), is(-12_011_000_000));
    assert_eq!(pounds("(£0.5bn)"), is(-50_000_000_000));
    assert_eq!(pounds("£250k"), is(25_000_000));
    assert_eq!(
        pounds("£0.123456789"),
        Said::About(Money::new(12_345_679, Currency::GBP))
    );
    assert_eq!(pounds("99999999999999999"), Said::TooLarge);
    let euros = |text| money(text, Scale::One, Mark::Comma, Currency::EUR);
    let is = |minor| Said::Value(Money::new(minor, Currency::EUR));
    assert_eq!(euros("1 234,5 €"), is(123_450));
    assert_eq!(euros("1\u{202f}234,50"), is(123_450));
    assert_eq!(euros("12,5 M€"), is(1_250_000_000));
    assert_eq!(euros("80 k€"), is(8_000_000));
    assert_eq!(euros("1.234.567,89"), is(123_456_789));
    assert_eq!(euros("1.234"), is(123_400));
    assert_eq!(euros("0.25"), is(25));
    for text in ["12 apples", "about 12", "twelve", "12.3.4m€x"] {
        assert_eq!(euros(text), Said::Unclear, "{text}");
    }
}

#[test]
fn shares_colours_and_choices_are_read() {
    assert_eq!(
        percent("45 %", Mark::Point, false),
        Said::Value(Percent(4500))
    );
    assert_eq!(
        percent("45,5%", Mark::Comma, true),
        Said::Value(Percent(4550))
    );
    assert_eq!(
        percent("0.45", Mark::Point, true),
        Said::Value(Percent(4500))
    );
    assert_eq!(
        confidence("Amber/Green"),
        Said::Value(Confidence::AmberGreen)
    );
    assert_eq!(
        confidence("Data exempt under Section 43(2)"),
        Said::Value(Confidence::Exempt)
    );
    assert_eq!(confidence("Early planning"), Said::Unclear);
    assert_eq!(status("Orange"), Said::Value(Rag::Amber));
    assert_eq!(choice("phase", "En cours"), Said::Value("delivery"));
    assert_eq!(choice("phase", "Completed - Closed"), Said::Value("closed"));
    assert_eq!(choice("priority", "Élevée"), Said::Value("high"));
}
