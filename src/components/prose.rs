//! The texts of a lesson; the prose was rendered when the site was built.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub html: &'static str,
}

#[component]
pub fn Prose(props: &Props) -> Html {
    html! {
        <div class="prose">{ Html::from_html_unchecked(AttrValue::Static(props.html)) }</div>
    }
}

/// A line of text with code between backticks.
pub fn with_code(text: &'static str) -> Html {
    let parts = text.split('`').enumerate();
    parts
        .map(|(index, part)| {
            if index % 2 == 1 {
                html! { <code>{ part }</code> }
            } else {
                html! { part }
            }
        })
        .collect()
}
