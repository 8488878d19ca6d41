use std::sync::Arc;

use super::*;
use crate::timeline::day::day_of;
use crate::timeline::hit::{self, Part};
use crate::timeline::row::{
    BarShape, Colour, Item, Lane, Likely, Link, Milestone, MilestoneKind, Status,
};
use crate::timeline::strips::Strips;

fn view(words: &TimelineWords) -> View<'_> {
    View {
        scale: Scale {
            origin: day_of(2026, 1, 1),
            px_per_day: 2.0,
        },
        scroll_x: 0.0,
        scroll_y: 0.0,
        width: 800.0,
        height: 604.0,
        sight: (0.0, 604.0),
        row_height: 28.0,
        today: Some(day_of(2026, 5, 18)),
        active: None,
        hovered: None,
        show: Show::default(),
        preview: None,
        has_names: false,
        words,
    }
}

fn bar(key: u128, start: i32, days: i32) -> Item {
    let first = day_of(2026, 1, 1) + start;
    Item {
        colour: Colour::Category(1),
        ..Item::bar(key, format!("Bar {key}"), first, first + days)
    }
}

fn data(items: Vec<Item>, links: &[Link]) -> TimelineData {
    TimelineData::new(
        "Project",
        Vec::new(),
        items
            .into_iter()
            .map(|item| Row::Item(Arc::new(item)))
            .collect(),
        links,
    )
}

fn boxes(shapes: &[Shape<'_>], wanted: Ink) -> Vec<(f64, f64, f64, f64)> {
    let found = shapes.iter().filter_map(|shape| match shape {
        Shape::Box {
            x, y, w, h, fill, ..
        } if *fill == wanted => Some((*x, *y, *w, *h)),
        _ => None,
    });
    found.collect()
}

fn texts(shapes: &[Shape<'_>]) -> Vec<String> {
    let found = shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text.to_string()),
        _ => None,
    });
    found.collect()
}

#[test]
fn a_bar_lies_on_its_days_with_the_done_part_before_the_rest() {
    let words = TimelineWords::default();
    let data = data(
        vec![Item {
            progress: 250,
            ..bar(1, 10, 100)
        }],
        &[],
    );
    let shapes = draw(&data, &view(&words));
    let colour = Colour::Category(1);
    assert_eq!(
        boxes(&shapes, Ink::Tint(colour)),
        [(20.0, HEAD_HEIGHT + 6.0, 200.0, BAR_HEIGHT)]
    );
    assert_eq!(
        boxes(&shapes, Ink::Bar(colour)),
        [(20.0, HEAD_HEIGHT + 6.0, 50.0, BAR_HEIGHT)]
    );
}

#[test]
fn slip_is_hatched_from_the_promised_finish_and_named_behind_the_bar() {
    let words = TimelineWords::default();
    let mut late = bar(1, 10, 100);
    late.baseline = Some((late.span.unwrap().0, late.span.unwrap().1 - 30));
    (late.slip, late.status, late.is_slip_red) = (Some(30), Some(Status::Red), true);
    let data = data(vec![late], &[]);
    let shapes = draw(&data, &view(&words));
    let hatch = shapes.iter().find_map(|shape| match shape {
        Shape::Hatch { x, w, .. } => Some((*x, *w)),
        _ => None,
    });
    assert_eq!(hatch, Some((160.0, 60.0)));
    assert!(texts(&shapes).contains(&"+30 d".to_owned()));
    let mark = shapes.iter().find_map(|shape| match shape {
        Shape::Mark { x, status, .. } => Some((*x, *status)),
        _ => None,
    });
    assert_eq!(mark, Some((227.0, Status::Red)));
}

#[test]
fn only_rows_in_view_become_shapes() {
    let words = TimelineWords::default();
    let many = data((0..50_000).map(|key| bar(key, 10, 50)).collect(), &[]);
    let few = data((0..25).map(|key| bar(key, 10, 50)).collect(), &[]);
    let mut view = view(&words);
    let top = draw(&many, &view).len();
    assert!(top.abs_diff(draw(&few, &view).len()) <= 4);
    view.scroll_y = 700_000.0;
    assert!(draw(&many, &view).len().abs_diff(top) <= 8);
    assert_eq!(view.rows_in_view(50_000), (25_000, 25_020));
}

