//! Runs of draws through whole networks, against published figures and closed forms.

use super::odds_draws::mean_and_sigma;
use baton::analysis::odds::draw::Stream;
use baton::analysis::odds::*;
use std::path::PathBuf;

fn task(key: u64, spread: Spread) -> OddsTask {
    OddsTask {
        key,
        begin: Begin::NotBefore(0.0),
        spread,
        factor: None,
    }
}

fn triangular(low: f64, likely: f64, high: f64) -> Spread {
    Spread::new(low, likely, high, Shape::Triangular)
}

fn tie(from: usize, to: usize) -> OddsTie {
    bound(from, to, Bond::FinishStart, 0.0)
}

fn bound(from: usize, to: usize, bond: Bond, lag: f64) -> OddsTie {
    OddsTie {
        from,
        to,
        bond,
        lag,
    }
}

fn watch(task: usize, committed: Option<f64>) -> Watched {
    Watched {
        committed,
        ..Watched::of(task)
    }
}

fn network(spreads: &[Spread], ties: &[OddsTie]) -> OddsInput {
    OddsInput {
        seed: 1,
        tasks: (0..)
            .zip(spreads)
            .map(|(key, spread)| task(key, *spread))
            .collect(),
        ties: ties.to_vec(),
        ..OddsInput::default()
    }
}

fn run(input: &OddsInput, draws: u32) -> Run {
    let mut run = Run::new(input, draws, Depth::Causes).unwrap();
    assert!(run.step(draws));
    run
}

fn finishes(run: &Run, watched: usize) -> Vec<f64> {
    run.finishes(watched)
        .iter()
        .map(|x| f64::from(*x))
        .collect()
}

fn near(value: f64, right: f64, error: f64, what: &str) {
    assert!(
        (value - right).abs() <= error,
        "{what}: {value}, not {right} ± {error}"
    );
}

fn data(path: &str) -> Option<serde_json::Value> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    match std::fs::read_to_string(root.join(path)) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            println!("skipped: no ../shared/data ({path})");
            None
        }
    }
}

#[test]
fn two_paths_that_merge_end_later_than_either() {
    let spread = triangular(8.0, 10.0, 14.0);
    let mut input = network(
        &[spread, spread, Spread::fixed(0.0)],
        &[tie(0, 2), tie(1, 2)],
    );
    input.watched = vec![watch(0, Some(10.0)), watch(2, Some(10.0))];
    let odds = run(&input, 100_000).odds();
    near(odds.dates[0].mean, 10.667, 0.02, "mean of one");
    near(odds.dates[1].mean, 11.38, 0.02, "mean of the later");
    let chance = |place: usize| odds.dates[place].chance.unwrap().share();
    near(chance(0), 1.0 / 3.0, 0.006, "chance of one");
    near(chance(1), 1.0 / 9.0, 0.004, "chance of both");
    near(
        odds.tasks[0].criticality,
        0.5,
        0.006,
        "each decides in half of the draws",
    );
    near(
        odds.tasks[0].criticality + odds.tasks[1].criticality,
        1.0,
        1e-9,
        "one of the two decides",
    );
    near(
        odds.tasks[2].criticality,
        1.0,
        0.0,
        "the end always decides",
    );
}

