//! What each chart puts on the page.

use baton::charts::*;

use super::samples::{self, date};
use super::svg::{Element, read};

fn drawn(chart: &dyn Chart, width: u32, height: u32) -> Vec<Element> {
    read(&chart.draw(Size { width, height }).unwrap().text)
}

fn with<'a>(elements: &'a [Element], name: &'a str, class: &'a str) -> Vec<&'a Element> {
    elements
        .iter()
        .filter(|e| e.name == name && e.has_class(class))
        .collect()
}

fn texts(elements: &[Element], class: &str) -> Vec<String> {
    with(elements, "text", class)
        .iter()
        .map(|e| e.text.clone())
        .collect()
}

fn every_sample() -> Vec<(Box<dyn Chart>, u32, u32)> {
    let mut all: Vec<(Box<dyn Chart>, u32, u32)> = vec![
        (Box::new(samples::budget_curve()), 354, 262),
        (Box::new(samples::kpi_line()), 420, 200),
        (Box::new(samples::burnup()), 420, 220),
        (
            Box::new(samples::budget_by_year(Orientation::Upright)),
            420,
            220,
        ),
        (
            Box::new(samples::budget_by_year(Orientation::Lying)),
            420,
            240,
        ),
        (Box::new(samples::status_counts()), 300, 150),
        (Box::new(samples::status_flow()), 298, 196),
        (Box::new(samples::sparkline()), 72, 22),
        (Box::new(samples::bullet()), 140, 16),
        (Box::new(samples::status_trend()), 72, 15),
        (Box::new(samples::status_share()), 48, 5),
        (Box::new(samples::limit_scale()), 360, 34),
    ];
    all.extend((0..3).map(|n| (samples::twelve(n), 340, 250)));
    all
}

#[test]
fn the_budget_is_read_on_round_ticks_from_zero_and_the_year_is_said_once() {
    let svg = drawn(&samples::budget_curve(), 354, 262);
    let ticks = texts(&svg, "ch-tick");
    assert_eq!(
        ticks,
        [
            "0", "20", "40", "60", "80", "Jul 25", "Jan 26", "Jul", "Jan 27", "Jul"
        ]
    );
}

#[test]
fn each_money_line_is_one_element_with_its_meaning() {
    let svg = drawn(&samples::budget_curve(), 354, 262);
    for class in [
        "ch-approved",
        "ch-forecast",
        "ch-committed",
        "ch-consumed",
        "ch-today",
    ] {
        assert_eq!(with(&svg, "path", class).len(), 1, "{class}");
    }
}

#[test]
fn consumed_and_committed_end_on_the_line_of_the_status_date() {
    let svg = drawn(&samples::budget_curve(), 354, 262);
    let today = with(&svg, "path", "ch-today")[0].subpaths()[0][0].0;
    for class in ["ch-consumed", "ch-committed"] {
        let (x, _) = *with(&svg, "path", class)[0].subpaths()[0].last().unwrap();
        assert!(
            (x - today).abs() < 0.15,
            "{class} ends at {x}, today is {today}"
        );
    }
}

#[test]
fn money_lines_say_their_name_and_last_amount_where_they_end() {
    let svg = drawn(&samples::budget_curve(), 354, 262);
    assert_eq!(texts(&svg, "ch-consumed"), ["Consumed", "€34.9 M"]);
    assert_eq!(texts(&svg, "ch-forecast"), ["Forecast", "€72.9 M"]);
}

#[test]
fn no_text_of_any_chart_lies_on_another_or_leaves_the_drawing() {
    for (chart, width, height) in every_sample() {
        for (width, height) in [(width, height), (width * 2, height), (width, height * 2)] {
            let svg = drawn(&*chart, width, height);
            let boxes: Vec<_> = svg
                .iter()
                .filter(|e| e.name == "text")
                .map(|e| (e, e.text_box()))
                .collect();
            for (n, (a, (left, top, right, bottom))) in boxes.iter().enumerate() {
                let inside = *left >= 0.0
                    && *top >= 0.0
                    && *right <= f64::from(width)
                    && *bottom <= f64::from(height);
                assert!(inside, "{a:?} leaves the drawing");
                for (b, (l, t, r, d)) in &boxes[n + 1..] {
                    let apart = right <= l || r <= left || bottom <= t || d <= top;
                    assert!(apart, "{a:?} lies on {b:?}");
                }
            }
        }
    }
}