#[test]
fn strips_draw_the_bars_of_the_whole_each_once_and_at_its_place() {
    let words = TimelineWords::default();
    let data = data((0..100).map(|key| bar(key, 0, 20)).collect(), &[]);
    let whole = View {
        scroll_y: 500.0,
        ..view(&words)
    };
    let ink = Ink::Tint(Colour::Category(1));
    let strips = Strips {
        row_height: whole.row_height,
        ratio: 1.25,
    };
    let first = strips.at(whole.scroll_y);
    let room = whole.height - HEAD_HEIGHT;
    let mut found = Vec::new();
    for strip in first..first + strips.covering(room) {
        let part = strips.view(&whole, strip);
        let by = part.scroll_y - whole.scroll_y;
        let drawn = boxes(&draw_rows(&data, &part), ink);
        found.extend(drawn.into_iter().map(|(x, y, w, h)| (x, y + by, w, h)));
    }
    let in_sight = |bar: &(f64, f64, f64, f64)| bar.1 > 0.0 && bar.1 < whole.height;
    let expected = boxes(&draw(&data, &whole), ink);
    for bar in expected.iter().filter(|bar| in_sight(bar)) {
        let count = found.iter().filter(|found| {
            let far = (found.0 - bar.0).abs() + (found.1 - bar.1).abs();
            far < 1e-6 && (found.2, found.3) == (bar.2, bar.3)
        });
        assert_eq!(count.count(), 1, "{bar:?}");
    }
    assert!(expected.len() > 15);
}

#[test]
fn a_label_stands_at_the_same_place_whatever_strip_it_is_drawn_in() {
    let words = TimelineWords::default();
    let data = data((0..100).map(|key| bar(key, 0, 20)).collect(), &[]);
    let day = day_of(2026, 1, 4);
    // The last row in sight: its label has room above it alone.
    let preview = Preview {
        moving: Some(Moving {
            key: 36,
            start: day,
            finish: day + 20,
            is_whole: true,
        }),
        label: vec!["one".into(), "two".into()],
        ..Preview::default()
    };
    let whole = View {
        scroll_y: 500.0,
        preview: Some(&preview),
        ..view(&words)
    };
    let label = |view: &View<'_>| boxes(&draw_rows(&data, view), Ink::Inverse)[0];
    let expected = label(&whole);
    assert!(expected.1 > 0.0 && expected.1 + expected.3 < whole.height);
    let strips = Strips {
        row_height: whole.row_height,
        ratio: 1.0,
    };
    for strip in strips.at(500.0)..=strips.at(1_000.0) {
        let part = strips.view(&whole, strip);
        let found = label(&part);
        assert!((found.1 + part.scroll_y - whole.scroll_y - expected.1).abs() < 1e-6);
    }
}

#[test]
fn a_view_scrolled_past_the_end_is_empty_but_for_the_head() {
    let words = TimelineWords::default();
    let data = data(vec![bar(1, 0, 5)], &[]);
    let shapes = draw(
        &data,
        &View {
            scroll_y: 9_000.0,
            ..view(&words)
        },
    );
    assert_eq!(boxes(&shapes, Ink::Tint(Colour::Category(1))), []);
    assert!(texts(&shapes).contains(&"Q1 2026".to_owned()));
}

#[test]
fn the_pill_of_today_hides_the_month_beneath_it() {
    let words = TimelineWords::default();
    let data = data(vec![bar(1, 0, 5)], &[]);
    let labels = texts(&draw(&data, &view(&words)));
    assert!(labels.contains(&"18 May".to_owned()));
    assert!(labels.contains(&"Apr".to_owned()) && labels.contains(&"Jul".to_owned()));
    let narrow = View {
        width: 400.0,
        scale: Scale {
            px_per_day: 1.4,
            ..view(&words).scale
        },
        ..view(&words)
    };
    assert!(!texts(&draw(&data, &narrow)).contains(&"May".to_owned()));
}

