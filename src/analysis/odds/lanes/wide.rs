//! Lanes as registers of 128 bits, which every browser has that the style sheets of the app need.
//!
//! The functions say what they need of the machine; functions that call them in a loop must say the
//! same, or nothing is inlined.

use super::LANES;
use core::arch::wasm32::*;

/// Four numbers.
#[derive(Clone, Copy, Debug)]
pub struct Lanes(v128);

/// Four words of 32 bits: random numbers, or flags with all bits or none set.
#[derive(Clone, Copy, Debug)]
pub struct Bits(v128);

impl Lanes {
    /// The same number in each lane.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn splat(value: f32) -> Self {
        Self(f32x4_splat(value))
    }

    /// The lanes one by one.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn parts(self) -> [f32; LANES] {
        [
            f32x4_extract_lane::<0>(self.0),
            f32x4_extract_lane::<1>(self.0),
            f32x4_extract_lane::<2>(self.0),
            f32x4_extract_lane::<3>(self.0),
        ]
    }

    /// Made of its lanes.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn of([a, b, c, d]: [f32; LANES]) -> Self {
        Self(f32x4(a, b, c, d))
    }

    /// Sum.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn plus(self, other: Self) -> Self {
        Self(f32x4_add(self.0, other.0))
    }

    /// Difference.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn minus(self, other: Self) -> Self {
        Self(f32x4_sub(self.0, other.0))
    }

    /// Product.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn times(self, other: Self) -> Self {
        Self(f32x4_mul(self.0, other.0))
    }

    /// Square root.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn root(self) -> Self {
        Self(f32x4_sqrt(self.0))
    }

    /// The greater.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn or_later(self, other: Self) -> Self {
        Self(f32x4_pmax(self.0, other.0))
    }

    /// Flags where less than the other.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn below(self, other: Self) -> Bits {
        Bits(f32x4_lt(self.0, other.0))
    }

    /// Flags where equal.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn equals(self, other: Self) -> Bits {
        Bits(f32x4_eq(self.0, other.0))
    }

    /// Itself where flagged, zero elsewhere.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn kept(self, flags: Bits) -> Self {
        Self(v128_and(self.0, flags.0))
    }

    /// Sum of the four, in pairs.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn total(self) -> f32 {
        let [a, b, c, d] = self.parts();
        (a + b) + (c + d)
    }
}

impl Bits {
    /// The same word in each lane.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn splat(word: u32) -> Self {
        Self(u32x4_splat(word))
    }

    /// Words that count up by `by`.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn counted(first: u32, by: u32) -> Self {
        let steps = u32x4(0, by, by.wrapping_mul(2), by.wrapping_mul(3));
        Self(u32x4_add(u32x4_splat(first), steps))
    }

    /// Sum, the overflow dropped.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn plus(self, other: Self) -> Self {
        Self(u32x4_add(self.0, other.0))
    }

    /// Product, the overflow dropped.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn times(self, other: Self) -> Self {
        Self(u32x4_mul(self.0, other.0))
    }

    /// Bits set in one of the two.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn xor(self, other: Self) -> Self {
        Self(v128_xor(self.0, other.0))
    }

    /// Bits set in both.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn and(self, other: Self) -> Self {
        Self(v128_and(self.0, other.0))
    }

    /// Bits set in either.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn or(self, other: Self) -> Self {
        Self(v128_or(self.0, other.0))
    }

    /// Shifted to the right by `places`, zeros coming in.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn shifted(self, places: u32) -> Self {
        Self(u32x4_shr(self.0, places))
    }

    /// The bits as numbers of 32 bits.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn as_lanes(self) -> Lanes {
        Lanes(self.0)
    }

    /// First where flagged, second elsewhere.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn choose(self, first: Lanes, second: Lanes) -> Lanes {
        Lanes(v128_bitselect(first.0, second.0, self.0))
    }

    /// How many lanes are flagged.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn count(self) -> u32 {
        u32x4_bitmask(self.0).count_ones()
    }
}
