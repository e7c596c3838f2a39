//! What the compiler says of the program, below the editor. A click leads to the place.

use std::rc::Rc;

use protocol::{Diagnostic, Level, Range};
use yew::prelude::*;

use crate::editor::offsets::line_and_column;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub diagnostics: Rc<Vec<Diagnostic>>,
    pub text: Rc<str>,
    pub on_jump: Callback<Range>,
}

#[component]
pub fn Diagnostics(props: &Props) -> Html {
    if props.diagnostics.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="diagnostics" data-testid="diagnostics" aria-label="Diagnostics">
            { for props.diagnostics.iter().map(|diagnostic| one(props, diagnostic)) }
        </ul>
    }
}

fn one(props: &Props, diagnostic: &Diagnostic) -> Html {
    let primary = diagnostic
        .labels
        .iter()
        .find(|label| label.primary)
        .or(diagnostic.labels.first());
    let place = primary.map(|label| line_and_column(&props.text, label.range.start));
    let level = level(diagnostic);
    let onclick = {
        let (on_jump, range) = (props.on_jump.clone(), primary.map(|label| label.range));
        move |_: MouseEvent| {
            if let Some(range) = range {
                on_jump.emit(range);
            }
        }
    };
    html! {
        <li class={classes!("diagnostic", format!("diagnostic-{}", level.replace(' ', "-")))}
            data-testid="diagnostic" data-code={diagnostic.code.clone()} data-level={level}
            data-line={place.map(|(line, _)| line.to_string())}>
            <button type="button" class="diagnostic-head" {onclick}>
                <span class="diagnostic-level">{ head(diagnostic) }</span>
                <span class="diagnostic-text">{ &diagnostic.message }</span>
                if let Some((line, column)) = place {
                    <span class="diagnostic-place">{ format!("{line}:{column}") }</span>
                }
            </button>
            { for diagnostic.labels.iter().filter(|label| !label.text.is_empty()).map(|label| {
                let (line, _) = line_and_column(&props.text, label.range.start);
                html! { <p class="diagnostic-note">{ format!("line {line}: {}", label.text) }</p> }
            }) }
            { for diagnostic.notes.iter().map(|(level, text)| html! {
                <p class="diagnostic-note"><b>{ word(*level) }</b>{ ": " }{ text }</p>
            }) }
        </li>
    }
}

fn level(diagnostic: &Diagnostic) -> &'static str {
    if diagnostic.unsupported {
        "unsupported"
    } else {
        word(diagnostic.level)
    }
}

/// `error[E0308]`, `warning`, or that it is not the program's fault.
pub fn head(diagnostic: &Diagnostic) -> String {
    match (&diagnostic.code, diagnostic.unsupported) {
        (_, true) => "not supported here yet".into(),
        (Some(code), _) if code.starts_with('E') => format!("{}[{code}]", word(diagnostic.level)),
        _ => word(diagnostic.level).into(),
    }
}

pub fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
        Level::Help => "help",
    }
}
