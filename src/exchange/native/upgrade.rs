//! From older files to this version, one step per version.

use super::VERSION;
use super::strict::Fields;

/// Turns a record of version `n` into one of version `n + 1`: kind and fields.
type Step = fn(String, Fields) -> (String, Fields);

/// The steps in order; the first leads from version 1 to version 2. A step, once released, never changes, and
/// `tests/golden` keeps a file of every released version.
const STEPS: [Step; VERSION as usize - 1] = [];

/// Brings a record of an older file to this version.
pub(super) fn upgrade(version: u32, kind: String, fields: Fields) -> (String, Fields) {
    let done = usize::try_from(version).unwrap_or(1).saturating_sub(1);
    let steps = STEPS.iter().skip(done);
    steps.fold((kind, fields), |(kind, fields), step| step(kind, fields))
}
