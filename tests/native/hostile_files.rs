//! Files that are broken, or mean harm: refused as a whole, with the place and in words; or taken as text.
//!
//! Not here: a compressed bomb (row 36), as nothing that Baton reads is compressed; a link with data in it
//! (row 37), as no link carries any. That LibreOffice opens no formula (row 40) is tried by hand: it is not part
//! of the tools; here every guarded cell is checked by the rule that it goes by, the first character.

use baton::analysis::refresh;
use baton::edit::{Command, Deed, Refusal, apply, plan};
use baton::exchange::csv::{Cell, dry_run, inspect, propose, write as write_csv};
use baton::exchange::native::{Read, ReadError, Why, read, salvage, salvage_in_turns, write};
use baton::model::{Date, Kind, RawId, Text, Value, Workspace};
use baton::session::roadmap::Rows;
use baton::session::roadmap::wish::{ColourBy, GroupBy, Wish};
use baton::words::{Lang, file_error};

const GOLDEN: &str = include_str!("../golden/v1.json");

fn file(records: &[String]) -> String {
    format!(
        "{{\"format\":\"baton\",\"version\":1,\"records\":[\n{}\n]}}\n",
        records.join(",\n")
    )
}

/// The place that an error names, after a look at its words.
fn place(error: &ReadError) -> Option<(usize, usize)> {
    for lang in [Lang::En, Lang::Fr] {
        let (title, lines) = file_error(error, lang);
        assert!(!title.is_empty() && lines.iter().all(|line| !line.is_empty()));
    }
    match error {
        ReadError::NotJson { line, column, .. } | ReadError::NotUtf8 { line, column } => {
            Some((*line, *column))
        }
        ReadError::Faults { faults, .. } => faults.first().map(|fault| (fault.line, fault.column)),
        _ => None,
    }
}

/// Line and column, in characters from 1, of a byte.
fn at(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..byte];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Places inside strings of the golden file where a character may go.
fn inside_strings() -> Vec<usize> {
    let (mut inside, mut escaped, mut found) = (false, false, Vec::new());
    for (byte, letter) in GOLDEN.char_indices() {
        if inside && !escaped {
            found.push(byte);
        }
        match letter {
            '\\' if inside => escaped = !escaped,
            '"' if !escaped => inside = !inside,
            _ => escaped = false,
        }
    }
    found
}

