//! The app: pages, stage and timeline, in the browser.

mod app;
mod components;
mod content;
mod editor;
mod fetch;
mod marks;
mod pages;
mod session;
mod state;
mod storage;
mod timeline;
mod worker;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
