//! A lesson: prose beside the stage.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::app::Route;
use crate::components::header::Header;
use crate::components::predict::Predict;
use crate::components::prose::Prose;
use crate::components::stage::Stage;
use crate::content::{self, Lesson};
use crate::pages::missing::Missing;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub id: String,
}

#[component]
pub fn LessonPage(props: &Props) -> Html {
    let seen = use_state(|| false);
    let on_seen = {
        let seen = seen.setter();
        use_callback((), move |(), ()| seen.set(true))
    };
    let Some(lesson) = content::lesson(&props.id) else {
        return html! { <Missing /> };
    };
    html! {
        <>
            <Header lesson={Some(lesson)} />
            <main class="lesson">
                <article class="reading">
                    <p class="chapter">{ chapter_of(lesson) }</p>
                    <h1>{ lesson.title }</h1>
                    <Predict question={&lesson.predict} seen={*seen} />
                    <Prose html={lesson.html} />
                    <nav class="onward" aria-label="Lessons">{ onward(lesson) }</nav>
                </article>
                <Stage key={lesson.id} {lesson} {on_seen} />
            </main>
        </>
    }
}

fn chapter_of(lesson: &Lesson) -> &'static str {
    content::CHAPTERS
        .iter()
        .find(|chapter| chapter.lessons.iter().any(|other| other.id == lesson.id))
        .map_or("", |chapter| chapter.title)
}

/// The lesson after this one, or the way back to the list.
fn onward(lesson: &Lesson) -> Html {
    let next = content::lessons()
        .skip_while(|other| other.id != lesson.id)
        .nth(1);
    match next {
        Some(next) => html! {
            <Link<Route> to={Route::Lesson { id: next.id.into() }}>{ format!("Next: {}", next.title) }</Link<Route>>
        },
        None => html! { <Link<Route> to={Route::Home}>{ "All lessons" }</Link<Route>> },
    }
}
