//! Amounts, numbers and shares as people type them, computed exactly.

use crate::model::{Currency, Decimal, Money, Percent};
use crate::words::Lang;

/// Reads a typed amount of `currency`: `450`, `4.1m`, `€450 k`, `72,9 M€`, `=3900*1.05`.
///
/// Rounded once, at the end, half away from zero to the minor unit.
#[must_use]
pub fn money(lang: Lang, text: &str, currency: Currency) -> Option<Money> {
    let minor = read(lang, text, Some(currency))?.scaled(currency.digits())?;
    Some(Money::new(minor, currency))
}

/// Reads a typed number with at most four digits behind the point kept: `1,250.5`, `=7/8`.
#[must_use]
pub fn decimal(lang: Lang, text: &str) -> Option<Decimal> {
    read(lang, text, None)?.scaled(4).map(Decimal)
}

/// Reads a typed share: `12.5%`, `12,5 %`, `12.5`, all twelve and a half percent.
#[must_use]
pub fn percent(lang: Lang, text: &str) -> Option<Percent> {
    let bare = text.trim().trim_end_matches('%').trim_end();
    let hundredths = read(lang, bare, None)?.scaled(2)?;
    i32::try_from(hundredths).ok().map(Percent)
}

/// An exact fraction; the bottom is positive.
#[derive(Clone, Copy)]
struct Ratio {
    top: i128,
    bottom: i128,
}

impl Ratio {
    /// Lowest terms; `None` over zero.
    fn new(top: i128, bottom: i128) -> Option<Self> {
        if bottom == 0 {
            return None;
        }
        let (mut a, mut b) = (top.checked_abs()?, bottom.checked_abs()?);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = if bottom < 0 { -1 } else { 1 };
        let part = a.max(1) * sign;
        Some(Self {
            top: top / part,
            bottom: bottom / part,
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let left = self.top.checked_mul(other.bottom)?;
        let right = other.top.checked_mul(self.bottom)?;
        Self::new(
            left.checked_add(right)?,
            self.bottom.checked_mul(other.bottom)?,
        )
    }

    fn times(self, other: Self) -> Option<Self> {
        Self::new(
            self.top.checked_mul(other.top)?,
            self.bottom.checked_mul(other.bottom)?,
        )
    }

    fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.bottom, other.top)?)
    }

    fn negative(self) -> Self {
        Self {
            top: -self.top,
            bottom: self.bottom,
        }
    }

    /// In units of `10^-places`, rounded half away from zero.
    fn scaled(self, places: u32) -> Option<i64> {
        let top = self.top.checked_mul(10_i128.pow(places))?;
        let size = (top.checked_abs()?.checked_add(self.bottom / 2)?) / self.bottom;
        i64::try_from(if top < 0 { -size } else { size }).ok()
    }
}

/// A number alone, or behind `=` an expression.
fn read(lang: Lang, text: &str, currency: Option<Currency>) -> Option<Ratio> {
    let text: Vec<char> = text
        .trim()
        .chars()
        .map(|c| match c {
            '−' | '–' => '-',
            '×' => '*',
            '÷' => '/',
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            other => other,
        })
        .collect();
    let mut reader = Reader {
        text: &text,
        place: 0,
        lang,
        currency,
        depth: 0,
    };
    let value = if reader.eat('=') {
        reader.sum()?
    } else {
        let negative = reader.eat('-');
        if !negative {
            reader.eat('+');
        }
        let value = reader.number()?;
        if negative { value.negative() } else { value }
    };
    reader.spaces();
    (reader.place == text.len()).then_some(value)
}

