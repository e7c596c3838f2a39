//! The page's icons, drawn on a grid of 16.

use yew::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Name {
    Play,
    Pause,
    Stop,
    Reset,
    Link,
    Shuffle,
    Start,
    Back,
    Forward,
    End,
    Plus,
    Minus,
    Fit,
    Right,
    Down,
    Sun,
    Moon,
    Contrast,
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub name: Name,
}

/// An icon beside words or under an accessible name: it says nothing itself.
#[component]
pub fn Icon(props: &Props) -> Html {
    let path = match props.name {
        Name::Play => "M4.5 2.5v11l9-5.5z",
        Name::Pause => "M4 3h3v10H4zM9 3h3v10H9z",
        Name::Stop => "M3.5 3.5h9v9h-9z",
        Name::Reset => "M8 2.5a5.5 5.5 0 1 1-5.2 3.7l1.5.5A4 4 0 1 0 8 4v2.4L4.4 3.2 8 0z",
        Name::Link => {
            "M6.2 4.2h-2a3.8 3.8 0 0 0 0 7.6h2v-1.6h-2a2.2 2.2 0 0 1 0-4.4h2zM9.8 4.2h2a3.8 3.8 0 0 1 0 7.6h-2v-1.6h2a2.2 2.2 0 0 0 0-4.4h-2zM5.2 7.2h5.6v1.6H5.2z"
        }
        Name::Shuffle => {
            "M1.5 4h3.2l5 6.5H11V9l3.5 2.2L11 13.5v-1.5H9L4 5.5H1.5zM9 4h2V2.5l3.5 2.3L11 7V5.5H9.8L8.6 7 7.7 5.8zM1.5 12V10.5H4l1.1-1.4.9 1.2L4.7 12z"
        }
        Name::Start => "M3 3h2v10H3zM13 3v10L6 8z",
        Name::Back => "M9.5 3v10L3 8zM11 3h2v10h-2z",
        Name::Forward => "M6.5 3v10L13 8zM3 3h2v10H3z",
        Name::End => "M11 3h2v10h-2zM3 3v10l7-5z",
        Name::Plus => "M7.2 3h1.6v4.2H13v1.6H8.8V13H7.2V8.8H3V7.2h4.2z",
        Name::Minus => "M3 7.2h10v1.6H3z",
        Name::Fit => "M2 3h1.6v10H2zM12.4 3H14v10h-1.6zM7 7.2V5L4.2 8 7 11V8.8h2V11l2.8-3L9 5v2.2z",
        Name::Right => "M6 4l5 4-5 4z",
        Name::Down => "M4 6l4 5 4-5z",
        Name::Sun => {
            "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM7.3 1h1.4v2.4H7.3zM7.3 12.6h1.4V15H7.3zM1 7.3h2.4v1.4H1zM12.6 7.3H15v1.4h-2.4zM2.6 3.6l1-1 1.7 1.7-1 1zM10.7 11.7l1-1 1.7 1.7-1 1zM12.4 2.6l1 1-1.7 1.7-1-1zM4.3 10.7l1 1-1.7 1.7-1-1z"
        }
        Name::Moon => "M6.5 1.5a6.6 6.6 0 1 0 8 8A5.6 5.6 0 0 1 6.5 1.5z",
        Name::Contrast => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 3v10A5 5 0 0 0 8 3z",
    };
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={path} />
        </svg>
    }
}
