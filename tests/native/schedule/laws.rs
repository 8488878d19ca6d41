//! What holds for every network.

use super::weekdays;
use baton::analysis::schedule::*;
use proptest::prelude::*;

/// 5 January 2026, a Monday, nine o'clock.
const START: Minute = 20_458 * DAY + 540;

/// A network before it is built, so that it can be built in another order.
#[derive(Clone, Debug)]
struct Plan {
    activities: Vec<Activity>,
    ties: Vec<Tie>,
}

fn times() -> [WorkTime; 2] {
    let office = weekdays(&[(540, 720), (780, 1_080)]);
    let night: [Spans; 7] = std::array::from_fn(|day| {
        if day % 2 == 0 {
            vec![(0, 360), (1_320, 1_440)]
        } else {
            vec![(0, 360)]
        }
    });
    [
        office,
        WorkTime::new(&night, [(20_460, vec![]), (20_475, vec![(60, 120)])]),
    ]
}

impl Plan {
    fn build(&self) -> Network {
        let mut builder = NetworkBuilder::new(START);
        for time in times() {
            builder.calendar(time);
        }
        for activity in &self.activities {
            builder.activity(*activity);
        }
        for tie in &self.ties {
            builder.tie(*tie);
        }
        builder.build()
    }

    /// The same plan with its activities in another order.
    fn shuffled(&self, keys: &[u32]) -> (Self, Vec<u32>) {
        let count = self.activities.len();
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|place| (keys[*place % keys.len()].rotate_left(*place as u32), *place));
        let mut new = vec![0; count];
        for (place, old) in order.iter().enumerate() {
            new[*old] = place as u32;
        }
        let moved = |activity: &Activity| Activity {
            parent: activity.parent.map(|parent| new[parent as usize]),
            ..*activity
        };
        let tie = |tie: &Tie| Tie {
            from: new[tie.from as usize],
            to: new[tie.to as usize],
            ..*tie
        };
        let activities = order
            .iter()
            .map(|old| moved(&self.activities[*old]))
            .collect();
        let ties = self.ties.iter().rev().map(tie).collect();
        (Self { activities, ties }, new)
    }
}

fn rule() -> impl Strategy<Value = Rule> {
    let at = (0i32..60).prop_map(|day| START + day * DAY);
    prop_oneof![
        8 => Just(Rule::Asap),
        1 => Just(Rule::Alap),
        1 => at.clone().prop_map(Rule::StartNoEarlier),
        1 => at.clone().prop_map(Rule::StartNoLater),
        1 => at.clone().prop_map(Rule::FinishNoEarlier),
        1 => at.clone().prop_map(Rule::FinishNoLater),
        1 => at.clone().prop_map(Rule::StartOn),
        1 => at.prop_map(Rule::FinishOn),
    ]
}

fn done() -> impl Strategy<Value = Done> {
    let start = (-20i32..5).prop_map(|day| START + day * DAY);
    prop_oneof![
        8 => Just(Done::Nothing),
        1 => (start.clone(), 0i32..3_000).prop_map(|(start, left)| {
            Done::Started { start, left, resume: None }
        }),
        1 => (start, 0i32..10_000).prop_map(|(start, length)| {
            Done::Finished { start, finish: start + length }
        }),
    ]
}

fn lag() -> impl Strategy<Value = Lag> {
    prop_oneof![
        4 => Just(Lag::NONE),
        2 => (-1_000i32..2_000).prop_map(Lag::Working),
        1 => (-1_000i32..5_000).prop_map(Lag::Elapsed),
        1 => (-5_000i32..15_000).prop_map(Lag::Share),
    ]
}

fn kind() -> impl Strategy<Value = TieKind> {
    prop_oneof![
        3 => Just(TieKind::FinishStart),
        1 => Just(TieKind::StartStart),
        1 => Just(TieKind::FinishFinish),
        1 => Just(TieKind::StartFinish),
    ]
}

/// Ties lead from lower to higher numbers, so that there are no circles; `whole` adds summaries,
/// constraints and facts.
fn plan(calendars: std::ops::Range<u32>, whole: bool) -> impl Strategy<Value = Plan> {
    let activity = (calendars, 0i32..4_000, rule(), done(), any::<bool>());
    let activity = activity.prop_map(move |(calendar, duration, rule, done, short)| {
        let duration = if short { duration } else { duration % 2 * 480 };
        let mut activity = Activity::new(calendar, duration);
        if whole {
            activity.rule = rule;
            activity.done = done;
        }
        activity
    });
    let activities = prop::collection::vec(activity, 2..14);
    activities.prop_flat_map(move |activities| {
        let count = activities.len() as u32;
        let tie =
            (0..count - 1, 1..count, kind(), lag()).prop_map(move |(from, step, kind, lag)| Tie {
                from,
                to: (from + step).min(count - 1).max(from + 1),
                kind,
                lag,
            });
        (Just(activities), prop::collection::vec(tie, 0..20))
            .prop_map(|(activities, ties)| Plan { activities, ties })
    })
}

