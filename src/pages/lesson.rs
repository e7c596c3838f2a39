//! A lesson: prose beside the stage.

use std::rc::Rc;

use protocol::End;
use protocol::exercise::{Exercise as Asked, Seen};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::{Link as RouterLink, use_location};

use crate::app::Route;
use crate::components::exercise::{Exercise, Verdict};
use crate::components::header::Header;
use crate::components::opening::Waiting;
use crate::components::predict::Predict;
use crate::components::prose::Prose;
use crate::components::stage::Stage;
use crate::content::{self, Card, Opening};
use crate::pages::missing::Missing;
use crate::share::{self, Shared};
use crate::state::tape::Tape;
use crate::storage;

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
    let query = use_location().map_or_else(String::new, |at| at.query_str().to_owned());
    let link = use_link(query.clone());
    let seen = use_state(|| false);
    let on_seen = {
        let seen = seen.setter();
        use_callback((), move |(), ()| seen.set(true))
    };
    let verdict = use_state(|| None::<Verdict>);
    let on_ended = {
        let verdict = verdict.setter();
        use_callback(opening.lesson(), move |(tape, end): (Tape, End), lesson| {
            let Some(lesson) = lesson else { return };
            let passed = lesson.exercise.as_ref().map(|it| judged(it, &tape, &end));
            if matches!(passed, None | Some(Ok(()))) {
                storage::keep_done(&lesson.id);
            }
            verdict.set(passed);
        })
    };
    let offers = use_state(|| 0);
    let on_solution = {
        let offers = offers.clone();
        Callback::from(move |()| offers.set(*offers + 1))
    };
    let (prose, stage) = match opening {
        Opening::There(_) if link == Link::Coming => (html! {}, html! {}),
        Opening::There(lesson) => (
            html! {
                <>
                    if link == Link::Damaged {
                        <p class="opening" role="alert">
                            { "The link is damaged, perhaps cut short. This is the lesson as it is." }
                        </p>
                    }
                    <Predict question={&lesson.predict} seen={*seen} />
                    <Prose html={lesson.html.as_str()} />
                    if let Some(exercise) = &lesson.exercise {
                        <Exercise {exercise} verdict={(*verdict).clone()} solved={storage::is_done(card.id)} {on_solution} />
                    }
                </>
            },
            html! {
                <Stage key={format!("{}{query}", card.id)} {lesson} link={link.shared()} addressed=true {on_seen} {on_ended}
                    offer={lesson.exercise.as_ref().filter(|_| *offers > 0).map(|it| (it.solution.as_str(), *offers))} />
            },
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

/// What is to be said of a run of an exercise.
fn judged(exercise: &Asked, tape: &Tape, end: &End) -> Verdict {
    let reel = tape.read();
    let model = &reel.model;
    let stdout: String = model.stdout().collect();
    let mut seen = Seen::default();
    for event in &model.events {
        seen.event(event);
    }
    let judged = exercise.check.judge(end.exit_code, &stdout, &seen);
    judged.map_err(|miss| miss.to_string().into())
}

/// What the address carries beside the lesson's name.
#[derive(Clone, PartialEq)]
enum Link {
    Plain,
    Coming,
    Shared(Rc<Shared>),
    Damaged,
}

impl Link {
    fn shared(&self) -> Option<Rc<Shared>> {
        match self {
            Link::Shared(shared) => Some(shared.clone()),
            _ => None,
        }
    }
}

#[hook]
fn use_link(query: String) -> Link {
    let read = use_state(|| None::<(String, Link)>);
    use_effect_with(query.clone(), {
        let read = read.setter();
        move |query| {
            let query = query.clone();
            spawn_local(async move {
                let link = match Shared::read(&query).await {
                    None => Link::Plain,
                    Some(Ok(shared)) => Link::Shared(Rc::new(shared)),
                    Some(Err(())) => Link::Damaged,
                };
                read.set(Some((query, link)));
            });
        }
    });
    match &*read {
        Some((of, link)) if *of == query => link.clone(),
        _ if share::packed(&query).is_none() => Link::Plain,
        _ => Link::Coming,
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
            <RouterLink<Route> to={Route::Lesson { id: to.id.into() }}>{ format!("{word}: {}", to.title) }</RouterLink<Route>>
        }
    };
    html! {
        <>
            if let Some(before) = neighbour(-1) { { link(before, "Previous") } }
            if let Some(next) = neighbour(1) {
                { link(next, "Next") }
            } else {
                <RouterLink<Route> to={Route::Home}>{ "All lessons" }</RouterLink<Route>>
            }
        </>
    }
}