#[test]
fn a_missing_reading_is_a_gap_and_a_zero_is_not() {
    let mut kpi = samples::kpi_line();
    let runs = |kpi: &KpiLine<'_>| {
        let svg = drawn(kpi, 420, 200);
        with(&svg, "path", "ch-actual")
            .iter()
            .map(|path| path.subpaths().len())
            .sum::<usize>()
    };
    assert_eq!(runs(&kpi), 3);
    for reading in &mut kpi.readings {
        reading.value = reading.value.or(Some(0.0));
    }
    assert_eq!(runs(&kpi), 1);
}

#[test]
fn a_reading_between_two_gaps_is_seen_as_a_dot() {
    let mut kpi = samples::kpi_line();
    for (n, reading) in kpi.readings.iter_mut().enumerate() {
        reading.value = (n % 2 == 0).then_some(n as f64);
    }
    let svg = drawn(&kpi, 420, 200);
    assert!(with(&svg, "path", "ch-actual").is_empty());
    // Six readings and the larger dot at the last one.
    assert_eq!(with(&svg, "circle", "ch-actual").len(), 7);
}

#[test]
fn threshold_bands_are_named_and_not_told_by_colour_alone() {
    let svg = drawn(&samples::kpi_line(), 420, 200);
    assert_eq!(with(&svg, "path", "ch-amber").len(), 1);
    assert_eq!(texts(&svg, "ch-amber"), ["Amber"]);
}

#[test]
fn upright_bars_stand_on_zero_and_negative_ones_hang_from_it() {
    let mut bars = samples::status_counts();
    bars.orientation = Orientation::Upright;
    bars.groups[0].values = vec![Some(-3.0)];
    let svg = drawn(&bars, 420, 220);
    let zero = with(&svg, "path", "ch-axis").last().unwrap().subpaths()[0][0].1;
    let red = with(&svg, "rect", "ch-red")[0];
    assert!((red.number("y") - zero).abs() < 0.15);
    let green = with(&svg, "rect", "ch-green")[0];
    assert!((green.number("y") + green.number("height") - zero).abs() < 0.15);
}

#[test]
fn bars_are_as_long_as_their_values() {
    let svg = drawn(&samples::status_counts(), 300, 150);
    let long = |class| with(&svg, "rect", class)[0].number("width");
    assert!((long("ch-green") / long("ch-red") - 5.5).abs() < 0.1);
}

#[test]
fn many_bars_of_one_series_are_one_element() {
    let svg = drawn(&*samples::twelve(1), 340, 250);
    let bars = with(&svg, "path", "ch-cat1");
    assert_eq!(bars.len(), 1);
    assert_eq!(bars[0].subpaths().len(), 60);
}

#[test]
fn the_status_flow_draws_a_ribbon_for_each_change_and_keeps_what_stayed_quiet() {
    let svg = drawn(&samples::status_flow(), 298, 196);
    let count = |class| {
        svg.iter()
            .filter(|e| e.name == "path" && e.has_class(class))
            .count()
    };
    assert_eq!((count("ch-soft"), count("ch-faint")), (6, 3));
    let titles: Vec<_> = svg
        .iter()
        .filter(|e| e.name == "title")
        .map(|e| e.text.as_str())
        .collect();
    assert!(titles.contains(&"Amber → Red · 2"));
}

#[test]
fn a_level_is_as_tall_as_its_records_and_says_how_many_and_the_change() {
    let svg = drawn(&samples::status_flow(), 298, 196);
    let bars: Vec<_> = svg
        .iter()
        .filter(|e| e.name == "rect" && (e.number("width") - 10.0).abs() < 0.05)
        .collect();
    let tall = |class: &str| {
        bars.iter()
            .filter(|e| e.has_class(class))
            .map(|e| e.number("height"))
            .collect::<Vec<_>>()
    };
    let (green, red) = (tall("ch-green"), tall("ch-red"));
    assert!((green[0] / 14.0 - red[0]).abs() < 0.1 && (green[1] / 11.0 - red[0]).abs() < 0.1);
    assert_eq!(
        texts(&svg, "ch-big"),
        ["1", "8", "1", "14", "2", "8", "2", "11", "1"]
    );
    assert_eq!(texts(&svg, "ch-tick"), ["+1", "±0", "+1", "−3", "+1"]);
}