// Row 30.
#[test]
fn a_thousand_malformed_files_are_refused_with_line_and_column_and_nothing_of_them_is_taken() {
    let mut tried = 0;
    let mut refused = |bytes: &[u8], expected: Option<(usize, usize)>, what: &str| {
        tried += 1;
        let error = read(bytes)
            .err()
            .unwrap_or_else(|| panic!("{what} was taken"));
        let found = place(&error).unwrap_or_else(|| panic!("{what}: no place: {error:?}"));
        assert!(
            expected.is_none_or(|expected| expected == found),
            "{what}: {found:?}, not {expected:?}"
        );
    };
    let end = GOLDEN.rfind('}').unwrap();
    for byte in (0..end).step_by(4) {
        refused(&GOLDEN.as_bytes()[..byte], None, &format!("cut at {byte}"));
    }
    for more in ["{}", "x", "]", "\0", ",", "\u{feff}"] {
        let text = format!("{GOLDEN}{more}");
        refused(
            text.as_bytes(),
            Some(at(&text, GOLDEN.len())),
            &format!("{more:?} behind"),
        );
    }
    for (n, byte) in inside_strings().into_iter().enumerate() {
        let (before, after) = GOLDEN.split_at(byte);
        let (line, column) = at(GOLDEN, byte);
        match n % 4 {
            // Bytes that are no UTF-8: alone, cut, too long a form, a surrogate.
            0 => {
                let odd: &[u8] = [&b"\xff"[..], b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80"][n / 4 % 4];
                let bytes = [before.as_bytes(), odd, after.as_bytes()].concat();
                refused(&bytes, Some((line, column)), "no UTF-8");
            }
            1 => {
                let control = ["\0", "\u{1}", "\n", "\t", "\u{1f}"][n / 4 % 5];
                refused(
                    format!("{before}{control}{after}").as_bytes(),
                    None,
                    "a control character",
                );
            }
            2 => {
                let half = ["\\ud800", "\\udfff", "\\ud83d\\u0041", "\\ud800\\ud800"][n / 4 % 4];
                refused(
                    format!("{before}{half}{after}").as_bytes(),
                    None,
                    "half a character",
                );
            }
            _ => {
                let escape = ["\\x", "\\u12z", "\\u{1}", "\\'"][n / 4 % 4];
                refused(
                    format!("{before}{escape}{after}").as_bytes(),
                    None,
                    "no escape",
                );
            }
        }
    }
    let marked = format!("\u{feff}{GOLDEN}");
    for (low, high) in [(0, 1), (1, 0)] {
        let wide = marked.encode_utf16().flat_map(|unit| {
            let bytes = unit.to_le_bytes();
            [bytes[low], bytes[high]]
        });
        refused(&wide.collect::<Vec<u8>>(), Some((1, 1)), "UTF-16");
    }
    for text in [
        "",
        " ",
        "\n\n",
        "\u{feff}",
        "\0",
        "\u{feff}\u{feff}{}",
        "'",
        "<!doctype html>",
        "{",
        "{]",
    ] {
        refused(text.as_bytes(), None, &format!("{text:?}"));
    }
    // A comma too many or too few, a bracket of the other kind, a bare word.
    let (mut inside, mut escaped) = (false, false);
    for (byte, letter) in GOLDEN.char_indices() {
        let structural = !inside && "{}[],:".contains(letter) && (1..end).contains(&byte);
        match letter {
            '\\' if inside => escaped = !escaped,
            '"' if !escaped => inside = !inside,
            _ => escaped = false,
        }
        if structural {
            let (before, after) = GOLDEN.split_at(byte);
            refused(
                format!("{before},{after}").as_bytes(),
                None,
                &format!("a comma at {byte}"),
            );
            refused(
                format!("{before}word{after}").as_bytes(),
                None,
                &format!("a word at {byte}"),
            );
            // Two numbers without the comma between them are one.
            if letter != ',' || !after[1..].starts_with(|next: char| next.is_ascii_digit()) {
                refused(
                    format!("{before}{}", &after[1..]).as_bytes(),
                    None,
                    &format!("without {letter} at {byte}"),
                );
            }
        }
    }
    assert!(tried >= 1_000, "only {tried}");
    // The same text with a mark before it, and nothing wrong, is read.
    assert!(read(format!("\u{feff}{GOLDEN}").as_bytes()).is_ok());
}

// Row 31.
#[test]
fn every_key_and_every_identity_that_stands_twice_is_found() {
    let lines: Vec<String> = GOLDEN
        .lines()
        .map(|line| line.trim_end_matches(',').to_owned())
        .collect();
    let records: Vec<String> = lines[1..lines.len() - 1].to_vec();
    let mut keys = 0;
    for (place, record) in records.iter().enumerate() {
        let tree: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(record).unwrap();
        for (key, value) in &tree {
            let mut twice = records.clone();
            twice[place] = format!("{},\"{key}\":{value}}}", record.strip_suffix('}').unwrap());
            match read(file(&twice).as_bytes()) {
                Err(ReadError::Faults { faults, count: 1 }) => {
                    assert_eq!(
                        (&faults[0].why, faults[0].line),
                        (&Why::RepeatedKey, place + 2),
                        "{key}"
                    );
                }
                other => panic!("{key}: {other:?}"),
            }
            keys += 1;
        }
        // The record again; and another one under its identity.
        for copy in [
            record.clone(),
            format!("{{\"kind\":\"idea\",\"id\":{},\"x\":1}}", tree["id"]),
        ] {
            let mut twice = records.clone();
            twice.push(copy);
            match read(file(&twice).as_bytes()) {
                Err(ReadError::Faults { faults, count: 1 }) => {
                    assert_eq!(
                        faults[0].why,
                        Why::RepeatedId {
                            first_line: place + 2
                        }
                    );
                    assert_eq!(faults[0].line, records.len() + 2);
                }
                other => panic!("{other:?}"),
            }
        }
    }
    assert!(keys > 30, "only {keys}");
    for key in ["format", "version", "records"] {
        let twice = GOLDEN.replacen("{\"format\"", &format!("{{\"{key}\":1,\"format\""), 1);
        assert!(read(twice.as_bytes()).is_err(), "{key}");
    }
    // Every one is told, none taken.
    let mut twice = records.clone();
    twice.extend(records.iter().cloned());
    match read(file(&twice).as_bytes()) {
        Err(ReadError::Faults { faults, count }) => {
            assert_eq!((faults.len(), count), (records.len(), records.len()))
        }
        other => panic!("{other:?}"),
    }
}

fn of_portfolio(field: &str, value: &str) -> String {
    file(&[format!(
        "{{\"kind\":\"portfolio\",\"id\":\"00000000000000000000000001\",\"name\":\"P\",\"{field}\":{value}}}"
    )])
}

// Row 32.
#[test]
fn a_number_is_whole_and_in_range_or_refused_and_no_digit_of_it_is_lost() {
    let exact = [
        "9007199254740993",
        "-9007199254740993",
        "9223372036854775807",
        "-9223372036854775808",
        "0",
    ];
    for number in exact {
        // Where any whole number may stand, and where this build does not know what stands there.
        for field in ["fiscal_year_start", "later_number"] {
            let text = of_portfolio(field, number);
            match read(text.as_bytes()) {
                Ok(found) => {
                    let again = write(&found.workspace);
                    assert!(again.contains(&format!("\"{field}\":{number}")), "{again}");
                }
                Err(error) => assert!(
                    field != "later_number" && place(&error).is_some(),
                    "{number}: {error:?}"
                ),
            }
        }
    }
    let never = [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "-1e400",
        "01",
        "+1",
        ".5",
        "1.",
        "0x1",
        "1_000",
        "--1",
        "1e",
        "٣",
    ];
    for number in never {
        for field in ["fiscal_year_start", "later_number"] {
            let error = read(of_portfolio(field, number).as_bytes()).err();
            assert!(
                error.as_ref().is_some_and(|e| place(e).is_some()),
                "{number}: {error:?}"
            );
        }
    }
    for number in [
        "1.0",
        "-0",
        "1e2",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "\"1\"",
        "null1",
    ] {
        assert!(
            read(of_portfolio("fiscal_year_start", number).as_bytes()).is_err(),
            "{number}"
        );
    }
    let amounts = [
        "1",
        "1.0",
        "\"1e3 EUR\"",
        "\"NaN EUR\"",
        "\"1 EUR EUR\"",
        "\"92233720368547758.08 EUR\"",
        "\"1.005 EUR\"",
        "\"1,00 EUR\"",
        "\"1.00 eur\"",
        "\"1.00\"",
    ];
    for amount in amounts {
        assert!(
            read(of_portfolio("envelope", amount).as_bytes()).is_err(),
            "{amount}"
        );
    }
    let largest = of_portfolio("envelope", "\"92233720368547758.07 EUR\"");
    let found = read(largest.as_bytes()).unwrap();
    assert!(write(&found.workspace).contains("\"92233720368547758.07 EUR\""));
}

// Row 33.
#[test]
fn a_day_is_a_day_between_1900_and_2200_or_refused() {
    let never = [
        "2024-02-30",
        "2023-02-29",
        "1900-02-29",
        "2024-2-3",
        "2024-02-3",
        "24-02-03",
        "0000-01-01",
        "0001-01-01",
        "-0001-01-01",
        "1899-12-31",
        "2201-01-01",
        "9999-12-31",
        "+2024-01-01",
        "262143-12-31",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "2024-01-32",
        "2024-01-01T00:00:00Z",
        "2024-01-01 ",
        " 2024-01-01",
        "2024/01/01",
        "20240101",
        "2024-W01-1",
        "２０２４-01-01",
        "2024-01-01\0",
        "",
    ];
    for day in never {
        assert_eq!(Date::parse(day), None, "{day}");
        if !day.is_empty() && !day.contains('\0') {
            let error = read(of_portfolio("status_date", &format!("\"{day}\"")).as_bytes()).err();
            assert!(
                error.as_ref().is_some_and(|e| place(e).is_some()),
                "{day}: {error:?}"
            );
        }
    }
    for day in ["1900-01-01", "2000-02-29", "2024-02-29", "2200-12-31"] {
        assert_eq!(Date::parse(day).unwrap().to_string(), day);
    }
}

// Row 33.
#[test]
fn an_end_before_its_start_is_kept_from_a_file_worked_with_and_never_made_by_an_edit() {
    let day = |year: i32| Date::new(year, 5, 4).unwrap();
    let spans = ["planned", "baseline", "forecast", "actual"];
    let dates = |which: &[&str]| {
        let span = |pair: &&str| {
            format!(",\"{pair}_start\":\"2200-12-31\",\"{pair}_finish\":\"1900-01-01\"")
        };
        which.iter().map(span).collect::<String>()
    };
    let text = file(&[
        "{\"kind\":\"portfolio\",\"id\":\"00000000000000000000000001\",\"name\":\"P\",\"currency\":\"EUR\"}".to_owned(),
        format!(
            "{{\"kind\":\"project\",\"id\":\"00000000000000000000000004\",\"code\":\"A\",\"name\":\"A\",\"phase\":\"delivery\"{}}}",
            dates(&spans)
        ),
        format!(
            "{{\"kind\":\"task\",\"id\":\"00000000000000000000000005\",\"project\":\"00000000000000000000000004\",\"name\":\"T\",\"task_kind\":\"task\"{}}}",
            dates(&spans[1..])
        ),
    ]);
    let mut workspace = read(text.as_bytes()).unwrap().workspace;
    let kept = write(&workspace);
    assert_eq!(kept.matches("2200-12-31").count(), 7);
    for today in [day(1900), day(2026), day(2200)] {
        let answers = refresh(None, &workspace, today);
        for colour in ColourBy::ALL {
            let wish = Wish {
                group: GroupBy::ALL[0].0,
                colour: colour.0,
                group_field: None,
                colour_field: None,
                own: Default::default(),
                unit: None,
                programme: None,
                status: None,
                phase: None,
                find: String::new(),
                collapsed: Default::default(),
                hidden: Default::default(),
                lang: Lang::En,
            };
            let rows = Rows::new(None, &workspace, &answers, &wish);
            assert!(rows.data.rows(0, usize::MAX).count() > 0);
        }
    }
    let set = |key: &str, value: Value| Command::Set {
        kind: Kind::Project,
        id: RawId(4),
        key: key.into(),
        value: Some(value),
    };
    // Whatever else is wrong with the record: its name can be edited, and each span mended.
    let renamed = plan(&workspace, &set("name", Value::Text("B".into()))).unwrap();
    apply(&mut workspace, &renamed);
    for pair in spans {
        let (start, finish) = (format!("{pair}_start"), format!("{pair}_finish"));
        let later = plan(&workspace, &set(&finish, Value::Date(day(2199))));
        assert!(matches!(later, Err(Refusal::Reversed { .. })), "{later:?}");
        let mended = plan(
            &workspace,
            &set(&start, Value::Date(Date::new(1900, 1, 1).unwrap())),
        );
        apply(&mut workspace, &mended.unwrap());
    }
    assert_eq!(write(&workspace).matches("2200-12-31").count(), 3);
}

// Row 33.
#[test]
fn a_million_sums_of_days_stay_in_range_or_are_nothing() {
    let mut state = 2_026_u64;
    let mut roll = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state
    };
    let (mut some, mut none) = (0, 0);
    for round in 0..1_000_000_u64 {
        let number = i32::try_from(roll() >> 40).unwrap_or(0) % 84_370 - 25_567 / 2;
        let Some(day) = Date::from_number(number) else {
            continue;
        };
        let steps = roll().cast_signed() >> (round % 64);
        let months = (roll().cast_signed() >> 32 >> (round % 32)) as i32;
        for other in [day.plus_days(steps), day.plus_months(months)] {
            match other {
                Some(other) => {
                    some += 1;
                    assert!((1900..=2200).contains(&other.year()));
                    assert_eq!(Date::from_number(other.number()), Some(other));
                }
                None => none += 1,
            }
        }
        if let Some(other) = day.plus_days(steps) {
            assert_eq!(other.days_since(day), steps);
            assert_eq!(other.plus_days(-steps), Some(day));
        }
    }
    assert!(some > 100_000 && none > 100_000, "{some} {none}");
}

