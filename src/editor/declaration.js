// From a name to its declaration: in the program, or in the library, which opens to be read.

import { EditorView, keymap } from "@codemirror/view";
import { askAt, asking } from "./asking.js";
import { Reader, select } from "./reader.js";

/** Goes from what is at a place to its declaration; `show` has here(from, to) and library(answer). */
async function go(show, view, at) {
  const answer = await askAt(view.state, at, "definition");
  if (answer?.file === undefined) return;
  if (answer.library) show.library(answer);
  else if (answer.file === 0) show.here(answer.from, answer.to);
}

/** F12 at the cursor, or a click with Ctrl or Command. */
const going = (show) => [
  keymap.of([{ key: "F12", run: (view) => (go(show, view, view.state.selection.main.head), true) }]),
  EditorView.domEventHandlers({
    mousedown(event, view) {
      const at = event.button === 0 && (event.ctrlKey || event.metaKey) ? view.posAtCoords(event) : null;
      if (at === null) return false;
      event.preventDefault();
      go(show, view, at);
      return true;
    },
  }),
];

/** For the editor of the program. `host` is where the library's window is put. */
export function declaration(host) {
  const view = () => EditorView.findFromDOM(host);
  let reader;
  const show = {
    here: (from, to) => {
      reader?.close();
      select(view(), from, to);
    },
    library: (answer) => {
      const { ask } = view().state.facet(asking);
      reader ??= new Reader(host, (file, place) => [asking.of({ file, ask, place }), going(show)]);
      reader.open(answer);
    },
  };
  return going(show);
}
