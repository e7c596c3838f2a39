//! A link that leads nowhere says so, and where to go.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::app::Route;
use crate::components::header::Header;

#[component]
pub fn Missing() -> Html {
    html! {
        <>
            <Header lesson={None} />
            <main class="missing">
                <h1>{ "There is no such page" }</h1>
                <p>{ "The link may be old, or cut short. Nothing that you have edited is lost. " }
                    <Link<Route> to={Route::Home}>{ "Go to the first page" }</Link<Route>>{ "." }</p>
            </main>
        </>
    }
}