#[test]
fn three_published_tasks_have_the_published_sum() {
    let Some(data) = data("montecarlo/pra-mcs.json") else {
        return;
    };
    let case = &data["cases"][0];
    let number = |value: &serde_json::Value| value.as_f64().unwrap();
    let draws = 100_000;
    let mut sums = vec![0.0; draws as usize];
    for (key, each) in (10..).zip(case["tasks"].as_array().unwrap()) {
        let stream = Stream::new(1, key);
        match each["type"].as_str().unwrap() {
            "triangular" => {
                let points = ["min", "mode", "max"].map(|name| number(&each[name]));
                let mut input = network(&[triangular(points[0], points[1], points[2])], &[]);
                input.watched = vec![watch(0, None)];
                for (sum, finish) in sums.iter_mut().zip(finishes(&run(&input, draws), 0)) {
                    *sum += finish;
                }
            }
            "uniform" => {
                let (low, high) = (number(&each["min"]), number(&each["max"]));
                for (draw, sum) in (0..).zip(&mut sums) {
                    *sum += low + (high - low) * f64::from(stream.number(draw));
                }
            }
            // Box and Muller, with a sequence of its own for the angle.
            _ => {
                let angle = Stream::new(2, key);
                for (draw, sum) in (0..).zip(&mut sums) {
                    let size = (-2.0 * f64::from(stream.number(draw)).ln()).sqrt();
                    let turn = std::f64::consts::TAU * f64::from(angle.number(draw));
                    *sum += number(&each["mean"]) + number(&each["sd"]) * size * turn.cos();
                }
            }
        }
    }
    let (mean, sigma) = mean_and_sigma(&sums);
    near(
        mean,
        number(&case["closed_form"]["mean"]),
        4.0 * sigma / 316.0,
        "mean",
    );
    near(sigma, number(&case["closed_form"]["sd"]), 0.03, "σ");
    // Those were taken with 10,000 draws.
    near(sigma, number(&case["published"]["sd"]), 0.09, "published σ");
    let mut sorted: Vec<f32> = sums.iter().map(|x| *x as f32).collect();
    sorted.sort_by(f32::total_cmp);
    let p95 = quantile(&sorted, 0.95);
    near(
        p95.minute,
        number(&case["published"]["p95"]),
        0.2,
        "published P95",
    );
}

#[test]
fn published_pert_networks_have_the_published_duration_and_deviation() {
    let Some(data) = data("evm/pmcontrols-validation-cases.json") else {
        return;
    };
    let mut tried = 0;
    for case in data["cases"].as_array().unwrap() {
        if case["method"] != "pert" {
            continue;
        }
        let activities = case["inputs"]["activities"].as_array().unwrap();
        let spreads: Vec<Spread> = activities
            .iter()
            .map(|each| {
                let [low, likely, high] = ["a", "m", "b"].map(|name| each[name].as_f64().unwrap());
                Spread::new(low, likely, high, Shape::Pert)
            })
            .collect();
        let mut ties = Vec::new();
        for (to, each) in activities.iter().enumerate() {
            for before in each["predecessors"].as_array().unwrap() {
                let from = activities
                    .iter()
                    .position(|each| each["id"] == *before)
                    .unwrap();
                ties.push(tie(from, to));
            }
        }
        let last = spreads.len() - 1;
        // The method takes means for durations, and the tasks that decide then for its deviation.
        let means: Vec<Spread> = spreads.iter().map(|s| Spread::fixed(s.mean())).collect();
        let mut input = network(&means, &ties);
        input.watched = vec![watch(last, None)];
        let odds = run(&input, 4).odds();
        let right = |name: &str| case["expected"][name].as_f64().unwrap();
        near(
            odds.dates[0].p50.minute,
            right("expected_duration"),
            1e-9,
            "duration",
        );
        let decide = spreads
            .iter()
            .zip(&odds.tasks)
            .filter(|(_, task)| task.criticality > 0.5);
        let variance: f64 = decide.map(|(spread, _)| spread.sixth().powi(2)).sum();
        near(variance.sqrt(), right("sigma_critical_path"), 1e-9, "σ");
        // Drawn, a network can only end later than its means say.
        let mut input = network(&spreads, &ties);
        input.watched = vec![watch(last, None)];
        let drawn = run(&input, 40_000).odds();
        assert!(drawn.dates[0].mean > right("expected_duration") - 0.03);
        tried += 1;
    }
    assert_eq!(tried, 2);
}

