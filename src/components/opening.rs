//! What stands in the place of a lesson that has not come yet, or could not.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// Why it could not be fetched.
    pub failed: Option<String>,
    pub on_again: Callback<()>,
}

#[component]
pub fn Waiting(props: &Props) -> Html {
    let onclick = props.on_again.reform(|_: MouseEvent| ());
    match &props.failed {
        None => html! { <p class="opening" role="status">{ "The lesson is on its way …" }</p> },
        Some(why) => html! {
            <div class="opening" role="alert">
                <p>{ format!("The lesson could not be fetched: {why}. Is there a connection?") }</p>
                <button type="button" class="button" {onclick}>{ "Try again" }</button>
            </div>
        },
    }
}
