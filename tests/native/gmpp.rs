//! Real portfolios as their publishers wrote them: the proposed mapping gives the published counts and sums.

use baton::edit::apply;
use baton::exchange::csv::{Layout, Outcome, dry_run, inspect, propose};
use baton::exchange::native::{read, write};
use baton::model::{Choice, Confidence, Currency, Money, RawId, Workspace};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn data(path: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let bytes = std::fs::read(root.join(path)).ok();
    if bytes.is_none() {
        println!("skipped: no ../shared/data ({path})");
    }
    bytes
}

pub fn ids() -> impl FnMut() -> RawId {
    let mut next = 0_u128;
    move || {
        next += 1;
        RawId(next << 64 | 0xABCD)
    }
}

fn import(path: &str, into: &Workspace) -> Option<(Workspace, Outcome)> {
    let bytes = data(path)?;
    let name = path.rsplit('/').next().unwrap();
    let inspection = inspect(&bytes, name).unwrap();
    let mapping = propose(&inspection, into);
    println!(
        "{name}: {:?} {:?} {:?} header {}, {} records",
        inspection.encoding,
        char::from(inspection.delimiter),
        inspection.layout,
        inspection.header,
        inspection.lines.len()
    );
    for (heading, column) in inspection.headings.iter().zip(&mapping.columns) {
        let label: String = heading.label.chars().take(50).collect();
        println!(
            "  {label:50} {:24} {:?} {:?} {}",
            column.target.key(),
            column.scale,
            column.dates,
            column.sure
        );
    }
    let outcome = dry_run(&inspection, &mapping, into, &mut ids());
    let mut codes: BTreeMap<_, usize> = BTreeMap::new();
    for problem in &outcome.problems {
        *codes.entry(problem.code).or_default() += 1;
    }
    println!(
        "  created {} updated {} skipped {} {:?} {codes:?}",
        outcome.created, outcome.updated, outcome.skipped, outcome.others
    );
    let mut after = into.clone();
    apply(&mut after, &outcome.patch);
    Some((after, outcome))
}

/// The sum in pounds to the penny, as a count of ten thousand pounds (hundredths of a million), rounded.
fn hundredths_of_millions(amounts: impl Iterator<Item = Money>) -> (usize, i64) {
    let (mut count, mut sum) = (0, 0_i64);
    for money in amounts {
        assert_eq!(money.currency, Currency::GBP);
        count += 1;
        sum += money.minor;
    }
    let unit = 1_000_000;
    (count, (sum + sum.signum() * unit / 2) / unit)
}

fn published(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{part:0<2}").parse().unwrap()
}

