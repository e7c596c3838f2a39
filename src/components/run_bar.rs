//! Share, Reset, Shuffle, Stop and Run.

use yew::prelude::*;

use super::icon::{Icon, Name};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub busy: bool,
    /// The text differs from the lesson's.
    pub edited: bool,
    /// In which order threads and branches take their turns; 0 at first.
    pub seed: u32,
    pub on_run: Callback<()>,
    pub on_stop: Callback<()>,
    pub on_reset: Callback<()>,
    pub on_share: Callback<()>,
    pub on_shuffle: Callback<()>,
}

#[component]
pub fn RunBar(props: &Props) -> Html {
    let click = |callback: &Callback<()>| {
        let callback = callback.clone();
        move |_: MouseEvent| callback.emit(())
    };
    html! {
        <div class="run-bar">
            <button type="button" class="button" data-testid="share" onclick={click(&props.on_share)}
                title="Copy a link to this program and this place on the timeline">
                <Icon name={Name::Link} /><span class="wide-only">{ "Share" }</span>
            </button>
            if props.edited || props.seed != 0 {
                <button type="button" class="button" data-testid="reset" onclick={click(&props.on_reset)}
                    title="Bring the original text back">
                    <Icon name={Name::Reset} /><span class="wide-only">{ "Reset" }</span>
                </button>
            }
            <button type="button" class="button" data-testid="shuffle" data-seed={props.seed.to_string()}
                onclick={click(&props.on_shuffle)}
                title="Run with another seed: threads, and the branches of select!, take their turns in another order">
                <Icon name={Name::Shuffle} />
                <span class="wide-only">{ if props.seed == 0 { "Shuffle".to_owned() } else { format!("Seed {}", props.seed) } }</span>
            </button>
            if props.busy {
                <button type="button" class="button button-stop" data-testid="stop" onclick={click(&props.on_stop)}>
                    <Icon name={Name::Stop} />{ "Stop" }
                </button>
            }
            <button type="button" class="button button-run" data-testid="run" onclick={click(&props.on_run)}
                title="Run the program (Ctrl or Cmd and Enter)">
                <Icon name={Name::Play} />{ "Run" }
            </button>
        </div>
    }
}
