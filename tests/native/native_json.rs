//! The native file: what is written reads back, byte for byte, and nothing that is read can do harm.

use baton::edit::{Command, apply, plan};
use baton::exchange::native::{Malformed, ReadError, VERSION, Why, read, salvage, write};
use baton::model::record::Extra;
use baton::model::{
    Currency, Date, Decimal, FieldType, Kind, Measure, Money, Percent, RawId, Shared, Span, Tags,
    Text, Value, ValueError, Workspace,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const GOLDEN: &str = include_str!("../golden/v1.json");

fn file(records: &[&str]) -> String {
    format!(
        "{{\"format\":\"baton\",\"version\":1,\"min_reader\":1,\"records\":[\n{}\n]}}\n",
        records.join(",\n")
    )
}

const PERSON: &str = "{\"kind\":\"person\",\"id\":\"00000000000000000000000001\",\"name\":\"A\"}";

fn first_fault(records: &[&str]) -> baton::exchange::native::Fault {
    match read(file(records).as_bytes()) {
        Err(ReadError::Faults { mut faults, .. }) => faults.remove(0),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_golden_file_of_version_1_reads_and_writes_back_the_same_bytes() {
    let found = read(GOLDEN.as_bytes()).unwrap();
    assert_eq!(found.report.version, 1);
    assert_eq!(found.report.unknown_records, 2);
    assert_eq!(found.report.unknown_fields, 3);
    assert_eq!(found.report.unknown_choices, 1);
    assert_eq!(found.report.dangling, 1);
    assert!(!found.report.miscounted);
    assert_eq!(found.workspace.count(Kind::Project), 1);
    let app = format!("\"app\":\"{}\"", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        write(&found.workspace),
        GOLDEN.replace("\"app\":\"0.1.0\"", &app)
    );
}

#[test]
fn the_golden_file_with_a_plan_reads_and_writes_back_the_same_bytes() {
    let golden = include_str!("../golden/v1-plan.json");
    let found = read(golden.as_bytes()).unwrap();
    let report = &found.report;
    assert_eq!(
        (
            report.unknown_fields,
            report.unknown_records,
            report.unknown_choices
        ),
        (0, 0, 1)
    );
    assert_eq!(report.dangling, 0);
    assert!(!report.miscounted);
    let app = format!("\"app\":\"{}\"", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        write(&found.workspace),
        golden.replace("\"app\":\"0.1.0\"", &app)
    );
}

#[test]
fn a_lag_under_its_former_key_is_read_as_working_days_and_written_under_the_new_one() {
    let project = "{\"kind\":\"project\",\"id\":\"00000000000000000000000002\",\"name\":\"P\"}";
    let link = |lag: &str| {
        let text = format!(
            "{{\"kind\":\"link\",\"id\":\"00000000000000000000000003\",\"giver\":\"00000000000000000000000002\",\"taker\":\"00000000000000000000000002\",{lag}}}"
        );
        let found = read(file(&[project, &text]).as_bytes()).unwrap();
        assert_eq!(found.report.unknown_fields, 0);
        let text = write(&found.workspace);
        assert!(!text.contains("lag_days"), "{text}");
        let links = found.workspace.links.values();
        links.map(|link| link.lag).next().unwrap()
    };
    assert_eq!(link("\"lag_days\":-2"), Span::days(-2));
    assert_eq!(link("\"lag\":\"90min\""), Some(Span::minutes(90)));
    // An earlier build kept what it did not know and wrote its own beside it.
    for both in [
        "\"lag_days\":3,\"lag\":\"5d\"",
        "\"lag\":\"5d\",\"lag_days\":3",
    ] {
        assert_eq!(link(both), Span::days(3), "{both}");
    }
    // Steps of earlier builds name the field as it was.
    let step = "{\"label\":{\"deed\":\"set\",\"kind\":\"link\",\"key\":\"lag_days\",\"count\":1},\"rows\":[[\"=\",\"link\",\"00000000000000000000000003\",\"lag_days\",null,4]]}";
    let patch = baton::edit::Patch::from_told(&baton::model::Told::read(step).unwrap()).unwrap();
    let mut workspace = Workspace::default();
    workspace.insert(Kind::Link, RawId(3));
    apply(&mut workspace, &patch);
    assert_eq!(workspace.links.first().unwrap().lag, Span::days(4));
    let said = baton::words::deed_label(&patch.label, baton::words::Lang::En);
    assert_eq!(said, "Changed lag of dependency");
}

#[test]
fn an_empty_portfolio_is_a_valid_file() {
    let text = write(&Workspace::default());
    assert!(text.ends_with("\"records\":[\n]}\n"), "{text}");
    assert_eq!(write(&read(text.as_bytes()).unwrap().workspace), text);
}

#[test]
fn any_layout_of_the_same_content_is_read() {
    let json: Json = serde_json::from_str(GOLDEN).unwrap();
    let pretty = serde_json::to_string_pretty(&json).unwrap();
    // Pretty printing through a sorted map also moves `records` before `version`.
    let again = write(&read(pretty.as_bytes()).unwrap().workspace);
    assert_eq!(again, write(&read(GOLDEN.as_bytes()).unwrap().workspace));
    let marked = format!("\u{feff}{GOLDEN}");
    assert!(read(marked.as_bytes()).is_ok());
    let windows = GOLDEN.replace('\n', "\r\n");
    assert_eq!(write(&read(windows.as_bytes()).unwrap().workspace), again);
}

#[test]
fn a_wrong_value_is_named_by_line_column_record_and_field() {
    let wrong = "{\"kind\":\"project\",\"id\":\"00000000000000000000000002\",\"code\":\"SOV-1\",\"name\":\"É\",\"planned_start\":\"2026-02-30\"}";
    let fault = first_fault(&[PERSON, wrong]);
    assert_eq!((fault.line, fault.column), (3, 79));
    assert_eq!(fault.kind.as_deref(), Some("project"));
    assert_eq!(fault.label.as_deref(), Some("SOV-1"));
    assert_eq!(fault.field.as_deref(), Some("planned_start"));
    assert_eq!(
        fault.why,
        Why::Unfit(ValueError::WrongType(FieldType::Date))
    );
}

#[test]
fn what_a_record_may_not_be_is_refused_with_the_reason() {
    let id = "\"id\":\"00000000000000000000000002\"";
    let deep = format!(
        "{{\"kind\":\"person\",{id},\"name\":\"A\",\"x\":{}1{}}}",
        "[".repeat(100),
        "]".repeat(100)
    );
    let long = format!(
        "{{\"kind\":\"person\",{id},\"name\":\"{}\"}}",
        "a".repeat(65_537)
    );
    let cases: Vec<(String, Why)> = vec![
        ("7".into(), Why::NotAnObject),
        ("[]".into(), Why::NotAnObject),
        ("{}".into(), Why::NoKind),
        (format!("{{{id}}}"), Why::NoKind),
        ("{\"kind\":\"person\"}".into(), Why::NoId),
        ("{\"kind\":\"person\",\"id\":7}".into(), Why::NoId),
        (
            "{\"kind\":\"person\",\"id\":\"7\",\"name\":\"A\"}".into(),
            Why::BadId,
        ),
        ("{\"kind\":\"later\",\"id\":\"../x\"}".into(), Why::BadId),
        (PERSON.into(), Why::RepeatedId { first_line: 2 }),
        (format!("{{\"kind\":\"person\",{id}}}"), Why::Missing),
        (
            format!("{{\"kind\":\"person\",{id},\"name\":\"\"}}"),
            Why::Missing,
        ),
        (
            format!("{{\"kind\":\"person\",{id},\"name\":\"A\",\"name\":\"B\"}}"),
            Why::RepeatedKey,
        ),
        (
            format!("{{\"kind\":\"person\",{id},\"name\":\"A\",\"x\":{{\"a\":1,\"a\":1}}}}"),
            Why::RepeatedKey,
        ),
        (
            format!("{{\"kind\":\"person\",{id},\"name\":1}}"),
            Why::Unfit(ValueError::WrongType(FieldType::Text)),
        ),
        (deep, Why::TooDeep),
        (long, Why::Unfit(ValueError::TooLong)),
    ];
    for (record, why) in cases {
        assert_eq!(first_fault(&[PERSON, &record]).why, why, "{record:.120}");
    }
}

#[test]
fn a_text_above_the_cap_is_refused_with_the_names_of_record_and_field() {
    let record = format!(
        "{{\"kind\":\"project\",\"id\":\"00000000000000000000000002\",\"code\":\"B-1\",\"x_own\":[\"{}\"]}}",
        "a".repeat(65_537)
    );
    let fault = first_fault(&[&record]);
    assert_eq!(fault.why, Why::Unfit(ValueError::TooLong));
    assert_eq!(
        (fault.label.as_deref(), fault.field.as_deref()),
        (Some("B-1"), Some("x_own"))
    );
    let told = baton::words::file_error(
        &ReadError::Faults {
            faults: vec![fault],
            count: 1,
        },
        baton::words::Lang::En,
    );
    assert!(
        told.1[0].contains("B-1 · x_own") && told.1[0].contains("64 kB"),
        "{told:?}"
    );
}

#[test]
fn numbers_outside_of_their_range_are_refused() {
    for number in ["1.0", "-0", "1e3", "9223372036854775808", "\"4\"", "true"] {
        let record = format!(
            "{{\"kind\":\"portfolio\",\"id\":\"00000000000000000000000002\",\"name\":\"P\",\"fiscal_year_start\":{number}}}"
        );
        let fault = first_fault(&[&record]);
        assert_eq!(
            fault.why,
            Why::Unfit(ValueError::WrongType(FieldType::Whole)),
            "{number}"
        );
    }
    for broken in ["NaN", "01", "+1", "1.", "0x10"] {
        let text = file(&[&format!(
            "{{\"kind\":\"later\",\"id\":\"a\",\"x\":{broken}}}"
        )]);
        assert!(
            matches!(
                read(text.as_bytes()),
                Err(ReadError::NotJson { line: 2, .. })
            ),
            "{broken}"
        );
    }
    let huge = "{\"kind\":\"later\",\"id\":\"a\",\"x\":1e400}";
    assert_eq!(first_fault(&[huge]).why, Why::Syntax);
}

#[test]
fn a_file_that_is_no_portfolio_says_so() {
    let cut = &GOLDEN[..GOLDEN.len() / 2];
    let cases: Vec<(Vec<u8>, fn(&ReadError) -> bool)> = vec![
        (vec![], |e| {
            matches!(
                e,
                ReadError::NotJson {
                    line: 1,
                    why: Malformed::CutOff,
                    ..
                }
            )
        }),
        (cut.into(), |e| {
            matches!(
                e,
                ReadError::NotJson {
                    why: Malformed::CutOff,
                    ..
                }
            )
        }),
        (b"{}{}".into(), |e| {
            matches!(
                e,
                ReadError::NotJson {
                    why: Malformed::Syntax,
                    ..
                }
            )
        }),
        (b"<html>".into(), |e| {
            matches!(
                e,
                ReadError::NotJson {
                    line: 1,
                    column: 1,
                    ..
                }
            )
        }),
        (b"{\"format\":\"x\",\"format\":\"x\"}".into(), |e| {
            matches!(
                e,
                ReadError::NotJson {
                    why: Malformed::RepeatedKey,
                    ..
                }
            )
        }),
        (b"[1]".into(), |e| {
            matches!(e, ReadError::NotBaton { key: "format" })
        }),
        (b"{\"format\":\"other\"}".into(), |e| {
            matches!(e, ReadError::NotBaton { key: "format" })
        }),
        (b"{\"format\":\"baton\"}".into(), |e| {
            matches!(e, ReadError::NotBaton { key: "version" })
        }),
        (b"{\"format\":\"baton\",\"version\":1}".into(), |e| {
            matches!(e, ReadError::NotBaton { key: "records" })
        }),
        (b"{\n\"a\":\"\xff\"}".into(), |e| {
            matches!(e, ReadError::NotUtf8 { line: 2, column: 6 })
        }),
        (vec![b' '; baton::exchange::native::LARGEST + 1], |e| {
            matches!(e, ReadError::TooLarge { .. })
        }),
        ("[".repeat(1_000_000).into(), |e| {
            !matches!(e, ReadError::TooLarge { .. })
        }),
    ];
    for (bytes, expected) in cases {
        let error = read(&bytes).unwrap_err();
        assert!(expected(&error), "{error:?}");
    }
}

#[test]
fn a_file_of_a_newer_version_can_be_looked_at_but_not_edited() {
    let newer = GOLDEN.replace(
        "\"version\":1,\"min_reader\":1",
        "\"version\":9,\"min_reader\":8",
    );
    let Err(ReadError::Newer {
        min_reader: 8,
        version: 9,
        readable,
        ..
    }) = read(newer.as_bytes())
    else {
        panic!("a newer file was opened for editing");
    };
    assert_eq!(readable.workspace.count(Kind::Project), 1);
    let friendly = GOLDEN.replace("\"version\":1,", "\"version\":9,");
    assert_eq!(
        read(friendly.as_bytes()).unwrap().report.version,
        VERSION + 8
    );
}

#[test]
fn more_projects_than_the_cap_are_refused() {
    let lines: Vec<String> = (0..=20_000_u128)
        .map(|n| {
            format!(
                "{{\"kind\":\"project\",\"id\":\"{}\",\"name\":\"P\"}}",
                RawId(n)
            )
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let text = file(&lines);
    assert!(matches!(
        read(text.as_bytes()),
        Err(ReadError::TooManyProjects { count: 20_001 })
    ));
    assert!(read(file(&lines[1..]).as_bytes()).is_ok());
}

#[test]
fn a_damaged_store_gives_back_every_whole_record() {
    let text = file(&[PERSON, "{\"kind\":\"person\",\"id\":\"x\"}"]);
    let saved = salvage(text.as_bytes()).unwrap();
    assert_eq!(saved.workspace.count(Kind::Person), 1);
    assert_eq!(saved.report.fault_count, 1);
}

#[test]
fn an_edit_of_a_record_with_unknown_fields_keeps_them() {
    let mut workspace = read(GOLDEN.as_bytes()).unwrap().workspace;
    let id = *workspace.projects.keys().next().unwrap();
    let command = Command::Set {
        kind: Kind::Project,
        id: id.raw(),
        key: "name".into(),
        value: Some(Value::Text("Renamed".into())),
    };
    let patch = plan(&workspace, &command).unwrap();
    apply(&mut workspace, &patch);
    assert!(write(&workspace).contains("\"later_field\":{\"a\":[1,2.5,null]}"));
    apply(&mut workspace, &patch.inverse());
    assert_eq!(
        write(&workspace),
        write(&read(GOLDEN.as_bytes()).unwrap().workspace)
    );
}

// ---- laws -----------------------------------------------------------------------------------------------------

fn words() -> impl Strategy<Value = Text> {
    prop_oneof![
        "[a-zA-Zéß ]{1,12}",
        "[\\x00-\\x1f\"\\\\<>&\u{2028}\u{feff}]{1,6}",
        any::<String>().prop_filter("not empty", |s| !s.is_empty()),
    ]
    .prop_map(Text::from)
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>()
            .prop_filter("finite", |f| f.is_finite())
            .prop_map(Json::from),
        words().prop_map(|t| json!(&*t)),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map("[a-z\"]{1,4}", inner, 0..4).prop_map(|m| json!(m)),
        ]
    })
}

fn any_value(ty: FieldType) -> BoxedStrategy<Value> {
    let id = || any::<u128>().prop_map(RawId);
    match ty {
        FieldType::Text | FieldType::Markdown => words().prop_map(Value::Text).boxed(),
        FieldType::Tags => prop::collection::vec("[a-z,]{1,5}", 1..4)
            .prop_map(|v| Value::Tags(Tags::new(v.into_iter().map(Text::from))))
            .boxed(),
        FieldType::Date => (-25_567_i32..84_370)
            .prop_map(|n| Value::Date(Date::from_number(n).unwrap()))
            .boxed(),
        FieldType::Money => (
            any::<i64>(),
            prop::sample::select(vec!["EUR", "GBP", "JPY", "KWD"]),
        )
            .prop_map(|(n, c)| Value::Money(Money::new(n, Currency::parse(c).unwrap())))
            .boxed(),
        FieldType::Percent => any::<i32>()
            .prop_map(|n| Value::Percent(Percent(n)))
            .boxed(),
        FieldType::Number => any::<i64>().prop_map(|n| Value::Number(Decimal(n))).boxed(),
        FieldType::Whole => any::<i64>().prop_map(Value::Whole).boxed(),
        FieldType::Span => (any::<i64>(), 0..3_usize)
            .prop_map(|(amount, measure)| {
                let measure = [Measure::Working, Measure::Elapsed, Measure::Share][measure];
                Value::Span(Span { amount, measure })
            })
            .boxed(),
        FieldType::Choice(keys) => {
            let mut keys: Vec<Text> = keys.iter().map(|k| Text::from(*k)).collect();
            keys.push("of_a_newer_version".into());
            prop::sample::select(keys).prop_map(Value::Choice).boxed()
        }
        FieldType::Ref(_) => id().prop_map(Value::Ref).boxed(),
        FieldType::Refs(_) => prop::collection::vec(id(), 1..4)
            .prop_map(Value::Refs)
            .boxed(),
        FieldType::Flag => Just(Value::Flag).boxed(),
        FieldType::Raw => any_json().prop_map(Value::Raw).boxed(),
    }
}

type Fields = Vec<(Text, Value)>;

fn any_record(kind: Kind) -> impl Strategy<Value = (Kind, RawId, Fields)> {
    let declared: Vec<_> = kind
        .fields()
        .iter()
        .map(|spec| {
            let value = any_value(spec.ty).prop_map(|v| (Text::from(spec.key), v));
            if spec.required {
                value.prop_map(Some).boxed()
            } else {
                prop::option::weighted(0.4, value).boxed()
            }
        })
        .collect();
    let extra = prop::collection::vec(("(x_|later_)[a-z]{1,6}", any_json()), 0..3);
    (any::<u128>(), declared, extra).prop_map(move |(id, declared, extra)| {
        let extra = extra
            .into_iter()
            .map(|(k, v)| (Text::from(k), Value::Raw(v)));
        let fields = declared.into_iter().flatten().chain(extra).collect();
        (kind, RawId(id), fields)
    })
}

fn any_workspace() -> impl Strategy<Value = Workspace> {
    let record = prop::sample::select(Kind::ALL.to_vec()).prop_flat_map(any_record);
    let unknown = (
        "(idea|gadget)",
        "[A-Za-z0-9_-]{1,64}",
        prop::collection::btree_map("[a-z]{1,6}", any_json(), 0..3),
    );
    (
        prop::collection::vec(record, 0..12),
        prop::collection::vec(unknown, 0..3),
    )
        .prop_map(|(records, unknown)| {
            let mut workspace = Workspace::default();
            for (kind, id, fields) in records {
                workspace.insert_with(kind, id, fields).unwrap();
            }
            let mut ids = std::collections::BTreeSet::new();
            for (kind, id, rest) in unknown {
                let rest: Extra = rest
                    .into_iter()
                    .filter(|(k, _)| k != "kind" && k != "id")
                    .map(|(k, v)| (k.into(), v))
                    .collect();
                if ids.insert(id.clone()) {
                    workspace
                        .unknown
                        .insert((kind.into(), id.into()), Shared::new(rest));
                }
            }
            workspace
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_the_same(workspace in any_workspace()) {
        let text = write(&workspace);
        let found = read(text.as_bytes()).unwrap();
        prop_assert!(!found.report.miscounted);
        for kind in Kind::ALL {
            let before: Vec<Fields> = workspace.records(*kind).map(|r| r.values()).collect();
            let after: Vec<Fields> = found.workspace.records(*kind).map(|r| r.values()).collect();
            prop_assert_eq!(before, after);
        }
        prop_assert_eq!(write(&found.workspace), text);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let mut wrapped = b"{\"format\":\"baton\",\"version\":1,\"records\":[".to_vec();
        wrapped.extend(bytes);
        wrapped.extend(b"]}");
        let _ = read(&wrapped);
    }

    #[test]
    fn a_damaged_file_is_read_or_refused_and_never_half_believed(
        workspace in any_workspace(),
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = write(&workspace).into_bytes();
        for (place, byte) in hits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(found) = read(&bytes) {
            let text = write(&found.workspace);
            prop_assert_eq!(write(&read(text.as_bytes()).unwrap().workspace), text);
        }
    }
}