#[test]
fn a_chain_of_independent_tasks_adds_means_and_variances() {
    let spreads: Vec<Spread> = (0..60)
        .map(|place| {
            let shape = if place % 2 == 0 {
                Shape::Triangular
            } else {
                Shape::Pert
            };
            Spread::new(480.0, 960.0 + f64::from(place), 2_400.0, shape)
        })
        .collect();
    let ties: Vec<OddsTie> = (1..60).map(|to| tie(to - 1, to)).collect();
    let mut input = network(&spreads, &ties);
    input.watched = vec![watch(59, None)];
    let draws = 40_000;
    let odds = run(&input, draws).odds();
    let mean: f64 = spreads.iter().map(Spread::mean).sum();
    let sigma = spreads
        .iter()
        .map(|s| s.sigma().powi(2))
        .sum::<f64>()
        .sqrt();
    near(
        odds.dates[0].mean,
        mean,
        4.0 * sigma / f64::from(draws).sqrt(),
        "mean",
    );
    near(odds.dates[0].sigma / sigma, 1.0, 0.015, "σ");
    near(
        odds.end_sigma,
        odds.dates[0].sigma,
        sigma * 1e-3,
        "σ of the end",
    );
    assert!(odds.tasks.iter().all(|task| task.criticality == 1.0));
    // Of a sum, the correlation of each part is its share of the deviation, and so is the index.
    for (task, spread) in odds.tasks.iter().zip(&spreads) {
        near(
            task.correlation,
            spread.sigma() / sigma,
            0.025,
            "correlation",
        );
        near(
            task.sensitivity,
            spread.sigma() / sigma,
            0.01,
            "sensitivity",
        );
    }
}

#[test]
fn every_kind_of_tie_holds_what_it_says() {
    let fixed = [Spread::fixed(10.0), Spread::fixed(4.0)];
    let cases = [
        (Bond::FinishStart, 2.0, 16.0),
        (Bond::FinishStart, -3.0, 11.0),
        (Bond::StartStart, 2.0, 6.0),
        (Bond::FinishFinish, 2.0, 12.0),
        (Bond::StartFinish, 9.0, 9.0),
        // The start of all holds where a tie asks for less.
        (Bond::StartFinish, 1.0, 4.0),
    ];
    for (bond, lag, finish) in cases {
        // In either order of the tasks.
        for (from, to) in [(0, 1), (1, 0)] {
            let mut input = network(&fixed, &[bound(from, to, bond, lag)]);
            input.tasks.swap(from, 0);
            input.watched = vec![watch(to, None)];
            let odds = run(&input, 8).odds();
            near(odds.dates[0].p80.minute, finish, 0.0, "finish");
        }
    }
}

#[test]
fn what_has_begun_goes_on_and_what_is_over_stays() {
    let mut input = network(
        &[
            Spread::fixed(30.0),
            triangular(5.0, 10.0, 15.0),
            Spread::fixed(20.0),
            Spread::fixed(1.0),
        ],
        &[tie(0, 1), bound(1, 3, Bond::StartStart, 6.0), tie(0, 2)],
    );
    // Started at 4 before what it waits for had finished: the rest waits for that (retained logic).
    input.tasks[1].begin = Begin::Started {
        at: 4.0,
        resumed: 20.0,
    };
    // Finished, whatever comes before it.
    input.tasks[2].begin = Begin::At(2.0);
    input.watched = vec![watch(1, None), watch(2, None), watch(3, None)];
    let run = run(&input, 4_000);
    assert!(finishes(&run, 0).iter().all(|x| (35.0..=45.0).contains(x)));
    assert!(finishes(&run, 1).iter().all(|x| *x == 22.0));
    // Those tied to its start see when it started.
    assert!(finishes(&run, 2).iter().all(|x| *x == 11.0));
}

#[test]
fn a_risk_comes_as_often_as_it_is_likely_and_shows_what_it_costs() {
    let mut input = network(&[Spread::fixed(100.0), Spread::fixed(10.0)], &[tie(0, 1)]);
    input.risks = vec![OddsRisk {
        key: 900,
        task: 0,
        probability: 0.3,
        delay: 50.0,
    }];
    input.watched = vec![watch(1, Some(110.0))];
    let draws = 20_000;
    let odds = run(&input, draws).odds();
    let error = 4.0 * (0.21 / f64::from(draws)).sqrt();
    near(
        odds.dates[0].chance.unwrap().share(),
        0.7,
        error,
        "without it",
    );
    near(odds.dates[0].mean, 125.0, 50.0 * error, "mean");
    near(odds.risks[0].width(), 50.0, 1e-6, "what it costs");
    assert_eq!(odds.tornado(5)[0].0, Cause::Risk(0));
    assert_eq!(
        (odds.dates[0].p50.minute, odds.dates[0].p80.minute),
        (110.0, 160.0)
    );
}

