//! Moments that tests and benchmarks measure, in the browser's own performance timeline.

pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        // A browser that keeps no marks measures nothing; the page does not mind.
        let _ = performance.mark(name);
    }
}
