// Another name, wherever the same thing is meant.

import { keymap, showDialog } from "@codemirror/view";
import { askAt, asking, wordAt } from "./asking.js";

function rename(view) {
  const at = view.state.selection.main.head;
  const word = wordAt(view.state, at);
  if (!word) return false;
  const old = view.state.sliceDoc(word.from, word.to);
  const { result } = showDialog(view, { content: () => form(old), focus: "input" });
  result.then((form) => {
    view.focus();
    const name = form?.elements.namedItem("name").value.trim();
    if (name && name !== old) apply(view, at, name);
  });
  return true;
}

async function apply(view, at, name) {
  const { state } = view;
  const answer = await askAt(state, at, { rename: name });
  if (view.state.doc !== state.doc) return;
  const { file } = state.facet(asking);
  const edits = answer?.edits?.filter((edit) => edit.file === file);
  if (edits) {
    const changes = edits.map(({ from, to, text }) => ({ from, to, insert: text }));
    view.dispatch({ changes, userEvent: "rename" });
  } else {
    const why = answer?.why ?? "The compiler is not ready yet.";
    showDialog(view, { content: () => refusal(why), focus: "button" });
  }
}

function form(old) {
  const form = element("form", { className: "cm-rename" });
  const label = element("label", { textContent: `Another name for ${old}` });
  const input = element("input", { name: "name", value: old, autocomplete: "off", spellcheck: false });
  input.dataset.testid = "rename";
  label.append(input);
  form.append(label, element("button", { className: "button", textContent: "Rename" }));
  return form;
}

/** Why there is no other name, until it has been read. */
function refusal(why) {
  const form = element("form", { className: "cm-rename" });
  const text = element("p", { textContent: why, role: "alert" });
  form.append(text, element("button", { className: "button", textContent: "OK" }));
  return form;
}

const element = (name, properties) => Object.assign(document.createElement(name), properties);

export const renaming = keymap.of([{ key: "F2", run: rename }]);