#[test]
fn tasks_of_one_factor_move_together_and_keep_their_own_odds() {
    let spread = triangular(8.0, 10.0, 14.0);
    let mut input = network(&[spread; 12], &[]);
    input.ties = (1..12).map(|to| tie(to - 1, to)).collect();
    input.watched = (0..12).map(|task| watch(task, None)).collect();
    let draws = 50_000;
    let apart = run(&input, draws).odds();
    input.factors = vec![key_of_name("Nordwind")];
    for task in &mut input.tasks {
        task.factor = Some(0);
    }
    let together = run(&input, draws);
    let odds = together.odds();
    near(odds.dates[11].mean, 128.0, 0.2, "the mean is as before");
    // 12 variances and 132 covariances of about a half, against 12 variances.
    let ratio = odds.dates[11].sigma / apart.dates[11].sigma;
    near(ratio * ratio, 1.0 + 11.0 * 0.49, 0.15, "variance");
    let first = finishes(&together, 0);
    let (mean, sigma) = mean_and_sigma(&first);
    near(mean, spread.mean(), 0.03, "mean of one");
    near(sigma, spread.sigma(), 0.02, "σ of one");
    let second: Vec<f64> = finishes(&together, 1)
        .iter()
        .zip(&first)
        .map(|(x, y)| x - y)
        .collect();
    near(
        rank_correlation(&first, &second),
        0.4905,
        0.012,
        "correlation of ranks",
    );
    assert_eq!(odds.tornado(3)[0].0, Cause::Factor(0));
}

fn rank_correlation(left: &[f64], right: &[f64]) -> f64 {
    let ranks = |values: &[f64]| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut ranks = vec![0.0; values.len()];
        for (rank, place) in order.into_iter().enumerate() {
            ranks[place] = rank as f64;
        }
        ranks
    };
    let (left, right) = (ranks(left), ranks(right));
    let ((a, s), (b, t)) = (mean_and_sigma(&left), mean_and_sigma(&right));
    let sum: f64 = left
        .iter()
        .zip(&right)
        .map(|(x, y)| (x - a) * (y - b))
        .sum();
    sum / left.len() as f64 / s / t
}

#[test]
fn the_order_of_causes_is_that_of_what_they_do() {
    // A wide task that decides, a narrow one that decides, a wide one that rarely does, one that never does.
    let spreads = [
        triangular(50.0, 100.0, 200.0),
        triangular(95.0, 100.0, 110.0),
        triangular(100.0, 150.0, 240.0),
        triangular(1.0, 2.0, 4.0),
        Spread::fixed(0.0),
    ];
    let ties = [tie(0, 1), tie(1, 4), tie(2, 4), tie(3, 4)];
    let odds = run(&network(&spreads, &ties), 20_000).odds();
    let tasks = &odds.tasks;
    assert!(tasks[0].criticality > 0.8 && tasks[2].criticality < 0.2);
    near(tasks[0].criticality, tasks[1].criticality, 0.0, "one chain");
    near(tasks[3].criticality, 0.0, 0.0, "never");
    assert!(tasks[0].sensitivity > 3.0 * tasks[1].sensitivity);
    assert!(tasks[0].sensitivity > 3.0 * tasks[2].sensitivity);
    let causes: Vec<Cause> = odds
        .tornado(9)
        .into_iter()
        .map(|(cause, _)| cause)
        .collect();
    assert_eq!(causes[0], Cause::Task(0));
    assert!(
        !causes.contains(&Cause::Task(3)),
        "what does nothing is not shown"
    );
    let effect = tasks[0].effect;
    assert!(effect.low < -20.0 && effect.high > 30.0, "{effect:?}");
}