/// Everything, whether it makes sense or not.
fn anything() -> impl Strategy<Value = Plan> {
    let extreme = prop_oneof![-9i32..9_999, Just(i32::MIN), Just(i32::MAX), any::<i32>()];
    let activity = (
        0u32..5,
        extreme.clone(),
        prop::option::of(0u32..16),
        rule(),
        done(),
        extreme.clone(),
    );
    let activity = activity.prop_map(|(calendar, duration, parent, rule, done, at)| Activity {
        parent: parent.filter(|_| at % 3 == 0),
        rule: if at % 7 == 0 {
            Rule::FinishOn(at)
        } else {
            rule
        },
        done: if at % 11 == 0 {
            Done::Started {
                start: at,
                left: duration,
                resume: Some(at),
            }
        } else {
            done
        },
        manual: (at % 5 == 0).then_some(at),
        planned: (at % 4 == 0).then_some(at),
        deadline: (at % 6 == 0).then_some(at),
        group: at as u32 % 3,
        ..Activity::new(calendar, duration)
    });
    let lag = (extreme, 0u8..4).prop_map(|(amount, kind)| match kind {
        0 => Lag::Working(amount),
        1 => Lag::Elapsed(amount),
        2 => Lag::Share(amount),
        _ => Lag::ElapsedShare(amount),
    });
    let tie = (0u32..16, 0u32..16, kind(), lag);
    let tie = tie.prop_map(|(from, to, kind, lag)| Tie {
        from,
        to,
        kind,
        lag,
    });
    (
        prop::collection::vec(activity, 0..15),
        prop::collection::vec(tie, 0..40),
    )
        .prop_map(|(activities, ties)| Plan { activities, ties })
}

/// All that a schedule says of an activity.
fn said(schedule: &Schedule, network: &Network, activity: u32) -> impl PartialEq + std::fmt::Debug {
    (
        schedule.early(network, activity),
        schedule.late(network, activity),
        schedule.placed(network, activity),
        schedule.total_float(network, activity),
        schedule.free_float(network, activity),
        schedule.is_critical(network, activity),
        schedule.on_longest_path(network, activity),
    )
}

