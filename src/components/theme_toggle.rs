//! Light, dark, or what the system says; the choice is kept.

use gloo::events::EventListener;
use web_sys::{Event, MediaQueryList};
use yew::prelude::*;

use super::icon::{Icon, Name};
use crate::storage;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    fn kept() -> Self {
        match storage::theme().as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    fn word(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    fn next(self) -> Self {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }
}

fn system() -> Option<MediaQueryList> {
    gloo::utils::window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten()
}

/// Puts a theme in force: style sheets look at the root's attribute, canvases listen for the event.
fn apply(theme: Theme) {
    let dark_system = system().is_some_and(|system| system.matches());
    let word = theme
        .word()
        .unwrap_or(if dark_system { "dark" } else { "light" });
    if let Some(root) = gloo::utils::document().document_element() {
        // Setting an attribute of the root cannot fail; if it did, the theme would stay.
        let _ = root.set_attribute("data-theme", word);
    }
    if let Ok(event) = Event::new("pollscope:theme") {
        let _ = gloo::utils::window().dispatch_event(&event);
    }
}

#[component]
pub fn ThemeToggle() -> Html {
    let theme = use_state(Theme::kept);
    use_effect_with(*theme, |theme| {
        let theme = *theme;
        apply(theme);
        let changes =
            system().map(|system| EventListener::new(&system, "change", move |_| apply(theme)));
        move || drop(changes)
    });
    let onclick = {
        let theme = theme.clone();
        Callback::from(move |_| {
            let next = theme.next();
            storage::keep_theme(next.word());
            theme.set(next);
        })
    };
    let (name, text) = match *theme {
        Theme::System => (Name::Contrast, "Colours: as the system"),
        Theme::Light => (Name::Sun, "Colours: light"),
        Theme::Dark => (Name::Moon, "Colours: dark"),
    };
    html! {
        <button type="button" class="tool" {onclick} aria-label={text} title={text} data-testid="theme">
            <Icon {name} />
        </button>
    }
}
