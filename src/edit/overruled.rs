//! What another tab made of the same field at the same time: its value stands, and the person is told.

use super::{Patch, Row};
use crate::model::{Kind, RawId, SmallSet, Text, Value, Workspace};

/// A field that this tab set and another tab, which did not know of it, set too; the other's value stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overruled {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RawId,
    /// The field.
    pub key: Text,
}

/// Returns the fields whose value was set by one of the steps `own`, was shown until now, and gave way to one of
/// the patches `theirs` that began with another value. Whoever saw a value and changed it overrules nobody.
pub fn overruled<'p>(
    own: impl Iterator<Item = &'p Patch> + Clone,
    theirs: &[Patch],
    shown: &Workspace,
    now: &Workspace,
) -> SmallSet<Overruled> {
    let value = |workspace: &Workspace, field: &Overruled| {
        let record = workspace.record(field.kind, field.id)?;
        record.get(&field.key)
    };
    let set_here = |field: &Overruled, value: &Option<Value>| {
        own.clone().flat_map(|patch| &patch.rows).any(|row| {
            matches!(row, Row::Set { id, key, after, .. }
                if *id == field.id && *key == field.key && after == value)
        })
    };
    let (mut seen, mut found) = (SmallSet::new(), SmallSet::new());
    for row in theirs.iter().flat_map(|patch| &patch.rows) {
        let Row::Set {
            kind,
            id,
            key,
            before,
            ..
        } = row
        else {
            continue;
        };
        let field = Overruled {
            kind: *kind,
            id: *id,
            key: key.clone(),
        };
        // Of many edits in a row the first says what the other tab knew.
        if !seen.insert(field.clone()) {
            continue;
        }
        let was = value(shown, &field);
        if was != *before && was != value(now, &field) && set_here(&field, &was) {
            found.insert(field);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, apply, plan};

    fn named(workspace: &Workspace, name: &str) -> Patch {
        let command = Command::Set {
            kind: Kind::Person,
            id: RawId(1),
            key: "name".into(),
            value: Some(Value::Text(name.into())),
        };
        plan(workspace, &command).unwrap()
    }

    fn after(workspace: &Workspace, patches: &[&Patch]) -> Workspace {
        let mut workspace = workspace.clone();
        patches
            .iter()
            .for_each(|patch| apply(&mut workspace, patch));
        workspace
    }

    #[test]
    fn who_loses_a_field_to_an_edit_of_the_same_moment_is_told_and_nobody_else() {
        let mut base = Workspace::default();
        base.insert(Kind::Person, RawId(1));
        let base = after(&base, &[&named(&base, "Base")]);
        let mine = named(&base, "Mine");
        let shown = after(&base, &[&mine]);
        let theirs = [named(&base, "Theirs"), {
            let seen = after(&base, &[&named(&base, "Theirs")]);
            named(&seen, "Theirs again")
        }];
        let lost = after(&shown, &[&theirs[0], &theirs[1]]);
        let own = [mine];
        let found = overruled(own.iter(), &theirs, &shown, &lost);
        let field = Overruled {
            kind: Kind::Person,
            id: RawId(1),
            key: "name".into(),
        };
        assert_eq!(found.iter().collect::<Vec<_>>(), [&field]);
        // Mine stands: the other tab tells.
        assert!(overruled(own.iter(), &theirs, &shown, &shown).is_empty());
        // It was not set here, but read.
        assert!(overruled([].iter(), &theirs, &shown, &lost).is_empty());
        // The other tab saw mine and went on from there, or from its own that was shown here already.
        let next = [named(&shown, "Next")];
        let now = after(&shown, &[&next[0]]);
        assert!(overruled(own.iter(), &next, &shown, &now).is_empty());
        let later = [named(&lost, "Later")];
        let now = after(&lost, &[&later[0]]);
        assert!(overruled(own.iter(), &later, &lost, &now).is_empty());
    }
}