#[test]
fn the_name_of_a_unit_that_began_to_the_left_stays_at_the_edge() {
    let words = TimelineWords::default();
    let data = data(vec![bar(1, 0, 5)], &[]);
    let shapes = draw(
        &data,
        &View {
            scroll_x: 60.0,
            ..view(&words)
        },
    );
    let label = shapes.iter().find_map(|shape| match shape {
        Shape::Text { x, text, .. } if text == "Q1 2026" => Some(*x),
        _ => None,
    });
    assert_eq!(label, Some(5.0));
}

#[test]
fn a_broken_link_is_red_and_leads_from_the_finish_to_the_start_with_right_angles() {
    let words = TimelineWords::default();
    let link = Link {
        is_broken: true,
        ..Link::new(1, 3)
    };
    let data = data(vec![bar(1, 0, 100), bar(2, 0, 10), bar(3, 60, 50)], &[link]);
    let shapes = draw(&data, &view(&words));
    let line = shapes.iter().find_map(|shape| match shape {
        Shape::Line { points, stroke, .. } if *stroke == Ink::Fill(Status::Red) => {
            Some(points.clone())
        }
        _ => None,
    });
    let points = line.unwrap();
    assert_eq!((points[0].0, points[3].0), (199.0, 125.0));
    for pair in points.windows(2) {
        assert!(pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1, "{pair:?}");
    }
    assert!(
        draw(
            &data,
            &View {
                show: Show {
                    links: false,
                    ..Show::default()
                },
                ..view(&words)
            }
        )
        .iter()
        .all(|shape| !matches!(shape, Shape::Line { .. }))
    );
}

#[test]
fn a_link_between_rows_far_above_and_below_still_crosses_the_view() {
    let words = TimelineWords::default();
    let data = data(
        (0..2_000).map(|key| bar(key, 10, 50)).collect(),
        &[Link::new(0, 1_999)],
    );
    let shapes = draw(
        &data,
        &View {
            scroll_y: 28_000.0,
            ..view(&words)
        },
    );
    let crossing = shapes.iter().any(|shape| {
        matches!(shape, Shape::Line { points, .. }
            if points.first().is_some_and(|point| point.1 <= 0.0) && points.last().is_some_and(|point| point.1 >= 604.0))
    });
    assert!(crossing);
}

#[test]
fn a_collapsed_lane_shows_the_marks_of_its_rows() {
    let words = TimelineWords::default();
    let start = day_of(2026, 1, 10);
    let lane = |is_collapsed| {
        Row::Lane(Arc::new(Lane {
            key: 9,
            title: "Lane".into(),
            colour: Colour::Category(2),
            count: 2,
            statuses: vec![(Status::Amber, 1), (Status::Green, 1)],
            span: Some((start, start + 90)),
            progress: 400,
            cells: Vec::new(),
            is_collapsed,
            marks: vec![(start + 40, Status::Amber), (start + 90, Status::Green)],
        }))
    };
    for (is_collapsed, marks) in [(true, 2), (false, 0)] {
        let data = TimelineData::new("Project", Vec::new(), vec![lane(is_collapsed)], &[]);
        let shapes = draw(&data, &view(&words));
        assert_eq!(
            shapes
                .iter()
                .filter(|shape| matches!(shape, Shape::Mark { .. }))
                .count(),
            marks
        );
    }
}

#[test]
fn a_critical_bar_is_outlined_in_ink_and_a_foreign_one_is_dashed() {
    let words = TimelineWords::default();
    let shape_of = |shape| {
        let data = data(
            vec![Item {
                shape,
                ..bar(1, 0, 50)
            }],
            &[],
        );
        let shapes = draw(&data, &view(&words));
        shapes.iter().find_map(|shape| match shape {
            Shape::Frame { stroke, dash, .. } => Some((*stroke, dash.is_some())),
            _ => None,
        })
    };
    assert_eq!(shape_of(BarShape::Critical), Some((Ink::Text, false)));
    assert_eq!(
        shape_of(BarShape::Foreign),
        Some((Ink::Bar(Colour::Category(1)), true))
    );
    assert_eq!(shape_of(BarShape::Bar), None);
}