/// Reads in turns; says in how many, and what came of it. Stops after so many.
pub fn in_turns(bytes: &[u8], most: usize) -> (usize, Option<String>) {
    let turns = std::cell::Cell::new(0);
    let reading = salvage_in_turns(bytes, async |_| {
        turns.set(turns.get() + 1);
        turns.get() <= most
    });
    let mut reading = std::pin::pin!(reading);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(read) = reading.as_mut().poll(&mut context) else {
        panic!("nothing here waits");
    };
    (turns.get(), read.map(|read| told(&read)))
}

/// What was read, as text that compares.
pub fn told(read: &Result<Read, ReadError>) -> String {
    match read {
        Ok(read) => format!("{:?}\n{}", read.report, write(&read.workspace)),
        Err(error) => format!("{error:?}"),
    }
}

// Row 35.
#[test]
fn a_large_file_is_read_in_turns_can_be_stopped_and_gives_what_reading_at_once_gives() {
    let portfolio = write(&baton::sample::large(400));
    let (bytes, size) = (portfolio.as_bytes(), portfolio.len());
    let whole = told(&salvage(bytes));
    let (turns, read) = in_turns(bytes, usize::MAX);
    assert!(turns > size / 80_000, "{turns} turns for {size} bytes");
    assert!(read.as_ref() == Some(&whole));
    for most in [0, 1, turns / 2, turns - 1] {
        assert_eq!(in_turns(bytes, most), (most + 1, None));
    }
    // Another layout, and files that are wrong somewhere: the same as at once, errors with their places too.
    let lines: Vec<&str> = portfolio.lines().collect();
    let middle = lines.len() / 2;
    let with = |line: &str| {
        let mut lines = lines.clone();
        lines[middle] = line;
        lines.join("\n") + "\n"
    };
    let one_line = portfolio.replace('\n', "");
    let others = [
        one_line,
        portfolio.replace('\n', "\r\n"),
        portfolio.replace(",\n", "\n,"),
        format!("\u{feff}{portfolio}"),
        format!("{portfolio} \n\t"),
        format!("{portfolio}\u{a0}"),
        format!("{portfolio}{{}}"),
        portfolio.replace("\n]}", ",\n]}"),
        portfolio.replace("\n]}", "\n],\"later\":1}"),
        portfolio.replace("\"records\":[", "\"records\":[],\"records\":["),
        portfolio.replace("\"records\":[", "\"later\":2,\"records\":["),
        portfolio.replacen("\"version\":1", "\"version\":9,\"min_reader\":9,\"x\":0", 1),
        portfolio.replacen("\"format\":\"baton\"", "\"format\":\"other\"", 1),
        portfolio[..size / 2].to_owned(),
        with(""),
        with("{},"),
        with("{\"kind\":\"project\",\"id\":\"7\",\"name\":1},"),
        with("{\"kind\":\"project\",\"id\":\"7\",\"name\":\"A\"}"),
        with("{\"kind\":\"later\",\"id\":\"7\"} {\"kind\":\"later\",\"id\":\"8\"},"),
        with("{\"kind\":\"later\",\"id\":\"7\",\"x\":"),
        with(lines[middle - 1]),
        with("],\"more\":["),
    ];
    for (number, other) in others.iter().enumerate() {
        let (_, read) = in_turns(other.as_bytes(), usize::MAX);
        assert!(
            read == Some(told(&salvage(other.as_bytes()))),
            "layout {number}"
        );
    }
}

