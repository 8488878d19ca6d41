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
    by(&STEPS, version, kind, fields)
}

fn by<'t>(
    steps: &[Step],
    version: u32,
    kind: Cow<'t, str>,
    fields: Fields<'t>,
) -> (Cow<'t, str>, Fields<'t>) {
    let done = usize::try_from(version).unwrap_or(1).saturating_sub(1);
    let steps = steps.iter().skip(done);
    steps.fold((kind, fields), |(kind, fields), step| step(kind, fields))
}

#[cfg(test)]
mod tests {
    use super::{Fields, Step, by};
    use crate::exchange::native::strict;
    use crate::model::Told;
    use std::borrow::Cow;

    /// `name` becomes `title`.
    fn renamed<'t>(kind: Cow<'t, str>, fields: Fields<'t>) -> (Cow<'t, str>, Fields<'t>) {
        let title = |key: Cow<'t, str>| if key == "name" { "title".into() } else { key };
        let fields = fields.into_iter().map(|(key, told)| (title(key), told));
        (kind, fields.collect())
    }

    /// A title gets a mark; only what has one, which the step before gives.
    fn marked<'t>(kind: Cow<'t, str>, mut fields: Fields<'t>) -> (Cow<'t, str>, Fields<'t>) {
        for (key, told) in &mut fields {
            if let (true, Some(text)) = (key == "title", told.text()) {
                *told = Told::Text(format!("{text}!").into());
            }
        }
        (format!("{kind}s").into(), fields)
    }

    // Row 27.
    #[test]
    fn a_record_takes_the_steps_from_its_own_version_on_in_order_and_the_file_stays_as_it_is() {
        let steps: [Step; 2] = [renamed, marked];
        let file = r#"{"name":"Bridge","later":[1,{"a":null}]}"#;
        let kept = file.to_owned();
        let told = |version| {
            let fields = strict::fields(file).unwrap();
            let (kind, fields) = by(&steps, version, "project".into(), fields);
            let fields = fields
                .iter()
                .map(|(key, told)| format!("{key}={}", told.to_json()));
            format!("{kind}: {}", fields.collect::<Vec<_>>().join(" "))
        };
        assert_eq!(told(1), r#"projects: title="Bridge!" later=[1,{"a":null}]"#);
        // A file of the middle version has had the first step; one of this version, or a later, every step.
        assert_eq!(told(2), r#"projects: name="Bridge" later=[1,{"a":null}]"#);
        assert_eq!(told(3), r#"project: name="Bridge" later=[1,{"a":null}]"#);
        assert_eq!(told(9), told(3));
        assert_eq!(file, kept);
    }
}
