// From a name to its declaration: in the program, or in the library, which opens to be read.

import { rust } from "@codemirror/lang-rust";
import { syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { askAt, asking } from "./asking.js";

/** How an editor shows a place that was asked for: { here(from, to), library(answer) }. */
function going(show) {
  const go = async (view, at) => {
    const answer = await askAt(view.state, at, "definition");
    if (answer?.file === undefined) return;
    if (answer.library) show.library(answer);
    else if (answer.file === 0) show.here(answer.from, answer.to);
  };
  return [
    keymap.of([{ key: "F12", run: (view) => (go(view, view.state.selection.main.head), true) }]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
        const at = view.posAtCoords(event);
        if (at === null) return false;
        event.preventDefault();
        go(view, at);
        return true;
      },
    }),
  ];
}

const select = (view, from, to) => {
  view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
};

/** For the editor of the program. `host` is where the library's window is put. */
export function declaration(host) {
  const view = () => EditorView.findFromDOM(host);
  let reader;
  const show = {
    here: (from, to) => {
      reader?.close();
      const end = view().state.doc.length;
      select(view(), Math.min(from, end), Math.min(to, end));
    },
    library: (answer) => {
      reader ??= new Reader(host, show, view().state.facet(asking).ask);
      reader.open(answer);
    },
  };
  return going(show);
}

/** A window over the page with a file of the library. */
class Reader {
  #dialog = document.createElement("dialog");
  #name = document.createElement("h2");
  #back = button("Back", () => this.#goBack());
  #view;
  /** What was open before, the newest last. */
  #before = [];
  #now = null;

  constructor(host, show, ask) {
    this.show = show;
    this.ask = ask;
    const head = document.createElement("header");
    const note = document.createElement("p");
    note.textContent = "As the playground has it; to be read only.";
    head.append(this.#name, note, this.#back, button("Close", () => this.close()));
    const body = document.createElement("div");
    body.className = "reader-text";
    this.#dialog.className = "reader";
    this.#dialog.dataset.testid = "library";
    this.#dialog.append(head, body);
    // Keys that are meant for this window are not the stage's.
    this.#dialog.addEventListener("keydown", (event) => event.stopPropagation());
    host.append(this.#dialog);
    this.#view = new EditorView({ parent: body });
  }

  open(answer) {
    if (this.#dialog.open && this.#now) this.#before.push(this.#now);
    else this.#before = [];
    this.#put(answer);
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  close() {
    this.#dialog.close();
  }

  #goBack() {
    const before = this.#before.pop();
    if (before) this.#put(before);
  }

  #put(answer) {
    this.#now = answer;
    this.#name.textContent = answer.library.name;
    this.#dialog.setAttribute("aria-label", answer.library.name);
    this.#back.hidden = this.#before.length === 0;
    this.#view.setState(
      EditorState.create({
        doc: answer.library.text,
        extensions: [
          EditorState.readOnly.of(true),
          lineNumbers(),
          highlightSelectionMatches(),
          rust(),
          syntaxHighlighting(classHighlighter),
          keymap.of(searchKeymap),
          EditorView.contentAttributes.of({ "aria-label": answer.library.name, tabindex: "0" }),
          asking.of({ file: answer.file, ask: this.ask }),
          going(this.show),
        ],
      }),
    );
    // The window has to have its size first.
    requestAnimationFrame(() => select(this.#view, answer.from, answer.to));
  }
}

function button(text, onclick) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button", textContent: text, onclick });
  return button;
}
