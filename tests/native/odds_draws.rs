//! The numbers that odds are drawn from, and the distributions made of them.

use baton::analysis::odds::draw::Stream;
use baton::analysis::odds::{
    Begin, Depth, OddsInput, OddsTask, Run, Shape, Spread, Watched, key_of_id, key_of_name,
};

/// Finishes of one task alone: its durations.
fn durations(spread: Spread, key: u64, draws: u32) -> Vec<f64> {
    let input = OddsInput {
        seed: 5,
        tasks: vec![OddsTask {
            key,
            begin: Begin::NotBefore(0.0),
            spread,
            factor: None,
        }],
        watched: vec![Watched::of(0)],
        ..OddsInput::default()
    };
    let mut run = Run::new(&input, draws, Depth::Dates).unwrap();
    run.step(draws);
    run.finishes(0).iter().map(|x| f64::from(*x)).collect()
}

pub fn mean_and_sigma(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
    (mean, (square / count).sqrt())
}

#[test]
fn the_sequence_is_guaranteed() {
    let stream = Stream::new(2026, key_of_id(0x0123_4567_89AB_CDEF_0011_2233_4455_6677));
    let bits: Vec<u32> = (0..6).map(|draw| stream.number(draw).to_bits()).collect();
    assert_eq!(bits, GOLDEN, "files would show other figures");
    assert_eq!(key_of_name("Nordwind"), GOLDEN_NAME);
}

const GOLDEN: [u32; 6] = [
    1_053_321_798,
    1_053_674_378,
    1_064_281_259,
    1_061_146_527,
    1_063_665_033,
    1_062_930_077,
];
const GOLDEN_NAME: u64 = 7_741_830_495_440_449_420;

#[test]
fn numbers_lie_evenly_between_zero_and_one() {
    for key in [0, 1, 2, u64::MAX, key_of_name("team")] {
        let stream = Stream::new(1, key);
        let mut counts = [0_f64; 100];
        let draws = 100_000;
        for draw in 0..draws {
            let number = stream.number(draw);
            assert!(number > 0.0 && number < 1.0);
            counts[(number * 100.0) as usize] += 1.0;
        }
        let expected = f64::from(draws) / 100.0;
        let chi: f64 = counts
            .iter()
            .map(|n| (n - expected).powi(2) / expected)
            .sum();
        // 99 degrees of freedom: between these in 998 of 1,000 fair sequences.
        assert!((57.0..150.0).contains(&chi), "key {key}: χ² = {chi}");
    }
}

#[test]
fn sequences_of_two_tasks_have_nothing_to_do_with_each_other() {
    let draws = 20_000;
    let numbers = |key: u64| -> Vec<f64> {
        let stream = Stream::new(9, key);
        (0..draws)
            .map(|draw| f64::from(stream.number(draw)) - 0.5)
            .collect()
    };
    let product = |a: &[f64], b: &[f64]| {
        12.0 * a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>() / a.len() as f64
    };
    // Four standard errors of a correlation of so many pairs.
    let most = 4.0 / f64::from(draws).sqrt();
    for key in 0..40 {
        let (one, next) = (numbers(key), numbers(key + 1));
        assert!(
            product(&one, &next).abs() < most,
            "tasks {key} and {}",
            key + 1
        );
        for lag in 1..6 {
            let own = product(&one[lag..], &one[..one.len() - lag]);
            assert!(own.abs() < most, "task {key} with itself {lag} draws later");
        }
    }
}

#[test]
fn a_sum_of_many_tasks_is_as_narrow_as_independence_makes_it() {
    let draws = 4_000;
    let sums: Vec<f64> = (0..draws)
        .map(|draw| {
            (0..500)
                .map(|key| f64::from(Stream::new(3, key).number(draw)))
                .sum()
        })
        .collect();
    let (mean, sigma) = mean_and_sigma(&sums);
    let right = (500.0_f64 / 12.0).sqrt();
    assert!(
        (mean - 250.0).abs() < 4.0 * right / f64::from(draws).sqrt(),
        "{mean}"
    );
    assert!(
        (sigma / right - 1.0).abs() < 4.0 / f64::from(2 * draws).sqrt(),
        "{sigma}"
    );
}

