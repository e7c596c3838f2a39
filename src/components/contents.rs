//! The list of lessons, which can be searched.

use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew_router::prelude::Link;

use crate::app::Route;
use crate::content::{CHAPTERS, Card, Chapter};
use crate::storage;

#[component]
pub fn Contents() -> Html {
    let wanted = use_state(String::new);
    let on_input = {
        let wanted = wanted.setter();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                wanted.set(field.value());
            }
        })
    };
    let chapters: Vec<(&'static Chapter, Vec<&'static Card>)> = CHAPTERS
        .iter()
        .map(|chapter| (chapter, found(chapter, &wanted)))
        .filter(|(_, lessons)| !lessons.is_empty())
        .collect();
    html! {
        <section class="contents" aria-labelledby="contents">
            <h2 id="contents">{ "Lessons" }</h2>
            <input type="search" class="contents-search" placeholder="Find a lesson" aria-label="Find a lesson"
                data-testid="find-lesson" oninput={on_input} />
            <div data-testid="contents">
                { for chapters.iter().map(|(chapter, lessons)| html! {
                    <>
                        <h3>{ chapter.title }</h3>
                        <ol class="lesson-list">{ for lessons.iter().map(|lesson| item(lesson)) }</ol>
                    </>
                }) }
                if chapters.is_empty() {
                    <p role="status">{ format!("No lesson’s title or summary says “{}”.", wanted.trim()) }</p>
                }
            </div>
            <h3>{ "Beside the lessons" }</h3>
            <ol class="lesson-list">
                <li>
                    <Link<Route> to={Route::Live}>{ "The real server" }</Link<Route>>
                    <p>{ "The echo server and the web server run for real, on your own machine; the page shows what their tasks do." }</p>
                </li>
            </ol>
        </section>
    }
}

fn item(lesson: &'static Card) -> Html {
    let done = storage::is_done(lesson.id);
    html! {
        <li key={lesson.id} class={classes!(done.then_some("done"))}>
            <Link<Route> to={Route::Lesson { id: lesson.id.into() }}>{ lesson.title }</Link<Route>>
            if done { <span class="done-mark">{ "done" }</span> }
            <p>{ lesson.summary }</p>
        </li>
    }
}

/// The lessons of a chapter in which every word is said, in the chapter's title or in their own words.
fn found(chapter: &'static Chapter, wanted: &str) -> Vec<&'static Card> {
    let wanted = wanted.to_lowercase();
    let says = |lesson: &Card| {
        let text = [chapter.title, lesson.title, lesson.summary]
            .join(" ")
            .to_lowercase();
        wanted.split_whitespace().all(|word| text.contains(word))
    };
    chapter.lessons.iter().filter(|it| says(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    static CHAPTER: Chapter = Chapter {
        title: "Tasks",
        lessons: &[
            Card {
                id: "a",
                title: "A task for each",
                summary: "Spawning.",
            },
            Card {
                id: "b",
                title: "First come",
                summary: "What `select!` does.",
            },
        ],
    };

    #[test]
    fn every_word_must_be_said_somewhere() {
        let ids = |wanted: &str| -> Vec<_> {
            let found = found(&CHAPTER, wanted);
            found.into_iter().map(|it| it.id).collect()
        };
        assert_eq!(ids(""), ["a", "b"]);
        assert_eq!(ids("  SELECT! "), ["b"]);
        assert_eq!(ids("task spawn"), ["a"]);
        assert_eq!(ids("tasks come"), ["b"]);
        assert_eq!(ids("spawn come"), [""; 0]);
    }
}
