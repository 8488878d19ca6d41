//! Any input at all: every chart comes back with a well-formed drawing inside its size or says why
//! there is none.

use baton::charts::*;
use chrono::NaiveDate;
use proptest::prelude::*;

use super::samples;
use super::svg::read;

/// Numbers a file may hold, with the ones that hurt well represented.
fn number() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        3 => (-1e6..1e6f64).prop_map(Some),
        2 => any::<f64>().prop_map(Some),
        1 => prop::sample::select(vec![
            f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.0, 1e300, -1e300, 1e-300, f64::MAX,
        ]).prop_map(Some),
        1 => Just(None),
    ]
}

fn numbers() -> impl Strategy<Value = Vec<Option<f64>>> {
    prop::collection::vec(number(), 0..12)
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        6 => (738_000i32..742_000).prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).unwrap()),
        1 => prop::sample::select(vec![NaiveDate::MIN, NaiveDate::MAX]),
    ]
}

fn size() -> impl Strategy<Value = Size> {
    prop_oneof![
        4 => (100u32..900, 60u32..500),
        1 => (0u32..60, 0u32..60),
        1 => Just((u32::MAX, u32::MAX)),
    ]
    .prop_map(|(width, height)| Size { width, height })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z éè]{0,20}",
        any::<String>(),
        Just("<img src=x onerror=alert(1)>\"'&]]>".to_owned()),
        Just("\u{0}\u{1b}\u{ffff}\u{202e}".to_owned()),
    ]
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(Role::ALL.to_vec())
}