fn count(network: &Network) -> u32 {
    network.len() as u32
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn one_calendar_gives_what_the_table_of_bounds_gives_when_it_is_repeated_until_nothing_moves(
        plan in plan(1..2, false),
    ) {
        let mut plan = plan;
        for tie in &mut plan.ties {
            // By the clock is no matter of one calendar.
            if let Lag::Elapsed(minutes) = tie.lag {
                tie.lag = Lag::Working(minutes);
            }
        }
        let network = plan.build();
        let schedule = compute(&network, &Options::default());
        let time = &times()[0];
        let work: Vec<i32> = plan.activities.iter().map(|a| a.duration).collect();
        let lag = |tie: &Tie| match tie.lag {
            Lag::Working(minutes) => minutes,
            Lag::Share(share) => share * work[tie.from as usize] / 10_000,
            _ => 0,
        };
        let mut start = vec![time.offset(START); work.len()];
        for _ in 0..work.len() {
            for tie in &plan.ties {
                let (i, j) = (tie.from as usize, tie.to as usize);
                let bound = match tie.kind {
                    TieKind::FinishStart => start[i] + work[i] + lag(tie),
                    TieKind::StartStart => start[i] + lag(tie),
                    TieKind::FinishFinish => start[i] + work[i] + lag(tie) - work[j],
                    TieKind::StartFinish => start[i] + lag(tie) - work[j],
                };
                start[j] = start[j].max(bound);
            }
        }
        let end = start.iter().zip(&work).map(|(start, work)| start + work).max().unwrap();
        let mut late: Vec<i32> = vec![end; work.len()];
        for _ in 0..work.len() {
            for tie in &plan.ties {
                let (i, j) = (tie.from as usize, tie.to as usize);
                let begin = late[j] - work[j];
                let bound = match tie.kind {
                    TieKind::FinishStart => begin - lag(tie),
                    TieKind::StartStart => begin - lag(tie) + work[i],
                    TieKind::FinishFinish => late[j] - lag(tie),
                    TieKind::StartFinish => late[j] - lag(tie) + work[i],
                };
                late[i] = late[i].min(bound);
            }
        }
        for own in 0..work.len() {
            let ix = own as u32;
            let (from, to) = schedule.early(&network, ix);
            prop_assert_eq!((time.offset(from), time.offset(to)), (start[own], start[own] + work[own]));
            prop_assert_eq!(schedule.total_float(&network, ix), late[own] - start[own] - work[own]);
        }
    }

    #[test]
    fn free_and_interfering_float_make_up_the_total(plan in plan(0..3, true)) {
        let network = plan.build();
        let schedule = compute(&network, &Options::default());
        for activity in 0..count(&network) {
            let total = schedule.total_float(&network, activity);
            let free = schedule.free_float(&network, activity);
            prop_assert!(free >= 0 && (free <= total || (total < 0 && free == 0)));
            prop_assert_eq!(schedule.interfering_float(&network, activity), total - free);
            prop_assert!(schedule.early(&network, activity).0 <= schedule.early(&network, activity).1);
        }
    }

    #[test]
    fn without_dates_no_float_is_negative_and_the_longest_path_reaches_the_end(
        plan in plan(0..3, false),
    ) {
        let network = plan.build();
        let schedule = compute(&network, &Options::default());
        let mut last = false;
        for activity in 0..count(&network) {
            prop_assert!(schedule.total_float(&network, activity) >= 0);
            let finish = schedule.early_finish(&network, activity);
            // The two sides of a break are one moment of work.
            let time = network.work_time(network.activity(activity).unwrap().calendar);
            let ends = time.between(finish, schedule.finish()) == 0;
            last |= schedule.on_longest_path(&network, activity) && ends;
        }
        prop_assert!(last);
    }

    #[test]
    fn another_tie_never_makes_anything_earlier(plan in plan(0..3, true)) {
        prop_assume!(!plan.ties.is_empty());
        let mut less = plan.clone();
        less.ties.pop();
        let (more, less) = (plan.build(), less.build());
        let (after, before) = (
            compute(&more, &Options::default()),
            compute(&less, &Options::default()),
        );
        for activity in 0..count(&more) {
            let (now, then) = (after.early(&more, activity), before.early(&less, activity));
            let time = more.work_time(more.activity(activity).unwrap().calendar);
            prop_assert!(time.offset(now.0) >= time.offset(then.0));
            prop_assert!(time.offset(now.1) >= time.offset(then.1));
        }
    }

    #[test]
    fn the_order_of_input_changes_nothing(
        plan in plan(0..3, true),
        keys in prop::collection::vec(any::<u32>(), 1..9),
        parents in prop::collection::vec(prop::option::of(0u32..3), 14),
    ) {
        // Some of the activities go below two summaries that are added.
        let mut plan = plan;
        let own = plan.activities.len() as u32;
        for (activity, parent) in plan.activities.iter_mut().zip(parents) {
            activity.parent = parent.filter(|p| *p < 2).map(|p| own + p);
        }
        plan.activities.extend([Activity::new(1, 0); 2]);
        let (other, new) = plan.shuffled(&keys);
        let (network, shuffled) = (plan.build(), other.build());
        for options in [
            Options::default(),
            Options { status: Some(START + 3 * DAY), hold_constraints: true, ..Options::default() },
        ] {
            let (one, two) = (compute(&network, &options), compute(&shuffled, &options));
            for activity in 0..own {
                let there = new[activity as usize];
                let same = said(&one, &network, activity) == said(&two, &shuffled, there);
                prop_assert!(same, "{} {:?}", activity, said(&one, &network, activity));
            }
        }
    }

    #[test]
    fn the_quick_way_through_one_calendar_gives_what_the_general_way_gives(plan in plan(1..2, true)) {
        // The same hours under another name: one day of it differs, long after everything here.
        let far = WorkTime::new(
            &std::array::from_fn(|day| match day < 5 {
                true => vec![(540, 720), (780, 1_080)],
                false => Vec::new(),
            }),
            [(90_000, vec![])],
        );
        let mut twin = plan.clone();
        for activity in twin.activities.iter_mut().step_by(2) {
            activity.calendar = 3;
        }
        let network = plan.build();
        let mut builder = NetworkBuilder::new(START);
        for time in times().into_iter().chain([far]) {
            builder.calendar(time);
        }
        for activity in &twin.activities {
            builder.activity(*activity);
        }
        for tie in &twin.ties {
            builder.tie(*tie);
        }
        let general = builder.build();
        prop_assert_eq!((network.uniform_calendar(), general.uniform_calendar()), (Some(1), None));
        for status in [None, Some(START + 3 * DAY)] {
            let options = Options { status, ..Options::default() };
            let (one, two) = (compute(&network, &options), compute(&general, &options));
            for activity in 0..count(&network) {
                let (quick, slow) = (said(&one, &network, activity), said(&two, &general, activity));
                prop_assert!(quick == slow, "{} {:?} {:?}", activity, quick, slow);
            }
            prop_assert_eq!(one.findings(), two.findings());
        }
    }

    #[test]
    fn computing_again_in_the_same_buffers_equals_computing_afresh(
        plan in plan(0..3, true),
        duration in 0i32..9_000,
    ) {
        let mut network = plan.build();
        let mut schedule = compute(&network, &Options::default());
        network.set_duration(0, duration);
        schedule.recompute(&network, &Options::default());
        let mut changed = plan.clone();
        changed.activities[0].duration = duration;
        let fresh = changed.build();
        let other = compute(&fresh, &Options::default());
        for activity in 0..count(&network) {
            let same = said(&schedule, &network, activity) == said(&other, &fresh, activity);
            prop_assert!(same);
        }
        prop_assert_eq!(schedule.findings(), other.findings());
    }

    #[test]
    fn nonsense_is_answered_with_findings(plan in anything()) {
        let network = plan.build();
        for options in [
            Options { status: Some(START), ends: Ends::Each, deadlines_bind: true, ..Options::default() },
            Options { progress: Progress::Override, finish_by: Some(i32::MAX), ..Options::default() },
            Options { hold_constraints: true, ends: Ends::Network, status: Some(i32::MIN), ..Options::default() },
        ] {
            let schedule = compute(&network, &options);
            for activity in 0..count(&network) + 2 {
                let _ = said(&schedule, &network, activity);
                let _ = schedule.driving_tie(&network, activity);
            }
        }
    }
}

