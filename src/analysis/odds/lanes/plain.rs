//! Lanes as arrays, for tests and for machines without vectors of their own.

use super::LANES;
use std::array::from_fn;

/// Four numbers.
#[derive(Clone, Copy, Debug)]
pub struct Lanes([f32; LANES]);

/// Four words of 32 bits: random numbers, or flags with all bits or none set.
#[derive(Clone, Copy, Debug)]
pub struct Bits([u32; LANES]);

impl Lanes {
    /// The same number in each lane.
    #[inline]
    pub fn splat(value: f32) -> Self {
        Self([value; LANES])
    }

    /// The lanes one by one.
    #[inline]
    pub fn parts(self) -> [f32; LANES] {
        self.0
    }

    /// Made of its lanes.
    #[inline]
    pub fn of(parts: [f32; LANES]) -> Self {
        Self(parts)
    }

    #[inline]
    fn with(self, other: Self, each: impl Fn(f32, f32) -> f32) -> Self {
        let mut out = self.0;
        for (value, with) in out.iter_mut().zip(other.0) {
            *value = each(*value, with);
        }
        Self(out)
    }

    #[inline]
    fn flags(self, other: Self, each: impl Fn(f32, f32) -> bool) -> Bits {
        let mut out = [0; LANES];
        for (flag, (left, right)) in out.iter_mut().zip(self.0.into_iter().zip(other.0)) {
            *flag = 0_u32.wrapping_sub(u32::from(each(left, right)));
        }
        Bits(out)
    }

    /// Sum.
    #[inline]
    pub fn plus(self, other: Self) -> Self {
        self.with(other, |a, b| a + b)
    }

    /// Difference.
    #[inline]
    pub fn minus(self, other: Self) -> Self {
        self.with(other, |a, b| a - b)
    }

    /// Product.
    #[inline]
    pub fn times(self, other: Self) -> Self {
        self.with(other, |a, b| a * b)
    }

    /// Square root.
    #[inline]
    pub fn root(self) -> Self {
        Self(self.0.map(f32::sqrt))
    }

    /// The greater.
    #[inline]
    pub fn or_later(self, other: Self) -> Self {
        self.with(other, |a, b| if a < b { b } else { a })
    }

    /// Flags where less than the other.
    #[inline]
    pub fn below(self, other: Self) -> Bits {
        self.flags(other, |a, b| a < b)
    }

    /// Flags where equal.
    #[inline]
    pub fn equals(self, other: Self) -> Bits {
        self.flags(other, |a, b| a == b)
    }

    /// Itself where flagged, zero elsewhere.
    #[inline]
    pub fn kept(self, flags: Bits) -> Self {
        Self(from_fn(|lane| {
            let (value, flag) = (self.0.get(lane), flags.0.get(lane));
            f32::from_bits(value.map_or(0, |v| v.to_bits()) & flag.copied().unwrap_or(0))
        }))
    }

    /// Sum of the four, in pairs.
    #[inline]
    pub fn total(self) -> f32 {
        let [a, b, c, d] = self.0;
        (a + b) + (c + d)
    }
}

impl Bits {
    /// The same word in each lane.
    #[inline]
    pub fn splat(word: u32) -> Self {
        Self([word; LANES])
    }

    /// Words that count up by `by`.
    #[inline]
    pub fn counted(first: u32, by: u32) -> Self {
        let two = by.wrapping_mul(2);
        Self([0, by, two, two.wrapping_add(by)].map(|more| first.wrapping_add(more)))
    }

    #[inline]
    fn with(self, other: Self, each: impl Fn(u32, u32) -> u32) -> Self {
        let mut out = self.0;
        for (word, with) in out.iter_mut().zip(other.0) {
            *word = each(*word, with);
        }
        Self(out)
    }

    /// Sum, the overflow dropped.
    #[inline]
    pub fn plus(self, other: Self) -> Self {
        self.with(other, u32::wrapping_add)
    }

    /// Product, the overflow dropped.
    #[inline]
    pub fn times(self, other: Self) -> Self {
        self.with(other, u32::wrapping_mul)
    }

    /// Bits set in one of the two.
    #[inline]
    pub fn xor(self, other: Self) -> Self {
        self.with(other, |a, b| a ^ b)
    }

    /// Bits set in both.
    #[inline]
    pub fn and(self, other: Self) -> Self {
        self.with(other, |a, b| a & b)
    }

    /// Bits set in either.
    #[inline]
    pub fn or(self, other: Self) -> Self {
        self.with(other, |a, b| a | b)
    }

    /// Shifted to the right by `places`, zeros coming in.
    #[inline]
    pub fn shifted(self, places: u32) -> Self {
        Self(self.0.map(|word| word >> places))
    }

    /// The bits as numbers of 32 bits.
    #[inline]
    pub fn as_lanes(self) -> Lanes {
        Lanes(self.0.map(f32::from_bits))
    }

    /// First where flagged, second elsewhere.
    #[inline]
    pub fn choose(self, first: Lanes, second: Lanes) -> Lanes {
        Lanes(from_fn(|lane| {
            let at = |lanes: Lanes| lanes.0.get(lane).map_or(0, |value| value.to_bits());
            let flag = self.0.get(lane).copied().unwrap_or(0);
            f32::from_bits((at(first) & flag) | (at(second) & !flag))
        }))
    }

    /// How many lanes are flagged.
    #[inline]
    pub fn count(self) -> u32 {
        self.0.iter().map(|flag| flag & 1).sum()
    }
}