fn holds(chart: &dyn Chart, size: Size) {
    let _ = chart.table();
    let Ok(svg) = chart.draw(size) else { return };
    assert_eq!(chart.draw(size).as_ref(), Ok(&svg));
    assert!(svg.text.len() < 300_000, "{} bytes", svg.text.len());
    let (wide, tall) = (f64::from(svg.width), f64::from(svg.height));
    for element in read(&svg.text) {
        assert!(
            ["svg", "path", "rect", "circle", "text", "title"].contains(&element.name.as_str())
        );
        assert!(
            element
                .attributes
                .keys()
                .all(|key| key != "style" && !key.starts_with("on"))
        );
        if element.name == "path" {
            for (x, y) in element.subpaths().into_iter().flatten() {
                let inside = (-1.0..=wide + 1.0).contains(&x) && (-1.0..=tall + 4.0).contains(&y);
                assert!(inside, "({x}, {y}) leaves {wide} × {tall}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_lines(x in numbers(), series in prop::collection::vec((name(), role(), numbers()), 0..4),
                 x_is_days in any::<bool>(), from_zero in any::<bool>(), today in prop::option::of(any_date()),
                 title in prop::option::of(name()), size in size()) {
        let chart = Lines {
            title,
            x: x.into_iter().map(|x| x.unwrap_or(f64::NAN)).collect(),
            x_is_days,
            series: series.into_iter().map(|(name, role, values)| Series { name, role, values }).collect(),
            today,
            from_zero,
            x_head: String::new(),
            formats: samples::PLAIN,
        };
        holds(&chart, size);
    }

    #[test]
    fn any_readings(readings in prop::collection::vec((any_date(), number()), 0..12),
                    target in prop::option::of((name(), prop::collection::vec((any_date(), number()), 0..4))),
                    baseline in prop::option::of((name(), number())),
                    bands in prop::collection::vec((name(), role(), number(), number()), 0..3),
                    name in name(), size in size()) {
        let value = |value: Option<f64>| value.unwrap_or(f64::NAN);
        let chart = KpiLine {
            name,
            readings: readings.into_iter().map(|(date, value)| Reading { date, value }).collect(),
            target: target.map(|(name, path)| (name, path.into_iter().map(|(d, v)| (d, value(v))).collect())),
            baseline: baseline.map(|(name, v)| (name, value(v))),
            bands: bands.into_iter().map(|(name, role, from, to)| Band { name, role, from, to }).collect(),
            date_head: String::new(),
            formats: samples::PLAIN,
        };
        holds(&chart, size);
    }

    #[test]
    fn any_money(lines in prop::array::uniform4((name(), prop::collection::vec((any_date(), any::<i64>()), 0..8))),
                 today in prop::option::of(any_date()), size in size()) {
        let [approved, forecast, committed, consumed] = lines.map(|(name, points)| MoneyLine { name, points });
        let chart = BudgetCurve {
            approved, forecast, committed, consumed, today,
            date_head: String::new(),
            formats: samples::MONEY,
        };
        holds(&chart, size);
    }

    #[test]
    fn any_bars(series in prop::collection::vec((name(), role()), 0..4),
                groups in prop::collection::vec((name(), numbers(), prop::option::of(role())), 0..30),
                lying in any::<bool>(), values_shown in any::<bool>(), title in prop::option::of(name()), size in size()) {
        let chart = Bars {
            title,
            orientation: if lying { Orientation::Lying } else { Orientation::Upright },
            series,
            groups: groups.into_iter().map(|(name, values, role)| Group { name, values, role }).collect(),
            values_shown,
            group_head: String::new(),
            formats: samples::PLAIN,
        };
        holds(&chart, size);
    }

    #[test]
    fn any_flows(flows in prop::collection::vec((0usize..6, 0usize..6, prop_oneof![0u32..300, Just(u32::MAX)]), 0..20),
                 size in size()) {
        let level = |n: usize| Level::ALL.get(n).copied();
        let chart = StatusFlow {
            flows: flows.into_iter().map(|(from, to, count)| Flow { from: level(from), to: level(to), count }).collect(),
            ..samples::status_flow()
        };
        holds(&chart, size);
    }

    #[test]
    fn any_spark_and_bullet(values in numbers(), parts in prop::collection::vec((name(), role(), number()), 0..4),
                            mark in number(), whole in number(), rest in any::<bool>(), size in size()) {
        holds(&Sparkline { values, value: samples::PLAIN.value }, size);
        let bullet = Bullet {
            parts: parts.into_iter().map(|(name, role, v)| (name, role, v.unwrap_or(f64::NAN))).collect(),
            mark: mark.map(|v| (String::new(), Role::Text, v)),
            whole,
            rest,
            value: samples::PLAIN.value,
        };
        holds(&bullet, size);
    }

    #[test]
    fn any_limits_and_shares(limits in prop::collection::vec((number(), name(), 0usize..5), 0..5),
                             value in number(), word in name(), size in size(),
                             counts in prop::collection::vec((0usize..5, any::<u32>()), 0..8),
                             reports in prop::collection::vec((name(), 0usize..5), 0..40)) {
        let number = |value: Option<f64>| value.unwrap_or(f64::NAN);
        let limits = limits.into_iter().map(|(at, text, level)| (number(at), text, Level::ALL[level]));
        let scale = LimitScale { limits: limits.collect(), value: (number(value), word), ..samples::limit_scale() };
        holds(&scale, size);
        let counts = counts.into_iter().map(|(level, count)| (Level::ALL[level], count)).collect();
        holds(&StatusShare { counts, ..samples::status_share() }, size);
        let reports = reports.into_iter().map(|(report, level)| (report, Level::ALL[level])).collect();
        holds(&StatusTrend { reports, ..samples::status_trend() }, size);
    }
}

#[test]
fn hostile_names_come_out_as_text() {
    let hostile = "<script>alert(1)</script>\"'&";
    let mut bars = samples::status_counts();
    bars.groups
        .iter_mut()
        .for_each(|group| group.name = hostile.to_owned());
    bars.title = Some(hostile.to_owned());
    let svg = bars
        .draw(Size {
            width: 800,
            height: 300,
        })
        .unwrap();
    let elements = read(&svg.text);
    assert!(elements.iter().all(|element| element.name != "script"));
    assert!(elements.iter().any(|element| element.text == hostile));
}