// Row 34.
#[test]
fn a_nesting_bomb_is_refused_wherever_it_stands() {
    let many = 1_000_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = |levels: usize| format!("{}1{}", open.repeat(levels), close.repeat(levels));
        let record =
            |value: &str| file(&[format!("{{\"kind\":\"later\",\"id\":\"a\",\"x\":{value}}}")]);
        assert!(read(open.repeat(many).as_bytes()).is_err());
        assert!(read(deep(many).as_bytes()).is_err());
        assert!(read(record(&open.repeat(many)).as_bytes()).is_err());
        assert!(read(record(&deep(many)).as_bytes()).is_err());
        assert!(read(record(&deep(200)).as_bytes()).is_err());
        // What is kept, and how deep it may be.
        assert!(read(record(&deep(20)).as_bytes()).is_ok());
        let beside = GOLDEN.replacen(
            "\"records\"",
            &format!("\"later_entry\":{},\"records\"", deep(many)),
            1,
        );
        let _ = read(beside.as_bytes());
    }
}

// Row 40.
#[test]
fn a_hundred_texts_that_look_like_formulas_go_out_guarded_and_come_back_the_same() {
    let heads = [
        "=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", "'=", "''+",
    ];
    let tails = [
        "1+1",
        "cmd|' /C calc'!A0",
        "HYPERLINK(\"https://example.org\")",
        "SUM(A1:A9)",
        "2+5+cmd|'x'!A1",
        "-1",
        "A\"B\"",
        "é; b",
    ];
    let texts: Vec<String> = heads
        .iter()
        .flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}")))
        .collect();
    assert!(texts.len() >= 100);
    let numbers = ["-12.5", "+3", "0", "-0.05", "1e3", "2026-05-18"];
    let headings = ["Code", "Name", "Number"].map(str::to_owned);
    let rows: Vec<Vec<Cell>> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| {
            let number = numbers[n % numbers.len()].to_owned();
            vec![
                Cell::Text(format!("C{n}")),
                Cell::Text(text.clone()),
                Cell::Plain(number),
            ]
        })
        .collect();
    let out = write_csv(&headings, &rows);
    // What a spreadsheet sees of each cell.
    let mut reader = csv_cells(&out);
    reader.remove(0);
    for (row, text) in reader.iter().zip(&texts) {
        assert!(
            row[1].starts_with('\''),
            "{text:?} goes out as {:?}",
            row[1]
        );
        assert!(numbers.contains(&row[2].as_str()), "{:?}", row[2]);
    }
    let inspection = inspect(out.as_bytes(), "table.csv").unwrap();
    assert_eq!(inspection.lines.len(), texts.len());
    for (n, line) in inspection.lines.iter().enumerate() {
        assert_eq!(line.cells[1], texts[n]);
        assert_eq!(line.cells[2], numbers[n % numbers.len()]);
    }
}

