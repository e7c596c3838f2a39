//! An exercise: what is asked, how the last run did, hints one at a time, and at last the solution.

use std::rc::Rc;

use yew::prelude::*;

use super::prose::with_code;
use protocol::exercise::Exercise as Asked;

/// What came of a run: nothing to remark, or the first thing that is missing.
pub type Verdict = Result<(), Rc<str>>;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub exercise: &'static Asked,
    /// Of the last run that came to an end.
    pub verdict: Option<Verdict>,
    /// It was solved, now or on another day.
    pub solved: bool,
    /// The solution is wanted in the editor.
    pub on_solution: Callback<()>,
}

#[component]
pub fn Exercise(props: &Props) -> Html {
    let Asked {
        task,
        hints,
        solution,
        ..
    } = props.exercise;
    let shown = use_state(|| 0);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + 1))
    };
    let verdict = match &props.verdict {
        Some(Ok(())) => {
            html! { <p class="verdict" data-passed="true"><strong>{ "It does. " }</strong>{ "The exercise is solved." }</p> }
        }
        Some(Err(miss)) => {
            html! { <p class="verdict" data-passed="false"><strong>{ "Not yet. " }</strong>{ &**miss }</p> }
        }
        None if props.solved => {
            html! { <p class="verdict" data-passed="true">{ "You have solved it before." }</p> }
        }
        None => {
            html! { <p class="predict-next">{ "Change the program and run it: each run is checked." }</p> }
        }
    };
    let next = match hints.len().checked_sub(*shown) {
        Some(0) => Some("Show the solution".to_owned()),
        Some(_) if *shown == 0 => Some("Take a hint".to_owned()),
        Some(left) => Some(format!("Another hint ({left} left)")),
        None => None,
    };
    html! {
        <section class="predict exercise" aria-labelledby="exercise" data-testid="exercise">
            <h2 id="exercise">{ "Your task" }</h2>
            <p class="predict-question">{ with_code(task) }</p>
            <div aria-live="polite" data-testid="verdict">{ verdict }</div>
            <ol class="hints" aria-live="polite">
                { for hints.iter().take(*shown).map(|hint| html! { <li>{ with_code(hint) }</li> }) }
            </ol>
            if let Some(next) = next {
                <button type="button" class="button" onclick={more} data-testid="hint">{ next }</button>
            } else {
                <pre class="solution" tabindex="0" aria-label="The solution">{ solution }</pre>
                <button type="button" class="button" onclick={props.on_solution.reform(|_: MouseEvent| ())}
                    data-testid="solution">{ "Put it into the editor" }</button>
            }
        </section>
    }
}
