//! How far the compiler is, in bytes, while it comes in the background.

use yew::prelude::*;

use crate::state::stage::Load;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub compiler: Load,
}

#[component]
pub fn Loading(props: &Props) -> Html {
    let (text, value) = match &props.compiler {
        Load::Ready => return Html::default(),
        Load::Waiting => ("Compiler: waits for the machine".to_owned(), None),
        Load::Bytes {
            loaded,
            total: Some(total),
        } => {
            let share = *loaded as f64 / (*total).max(1) as f64;
            (
                format!("Compiler: {} of {}", size(*loaded), size(*total)),
                Some(share),
            )
        }
        Load::Bytes {
            loaded,
            total: None,
        } => (format!("Compiler: {} so far", size(*loaded)), None),
        Load::Starting => ("Compiler: reads the library".to_owned(), None),
        Load::Failed(why) => {
            return html! {
                <p class="loading loading-failed" data-testid="compiler" data-state="failed">
                    { format!("The compiler could not be loaded, so only unmodified examples run: {why}. \
                               Reload the page to try again.") }
                </p>
            };
        }
    };
    html! {
        <p class="loading" data-testid="compiler" data-state="loading">
            <progress max="1" value={value.map(|value| value.to_string())} aria-label="Loading the compiler" />
            <span>{ text }</span>
        </p>
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
