//! Short texts: days, amounts and addresses, as a person types them or a file has them.

use super::mutate::{blows, bytes, corpus};
use baton::exchange::csv::day;
use baton::model::{Currency, Date, Decimal, Money, Percent, RawId};
use baton::session::Route;
use baton::words::{Lang, parse};
use proptest::prelude::*;

/// Every line of the folder.
fn lines() -> Vec<Vec<u8>> {
    let all = corpus("text");
    let lines = all
        .iter()
        .flat_map(|file| file.split(|byte| *byte == b'\n'));
    lines.map(<[u8]>::to_vec).collect()
}

pub fn check(text: &str) {
    let today = Date::new(2026, 5, 18).unwrap();
    let known = |date: Date| {
        (1900..=2200).contains(&date.year()) && Date::parse(&date.to_string()) == Some(date)
    };
    if let Some(date) = Date::parse(text) {
        assert_eq!(date.to_string(), text);
    }
    assert!(day(text).is_none_or(known));
    assert!(parse::date(text, today, None).is_none_or(known));
    assert!(parse::date(text, today, Date::new(2200, 12, 30)).is_none_or(known));
    let stored = Money::parse(text);
    assert!(stored.is_none_or(|money| Money::parse(&money.to_string()) == Some(money)));
    let share = Percent::parse(text);
    assert!(share.is_none_or(|share| Percent::parse(&share.to_string()) == Some(share)));
    let number = Decimal::parse(text);
    assert!(number.is_none_or(|number| Decimal::parse(&number.to_string()) == Some(number)));
    let id = RawId::parse(text);
    assert!(id.is_none_or(|id| id.to_string() == text));
    for lang in [Lang::En, Lang::Fr] {
        let money = parse::money(lang, text, Currency::EUR);
        assert!(money.is_none_or(|money| Money::parse(&money.to_string()) == Some(money)));
        let number = parse::decimal(lang, text);
        assert!(number.is_none_or(|number| Decimal::parse(&number.to_string()) == Some(number)));
        let share = parse::percent(lang, text);
        assert!(share.is_none_or(|share| Percent::parse(&share.to_string()) == Some(share)));
    }
    // An address stays inside the page and means the same again.
    let href = Route::parse(text).href();
    assert!(href.starts_with("#/"), "{href}");
    assert_eq!(Route::parse(&href).href(), href);
}

/// What a person typed, whatever its bytes.
pub fn check_any(bytes: &[u8]) {
    check(&String::from_utf8_lossy(bytes));
}

#[test]
fn every_text_of_the_corpus_is_read_or_not_taken() {
    lines()
        .iter()
        .for_each(|line| check(&String::from_utf8_lossy(line)));
}

proptest! {
    #![proptest_config(super::cases(4000))]

    #[test]
    fn a_damaged_text_is_read_or_not_taken((line, blows) in blows()) {
        let all = lines();
        check(&String::from_utf8_lossy(&bytes(&all[line % all.len()], &blows, &all)));
    }
}
