//! Remarks on what the recording shows.

use yew::prelude::*;

use crate::timeline::model::Index;
use crate::timeline::notes::Note;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub notes: std::rc::Rc<Vec<Note>>,
    pub on_seek: Callback<Index>,
}

#[component]
pub fn Notes(props: &Props) -> Html {
    if props.notes.is_empty() {
        return html! { <p class="empty">{ "Nothing to remark on this run." }</p> };
    }
    html! {
        <ul class="notes">
            { for props.notes.iter().map(|note| {
                let (on_seek, event) = (props.on_seek.clone(), note.event);
                html! {
                    <li class="note" data-testid="note">
                        <button type="button" class="note-title" onclick={move |_| on_seek.emit(event + 1)}>
                            { &note.title }
                        </button>
                        <p>{ note.text }</p>
                    </li>
                }
            }) }
        </ul>
    }
}
