//! What many sleeping tasks cost beside as many sleeping threads, measured by the native server.

use protocol::live::{Measured, SLEEPERS, Sleepers};
use web_sys::SubmitEvent;
use yew::prelude::*;

use super::network::field;
use crate::state::live::{Live, Sleeping};
use crate::timeline::words;

pub fn sleepers(live: &Live, on_measure: Callback<u32>) -> Html {
    let busy = live.sleepers.iter().any(|it| it.result.is_none());
    let onsubmit = move |event: SubmitEvent| {
        let count = field(&event, "count").and_then(|count| count.parse().ok());
        if let Some(count) = count.filter(|count| (1..=SLEEPERS).contains(count)) {
            on_measure.emit(count);
        }
    };
    // The newest first, but tasks before threads.
    let all: Vec<&Sleeping> = live.sleepers.iter().collect();
    html! {
        <section class="network live-part" aria-labelledby="live-sleepers" data-testid="live-sleepers">
            <h2 id="live-sleepers">{ "Sleepers" }</h2>
            <p>{ "As many sleeping tasks, and then as many sleeping threads: what do they cost on your machine? Each measurement is a process of its own." }</p>
            <form class="knock" {onsubmit}>
                <label>{ "How many " }
                    <input name="count" type="number" ~defaultValue="1000" min="1" max={SLEEPERS.to_string()} required=true />
                </label>
                <button class="button" disabled={busy || !live.is_live()} data-testid="measure">{ "Measure" }</button>
            </form>
            if !live.sleepers.is_empty() {
                <table class="everybody">
                    <thead><tr>
                        <th scope="col">{ "sleepers" }</th>
                        <th scope="col" class="number">{ "all asleep after" }</th>
                        <th scope="col" class="number">{ "memory" }</th>
                        <th scope="col" class="number">{ "each" }</th>
                    </tr></thead>
                    <tbody>{ for all.chunks(2).rev().flatten().map(|it| row(it)) }</tbody>
                </table>
            }
        </section>
    }
}

fn row(sleeping: &Sleeping) -> Html {
    let name = match sleeping.what {
        Sleepers::Tasks => "tasks",
        Sleepers::Threads => "threads",
    };
    let cells = match &sleeping.result {
        None => {
            html! { <td colspan="3">{ if sleeping.asked { "being measured" } else { "waits" } }</td> }
        }
        Some(Err(why)) => html! { <td colspan="3" class="live-bad">{ why }</td> },
        Some(Ok(measured)) => figures(measured),
    };
    let state = match &sleeping.result {
        None => "waiting",
        Some(Ok(_)) => "measured",
        Some(Err(_)) => "failed",
    };
    let got = match &sleeping.result {
        Some(Ok(measured)) if measured.count < sleeping.count => {
            format!("{} of {} {name}", measured.count, sleeping.count)
        }
        _ => format!("{} {name}", sleeping.count),
    };
    html! {
        <tr key={sleeping.id} data-testid="measured" data-state={state}>
            <th scope="row">{ got }</th>
            { cells }
        </tr>
    }
}

fn figures(measured: &Measured) -> Html {
    let (all, each) = match measured.resident {
        Some(bytes) => {
            let each = bytes / u64::from(measured.count.max(1));
            (size(bytes), size(each))
        }
        None => ("not told".to_owned(), String::new()),
    };
    html! {
        <>
            <td class="number">{ words::length(measured.start_nanos) }
                if let Some(why) = &measured.refused {
                    <span class="live-bad">{ format!(" no more: {why}") }</span>
                }
            </td>
            <td class="number">{ all }</td>
            <td class="number">{ each }</td>
        </>
    }
}

/// Bytes with a fitting unit.
fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_have_fitting_units() {
        let told = [320, 12_345, 12_345_678].map(size);
        assert_eq!(told, ["320 B", "12 kB", "12.3 MB"]);
    }
}
