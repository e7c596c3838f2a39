//! The colours of the page's style sheet, for the canvas.

use web_sys::CssStyleDeclaration;

/// Any colour a style sheet can say, system colours included.
pub type Colour = String;

#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    pub paper: Colour,
    pub ink: Colour,
    pub faint: Colour,
    pub line: Colour,
    pub row: Colour,
    pub ready: Colour,
    pub pending: Colour,
    pub panic: Colour,
    pub waiting: Colour,
    pub queued: Colour,
    pub blocked: Colour,
    pub wake: Colour,
    pub spawn: Colour,
    pub dropped: Colour,
    pub cursor: Colour,
    pub font: String,
}

impl Palette {
    /// Reads the colours that are in force; call it again when the theme changes.
    pub fn read() -> Option<Self> {
        let window = web_sys::window()?;
        let root = window.document()?.document_element()?;
        let style = window.get_computed_style(&root).ok()??;
        let get = |name: &str| property(&style, name);
        Some(Palette {
            paper: get("--stage"),
            ink: get("--ink"),
            faint: get("--ink-faint"),
            line: get("--line"),
            row: get("--row"),
            ready: get("--ready"),
            pending: get("--pending"),
            panic: get("--panic"),
            waiting: get("--waiting"),
            queued: get("--queued"),
            blocked: get("--blocked"),
            wake: get("--wake"),
            spawn: get("--spawn"),
            dropped: get("--dropped"),
            cursor: get("--accent"),
            font: get("--mono"),
        })
    }
}

fn property(style: &CssStyleDeclaration, name: &str) -> String {
    style
        .get_property_value(name)
        .map(|value| value.trim().to_owned())
        .unwrap_or_default()
}
