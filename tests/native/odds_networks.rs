//! The odds of a computed schedule: drawn with known durations, every node lies where the schedule has it.

use super::analysis_laws::Dice;
use baton::analysis::odds::*;
use baton::analysis::schedule::{
    Activity, ActivityIx, CONTINUOUS, CalendarIx, DAY, Done, Lag, Network, NetworkBuilder, Options,
    Rule, Schedule, Spans, Tie, TieKind, WorkTime, compute,
};

/// 2 March 2026, a Monday, in days since 1970.
const MONDAY: i32 = 20_514;

fn week(days: usize, spans: &[(u16, u16)]) -> [Spans; 7] {
    std::array::from_fn(|day| {
        if day < days {
            spans.to_vec()
        } else {
            Vec::new()
        }
    })
}

fn office() -> WorkTime {
    let holidays = [3, 11, 24, 58].map(|day| (MONDAY + day, Vec::new()));
    WorkTime::new(&week(5, &[(540, 720), (780, 1_080)]), holidays)
}

fn shift() -> WorkTime {
    WorkTime::new(&week(6, &[(360, 840)]), [])
}

const KINDS: [TieKind; 4] = [
    TieKind::FinishStart,
    TieKind::StartStart,
    TieKind::FinishFinish,
    TieKind::StartFinish,
];

/// Some dozen activities below a summary or none, in some calendars, some of them begun or finished.
fn draw(dice: &mut Dice, calendars: &[WorkTime]) -> Network {
    let mut builder = NetworkBuilder::new(MONDAY * DAY);
    let known: Vec<CalendarIx> = calendars
        .iter()
        .map(|time| builder.calendar(time.clone()))
        .collect();
    let count = 10 + dice.roll(30) as u32;
    let summaries: Vec<ActivityIx> = (0..3)
        .map(|_| builder.activity(Activity::new(known[0], 0)))
        .collect();
    for number in 0..count {
        let calendar = known[dice.roll(known.len())];
        let mut activity = Activity::new(calendar, 60 * dice.roll(60) as i32);
        activity.parent = summaries.get(dice.roll(6)).copied();
        let moment = |days: usize| (MONDAY + days as i32) * DAY + 600;
        match dice.roll(8) {
            0 if number < 8 => {
                let (start, finish) = (moment(dice.roll(4)), moment(4 + dice.roll(6)));
                activity.done = Done::Finished { start, finish };
            }
            1 if number < 12 => {
                activity.done = Done::Started {
                    start: moment(dice.roll(9)),
                    left: activity.duration / 2,
                    resume: None,
                };
            }
            2 => activity.rule = Rule::StartNoEarlier(moment(dice.roll(60))),
            3 => activity.manual = Some(moment(dice.roll(60))),
            _ => {}
        }
        builder.activity(activity);
    }
    for _ in 0..count + count / 2 {
        let (a, b) = (dice.roll(count as usize + 3), dice.roll(count as usize + 3));
        let lag = match dice.roll(6) {
            0 => Lag::Elapsed(DAY * dice.roll(4) as i32),
            1 => Lag::Share(2_500),
            2 => Lag::Working(480 - 60 * dice.roll(16) as i32),
            _ => Lag::NONE,
        };
        if a != b {
            builder.tie(Tie {
                from: a.min(b) as u32,
                to: a.max(b) as u32,
                kind: KINDS[dice.roll(12).min(5) % 4],
                lag,
            });
        }
    }
    builder.build()
}

/// How far the drawn finishes are from those of the schedule, in minutes of the calendar of the draws.
fn distances(network: &Network, schedule: &Schedule) -> Vec<i32> {
    let mut drawable = Drawable::new(network, schedule, &[]);
    let tasks: Vec<(ActivityIx, usize)> = (0..network.len() as u32)
        .filter_map(|activity| Some((activity, drawable.task_of(activity)?)))
        .collect();
    for (_, task) in &tasks {
        drawable.watch(network, *task, None, None);
    }
    let mut run = Run::new(&drawable.input, 4, Depth::Dates).unwrap();
    run.step(4);
    let dates = run.odds().dates;
    let time = drawable.work_time(network);
    tasks
        .iter()
        .zip(&dates)
        .map(|((activity, _), date)| {
            let right = schedule.early_finish(network, *activity);
            let found = drawable.finish_of(network, date.task, date.p80.minute);
            time.between(right, found)
        })
        .collect()
}