/// Some hundred tasks with ties of every kind.
fn mesh(tasks: usize) -> OddsInput {
    let spreads: Vec<Spread> = (0..tasks)
        .map(|place| {
            let likely = 480.0 * (1 + place % 9) as f64;
            let shape = if place % 3 == 0 {
                Shape::Pert
            } else {
                Shape::Triangular
            };
            Spread::new(likely * 0.8, likely, likely * 1.7, shape)
        })
        .collect();
    let bonds = [
        Bond::FinishStart,
        Bond::FinishStart,
        Bond::StartStart,
        Bond::FinishFinish,
    ];
    let ties: Vec<OddsTie> = (1..tasks)
        .flat_map(|to| {
            let near = bound(to - 1 - (to * 7) % to.min(5), to, bonds[to % 4], 0.0);
            let far = bound((to * 31) % to, to, Bond::FinishStart, 240.0);
            [near, far]
        })
        .collect();
    let mut input = network(&spreads, &ties);
    input.factors = vec![key_of_name("one"), key_of_name("two")];
    for (place, task) in input.tasks.iter_mut().enumerate() {
        task.factor = [None, Some(0), None, Some(1)][place % 4];
    }
    input.risks = vec![OddsRisk {
        key: 77,
        task: 9,
        probability: 0.25,
        delay: 4_800.0,
    }];
    input.watched = vec![watch(tasks / 2, Some(95_000.0)), watch(tasks - 1, None)];
    input
}

#[test]
fn figures_are_the_same_however_a_run_is_cut_and_ordered() {
    let input = mesh(120);
    let whole = run(&input, 500);
    let mut cut = Run::new(&input, 500, Depth::Causes).unwrap();
    let mut steps = 0;
    while !cut.step(7) {
        steps += 1;
    }
    assert!(steps > 10);
    assert_eq!(whole.odds(), cut.odds());
    assert_eq!(whole.progress(), (500, 500));
    // The same tasks the other way round.
    let mut turned = input.clone();
    let last = input.tasks.len() - 1;
    turned.tasks.reverse();
    for tie in &mut turned.ties {
        (tie.from, tie.to) = (last - tie.from, last - tie.to);
    }
    turned.risks[0].task = last - turned.risks[0].task;
    for watched in &mut turned.watched {
        watched.task = last - watched.task;
    }
    assert_eq!(run(&turned, 500).finishes(1), whole.finishes(1));
    // More draws go on where fewer ended.
    assert_eq!(run(&input, 1_000).finishes(0)[..500], *whole.finishes(0));
    // Dates alone are the same dates.
    let mut quick = Run::new(&input, 500, Depth::Dates).unwrap();
    quick.step(500);
    assert_eq!(quick.odds().dates, whole.odds().dates);
}

#[test]
fn the_same_file_shows_the_same_figures_for_ever() {
    let odds = run(&mesh(300), 2_000).odds();
    let [half, end] = [&odds.dates[0], &odds.dates[1]];
    let figures = [half.p50, half.p80, end.p10, end.p50, end.p80, end.p90].map(|q| q.minute);
    assert_eq!(figures.map(|minute| (minute * 1_000.0).round()), GOLDEN);
    assert_eq!(half.chance.unwrap().kept, GOLDEN_KEPT);
    let decide: f64 = odds.tasks.iter().map(|task| task.criticality).sum();
    assert_eq!((decide * 2_000.0).round(), GOLDEN_DECIDE);
}

const GOLDEN: [f64; 6] = [
    93_335_242.0,
    96_734_547.0,
    159_554_344.0,
    166_648_063.0,
    172_351_250.0,
    174_766_688.0,
];
const GOLDEN_KEPT: u32 = 1_317;
const GOLDEN_DECIDE: f64 = 239_865.0;

#[test]
fn a_change_in_one_task_leaves_the_draws_of_all_others() {
    let before = mesh(60);
    let mut after = before.clone();
    // One task takes another estimate, and a new one comes in front of all.
    after.tasks[40].spread = triangular(1.0, 2.0, 9.0);
    after
        .tasks
        .insert(0, task(5_000, triangular(10.0, 20.0, 30.0)));
    for tie in &mut after.ties {
        (tie.from, tie.to) = (tie.from + 1, tie.to + 1);
    }
    after.risks[0].task += 1;
    let mut both = [before, after];
    for (shift, input) in both.iter_mut().enumerate() {
        input.watched = (0..60).map(|task| watch(task + shift, None)).collect();
        // Loose, each task shows its own draws.
        input.ties.clear();
    }
    let [before, after] = both.map(|input| run(&input, 200));
    for watched in 0..60 {
        let same = before.finishes(watched) == after.finishes(watched);
        assert_eq!(same, watched != 40, "task {watched}");
    }
}

