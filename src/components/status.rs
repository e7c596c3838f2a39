//! What the example is doing, in one line. Every end says why.

use protocol::EndKind;
use yew::prelude::*;

use crate::state::stage::{Load, Phase};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub phase: Phase,
    pub runner: Load,
    pub compiler: Load,
    pub errors: usize,
    /// The text was changed after the run that the timeline shows.
    pub stale: bool,
    pub dropped: u64,
}

#[component]
pub fn Status(props: &Props) -> Html {
    let end = match &props.phase {
        Phase::Ended(end) => Some(end),
        _ => None,
    };
    let tone = match &props.phase {
        Phase::Ended(end) if end.kind == EndKind::Finished && end.exit_code == 0 => "good",
        Phase::Ended(end) if end.kind == EndKind::Stopped => "calm",
        Phase::Ended(_) | Phase::Rejected | Phase::Failed(_) => "bad",
        _ => "calm",
    };
    let text = words(props);
    html! {
        <p class={classes!("status", format!("status-{tone}"))} role="status" data-testid="status"
            data-state={props.phase.slug()} data-end={end.map(|end| format!("{:?}", end.kind))} data-exit={end.map(|end| end.exit_code.to_string())}
            title={text.clone()}>
            if props.phase.busy() && props.phase != Phase::Idle {
                <span class="spinner" aria-hidden="true"></span>
            }
            <span class="status-text">{ text }</span>
        </p>
    }
}

fn words(props: &Props) -> String {
    let compiler_there = props.compiler == Load::Ready;
    match &props.phase {
        Phase::Loading => match &props.runner {
            Load::Bytes { loaded, .. } => format!("Loading the machine: {} kB", loaded / 1000),
            _ => "Loading the machine".into(),
        },
        Phase::Ready => "Ready to run".into(),
        Phase::Compiling if compiler_there => "Compiling".into(),
        Phase::Compiling => "Waiting for the compiler to be loaded".into(),
        Phase::Running { fuel_used: 0, .. } => "Running".into(),
        Phase::Running {
            fuel_used,
            fuel_limit,
        } => {
            let share = *fuel_used as f64 / (*fuel_limit).max(1) as f64 * 100.0;
            format!(
                "Running: {} steps, {share:.0} % of its fuel",
                thousands(*fuel_used)
            )
        }
        Phase::Idle => "Waiting for you: visit it on its network".into(),
        Phase::Rejected => match props.errors {
            1 => "Not run: 1 error".into(),
            many => format!("Not run: {many} errors"),
        },
        Phase::Ended(end) => {
            let mut text = end.message.clone();
            if props.dropped > 0 {
                text.push_str(&format!(
                    "; {} events did not fit the recording",
                    thousands(props.dropped)
                ));
            }
            if props.stale {
                text.push_str("; edited since");
            }
            text
        }
        Phase::Failed(why) => format!("Something went wrong: {why}"),
    }
}

/// `1,234,567`
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::End;

    #[test]
    fn numbers_have_separators() {
        let told = [7, 999, 1_000, 1_234_567].map(thousands);
        assert_eq!(told, ["7", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn every_state_says_something() {
        let props = |phase| Props {
            phase,
            runner: Load::Waiting,
            compiler: Load::Ready,
            errors: 2,
            stale: true,
            dropped: 1200,
        };
        let end = End {
            kind: EndKind::OutOfFuel,
            message: "Stopped: out of fuel".into(),
            exit_code: 4,
        };
        let running = Phase::Running {
            fuel_used: 5_000_000,
            fuel_limit: 10_000_000,
        };
        assert_eq!(words(&props(Phase::Loading)), "Loading the machine");
        assert_eq!(words(&props(Phase::Rejected)), "Not run: 2 errors");
        assert_eq!(
            words(&props(running)),
            "Running: 5,000,000 steps, 50 % of its fuel"
        );
        assert_eq!(
            words(&props(Phase::Ended(end))),
            "Stopped: out of fuel; 1,200 events did not fit the recording; edited since"
        );
    }
}
