//! A lesson: prose beside the stage.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::app::Route;
use crate::components::header::Header;
use crate::components::opening::Waiting;
use crate::components::predict::Predict;
use crate::components::prose::Prose;
use crate::components::stage::Stage;
use crate::content::{self, Card, Opening};
use crate::pages::missing::Missing;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub id: String,
}

#[component]
pub fn LessonPage(props: &Props) -> Html {
    match content::card(&props.id) {
        Some(card) => html! { <Opened {card} /> },
        None => html! { <Missing /> },
    }
}

#[derive(Properties, PartialEq)]
struct OpenedProps {
    card: &'static Card,
}

#[component]
fn Opened(props: &OpenedProps) -> Html {
    let card = props.card;
    let (opening, again) = content::use_lesson(card.id);
    let seen = use_state(|| false);
    let on_seen = {
        let seen = seen.setter();
        use_callback((), move |(), ()| seen.set(true))
    };
    let (prose, stage) = match opening {
        Opening::There(lesson) => (
            html! {
                <>
                    <Predict question={&lesson.predict} seen={*seen} />
                    <Prose html={lesson.html.as_str()} />
                </>
            },
            html! { <Stage key={card.id} {lesson} {on_seen} /> },
        ),
        Opening::Coming => (
            html! { <Waiting failed={None::<String>} on_again={again} /> },
            html! {},
        ),
        Opening::Failed(why) => (
            html! { <Waiting failed={Some(why)} on_again={again} /> },
            html! {},
        ),
    };
    html! {
        <>
            <Header lesson={Some(card)} />
            <main class="lesson">
                <article class="reading">
                    <p class="chapter">{ chapter_of(card) }</p>
                    <h1>{ card.title }</h1>
                    { prose }
                    <nav class="onward" aria-label="Lessons">{ onward(card) }</nav>
                </article>
                { stage }
            </main>
        </>
    }
}

fn chapter_of(card: &Card) -> &'static str {
    content::CHAPTERS
        .iter()
        .find(|chapter| chapter.lessons.iter().any(|other| other.id == card.id))
        .map_or("", |chapter| chapter.title)
}

/// The lessons before and after this one; past the last, the way back to the list.
fn onward(card: &Card) -> Html {
    let here = content::cards().position(|other| other.id == card.id);
    let neighbour = |by: isize| content::cards().nth(here?.checked_add_signed(by)?);
    let link = |to: &'static Card, word: &str| {
        html! {
            <Link<Route> to={Route::Lesson { id: to.id.into() }}>{ format!("{word}: {}", to.title) }</Link<Route>>
        }
    };
    html! {
        <>
            if let Some(before) = neighbour(-1) { { link(before, "Previous") } }
            if let Some(next) = neighbour(1) {
                { link(next, "Next") }
            } else {
                <Link<Route> to={Route::Home}>{ "All lessons" }</Link<Route>>
            }
        </>
    }
}