#[test]
fn a_circle_is_named_activity_by_activity_and_the_rest_is_scheduled() {
    let mut builder = NetworkBuilder::new(START);
    for _ in 0..5 {
        builder.activity(Activity::new(CONTINUOUS, 10));
    }
    let tie = |from, to| Tie {
        from,
        to,
        kind: TieKind::FinishStart,
        lag: Lag::NONE,
    };
    for (from, to) in [(0, 1), (1, 3), (3, 2), (2, 1), (3, 4)] {
        builder.tie(tie(from, to));
    }
    let network = builder.build();
    let circles: Vec<_> = network
        .findings()
        .iter()
        .filter_map(|finding| match finding {
            Finding::Cycle { activities, tie } => Some((activities.clone(), *tie)),
            _ => None,
        })
        .collect();
    // The tie that was put in last is the one left out.
    assert_eq!(circles, [(vec![1, 3, 2], 3)]);
    let schedule = compute(&network, &Options::default());
    assert_eq!(schedule.early(&network, 1), (START + 10, START + 20));
}

/// Ten activities of a day in a row, in an eight-hour office.
fn row(rules: &[(u32, Rule)]) -> (Network, Schedule, WorkTime) {
    let office = weekdays(&[(540, 1_020)]);
    let mut builder = NetworkBuilder::new(START);
    let calendar = builder.calendar(office.clone());
    for activity in 0..10 {
        let rule = rules
            .iter()
            .find(|(of, _)| *of == activity)
            .map_or(Rule::Asap, |(_, r)| *r);
        builder.activity(Activity {
            rule,
            ..Activity::new(calendar, 480)
        });
        if activity > 0 {
            let (from, to) = (activity - 1, activity);
            builder.tie(Tie {
                from,
                to,
                kind: TieKind::FinishStart,
                lag: Lag::NONE,
            });
        }
    }
    let network = builder.build();
    let schedule = compute(&network, &Options::default());
    (network, schedule, office)
}

#[test]
fn a_constraint_that_the_links_do_not_allow_is_told_with_its_days_and_makes_the_float_negative() {
    let (network, schedule, _) = row(&[(4, Rule::FinishNoLater(START + 2 * DAY + 480))]);
    assert_eq!(
        schedule.findings(),
        [Finding::ConstraintMissed {
            activity: 4,
            by: 2 * 480
        }]
    );
    assert_eq!(schedule.total_float(&network, 0), -2 * 480);
    assert_eq!(schedule.total_float(&network, 9), 0);
    let held = Options {
        hold_constraints: true,
        ..Options::default()
    };
    let schedule = compute(&network, &held);
    assert_eq!(schedule.early_finish(&network, 4), START + 2 * DAY + 480);
    let told = Finding::BeforeLinks {
        activity: 4,
        tie: Some(3),
        by: 2 * 480,
    };
    assert_eq!(schedule.findings(), [told]);
}

