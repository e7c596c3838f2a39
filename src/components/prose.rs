//! The text of a lesson, rendered when the site was built.

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