/// Cells of a quoted table, read by the letter of RFC 4180.
fn csv_cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    rows
}

fn named(name: &str) -> Vec<(Text, Value)> {
    vec![("name".into(), Value::Text(name.into()))]
}

// Row 44.
#[test]
fn a_new_record_never_takes_the_place_of_another_however_often_the_generator_repeats_itself() {
    let mut workspace = read(GOLDEN.as_bytes()).unwrap().workspace;
    let before = write(&workspace);
    let create = |id: u128| Command::Create {
        kind: Kind::Person,
        id: RawId(id),
        values: named("B"),
    };
    assert_eq!(
        plan(&workspace, &create(2)).err(),
        Some(Refusal::Exists(Kind::Person, RawId(2)))
    );
    let both = Command::Group {
        deed: Deed::Create,
        commands: vec![create(0x99), create(0x99)],
    };
    assert_eq!(
        plan(&workspace, &both).err(),
        Some(Refusal::Exists(Kind::Person, RawId(0x99)))
    );
    assert_eq!(write(&workspace), before);
    // The identity of a record of another kind is taken, too.
    assert_eq!(workspace.unused_id(&mut || RawId(4)), RawId(8));
    assert_eq!(
        workspace.unused_id(&mut || RawId(u128::MAX)),
        RawId(u128::MAX)
    );
    workspace
        .insert_with(Kind::Person, RawId(u128::MAX), named("C"))
        .unwrap();
    assert_eq!(workspace.unused_id(&mut || RawId(u128::MAX)), RawId(0));
    let table = "Code;Nom;Direction;Responsable;Date de début;Budget voté\nA-1;Un;Achats;Léa Test;05/01/2026;1\nA-2;Deux;Réseaux;Max Test;06/01/2026;2\nA-3;Trois;Achats;Léa Test;;3\n";
    let inspection = inspect(table.as_bytes(), "table.csv").unwrap();
    let mapping = propose(&inspection, &workspace);
    let fresh = dry_run(&inspection, &mapping, &workspace, &mut {
        let mut next = 0x1_0000;
        move || {
            next += 1;
            RawId(next)
        }
    });
    let count = |workspace: &Workspace| {
        Kind::ALL
            .iter()
            .map(|kind| workspace.count(*kind))
            .sum::<usize>()
    };
    let mut expected = workspace.clone();
    apply(&mut expected, &fresh.patch);
    assert!(count(&expected) >= count(&workspace) + 7);
    for stuck in [1, 4, 0x77, u128::MAX] {
        let outcome = dry_run(&inspection, &mapping, &workspace, &mut || RawId(stuck));
        let mut after = workspace.clone();
        apply(&mut after, &outcome.patch);
        assert_eq!(count(&after), count(&expected), "stuck at {stuck}");
        for line in write(&workspace)
            .lines()
            .filter(|line| line.starts_with("{\"kind\""))
        {
            assert!(write(&after).contains(line.trim_end_matches(',')), "{line}");
        }
    }
}
