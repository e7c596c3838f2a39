//! The app: pages, stage and timeline, in the browser.

mod app;
mod components;
mod content;
mod editor;
mod fetch;
mod live;
mod marks;
mod offline;
mod pages;
mod session;
mod share;
mod state;
mod storage;
mod timeline;
mod worker;

fn main() {
    share::mend_address();
    // Before the router hears of a new address, which comes to the listeners in their order.
    gloo::events::EventListener::new(&gloo::utils::window(), "popstate", |_| {
        share::mend_address();
    })
    .forget();
    yew::Renderer::<app::App>::new().render();
}
