//! The component: shows the text at once, and becomes an editor when the bundle has come.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use protocol::{Diagnostic, Range};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::bridge::{self, Editor as Handle};
use super::offsets::utf16;
use crate::components::diagnostics::{head, word};

const HINT: &str = "editor-hint";

#[derive(Properties, PartialEq)]
pub struct Props {
    pub name: &'static str,
    pub text: Rc<str>,
    pub diagnostics: Rc<Vec<Diagnostic>>,
    /// The line of the current event, and whether it is only hovered.
    pub line: Option<(u32, bool)>,
    /// Lines at which futures are suspended.
    pub suspended: Vec<u32>,
    /// Where to put the cursor; the number makes asking twice two questions.
    pub jump: Option<(Range, u32)>,
    pub on_change: Callback<String>,
    pub on_run: Callback<()>,
    /// The editor asks about a place in a text that it holds: what, and whom to tell.
    pub on_ask: Callback<(String, String, Function)>,
}

pub enum Msg {
    Made(Result<JsValue, JsValue>),
    Changed(String),
    Run,
}

pub struct Editor {
    parent: NodeRef,
    handle: Option<Handle>,
    failed: bool,
    change: Closure<dyn Fn(String)>,
    run: Closure<dyn Fn()>,
    ask: Closure<dyn Fn(String, String) -> Promise>,
    /// What the editor holds, so that its own changes are not sent back to it.
    held: Rc<str>,
}

impl Component for Editor {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let (change, run) = (
            ctx.link().callback(Msg::Changed),
            ctx.link().callback(|()| Msg::Run),
        );
        let ask = ctx.props().on_ask.clone();
        Editor {
            parent: NodeRef::default(),
            handle: None,
            failed: false,
            change: Closure::new(move |text| change.emit(text)),
            run: Closure::new(move || run.emit(())),
            ask: Closure::new(move |text: String, question: String| {
                Promise::new(&mut |answer, _| ask.emit((text.clone(), question.clone(), answer)))
            }),
            held: ctx.props().text.clone(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Made(Ok(handle)) => {
                self.handle = Some(handle.unchecked_into());
                self.tell(ctx, None);
                true
            }
            Msg::Made(Err(_)) => {
                self.failed = true;
                true
            }
            Msg::Changed(text) => {
                self.held = text.as_str().into();
                ctx.props().on_change.emit(text);
                false
            }
            Msg::Run => {
                ctx.props().on_run.emit(());
                false
            }
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        self.tell(ctx, Some(old));
        self.handle.is_none()
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <div class="editor">
                <div class="editor-host" ref={self.parent.clone()}></div>
                if self.handle.is_none() {
                    <pre class="editor-still" tabindex="0" aria-label={ctx.props().name}>{ &*ctx.props().text }</pre>
                }
                <p class="editor-hint" id={HINT}>
                    if self.failed {
                        { "The editor could not be loaded: the text can be read and run, but not changed." }
                    } else {
                        { "Esc, then Tab leaves the editor" }
                    }
                </p>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if !first {
            return;
        }
        if let Some(parent) = self.parent.cast::<HtmlElement>() {
            let link = ctx.link().clone();
            let (text, name) = (self.held.clone(), ctx.props().name);
            // The closures live in the component, and the editor is destroyed with it.
            let change = self.change.as_ref().clone();
            let run = self.run.as_ref().clone();
            let ask = self.ask.as_ref().clone();
            spawn_local(async move {
                let made = bridge::create(&parent, &text, name, HINT, &change, &run, &ask).await;
                link.send_message(Msg::Made(made));
            });
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(handle) = &self.handle {
            handle.destroy();
        }
    }
}

impl Editor {
    /// Hands on what has changed; everything when the editor is new.
    fn tell(&mut self, ctx: &Context<Self>, old: Option<&Props>) {
        let Some(handle) = &self.handle else {
            return;
        };
        let props = ctx.props();
        if props.text != self.held {
            self.held = props.text.clone();
            handle.set(&props.text);
        }
        if old.is_none_or(|old| !Rc::ptr_eq(&old.diagnostics, &props.diagnostics)) {
            handle.diagnose(&squiggles(&props.diagnostics, &props.text));
        }
        if old.is_none_or(|old| old.line != props.line) {
            let (line, hover) = props.line.unwrap_or((0, false));
            handle.line(line, hover);
        }
        if old.is_none_or(|old| old.suspended != props.suspended) {
            handle.suspended(&props.suspended);
        }
        if let Some((range, _)) = props.jump
            && old.is_none_or(|old| old.jump != props.jump)
        {
            handle.jump(
                utf16(&props.text, range.start),
                utf16(&props.text, range.end),
            );
        }
    }
}

/// The diagnostics as the editor takes them: UTF-16 offsets and a text like rustc's.
fn squiggles(diagnostics: &[Diagnostic], text: &str) -> JsValue {
    let list = Array::new();
    for diagnostic in diagnostics {
        let Some(label) = diagnostic
            .labels
            .iter()
            .find(|label| label.primary)
            .or(diagnostic.labels.first())
        else {
            continue;
        };
        let object = Object::new();
        let set = |name: &str, value: JsValue| {
            // A plain object takes any property.
            let _ = Reflect::set(&object, &name.into(), &value);
        };
        set("from", utf16(text, label.range.start).into());
        set("to", utf16(text, label.range.end).into());
        set("level", word(diagnostic.level).into());
        set("unsupported", diagnostic.unsupported.into());
        set("text", message(diagnostic).into());
        list.push(&object);
    }
    list.into()
}

/// `error[E0308]: mismatched types`, the labels and the notes.
fn message(diagnostic: &Diagnostic) -> String {
    let mut text = format!("{}: {}", head(diagnostic), diagnostic.message);
    for label in diagnostic
        .labels
        .iter()
        .filter(|label| !label.text.is_empty())
    {
        text.push_str(&format!("\n  {}", label.text));
    }
    for (level, note) in &diagnostic.notes {
        text.push_str(&format!("\n= {}: {note}", word(*level)));
    }
    text
}