#[test]
fn statuses_carry_shape_and_letter() {
    let svg = drawn(&samples::status_flow(), 298, 196);
    assert_eq!(
        texts(&svg, "ch-on"),
        ["R", "A", "N", "G", "R", "A", "N", "G", "C"]
    );
    assert_eq!(with(&svg, "circle", "ch-green").len(), 2);
    assert_eq!(with(&svg, "circle", "ch-none").len(), 2);
}

#[test]
fn a_drawing_carries_no_style_and_no_colour() {
    for (chart, width, height) in every_sample() {
        let text = chart.draw(Size { width, height }).unwrap().text;
        for word in [
            "style",
            "rgb",
            "fill=",
            "stroke=",
            "font-family",
            "#",
            "NaN",
            "inf",
        ] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn the_same_numbers_give_the_same_text() {
    for ((a, width, height), (b, ..)) in every_sample().into_iter().zip(every_sample()) {
        let size = Size { width, height };
        assert_eq!(a.draw(size), b.draw(size));
    }
}

#[test]
fn twelve_charts_of_sixty_values_stay_small() {
    let texts: Vec<String> = (0..12)
        .map(|n| {
            samples::twelve(n)
                .draw(Size {
                    width: 340,
                    height: 250,
                })
                .unwrap()
                .text
        })
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let elements: usize = texts.iter().map(|text| read(text).len()).sum();
    assert!(bytes < 40_000, "{bytes} bytes");
    assert!(elements < 12 * 30, "{elements} elements");
}

#[test]
fn nothing_to_draw_is_said_and_not_drawn() {
    let size = Size {
        width: 300,
        height: 200,
    };
    let mut kpi = samples::kpi_line();
    kpi.readings
        .iter_mut()
        .for_each(|reading| reading.value = None);
    let mut bars = samples::status_counts();
    bars.groups.clear();
    let mut flow = samples::status_flow();
    flow.flows.clear();
    let mut lines = samples::burnup();
    lines.dates.clear();
    let empty = MoneyLine::default;
    let budget = BudgetCurve {
        approved: empty(),
        forecast: empty(),
        committed: empty(),
        consumed: empty(),
        ..samples::budget_curve()
    };
    let nothing = Sparkline {
        values: vec![None, Some(f64::NAN), Some(f64::INFINITY)],
        value: samples::PLAIN.value,
    };
    let bullet = Bullet {
        parts: Vec::new(),
        mark: None,
        ..samples::bullet()
    };
    let charts: [&dyn Chart; 7] = [&kpi, &bars, &flow, &lines, &budget, &nothing, &bullet];
    for chart in charts {
        assert_eq!(chart.draw(size), Err(ChartError::NoData));
    }
}

#[test]
fn a_drawing_without_room_is_refused() {
    for (chart, ..) in every_sample() {
        assert_eq!(
            chart.draw(Size {
                width: 0,
                height: 100
            }),
            Err(ChartError::NoRoom)
        );
        assert_eq!(
            chart.draw(Size {
                width: 3,
                height: 3
            }),
            Err(ChartError::NoRoom)
        );
    }
}

#[test]
fn tables_hold_the_same_numbers_and_leave_missing_ones_empty() {
    let table = samples::kpi_line().table();
    assert_eq!(table.head, ["Month", "Customer NPS", "Target"]);
    assert_eq!(table.rows.len(), 12);
    assert_eq!(table.rows[3], ["1 Sep 2025", "", "50"]);
    let table = samples::budget_curve().table();
    let today = table
        .rows
        .iter()
        .find(|row| row[0] == "18 May 2026")
        .unwrap();
    assert_eq!(today[1..], ["", "€34.9 M", "€49.3 M", "€34.9 M"]);
    let table = samples::status_flow().table();
    assert!(
        table
            .rows
            .contains(&["Amber", "Red", "2"].map(str::to_owned).to_vec())
    );
    let table = samples::budget_by_year(Orientation::Upright).table();
    assert_eq!(table.rows[3], ["2027", "14.5", "14.6", ""]);
}

#[test]
fn records_that_came_or_went_are_counted_without_a_ribbon() {
    let mut flow = samples::status_flow();
    flow.flows = vec![
        Flow {
            from: None,
            to: Some(Level::Green),
            count: 2,
        },
        Flow {
            from: Some(Level::Green),
            to: Some(Level::Green),
            count: 3,
        },
        Flow {
            from: Some(Level::Red),
            to: None,
            count: 1,
        },
    ];
    let svg = drawn(&flow, 298, 196);
    assert_eq!(texts(&svg, "ch-big"), ["1", "3", "5"]);
    assert_eq!(
        svg.iter()
            .filter(|e| e.has_class("ch-faint") || e.has_class("ch-soft"))
            .count(),
        1
    );
}

#[test]
fn a_budget_of_one_day_and_of_nothing_spent_still_draws() {
    let day = date("2026-05-18");
    let line = |name: &str, amount| MoneyLine {
        name: name.to_owned(),
        points: vec![(day, amount)],
    };
    let budget = BudgetCurve {
        approved: line("Approved", 0),
        forecast: line("Forecast", 0),
        committed: line("Committed", 0),
        consumed: line("Consumed", 0),
        ..samples::budget_curve()
    };
    let svg = drawn(&budget, 354, 262);
    assert!(texts(&svg, "ch-tick").len() >= 2);
}

#[test]
fn the_status_trend_stands_high_for_green_and_low_for_red() {
    let svg = drawn(&samples::status_trend(), 72, 15);
    let green = with(&svg, "circle", "ch-green")[0].number("cy");
    let middle = |class| {
        let corners = with(&svg, "path", class)[0].subpaths().remove(0);
        corners.iter().map(|(_, y)| y).sum::<f64>() / corners.len() as f64
    };
    assert!(green < middle("ch-amber") && middle("ch-amber") < middle("ch-red"));
    let titles: Vec<_> = svg
        .iter()
        .filter(|e| e.name == "title")
        .map(|e| e.text.as_str())
        .collect();
    assert_eq!(titles[..2], ["May · Amber", "Apr · Red"]);
}

#[test]
fn a_single_record_stays_visible_in_the_share_of_hundreds() {
    let mut share = samples::status_share();
    share.counts = vec![(Level::Red, 1), (Level::Green, 999)];
    let svg = drawn(&share, 48, 5);
    let red = with(&svg, "path", "ch-red")[0].subpaths().remove(0);
    assert!(red[1].0 - red[0].0 >= 2.0);
}

#[test]
fn the_value_on_a_limit_scale_stands_in_the_level_it_falls_into() {
    let svg = drawn(&samples::limit_scale(), 360, 34);
    let extent = |class| {
        let corners = with(&svg, "path", class)[0].subpaths().remove(0);
        (corners[0].0, corners[1].0)
    };
    let (red, mark) = (extent("ch-red"), extent("ch-text"));
    assert!(red.0 < mark.0 && mark.1 < red.1);
    assert_eq!(texts(&svg, "ch-small"), ["5%", "10%", "11.7%"]);
    assert_eq!(texts(&svg, "ch-on"), ["G", "A", "R"]);
}

#[test]
fn hundreds_of_records_in_one_status_leave_the_others_readable() {
    use Level::*;
    let flow = |from, to, count| Flow {
        from: Some(from),
        to: Some(to),
        count,
    };
    let mut chart = samples::status_flow();
    chart.flows = vec![
        flow(Red, Amber, 1),
        flow(Amber, Red, 1),
        flow(NotReported, NotReported, 1),
        flow(Green, Green, 230),
        flow(Complete, Complete, 2),
    ];
    let svg = drawn(&chart, 298, 196);
    let numbers: Vec<f64> = with(&svg, "text", "ch-big")
        .iter()
        .take(5)
        .map(|e| e.number("y"))
        .collect();
    assert!(
        numbers.windows(2).all(|pair| pair[1] - pair[0] >= 15.0),
        "{numbers:?}"
    );
    assert_eq!(
        chart.draw(Size {
            width: 298,
            height: 70
        }),
        Err(ChartError::NoRoom)
    );
}
