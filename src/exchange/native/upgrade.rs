//! From older files to this version, one step per version.

use super::VERSION;
use super::strict::Fields;
use std::borrow::Cow;

/// Turns a record of version `n` into one of version `n + 1`: kind and fields.
type Step = for<'t> fn(Cow<'t, str>, Fields<'t>) -> (Cow<'t, str>, Fields<'t>);

/// The steps in order; the first leads from version 1 to version 2. A step, once released, never changes, and
/// `tests/golden` keeps a file of every released version.
const STEPS: [Step; VERSION as usize - 1] = [];

/// Brings a record of an older file to this version.
pub(super) fn upgrade<'t>(
    version: u32,
    kind: Cow<'t, str>,
    fields: Fields<'t>,
) -> (Cow<'t, str>, Fields<'t>) {
    let done = usize::try_from(version).unwrap_or(1).saturating_sub(1);
    let steps = STEPS.iter().skip(done);
    steps.fold((kind, fields), |(kind, fields), step| step(kind, fields))
}