#[test]
fn drawn_with_known_durations_everything_lies_where_the_schedule_has_it() {
    let mut dice = Dice(4);
    let mut seen = 0;
    for round in 0..300 {
        let status = (round % 3 > 0).then_some((MONDAY + 9) * DAY);
        let network = draw(&mut dice, &[office()]);
        let options = Options {
            status,
            ..Options::default()
        };
        let schedule = compute(&network, &options);
        let off = distances(&network, &schedule);
        assert!(off.iter().all(|off| *off == 0), "round {round}: {off:?}");
        seen += off.len();
    }
    assert!(seen > 4_000);
}

#[test]
fn with_calendars_of_their_own_nearly_all_tasks_lie_where_the_schedule_has_them() {
    let mut dice = Dice(9);
    let (mut all, mut exact) = (0, 0);
    for round in 0..200 {
        let network = draw(&mut dice, &[office(), shift()]);
        let schedule = compute(&network, &Options::default());
        for off in distances(&network, &schedule) {
            // Work that lies wholly in a break of the one calendar is given its mean length there.
            assert!(off.abs() < 5 * 480, "round {round}: {off}");
            all += 1;
            exact += usize::from(off == 0);
        }
    }
    assert!(exact * 20 > all * 19, "{exact} of {all}");
}

#[test]
fn estimates_spread_what_is_left_and_promises_become_chances() {
    let mut builder = NetworkBuilder::new(MONDAY * DAY);
    let time = builder.calendar(office());
    let done = builder.activity(Activity {
        done: Done::Finished {
            start: MONDAY * DAY + 540,
            finish: (MONDAY + 1) * DAY + 1_080,
        },
        ..Activity::new(time, 960)
    });
    let begun = builder.activity(Activity {
        done: Done::Started {
            start: (MONDAY + 1) * DAY + 540,
            left: 1_200,
            resume: None,
        },
        ..Activity::new(time, 2_400)
    });
    let gate = builder.activity(Activity::new(time, 0));
    for (from, to) in [(done, begun), (begun, gate)] {
        builder.tie(Tie {
            from,
            to,
            kind: TieKind::FinishStart,
            lag: Lag::NONE,
        });
    }
    let network = builder.build();
    let status = Some((MONDAY + 4) * DAY);
    let schedule = compute(
        &network,
        &Options {
            status,
            ..Options::default()
        },
    );
    let estimate = Estimate {
        key: 1,
        shortest: Some(2_160),
        longest: Some(4_800),
        ..Estimate::default()
    };
    let mut drawable = Drawable::new(&network, &schedule, &[estimate; 3]);
    let task = drawable.task_of(begun).unwrap();
    let spread = drawable.input.tasks[task].spread;
    assert_eq!(
        (spread.low, spread.likely, spread.high),
        (1_080.0, 1_200.0, 2_400.0)
    );
    let whole = drawable.latest_of([done, begun, gate]);
    let promised = schedule.early_finish(&network, gate);
    drawable.watch(&network, whole, Some(promised), None);
    drawable.watch(
        &network,
        drawable.task_of(done).unwrap(),
        Some(promised),
        None,
    );
    let mut run = Run::new(&drawable.input, 4_000, Depth::Causes).unwrap();
    run.step(4_000);
    let odds = run.odds();
    // The planned finish is kept as often as the work takes no longer than planned: 120 of 1,320.
    let chance = odds.dates[0].chance.unwrap().share();
    assert!((chance - 120.0 / 1_320.0).abs() < 0.02, "{chance}");
    assert_eq!(odds.dates[1].chance.unwrap().kept, 4_000);
    assert_eq!(odds.dates[1].sigma, 0.0);
    let latest = drawable.finish_of(&network, whole, odds.dates[0].p90.minute);
    assert!(latest > promised && drawable.work_time(&network).works(latest - 1));
}

#[test]
fn the_calendar_of_the_draws_is_that_of_most_activities() {
    let mut builder = NetworkBuilder::new(0);
    let (one, other) = (builder.calendar(office()), builder.calendar(shift()));
    for calendar in [one, other, other, CONTINUOUS] {
        builder.activity(Activity::new(calendar, 60));
    }
    assert_eq!(builder.build().main_calendar(), other);
}
