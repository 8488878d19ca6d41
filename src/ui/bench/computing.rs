//! The computing entries of `window.bench`. Typed arrays are copied once, when the network is handed over.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Float64Array, Int32Array, Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::analysis::odds::{
    Begin, Bond, Depth, Odds, OddsInput, OddsTask, OddsTie, Run, Shape, Spread, Watched, key_of_id,
};
use crate::analysis::schedule::{
    Activity, CONTINUOUS, Lag, NetworkBuilder, Options, Schedule, Tie, TieKind,
};
use crate::session::odds::{Drawing, Told, draw};

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

fn places(network: &JsValue, name: &str) -> Vec<i32> {
    Int32Array::new(&field(network, name)).to_vec()
}

/// The tasks with their triangular durations, in days, and a milestone after those that nothing follows.
fn odds_input(network: &JsValue) -> OddsInput {
    let numbers = |name: &str| Float64Array::new(&field(network, name)).to_vec();
    let points = numbers("lo")
        .into_iter()
        .zip(numbers("ml"))
        .zip(numbers("hi"));
    let task = |key: u128, spread: Spread| OddsTask {
        key: key_of_id(key),
        begin: Begin::NotBefore(0.0),
        spread,
        factor: None,
    };
    let spread = |((low, likely), high)| Spread::new(low, likely, high, Shape::Triangular);
    let mut tasks: Vec<OddsTask> = (0..)
        .zip(points)
        .map(|(key, points)| task(key, spread(points)))
        .collect();
    let tie = |(from, to)| {
        Some(OddsTie {
            from: usize::try_from(from).ok()?,
            to: usize::try_from(to).ok()?,
            bond: Bond::FinishStart,
            lag: 0.0,
        })
    };
    let (from, to) = (places(network, "from"), places(network, "to"));
    let mut ties: Vec<OddsTie> = from.into_iter().zip(to).filter_map(tie).collect();
    let end = tasks.len();
    let mut is_last = vec![true; end];
    for tie in &ties {
        if let Some(last) = is_last.get_mut(tie.from) {
            *last = false;
        }
    }
    let last = is_last.iter().enumerate().filter(|(_, last)| **last);
    ties.extend(last.map(|(from, _)| OddsTie {
        from,
        to: end,
        bond: Bond::FinishStart,
        lag: 0.0,
    }));
    tasks.push(task(u128::MAX, Spread::fixed(0.0)));
    OddsInput {
        seed: 7,
        tasks,
        ties,
        watched: vec![Watched::of(end)],
        ..OddsInput::default()
    }
}

/// The days by which one draw in two and four in five are finished.
fn odds(input: &OddsInput, draws: u32) -> JsValue {
    let result = Object::new();
    let Ok(mut run) = Run::new(input, draws, Depth::Dates) else {
        return JsValue::NULL;
    };
    run.step(draws);
    shown(&run.odds(), &result);
    result.into()
}

fn shown(odds: &Odds, result: &Object) {
    for date in &odds.dates {
        for (name, quantile) in [("p50", date.p50), ("p80", date.p80)] {
            let minute = JsValue::from_f64(quantile.minute);
            let _ = Reflect::set(result, &JsValue::from_str(name), &minute);
        }
    }
}

thread_local! {
    static ASIDE: RefCell<Option<Drawing>> = const { RefCell::new(None) };
}

/// The same beside the page, as the plan has it drawn; with how often progress was told. What was under way
/// stops.
fn aside(input: &OddsInput, draws: u32) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let heard = Cell::new(0);
        let hear = move |told: &Told| match told {
            Told::Done { odds, .. } => {
                let result = Object::new();
                shown(odds, &result);
                let heard = JsValue::from_f64(f64::from(heard.get()));
                let _ = Reflect::set(&result, &"heard".into(), &heard);
                let _ = resolve.call1(&JsValue::NULL, &result);
            }
            Told::Impossible { .. } => {
                let _ = reject.call0(&JsValue::NULL);
            }
            _ => heard.set(heard.get() + 1),
        };
        ASIDE.set(Some(draw(input.clone(), draws, hear)));
    })
}

/// The activities with their durations in days, and the ties, as the engine takes them.
fn network(network: &JsValue) -> NetworkBuilder {
    let mut builder = NetworkBuilder::new(0);
    let (from, to) = (places(network, "from"), places(network, "to"));
    for days in places(network, "dur") {
        builder.activity(Activity::new(CONTINUOUS, days));
    }
    for (from, to) in from.into_iter().zip(to) {
        builder.tie(Tie {
            from: from.cast_unsigned(),
            to: to.cast_unsigned(),
            kind: TieKind::FinishStart,
            lag: Lag::NONE,
        });
    }
    builder
}

/// Adds the entries to `window.bench`.
pub(super) fn publish(bench: &Object) {
    let set = |name: &str, value: &JsValue| {
        let _ = Reflect::set(bench, &JsValue::from_str(name), value);
    };
    // Activities and ties are handed over; links, order and both passes are made while the clock runs.
    let kept = Rc::new(RefCell::new((None, Schedule::default())));
    let handed = Rc::clone(&kept);
    let load = Closure::<dyn Fn(JsValue)>::new(move |given: JsValue| {
        handed.borrow_mut().0 = Some(network(&given).build());
    });
    set("scheduleLoad", &load.into_js_value());
    let compute = Closure::<dyn Fn() -> i32>::new(move || {
        let (network, schedule) = &mut *kept.borrow_mut();
        let Some(given) = network.take() else {
            return 0;
        };
        let built = given.into_builder().build();
        schedule.recompute(&built, &Options::default());
        *network = Some(built);
        schedule.finish()
    });
    set("schedule", &compute.into_js_value());
    let network = Rc::new(RefCell::new(OddsInput::default()));
    let kept = Rc::clone(&network);
    let load = Closure::<dyn Fn(JsValue)>::new(move |network: JsValue| {
        *kept.borrow_mut() = odds_input(&network);
    });
    set("monteCarloLoad", &load.into_js_value());
    let kept = Rc::clone(&network);
    let beside = Closure::<dyn Fn(u32) -> Promise>::new(move |draws| aside(&kept.borrow(), draws));
    set("monteCarloAside", &beside.into_js_value());
    let run =
        Closure::<dyn Fn(u32) -> JsValue>::new(move |draws: u32| odds(&network.borrow(), draws));
    set("monteCarlo", &run.into_js_value());
}