#[test]
fn three_points_have_the_mean_and_deviation_of_the_textbooks() {
    let pert = Spread::new(10.0, 12.0, 20.0, Shape::Pert);
    assert!((pert.mean() - 13.0).abs() < 1e-12);
    assert!((pert.sixth() - 1.667).abs() < 5e-4);
    assert!((pert.sigma() - 3.0_f64.sqrt()).abs() < 1e-12);
    let triangular = Spread::new(10.0, 12.0, 20.0, Shape::Triangular);
    assert!((triangular.mean() - 14.0).abs() < 1e-12);
    assert!((triangular.sigma() - 2.160).abs() < 5e-4);
}

#[test]
fn drawn_durations_have_the_mean_and_deviation_of_their_closed_forms() {
    let points = [
        (10.0, 12.0, 20.0),
        (10.0, 10.0, 20.0),
        (10.0, 20.0, 20.0),
        (0.0, 4_790.0, 4_800.0),
        (480.0, 481.0, 24_000.0),
    ];
    for (low, likely, high) in points {
        for shape in [Shape::Triangular, Shape::Pert] {
            let spread = Spread::new(low, likely, high, shape);
            let draws = 200_000;
            let drawn = durations(spread, 77, draws);
            assert!(drawn.iter().all(|x| (low..=high).contains(x)));
            let (mean, sigma) = mean_and_sigma(&drawn);
            let error = spread.sigma() / f64::from(draws).sqrt();
            assert!(
                (mean - spread.mean()).abs() < 4.0 * error,
                "{spread:?}: mean {mean}"
            );
            let off = (sigma / spread.sigma() - 1.0).abs();
            assert!(off < 0.01, "{spread:?}: σ {sigma} for {}", spread.sigma());
        }
    }
}

/// The share of a PERT distribution below a value, by summing its density in small steps.
fn pert_below(spread: &Spread, values: &[f64]) -> Vec<f64> {
    let at = (spread.likely - spread.low) / spread.range();
    let (own, other) = (4.0 * at, 4.0 * (1.0 - at));
    let steps = 400_000;
    let mut sums = vec![0.0];
    for step in 0..steps {
        let x = (f64::from(step) + 0.5) / f64::from(steps);
        sums.push(sums.last().unwrap() + x.powf(own) * (1.0 - x).powf(other));
    }
    let share = |value: &f64| {
        let place = (value - spread.low) / spread.range() * f64::from(steps);
        let (floor, rest) = (place.floor() as usize, place.fract());
        let next = sums[(floor + 1).min(sums.len() - 1)];
        (sums[floor] + (next - sums[floor]) * rest) / sums[sums.len() - 1]
    };
    values.iter().map(share).collect()
}

#[test]
fn a_pert_duration_is_the_inverse_of_its_number() {
    for likely in [0.0, 3.0, 21.7, 50.0, 78.3, 99.2, 100.0] {
        let spread = Spread::new(0.0, likely, 100.0, Shape::Pert);
        let drawn = durations(spread, 4, 2_000);
        let stream = Stream::new(5, 4);
        for (draw, share) in (0..).zip(pert_below(&spread, &drawn)) {
            let number = f64::from(stream.number(draw));
            assert!(
                (share - number).abs() < 6e-4,
                "likely {likely}: {share} for {number}"
            );
        }
    }
}

#[test]
fn points_out_of_order_widen_nothing() {
    let spread = Spread::new(50.0, 40.0, 30.0, Shape::Triangular);
    assert_eq!((spread.low, spread.likely, spread.high), (40.0, 40.0, 40.0));
    let spread = Spread::new(f64::NAN, 40.0, f64::INFINITY, Shape::Pert);
    assert_eq!((spread.low, spread.high), (40.0, 40.0));
    let left = Spread::new(5.0, 10.0, 15.0, Shape::Pert).remaining(8.0);
    assert_eq!((left.low, left.likely, left.high), (0.0, 2.0, 7.0));
}
