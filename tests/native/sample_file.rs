//! The sample that ships with the app.

use baton::exchange::native::{read, write};
use baton::sample;

#[test]
fn the_shipped_file_is_what_the_tables_give() {
    let shipped = include_str!("../../src/sample/sample.json");
    let made = write(&sample::arvenne());
    let differs = shipped
        .lines()
        .zip(made.lines())
        .find(|(old, new)| old != new);
    assert!(
        shipped == made,
        "write it again: cargo run -q -- sample > src/sample/sample.json\n{differs:?}"
    );
}

#[test]
fn the_sample_and_a_large_portfolio_read_back_without_a_word() {
    for workspace in [sample::arvenne(), sample::large(100)] {
        let text = write(&workspace);
        let found = read(text.as_bytes()).unwrap();
        assert_eq!(found.report.dangling, 0);
        assert_eq!(write(&found.workspace), text);
    }
}