#[test]
fn scenarios_differ_by_what_was_changed_and_not_by_luck() {
    let before = mesh(122);
    let mut after = before.clone();
    let last = after.tasks.len() - 1;
    after.tasks[last].spread = Spread::fixed(0.0);
    let mut before = before;
    before.tasks[last].spread = Spread::fixed(480.0);
    let (before, after) = (run(&before, 200), run(&after, 200));
    let gained: Vec<f64> = finishes(&before, 1)
        .iter()
        .zip(finishes(&after, 1))
        .map(|(before, after)| before - after)
        .collect();
    let (mean, sigma) = mean_and_sigma(&gained);
    let spread = before.odds().dates[1].sigma;
    assert!(
        mean > 0.0 && mean < 480.1 && sigma < spread / 10.0,
        "{mean} ± {sigma} of {spread}"
    );
}

#[test]
fn no_chance_is_shown_with_more_digits_than_its_draws_allow() {
    let shown = |kept, draws| Chance { kept, draws }.shown();
    assert_eq!(shown(0, 500), ShownChance::Under(1));
    assert_eq!(shown(500, 500), ShownChance::Over(99));
    assert_eq!(shown(0, 20), ShownChance::Under(5));
    assert_eq!(shown(262, 500), ShownChance::About(52));
    assert_eq!(shown(1_243, 2_000), ShownChance::About(62));
    assert_eq!(shown(53, 100), ShownChance::About(55));
    assert_eq!(shown(5, 12), ShownChance::About(40));
    for draws in [10, 50, 100, 500, 2_000, 10_000] {
        for kept in 0..=draws {
            let chance = Chance { kept, draws };
            assert!(f64::from(chance.step()) * 1.25 >= 100.0 * chance.error());
        }
    }
}

#[test]
fn the_error_of_a_date_is_what_runs_with_other_seeds_differ_by() {
    let mut input = mesh(40);
    let found: Vec<Quantile> = (0..60)
        .map(|seed| {
            input.seed = seed;
            run(&input, 2_000).odds().dates[1].p80
        })
        .collect();
    let minutes: Vec<f64> = found.iter().map(|q| q.minute).collect();
    let (_, between) = mean_and_sigma(&minutes);
    let told = found.iter().map(|q| q.error).sum::<f64>() / 60.0;
    near(told / between, 1.0, 0.35, "told and found");
    // The rule of thumb: about 0.03 σ.
    let sigma = run(&input, 2_000).odds().dates[1].sigma;
    near(between / sigma, 0.03, 0.012, "of σ");
}

#[test]
fn a_run_that_cannot_be_says_why() {
    let fixed = [Spread::fixed(1.0); 3];
    let circle = network(&fixed, &[tie(0, 1), tie(1, 2), tie(2, 0)]);
    let error = |input: &OddsInput| Run::new(input, 4, Depth::Dates).unwrap_err();
    assert_eq!(error(&circle), OddsError::Circle);
    assert_eq!(error(&network(&fixed, &[tie(0, 7)])), OddsError::Missing);
    let mut far = network(&fixed, &[]);
    far.tasks[0].begin = Begin::NotBefore(f64::NAN);
    assert_eq!(error(&far), OddsError::Time);
    let mut lost = network(&fixed, &[]);
    lost.watched = vec![watch(3, None)];
    assert_eq!(error(&lost), OddsError::Missing);
    assert_eq!(run(&OddsInput::default(), 4).odds().draws, 4);
}

#[test]
fn what_crosses_to_the_worker_and_back_arrives_as_it_was() {
    let mut input = mesh(50);
    input.seed = u64::MAX - 5;
    input.target = Some(3);
    input.tasks[4].begin = Begin::Started {
        at: -9.5,
        resumed: 4.0,
    };
    input.tasks[5].begin = Begin::At(77.0);
    let crossed = input.packed();
    assert_eq!(OddsInput::unpacked(&crossed).as_ref(), Some(&input));
    let odds = run(&input, 60).odds();
    let back = odds.packed();
    assert_eq!(Odds::unpacked(&back), Some(odds));
    // What is cut anywhere is nothing, and no reason to stop.
    assert!((0..crossed.len()).all(|end| OddsInput::unpacked(&crossed[..end]).is_none()));
    assert!((0..back.len()).all(|end| Odds::unpacked(&back[..end]).is_none()));
}
