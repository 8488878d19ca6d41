//! Random numbers whose sequence is guaranteed, at any place, in any order.
//!
//! The number of a task in a draw depends on the seed, on what the task *is* (its key) and on the number
//! of the draw, on nothing else. So a change in one task, a new task or another order leaves the
//! draws of all others as they were (common random numbers: two scenarios differ by what was changed,
//! not by luck), draws may be taken in slices or in a worker, and the same file shows the same figures
//! for ever.
//!
//! The generator is a SplitMix of 32 bits: a Weyl sequence (step 2³²/φ) whose values are mixed by two
//! rounds of xor-shift and multiplication; half of the key starts the sequence, the other half enters
//! between the rounds, so that the sequences of two tasks are not shifted copies of each other. The
//! multipliers are those that a public search found to leave the least bias. Each value is a number
//! of 23 bits between, and never equal to, zero and one.

use super::lanes::{Bits, LANES, Lanes};

/// The step of the Weyl sequence.
const STEP: u32 = 0x9E37_79B9;
const FIRST: u32 = 0x21F0_AAAD;
const SECOND: u32 = 0x735A_2D97;

/// The sequence of one task, risk or common factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    start: u32,
    turn: u32,
}

/// The finisher of SplitMix64.
const fn mixed(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// The key of an id of 128 bits.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
pub const fn key_of_id(id: u128) -> u64 {
    mixed(mixed(id as u64 ^ 0x9E37_79B9_7F4A_7C15) ^ (id >> 64) as u64)
}

/// The key of a name.
#[must_use]
pub fn key_of_name(name: &str) -> u64 {
    let mut key = 0xD1B5_4A32_D192_ED03;
    for byte in name.bytes() {
        key = mixed(key ^ u64::from(byte));
    }
    key
}

impl Stream {
    /// The sequence of what has this key, under this seed.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    pub const fn new(seed: u64, key: u64) -> Self {
        let word = mixed(mixed(seed ^ 0x9E37_79B9_7F4A_7C15) ^ key);
        Self {
            start: word as u32,
            turn: (word >> 32) as u32,
        }
    }

    /// The number of one draw, between zero and one.
    #[must_use]
    pub fn number(self, draw: u32) -> f32 {
        let word = draw.wrapping_mul(STEP).wrapping_add(self.start);
        let word = (word ^ (word >> 16)).wrapping_mul(FIRST);
        let word = (word ^ (word >> 15) ^ self.turn).wrapping_mul(SECOND);
        let word = word ^ (word >> 15);
        f32::from_bits((word >> 9) | ONE) - SHIFT
    }

    /// The numbers of the draws from `first` on, as many as there is place for.
    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(super) fn fill(self, first: u32, out: &mut [Lanes]) {
        let begin = first.wrapping_mul(STEP).wrapping_add(self.start);
        let mut counter = Bits::counted(begin, STEP);
        #[expect(clippy::cast_possible_truncation, reason = "four")]
        let on = Bits::splat(STEP.wrapping_mul(LANES as u32));
        let (first, second) = (Bits::splat(FIRST), Bits::splat(SECOND));
        let (turn, one, shift) = (
            Bits::splat(self.turn),
            Bits::splat(ONE),
            Lanes::splat(SHIFT),
        );
        for place in out {
            let word = counter.xor(counter.shifted(16)).times(first);
            let word = word.xor(word.shifted(15)).xor(turn).times(second);
            let word = word.xor(word.shifted(15)).shifted(9).or(one);
            *place = word.as_lanes().minus(shift);
            counter = counter.plus(on);
        }
    }
}

/// The bits of 1.0: with 23 random bits below them, a number from one up to two.
const ONE: u32 = 0x3F80_0000;

/// Leads from there to the middle of each of the 2²³ steps between zero and one.
const SHIFT: f32 = 1.0 - f32::EPSILON / 2.0;