struct Reader<'t> {
    text: &'t [char],
    place: usize,
    lang: Lang,
    currency: Option<Currency>,
    depth: u8,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.place).copied()
    }

    fn spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.place += 1;
        }
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.spaces();
        let found = self.peek() == Some(wanted);
        if found {
            self.place += 1;
        }
        found
    }

    /// `word` in any case, not followed by another letter.
    fn eat_word(&mut self, word: &str) -> bool {
        let length = word.chars().count();
        let Some(found) = self.text.get(self.place..self.place + length) else {
            return false;
        };
        let same = found
            .iter()
            .flat_map(|c| c.to_lowercase())
            .eq(word.chars().flat_map(char::to_lowercase));
        let ends = !self
            .text
            .get(self.place + length)
            .is_some_and(|c| c.is_alphabetic());
        if same && ends {
            self.place += length;
        }
        same && ends
    }

    fn sum(&mut self) -> Option<Ratio> {
        let mut value = self.product()?;
        loop {
            if self.eat('+') {
                value = value.plus(self.product()?)?;
            } else if self.eat('-') {
                value = value.plus(self.product()?.negative())?;
            } else {
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<Ratio> {
        let mut value = self.factor()?;
        loop {
            if self.eat('*') {
                value = value.times(self.factor()?)?;
            } else if self.eat('/') {
                value = value.over(self.factor()?)?;
            } else {
                return Some(value);
            }
        }
    }

    fn factor(&mut self) -> Option<Ratio> {
        // Nobody types more; without a limit a pasted text could exhaust the stack.
        self.depth = self.depth.checked_add(1).filter(|depth| *depth < 64)?;
        let value = if self.eat('-') {
            self.factor()?.negative()
        } else if self.eat('(') {
            let value = self.sum()?;
            if !self.eat(')') {
                return None;
            }
            value
        } else {
            self.number()?
        };
        self.depth -= 1;
        Some(value)
    }

    /// Digits with separators, then a unit of size, `%`, and the currency before or behind.
    fn number(&mut self) -> Option<Ratio> {
        self.money_sign();
        self.spaces();
        let digits = self.digits()?;
        self.spaces();
        let size = self.size();
        self.spaces();
        self.money_sign();
        let value = digits.times(Ratio::new(size, 1)?)?;
        if self.eat('%') {
            value.over(Ratio::new(100, 1)?)
        } else {
            Some(value)
        }
    }

    /// Skips the sign or code of the currency; another currency stays and is refused at the end.
    fn money_sign(&mut self) {
        let Some(currency) = self.currency else {
            return;
        };
        let sign = match currency.code() {
            "EUR" => "€",
            "GBP" => "£",
            "USD" => "$",
            code => code,
        };
        self.spaces();
        if self
            .text
            .get(self.place)
            .is_some_and(|c| sign.chars().eq([*c]))
        {
            self.place += 1;
        } else {
            self.eat_word(currency.code());
        }
    }

    fn size(&mut self) -> i128 {
        for (word, size) in [
            ("k", 1_000),
            ("m", 1_000_000),
            ("bn", 1_000_000_000),
            ("md", 1_000_000_000),
        ] {
            if self.eat_word(word) {
                return size;
            }
        }
        1
    }

    /// English groups by commas, French by spaces; both read a space between groups of three. A
    /// French number takes the point of the number pad for its comma.
    fn digits(&mut self) -> Option<Ratio> {
        let mut top: i128 = 0;
        let mut places: Option<u32> = None;
        // Digits since the last separator, once there was one.
        let mut group: Option<u8> = None;
        let mut any = false;
        while let Some(c) = self.peek() {
            if let Some(digit) = c.to_digit(10) {
                top = top.checked_mul(10)?.checked_add(i128::from(digit))?;
                places = places.map(|n| n + 1);
                group = group.map(|n| n.saturating_add(1));
                any = true;
            } else if self.groups(c) && places.is_none() && self.digit_behind() {
                if !any || group.is_some_and(|n| n != 3) {
                    return None;
                }
                group = Some(0);
            } else if self.points(c) && places.is_none() {
                if group.is_some_and(|n| n != 3) {
                    return None;
                }
                group = None;
                places = Some(0);
            } else {
                break;
            }
            self.place += 1;
        }
        if !any || group.is_some_and(|n| n != 3) {
            return None;
        }
        Ratio::new(top, 10_i128.checked_pow(places.unwrap_or(0))?)
    }

    fn groups(&self, c: char) -> bool {
        c == ' ' || (c == ',' && self.lang == Lang::En)
    }

    fn points(&self, c: char) -> bool {
        c == '.' || (c == ',' && self.lang == Lang::Fr)
    }

    fn digit_behind(&self) -> bool {
        self.text
            .get(self.place + 1)
            .is_some_and(char::is_ascii_digit)
    }
}

#[cfg(test)]
mod tests {
    use super::{decimal, money, percent};
    use crate::model::{Currency, Decimal, Money, Percent};
    use crate::words::{Lang, format};
    use proptest::prelude::*;

    fn cents(lang: Lang, text: &str) -> Option<i64> {
        money(lang, text, Currency::EUR).map(|m| m.minor)
    }

    #[test]
    fn english_amounts() {
        for (text, minor) in [
            ("450", 45_000),
            ("4.1m", 410_000_000),
            ("450k", 45_000_000),
            ("€450 k", 45_000_000),
            ("-€1,234.50", -123_450),
            ("−1 234.5", -123_450),
            ("1.2 bn", 120_000_000_000),
            ("750 EUR", 75_000),
            ("=3900*1.05", 409_500),
            ("=(1,200 + 300) / 7", 21_429),
            ("= 100 * 105%", 10_500),
            ("=-2*(3-1.5)", -300),
            ("=2k+500", 250_000),
            (".5", 50),
            ("0.005", 1),
        ] {
            assert_eq!(cents(Lang::En, text), Some(minor), "{text}");
        }
    }

    #[test]
    fn french_amounts() {
        for (text, minor) in [
            ("72,9 M€", 7_290_000_000),
            ("72,9\u{202f}M€", 7_290_000_000),
            ("1 234,50", 123_450),
            ("1\u{202f}234\u{a0}567", 123_456_700),
            ("4.1m", 410_000_000),
            ("2 Md€", 200_000_000_000),
            ("=3900*1,05", 409_500),
        ] {
            assert_eq!(cents(Lang::Fr, text), Some(minor), "{text}");
        }
    }

    #[test]
    fn what_is_unclear_is_refused() {
        for text in [
            "",
            "-",
            "=",
            "four",
            "1,5",
            "1,2345",
            "12,34,567",
            "1 23",
            "1.2.3",
            "£5",
            "5 USD",
            "3900*1.05",
            "=1/0",
            "=2*",
            "=(2",
            "5kg",
            "99999999999999999999m",
            "1e5",
            "=1=2",
            "()",
            "€",
        ] {
            assert_eq!(cents(Lang::En, text), None, "{text}");
        }
        assert_eq!(cents(Lang::Fr, "1,234,5"), None);
        assert_eq!(cents(Lang::En, &format!("={}1", "(".repeat(100_000))), None);
        assert_eq!(cents(Lang::En, &format!("={}1", "-".repeat(100_000))), None);
    }

    #[test]
    fn numbers_and_shares() {
        assert_eq!(decimal(Lang::En, "1,250.5"), Some(Decimal(12_505_000)));
        assert_eq!(decimal(Lang::Fr, "-0,5"), Some(Decimal(-5_000)));
        assert_eq!(decimal(Lang::En, "=7/8"), Some(Decimal(8_750)));
        assert_eq!(percent(Lang::En, "12.5%"), Some(Percent(1_250)));
        assert_eq!(percent(Lang::Fr, "12,5\u{202f}%"), Some(Percent(1_250)));
        assert_eq!(percent(Lang::En, "12"), Some(Percent(1_200)));
    }

    proptest! {
        #[test]
        fn an_amount_written_in_full_is_read_back(minor in -9_000_000_000_000_i64..9_000_000_000_000) {
            for lang in [Lang::En, Lang::Fr] {
                for currency in [Currency::EUR, Currency::GBP] {
                    let amount = Money::new(minor, currency);
                    prop_assert_eq!(money(lang, &format::money_full(lang, amount), currency), Some(amount));
                }
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in "[=0-9 .,+*/()€kmMd%-]{0,24}") {
            for lang in [Lang::En, Lang::Fr] {
                let _ = (money(lang, &text, Currency::EUR), decimal(lang, &text), percent(lang, &text));
            }
        }
    }
}
