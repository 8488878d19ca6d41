//! Sequences of edits: whatever is asked for, it is one step that can be taken back, or it is refused.

use crate::edits::{Idea, KINDS, contents, ideas, perform, rebuilt, references, unique_values};
use baton::edit::apply;
use baton::exchange::native::{read, write};
use baton::model::Workspace;
use proptest::prelude::*;

/// Every six bytes are an idea for a command.
pub fn check(bytes: &[u8]) {
    let all: Vec<Idea> = bytes
        .chunks_exact(6)
        .map(|six| Idea {
            what: six[0],
            kind: usize::from(six[1]) % KINDS.len(),
            id: six[2] % 6,
            field: usize::from(six[3]) % 40,
            value: u16::from_le_bytes([six[4], six[5]]),
        })
        .collect();
    check_ideas(&all);
}

fn check_ideas(all: &[Idea]) {
    let mut workspace = Workspace::default();
    let steps = perform(&mut workspace, all);
    assert_eq!(references(&workspace), references(&rebuilt(&workspace)));
    let (kept, walked) = unique_values(&workspace);
    assert_eq!(kept, walked);
    let text = write(&workspace);
    let again = read(text.as_bytes()).unwrap();
    assert_eq!(write(&again.workspace), text);
    let reached = contents(&workspace);
    for step in steps.iter().rev() {
        apply(&mut workspace, &step.inverse());
    }
    assert!(contents(&workspace).is_empty());
    for step in &steps {
        apply(&mut workspace, step);
    }
    assert_eq!(contents(&workspace), reached);
}

proptest! {
    #![proptest_config(super::cases(200))]

    #[test]
    fn whatever_is_asked_for_can_be_taken_back_and_stored(all in ideas(80)) {
        check_ideas(&all);
    }
}
