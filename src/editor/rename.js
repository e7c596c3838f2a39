// Another name, wherever the same thing is meant.

import { keymap, showDialog } from "@codemirror/view";
import { askAt, asking, wordAt } from "./asking.js";

function rename(view) {
  const at = view.state.selection.main.head;
  const word = wordAt(view.state, at);
  if (!word) return false;
  const value = view.state.sliceDoc(word.from, word.to);
  const { result } = showDialog(view, {
    label: "New name",
    input: { type: "text", name: "name", value, autocomplete: "off", spellcheck: "false", "data-testid": "rename" },
    focus: true,
    submitLabel: "Rename",
    class: "cm-rename",
  });
  result.then(async (form) => {
    view.focus();
    const name = form?.elements.namedItem("name").value.trim();
    if (!name || name === value) return;
    const { state } = view;
    const answer = await askAt(state, at, { rename: name });
    if (view.state.doc !== state.doc) return;
    const { file } = state.facet(asking);
    const edits = answer?.edits?.filter((edit) => edit.file === file);
    if (edits) {
      const changes = edits.map(({ from, to, text }) => ({ from, to, insert: text }));
      view.dispatch({ changes, userEvent: "rename" });
    } else {
      say(view, answer?.why ?? "The compiler does not answer yet.");
    }
  });
  return true;
}

/** Tells why there is no other name, until it has been read. */
function say(view, why) {
  const content = (_view, close) => {
    const line = document.createElement("form");
    const text = document.createElement("p");
    const ok = document.createElement("button");
    line.className = "cm-rename";
    text.setAttribute("role", "alert");
    text.textContent = why;
    Object.assign(ok, { type: "button", className: "button", textContent: "OK", onclick: close });
    line.append(text, ok);
    return line;
  };
  showDialog(view, { content, focus: "button" });
}

export const renaming = keymap.of([{ key: "F2", run: rename }]);