#[test]
fn a_move_under_way_shows_old_place_new_place_and_label() {
    let words = TimelineWords::default();
    let item = bar(1, 20, 50);
    let (start, finish) = item.span.unwrap();
    let data = data(vec![item], &[]);
    let preview = Preview {
        moving: Some(Moving {
            is_whole: true,
            key: 1,
            start: start + 30,
            finish: finish + 30,
        }),
        label: vec!["18 Dec → 17 Jan".into(), "2 projects follow".into()],
        ..Preview::default()
    };
    let shapes = draw(
        &data,
        &View {
            preview: Some(&preview),
            ..view(&words)
        },
    );
    assert!(
        shapes.iter().any(
            |shape| matches!(shape, Shape::Frame { x, stroke: Ink::Accent, .. } if *x == 98.5)
        )
    );
    assert!(
        shapes
            .iter()
            .any(|shape| matches!(shape, Shape::Frame { x, dash: Some(_), .. } if *x == 40.0))
    );
    assert!(texts(&shapes).contains(&"2 projects follow".to_owned()));
}

#[test]
fn the_pointer_finds_body_edges_and_diamonds() {
    let words = TimelineWords::default();
    let mut item = bar(7, 10, 100);
    item.milestones.push(Milestone {
        day: day_of(2026, 1, 1) + 60,
        kind: MilestoneKind::Gate,
        is_passed: false,
        baseline: None,
        label: "G3".into(),
    });
    let data = data(vec![bar(6, 0, 5), item, bar(8, 0, 4)], &[]);
    let view = view(&words);
    let y = view.row_top(1) + 12.0;
    let part = |x: f64, y: f64| hit::hit(&data, &view, x, y).map(|hit| (hit.key, hit.part));
    assert_eq!(part(100.0, y), Some((7, Part::Body)));
    assert_eq!(part(21.0, y), Some((7, Part::Start)));
    assert_eq!(part(218.0, y), Some((7, Part::Finish)));
    assert_eq!(part(122.0, y), Some((7, Part::Milestone(0))));
    assert_eq!(part(300.0, y), None);
    assert_eq!(part(100.0, 20.0), None);
    // A short bar can be moved: its edges are grabbed from outside.
    assert_eq!(part(4.0, view.row_top(2) + 12.0), Some((8, Part::Body)));
    assert_eq!(part(11.0, view.row_top(2) + 12.0), Some((8, Part::Finish)));
    assert_eq!(hit::row_at(&data, &view, 500.0), None);
}

#[test]
fn a_whisker_runs_from_the_finish_to_its_p80_with_a_tick_at_its_p50() {
    let words = TimelineWords::default();
    let mut likely = bar(1, 10, 100);
    let finish = likely.span.unwrap().1;
    likely.likely = Some(Likely {
        p50: finish + 5,
        p80: finish + 20,
    });
    let middle = HEAD_HEIGHT + 6.0 + BAR_HEIGHT / 2.0 - 3.5;
    let whisker = |data: &TimelineData| boxes(&draw(data, &view(&words)), Ink::TextQuiet);
    let bar_data = data(vec![likely.clone()], &[]);
    assert_eq!(
        whisker(&bar_data),
        [
            (220.0, middle - 0.75, 40.0, 1.5),
            (229.25, middle - 2.5, 1.5, 5.0),
            (259.25, middle - 4.0, 1.5, 8.0),
        ]
    );
    // It widens what can be scrolled to.
    assert_eq!(bar_data.span().unwrap().1, finish + 20);
    // A milestone stands on its day, and so do the marks of its odds.
    let event = Item {
        shape: BarShape::Milestone,
        span: Some((finish - 1, finish)),
        ..likely.clone()
    };
    let marks: Vec<f64> = whisker(&data(vec![event], &[]))
        .iter()
        .map(|mark| mark.0)
        .collect();
    assert_eq!(marks, [218.0, 227.25, 257.25]);
    // What is certain has none.
    let certain = Item {
        likely: Some(Likely {
            p50: finish,
            p80: finish,
        }),
        ..likely
    };
    assert_eq!(whisker(&data(vec![certain], &[])), []);
}