#[test]
fn government_portfolios_import_with_the_published_counts_and_sums() {
    let Some(oracle) = data("portfolio-gmpp/gmpp-oracle.csv") else {
        return;
    };
    let oracle = String::from_utf8(oracle).unwrap();
    let mut rows = oracle.lines();
    let names: Vec<&str> = rows.next().unwrap().split(',').collect();
    let mut seen = 0;
    for row in rows {
        // The only quoted cell is the comma itself.
        let row = row.replace("\",\"", "comma");
        let cells: Vec<&str> = row.split(',').collect();
        let cell = |name: &str| cells[names.iter().position(|n| *n == name).unwrap()];
        let count = |name: &str| cell(name).parse::<usize>().unwrap();
        let file = cell("file");
        let before = Workspace::default();
        let (after, outcome) = import(&format!("portfolio-gmpp/{file}"), &before).unwrap();
        seen += 1;

        assert_eq!(after.projects.len(), count("projects"), "{file}: projects");
        assert_eq!(outcome.created, count("projects"), "{file}");
        assert_eq!(
            after.units.len(),
            count("department_codes"),
            "{file}: units"
        );
        assert!(after.projects.values().all(|p| p.unit.is_some()), "{file}");

        // One rating per project, though 2022 has two columns.
        assert_eq!(after.ratings.len(), count("projects"), "{file}: ratings");
        let rated = |point: Confidence| {
            let known = Some(Choice::Known(point));
            after
                .ratings
                .values()
                .filter(|r| r.confidence == known)
                .count()
        };
        for (name, point) in [
            ("green", Confidence::Green),
            ("amber_green", Confidence::AmberGreen),
            ("amber", Confidence::Amber),
            ("amber_red", Confidence::AmberRed),
            ("red", Confidence::Red),
            ("exempt", Confidence::Exempt),
            ("reset", Confidence::Reset),
        ] {
            assert_eq!(rated(point), count(name), "{file}: {name}");
        }
        let other = after.ratings.values().filter(|r| r.confidence.is_none());
        assert_eq!(other.count(), count("other_text"), "{file}: other words");

        let whole = after.projects.values().filter_map(|p| p.whole_life_cost);
        assert_eq!(
            hundredths_of_millions(whole),
            (count("wlc_numeric_cells"), published(cell("wlc_sum_gbp_m"))),
            "{file}: whole-life cost"
        );
        let lines = || after.budget_lines.values();
        assert_eq!(
            hundredths_of_millions(lines().filter_map(|l| l.approved)),
            (
                count("fy_budget_numeric_cells"),
                published(cell("fy_budget_sum_gbp_m"))
            ),
            "{file}: budget of the year"
        );
        assert_eq!(
            hundredths_of_millions(lines().filter_map(|l| l.forecast)),
            (
                count("fy_forecast_numeric_cells"),
                published(cell("fy_forecast_sum_gbp_m"))
            ),
            "{file}: forecast of the year"
        );
        let year = &file[3..7];
        for line in lines() {
            assert_eq!(
                line.period_end.unwrap().to_string(),
                format!("{year}-03-31"),
                "{file}"
            );
        }
        let layout = if cell("layout") == "transposed" {
            Layout::Columns
        } else {
            Layout::Rows
        };
        let bytes = data(&format!("portfolio-gmpp/{file}")).unwrap();
        assert_eq!(inspect(&bytes, file).unwrap().layout, layout, "{file}");

        // The step can be taken back to the very same file, and what was imported survives the file.
        let text = write(&after);
        assert_eq!(
            write(&read(text.as_bytes()).unwrap().workspace),
            text,
            "{file}"
        );
        let mut undone = after.clone();
        apply(&mut undone, &outcome.patch.inverse());
        assert_eq!(write(&undone), write(&before), "{file}");

        // The same file again changes nothing.
        let (same, again) = import(&format!("portfolio-gmpp/{file}"), &after).unwrap();
        assert_eq!((again.created, again.updated), (0, 0), "{file}");
        assert_eq!(again.unchanged, count("projects"), "{file}");
        assert!(
            again.patch.rows.is_empty(),
            "{file}: {:?}",
            again.patch.rows.first()
        );
        assert_eq!(write(&same), text, "{file}");
    }
    assert_eq!(seen, 5);
}

#[test]
fn the_two_rating_columns_of_2022_are_told_apart_by_their_comments() {
    let Some((after, _)) = import("portfolio-gmpp/uk_2022.csv", &Workspace::default()) else {
        return;
    };
    let by = |rater: &str| {
        after
            .ratings
            .values()
            .filter(|r| &*r.rater == rater)
            .count()
    };
    assert_eq!(by("IPA") + by("SRO"), 235);
    assert!(
        by("SRO") >= 60 && by("IPA") >= 150,
        "{} {}",
        by("IPA"),
        by("SRO")
    );
}

#[test]
fn other_real_portfolios_import_without_loss_of_projects() {
    for (path, projects) in [
        ("portfolio-us-hhs-2013/projects.csv", 81),
        ("portfolio-us-hhs-2013/investments.csv", 65),
        ("portfolio-us-hhs-2013/activities.csv", 265),
        ("portfolio-us-hhs-2013/contracts.csv", 130),
        ("portfolio-us-hhs-2013/metrics.csv", 351),
        (
            "portfolio-nyc/nyc_capital_projects_20190901_odd_pid.csv",
            182,
        ),
        (
            "portfolio-melbourne-water/capital_delivery_odd_rows.csv",
            223,
        ),
    ] {
        let Some((after, outcome)) = import(path, &Workspace::default()) else {
            return;
        };
        assert_eq!(after.projects.len(), projects, "{path}");
        assert_eq!(outcome.skipped, 0, "{path}");
        let text = write(&after);
        assert_eq!(
            write(&read(text.as_bytes()).unwrap().workspace),
            text,
            "{path}"
        );
    }
}
