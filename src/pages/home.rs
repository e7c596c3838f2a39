//! The first page: one sentence, and a program to run.

use yew::prelude::*;

use crate::components::contents::Contents;
use crate::components::header::Header;
use crate::components::opening::Waiting;
use crate::components::stage::Stage;
use crate::content::{self, Card, Opening};

#[component]
pub fn Home() -> Html {
    html! {
        <>
            <Header lesson={None} />
            <main class="home">
                <div class="hero">
                    <h1>{ "See what async Rust does" }</h1>
                    <p class="lead">
                        { "Four workers wait half a second each, in five different ways. Press " }<b>{ "Run" }</b>
                        { ", and watch every " }<span class="idea idea-poll">{ "poll" }</span>{ ", " }
                        <span class="idea idea-waiting">{ "wait" }</span>{ " and " }
                        <span class="idea idea-wake">{ "wake" }</span>
                        { ". Then change the program: it is compiled and run right here, in this page." }
                    </p>
                </div>
                if let Some(first) = content::cards().next() {
                    <Example {first} />
                }
                <Contents />
            </main>
            <footer class="foot">
                <p>{ "Everything runs in your browser. Edits are kept there, and nowhere else." }</p>
            </footer>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ExampleProps {
    first: &'static Card,
}

/// The first lesson's example, ready to run.
#[component]
fn Example(props: &ExampleProps) -> Html {
    let (opening, again) = content::use_lesson(props.first.id);
    match opening {
        Opening::There(lesson) => html! { <Stage {lesson} /> },
        Opening::Coming => html! { <Waiting failed={None::<String>} on_again={again} /> },
        Opening::Failed(why) => html! { <Waiting failed={Some(why)} on_again={again} /> },
    }
}