#[test]
fn started_work_waits_for_its_links_with_retained_logic_and_goes_on_with_override() {
    let mut builder = NetworkBuilder::new(START);
    let first = builder.activity(Activity::new(CONTINUOUS, 1_000));
    let done = Done::Started {
        start: START - 100,
        left: 300,
        resume: None,
    };
    let second = builder.activity(Activity {
        done,
        ..Activity::new(CONTINUOUS, 400)
    });
    builder.tie(Tie {
        from: first,
        to: second,
        kind: TieKind::FinishStart,
        lag: Lag::NONE,
    });
    let network = builder.build();
    let status = Some(START + 50);
    let retained = compute(
        &network,
        &Options {
            status,
            ..Options::default()
        },
    );
    assert_eq!(retained.early(&network, first), (START + 50, START + 1_050));
    assert_eq!(
        retained.early(&network, second),
        (START - 100, START + 1_350)
    );
    let told = Finding::OutOfSequence {
        activity: second,
        tie: 0,
        by: 1_150,
    };
    assert_eq!(retained.findings(), [told]);
    let progress = Progress::Override;
    let on = compute(
        &network,
        &Options {
            status,
            progress,
            ..Options::default()
        },
    );
    assert_eq!(on.early(&network, second), (START - 100, START + 350));
    assert_eq!(on.total_float(&network, first), 0);
}

#[test]
fn a_tie_on_a_summary_holds_for_everything_below_it() {
    let mut builder = NetworkBuilder::new(START);
    let dig = builder.activity(Activity::new(CONTINUOUS, 100));
    let phase = builder.activity(Activity::new(CONTINUOUS, 0));
    let parent = Some(phase);
    let short = builder.activity(Activity {
        parent,
        ..Activity::new(CONTINUOUS, 30)
    });
    let long = builder.activity(Activity {
        parent,
        ..Activity::new(CONTINUOUS, 70)
    });
    let after = builder.activity(Activity::new(CONTINUOUS, 10));
    let into = builder.tie(Tie {
        from: dig,
        to: phase,
        kind: TieKind::FinishStart,
        lag: Lag::NONE,
    });
    let out = builder.tie(Tie {
        from: phase,
        to: after,
        kind: TieKind::FinishStart,
        lag: Lag::Working(5),
    });
    let network = builder.build();
    let schedule = compute(&network, &Options::default());
    assert_eq!(schedule.early(&network, phase), (START + 100, START + 170));
    assert_eq!(schedule.early_start(&network, short), START + 100);
    assert_eq!(schedule.early_start(&network, after), START + 175);
    assert_eq!(schedule.total_float(&network, short), 40);
    assert_eq!(schedule.free_float(&network, short), 40);
    assert_eq!(schedule.total_float(&network, long), 0);
    assert_eq!(schedule.driving_tie(&network, long), Some(into));
    assert_eq!(schedule.driving_tie(&network, after), Some(out));
    assert!(schedule.on_longest_path(&network, dig));
    assert!(schedule.on_longest_path(&network, long));
    assert!(!schedule.on_longest_path(&network, short));
}

#[test]
fn what_is_to_start_late_stands_right_before_what_follows_and_pushes_nothing() {
    let mut builder = NetworkBuilder::new(START);
    let rule = Rule::Alap;
    let one = builder.activity(Activity {
        rule,
        ..Activity::new(CONTINUOUS, 10)
    });
    let two = builder.activity(Activity {
        rule,
        ..Activity::new(CONTINUOUS, 20)
    });
    let long = builder.activity(Activity::new(CONTINUOUS, 500));
    let end = builder.activity(Activity::new(CONTINUOUS, 5));
    for (from, to) in [(one, two), (two, end), (long, end)] {
        builder.tie(Tie {
            from,
            to,
            kind: TieKind::FinishStart,
            lag: Lag::NONE,
        });
    }
    let network = builder.build();
    let schedule = compute(&network, &Options::default());
    assert_eq!(schedule.placed(&network, two), (START + 480, START + 500));
    assert_eq!(schedule.placed(&network, one), (START + 470, START + 480));
    assert_eq!(schedule.early_start(&network, one), START);
    assert_eq!(
        schedule.placed(&network, end),
        schedule.early(&network, end)
    );
}
