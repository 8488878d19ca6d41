//! Money: whole minor units of one currency, never a float.

use std::fmt;

/// A currency by its three-letter ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro, the default of a new portfolio.
    pub const EUR: Self = Self(*b"EUR");
    /// The pound sterling.
    pub const GBP: Self = Self(*b"GBP");
    /// The dollar of the United States.
    pub const USD: Self = Self(*b"USD");

    /// Reads three capital letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; 3] = text.as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(code))
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Returns how many digits follow the decimal point (ISO 4217): 2, but 0 for the yen and its like.
    #[must_use]
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" | b"ISK" | b"XOF" | b"XAF" | b"XPF" => 0,
            b"BHD" | b"KWD" | b"OMR" | b"TND" | b"JOD" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in whole minor units (cents) of one currency.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Cents, pence or the like; negative for a credit.
    pub minor: i64,
    /// The currency they are of.
    pub currency: Currency,
}

impl Money {
    /// Wraps minor units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Adds; `None` on another currency or beyond 64 bits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let minor = (self.currency == other.currency)
            .then(|| self.minor.checked_add(other.minor))
            .flatten()?;
        Some(Self { minor, ..self })
    }

    /// Subtracts; `None` on another currency or beyond 64 bits.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            minor: other.minor.checked_neg()?,
            ..other
        })
    }

    /// Reads the stored form, `-1234.50 EUR`, with exactly the digits of the currency.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (number, code) = text.split_once(' ')?;
        let currency = Currency::parse(code)?;
        let digits = usize::try_from(currency.digits()).ok()?;
        let (negative, number) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (whole, part) = if digits == 0 {
            (number, "")
        } else {
            number.split_once('.')?
        };
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || part.len() != digits || !plain(whole) || !plain(part) {
            return None;
        }
        // Gathered below zero, where there is one more number.
        let minor = whole
            .bytes()
            .chain(part.bytes())
            .try_fold(0_i64, |sum, b| {
                sum.checked_mul(10)?.checked_sub(i64::from(b - b'0'))
            })?;
        let minor = if negative {
            minor
        } else {
            minor.checked_neg()?
        };
        Some(Self { minor, currency })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let scale = 10_u64.pow(digits);
        let size = self.minor.unsigned_abs();
        let sign = if self.minor < 0 { "-" } else { "" };
        write!(f, "{sign}{}", size / scale)?;
        if digits > 0 {
            let width = usize::try_from(digits).unwrap_or(2);
            write!(f, ".{:0width$}", size % scale)?;
        }
        write!(f, " {}", self.currency.code())
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Currency, Money};

    #[test]
    fn the_stored_form_reads_back_at_every_edge() {
        let jpy = Currency::parse("JPY").unwrap();
        for money in [
            Money::new(0, Currency::EUR),
            Money::new(-5, Currency::EUR),
            Money::new(i64::MIN, Currency::EUR),
            Money::new(i64::MAX, jpy),
        ] {
            assert_eq!(Money::parse(&money.to_string()), Some(money));
        }
        assert_eq!(Money::new(-5, Currency::EUR).to_string(), "-0.05 EUR");
        for wrong in [
            "1.5 EUR",
            "1 EUR",
            "1.50",
            "1.50 eur",
            "+1.50 EUR",
            " 1.50 EUR",
            "1e3.00 EUR",
            "99999999999999999999.00 EUR",
        ] {
            assert_eq!(Money::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_of_two_currencies_do_not_add() {
        assert_eq!(
            Money::new(1, Currency::EUR).plus(Money::new(1, Currency::GBP)),
            None
        );
        assert_eq!(
            Money::new(i64::MAX, Currency::EUR).plus(Money::new(1, Currency::EUR)),
            None
        );
    }
}
