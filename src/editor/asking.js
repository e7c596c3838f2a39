// Questions about a place in the program, which the page hands to the compiler, and its answers.

import { rustLanguage } from "@codemirror/lang-rust";
import { Facet } from "@codemirror/state";
import { classHighlighter, highlightCode } from "@lezer/highlight";

/**
 * Whom an editor asks, and of which file: { file, ask(question), place(at) }, the last of which finds a
 * place in the text that the compiler knows.
 */
export const asking = Facet.define({ combine: (all) => all[0] ?? { file: 0, ask: async () => null } });

/** Asks `what` about a place; null if there is nothing to tell. */
export async function askAt(state, at, what) {
  const { file, ask, place = (at) => at } = state.facet(asking);
  const answer = await ask(JSON.stringify({ file, at: place(at), what }));
  return answer === null ? null : JSON.parse(answer);
}

/** Rust as the editor colours it; what lies in `from`..`to` is emphasised. */
export function code(text, from = 0, to = 0) {
  const pre = document.createElement("pre");
  const strong = document.createElement("strong");
  pre.className = "cm-told";
  let at = 0;
  const part = (piece, classes) => {
    const inside = at >= from && at + piece.length <= to;
    if (inside && !strong.parentNode) pre.append(strong);
    const span = document.createElement("span");
    if (classes) span.className = classes;
    span.textContent = piece;
    (inside ? strong : pre).append(span);
    at += piece.length;
  };
  const put = (piece, classes) => {
    // A piece that reaches over an end of the emphasised part is cut there.
    for (const end of [from, to, at + piece.length]) {
      const length = Math.min(end - at, piece.length);
      if (length <= 0) continue;
      part(piece.slice(0, length), classes);
      piece = piece.slice(length);
    }
  };
  highlightCode(text, rustLanguage.parser.parse(text), classHighlighter, put, () => put("\n"));
  return pre;
}

/** The word around a place, or null. */
export const wordAt = (state, at) => {
  const word = state.wordAt(at);
  return word && /[\p{L}_]/u.test(state.sliceDoc(word.from, word.from + 1)) ? word : null;
};
