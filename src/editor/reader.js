// A window over the page with a file of the library, to be read only.

import { rust } from "@codemirror/lang-rust";
import { syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { indent } from "./indent.js";

/** Selects a place and brings it to the middle. */
export function select(view, from, to) {
  const end = view.state.doc.length;
  const [anchor, head] = [Math.min(from, end), Math.min(to, end)];
  view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
  view.focus();
}

export class Reader {
  #dialog = document.createElement("dialog");
  #name = document.createElement("h2");
  #back = button("Back", () => this.#goBack());
  #extensions;
  #view;
  /** What was open before, the newest last, and what is open. */
  #before = [];
  #now = null;

  /** `extensions(file, place)` are those of an editor for a file of that number. */
  constructor(host, extensions) {
    this.#extensions = extensions;
    const head = document.createElement("header");
    const note = document.createElement("p");
    note.textContent = "The library as this playground has it, without its comments";
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

  /** Shows the answer to where something is declared. */
  open({ file, from, to, library: { name, text } }) {
    if (this.#dialog.open) this.#before.push(this.#now);
    else this.#before = [];
    const indented = indent(text);
    this.#put({ file, name, ...indented, from: indented.place(from), to: indented.place(to) });
  }

  close() {
    this.#dialog.close();
  }

  #goBack() {
    const before = this.#before.pop();
    if (before) this.#put(before);
  }

  #put(shown) {
    this.#now = shown;
    const { file, name, text, original, from, to } = shown;
    this.#name.textContent = name;
    this.#dialog.setAttribute("aria-label", name);
    this.#back.hidden = this.#before.length === 0;
    this.#view.setState(
      EditorState.create({
        doc: text,
        extensions: [
          EditorState.readOnly.of(true),
          lineNumbers(),
          drawSelection(),
          highlightSelectionMatches(),
          search(),
          rust(),
          syntaxHighlighting(classHighlighter),
          keymap.of(searchKeymap),
          EditorView.contentAttributes.of({ "aria-label": name, tabindex: "0" }),
          this.#extensions(file, original),
        ],
      }),
    );
    if (!this.#dialog.open) this.#dialog.showModal();
    select(this.#view, from, to);
  }
}

function button(text, onclick) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button", textContent: text, onclick });
  return button;
}
