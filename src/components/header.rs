//! The head of every page.

use yew::prelude::*;
use yew_router::prelude::Link;

use super::help::Help;
use super::theme_toggle::ThemeToggle;
use crate::app::Route;
use crate::content::Card;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lesson: Option<&'static Card>,
}

#[component]
pub fn Header(props: &Props) -> Html {
    html! {
        <header class="masthead">
            <Link<Route> to={Route::Home} classes="wordmark">
                <svg class="logo" viewBox="0 0 28 16" width="28" height="16" aria-hidden="true">
                    <path class="logo-pending" d="M0 4h7l-3 4 3 4H0z" />
                    <path class="logo-wait" d="M9 12l8-8M12 12l8-8M9 8l4-4M16 12l4-4" />
                    <path class="logo-ready" d="M22 1h6v14h-6z" />
                </svg>
                { "Pollscope" }
            </Link<Route>>
            if let Some(lesson) = props.lesson {
                <span class="crumb">{ lesson.title }</span>
            }
            <span class="grow"></span>
            <Link<Route> to={Route::Live} classes="masthead-link">{ "The real server" }</Link<Route>>
            <Help />
            <ThemeToggle />
        </header>
    }
}
