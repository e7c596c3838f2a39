//! The clock of a current-thread runtime, stopped: it goes on only when everything waits, and then jumps.

use std::time::Duration;

use crate::runtime::{context, driver::Clock};

#[track_caller]
fn with_clock(f: impl FnOnce(&Clock) -> Result<(), &'static str>) {
    let result = match context::current() {
        Some(handle) => match &handle.shared.time {
            Some(time) => f(time.clock()),
            None => Err("time cannot be frozen from outside the Tokio runtime"),
        },
        None => Err("time cannot be frozen from outside the Tokio runtime"),
    };
    if let Err(why) = result {
        panic!("{}", why);
    }
}

#[track_caller]
pub fn pause() {
    with_clock(|clock| clock.pause())
}
#[track_caller]
pub fn resume() {
    with_clock(|clock| clock.resume())
}
pub async fn advance(duration: Duration) {
    with_clock(|clock| clock.advance(duration));
    crate::task::yield_now().await
}
