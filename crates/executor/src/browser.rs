//! Running an executor in a page or a worker, where nothing may wait: [`Driver`] runs it in microtasks when
//! tasks are ready, and in timeouts when timers are due. The only place of this crate that talks to JavaScript.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::{Rc, Weak};

use js_sys::Function;
use trace::Nanos;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::{JoinHandle, LocalExecutor};

// Bound by name, not by way of `Window`: these are in pages, workers and Node alike.
#[wasm_bindgen]
extern "C" {
    /// Milliseconds, with fractions as fine as the browser gives them.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(crate) fn performance_now() -> f64;

    #[wasm_bindgen(js_name = queueMicrotask)]
    fn queue_microtask(callback: &Function);

    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64) -> JsValue;
}

/// How long tasks may run at a stretch before the page gets its turn, to paint and to take input.
const STRETCH_MS: f64 = 8.0;

thread_local! {
    /// The drivers whose executors may get a wake while they are not running.
    static DRIVERS: RefCell<Vec<(u64, Weak<Driven>)>> = const { RefCell::new(Vec::new()) };
}

/// Runs an executor for as long as it is kept. Dropping it drops the executor and its tasks.
pub struct Driver {
    driven: Rc<Driven>,
}

struct Driven {
    executor: LocalExecutor,
    /// A turn will come by a microtask, or by a timeout of 0.
    scheduled: Cell<bool>,
    /// The earliest time for which a timeout is set.
    timeout: Cell<Option<Nanos>>,
}

impl Driver {
    pub fn new(executor: LocalExecutor) -> Self {
        let id = executor.inner().remote.id;
        let driven = Rc::new(Driven {
            executor,
            scheduled: Cell::new(false),
            timeout: Cell::new(None),
        });
        DRIVERS.with_borrow_mut(|drivers| {
            drivers.retain(|(_, driven)| driven.strong_count() > 0);
            drivers.push((id, Rc::downgrade(&driven)));
        });
        driven.schedule();
        Driver { driven }
    }

    /// Adds a task; it is polled in a microtask, never before this returns.
    pub fn spawn<F: Future + 'static>(&self, future: F) -> JoinHandle<F::Output> {
        let handle = self.driven.executor.spawn(future);
        self.driven.schedule();
        handle
    }

    pub fn executor(&self) -> &LocalExecutor {
        &self.driven.executor
    }
}

/// Something waits in the inbox of the executor with this id.
pub(crate) fn mail_came(id: u64) {
    let driven = DRIVERS.try_with(|drivers| {
        let drivers = drivers.borrow();
        drivers
            .iter()
            .find(|(driver, _)| *driver == id)
            .and_then(|(_, driven)| driven.upgrade())
    });
    if let Ok(Some(driven)) = driven {
        driven.schedule();
    }
}

impl Driven {
    fn schedule(self: &Rc<Self>) {
        if !self.scheduled.replace(true) {
            queue_microtask(&self.callback(Driven::turn));
        }
    }

    fn turn(self: &Rc<Self>) {
        self.scheduled.set(false);
        let end = performance_now() + STRETCH_MS;
        while self.executor.run_some(64) {
            if performance_now() >= end {
                // Not a microtask: those run before the page gets its turn.
                self.scheduled.set(true);
                set_timeout(&self.callback(Driven::turn), 0.0);
                return;
            }
        }
        self.set_timeout_for_timers();
    }

    fn set_timeout_for_timers(self: &Rc<Self>) {
        let Some(due) = self.executor.next_timer() else {
            return;
        };
        if self.timeout.get().is_some_and(|set| set <= due) {
            return;
        }
        self.timeout.set(Some(due));
        // Rounded up: a timeout that comes too early would only have to be set again.
        let wait = due
            .saturating_sub(self.executor.inner().now())
            .div_ceil(1_000_000);
        let callback = self.callback(|driven| {
            driven.timeout.set(None);
            driven.turn();
        });
        set_timeout(&callback, wait as f64);
    }

    /// A function for JavaScript to call once; it does nothing after the driver is dropped.
    fn callback(self: &Rc<Self>, f: impl FnOnce(&Rc<Self>) + 'static) -> Function {
        let driven = Rc::downgrade(self);
        let call = move || {
            if let Some(driven) = driven.upgrade() {
                f(&driven);
            }
        };
        Closure::once_into_js(call).unchecked_into()
    }
}
