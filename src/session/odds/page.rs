//! On the page: gives orders to the worker, starts it with the first one, and draws by itself where there is
//! none.

use super::desk::{Desk, Order, Told};
use crate::analysis::odds::OddsInput;
use crate::ui::dom;
use js_sys::Float64Array;
use leptos::prelude::set_timeout;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// Milliseconds of a slice on the page: half a frame.
const SLICE_MS: f64 = 8.0;

/// A worker that has not begun by then is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// An order and who waits for it.
struct Job {
    number: u32,
    order: Order,
    hear: Rc<dyn Fn(&Told)>,
}

/// Where orders go.
enum Place {
    /// Nowhere yet.
    Closed,
    /// To a worker that has not said yet that it is ready.
    Opening(dom::Worker),
    Worker(dom::Worker),
    /// To this page.
    Here(Desk),
}

thread_local! {
    static PLACE: RefCell<Place> = const { RefCell::new(Place::Closed) };
    static JOBS: RefCell<(u32, Vec<Job>)> = const { RefCell::new((0, Vec::new())) };
}

/// A run of draws under way; dropped, it stops.
#[must_use]
#[derive(Debug)]
pub struct Drawing(u32);

impl Drop for Drawing {
    fn drop(&mut self) {
        let job = self.0;
        JOBS.with_borrow_mut(|(_, jobs)| jobs.retain(|each| each.number != job));
        give(&Order::Stop { job });
    }
}

/// Draws a network so many times, aside. `hear` is told how far it is and at last what came out, never
/// within this call.
pub fn draw(input: OddsInput, draws: u32, hear: impl Fn(&Told) + 'static) -> Drawing {
    let job = JOBS.with_borrow_mut(|(last, _)| {
        *last += 1;
        *last
    });
    let order = Order::Draw {
        job,
        draws,
        input: Box::new(input),
    };
    let is_open = PLACE.with_borrow(|place| matches!(place, Place::Worker(_) | Place::Here(_)));
    if is_open {
        give(&order);
    }
    JOBS.with_borrow_mut(|(_, jobs)| {
        jobs.push(Job {
            number: job,
            order,
            hear: Rc::new(hear),
        });
    });
    if PLACE.with_borrow(|place| matches!(place, Place::Closed)) {
        open();
    }
    Drawing(job)
}

fn open() {
    match dom::Worker::start("odds.js", answered, refused) {
        Some(worker) => PLACE.set(Place::Opening(worker)),
        None => refused(),
    }
    let is_late = || PLACE.with_borrow(|place| matches!(place, Place::Opening(_)));
    set_timeout(
        move || {
            if is_late() {
                refused();
            }
        },
        PATIENCE,
    );
}

/// The worker has told something.
fn answered(data: &JsValue) {
    match Told::unpacked(&Float64Array::new(data).to_vec()) {
        Some(Told::Ready) => {
            PLACE.with_borrow_mut(|place| {
                if let Place::Opening(worker) = std::mem::replace(place, Place::Closed) {
                    *place = Place::Worker(worker);
                }
            });
            give_all();
        }
        Some(told) => pass_on(&told),
        None => refused(),
    }
}

/// No worker, or one that has stopped: everything is drawn here from now on.
fn refused() {
    let old = PLACE.replace(Place::Here(Desk::default()));
    if let Place::Opening(worker) | Place::Worker(worker) = old {
        worker.end();
    }
    give_all();
}

fn give_all() {
    let orders: Vec<Order> =
        JOBS.with_borrow(|(_, jobs)| jobs.iter().map(|job| job.order.clone()).collect());
    for order in &orders {
        give(order);
    }
}

fn give(order: &Order) {
    let begins = PLACE.with_borrow_mut(|place| match place {
        Place::Closed | Place::Opening(_) => false,
        Place::Worker(worker) => {
            worker.tell(&Float64Array::from(order.packed().as_slice()));
            false
        }
        Place::Here(desk) => {
            let was_idle = desk.is_idle();
            desk.take(order);
            was_idle && !desk.is_idle()
        }
    });
    if begins {
        set_timeout(slice, Duration::ZERO);
    }
}

/// Works for a moment, then lets the page breathe.
fn slice() {
    let until = js_sys::Date::now() + SLICE_MS;
    let told = PLACE.with_borrow_mut(|place| match place {
        Place::Here(desk) => (desk.work(|| js_sys::Date::now() < until), !desk.is_idle()),
        _ => (None, false),
    });
    let (told, goes_on) = told;
    if goes_on {
        set_timeout(slice, Duration::ZERO);
    }
    if let Some(told) = told {
        pass_on(&told);
    }
}

/// Tells who waits. The one who hears may order again or drop the drawing: nothing is held meanwhile.
fn pass_on(told: &Told) {
    let (number, is_last) = match told {
        Told::Ready => return,
        Told::Drawn { job, .. } => (*job, false),
        Told::Done { job, .. } | Told::Impossible { job } => (*job, true),
    };
    let hear = JOBS.with_borrow_mut(|(_, jobs)| {
        let place = jobs.iter().position(|job| job.number == number)?;
        let hear = jobs.get(place).map(|job| Rc::clone(&job.hear));
        if is_last {
            jobs.remove(place);
        }
        hear
    });
    if let Some(hear) = hear {
        hear(told);
    }
}
