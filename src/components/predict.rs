//! The question before the first run. What is chosen is answered when a run has been seen.

use yew::prelude::*;

use super::prose::with_code;
use crate::content::Predict as Question;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub question: &'static Question,
    /// Whether a run has ended.
    pub seen: bool,
}

#[component]
pub fn Predict(props: &Props) -> Html {
    let chosen = use_state(|| None::<usize>);
    let Question {
        question,
        choices,
        answer,
        because,
    } = props.question;
    let verdict = match *chosen {
        None => html! { <p class="predict-next">{ "Choose first, then press Run." }</p> },
        Some(_) if !props.seen => {
            html! { <p class="predict-next">{ "Now press Run, and look." }</p> }
        }
        Some(index) => {
            let right = index == *answer;
            let head = if right {
                "As you predicted."
            } else {
                "Not this time."
            };
            html! { <p class="predict-answer" data-right={right.to_string()}><strong>{ head }</strong>{ " " }{ because }</p> }
        }
    };
    html! {
        <fieldset class="predict">
            <legend>{ "Predict" }</legend>
            <p class="predict-question">{ with_code(question) }</p>
            { for choices.iter().enumerate().map(|(index, choice)| {
                let chosen = chosen.clone();
                let checked = *chosen == Some(index);
                html! {
                    <label class="choice">
                        <input type="radio" name="predict" {checked} onchange={move |_| chosen.set(Some(index))} />
                        <span>{ with_code(choice) }</span>
                    </label>
                }
            }) }
            <div aria-live="polite">{ verdict }</div>
        </fieldset>
    }
}
