// The library travels without its indentation, which is most of its blanks. Here it comes back.

import { rustLanguage } from "@codemirror/lang-rust";

const STEP = "    ";

/** The text with every line indented by the brackets around it, and the two ways between both. */
export function indent(text) {
  const depths = bracketDepths(text);
  const starts = [];
  const added = [];
  let offset = 0;
  let sum = 0;
  const lines = text.split("\n").map((line, index) => {
    const blanks = depths[index] === null || line === "" ? "" : STEP.repeat(depths[index]);
    sum += blanks.length;
    starts.push(offset);
    added.push(sum);
    offset += line.length + 1;
    return blanks + line;
  });
  const at = (place, begin) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (begin(middle) <= place) low = middle;
      else high = middle;
    }
    return low;
  };
  return {
    text: lines.join("\n"),
    /** A place of the old text in the new one, and back. */
    place: (old) => old + added[at(old, (line) => starts[line])],
    original: (place) => {
      const line = at(place, (line) => starts[line] + (added[line - 1] ?? 0));
      return Math.max(place - added[line], starts[line]);
    },
  };
}

/** How far each line is indented, in steps; null inside of a string of several lines. */
function bracketDepths(text) {
  const depths = [];
  /** The lines of the brackets that are open. Those of one line are one step. */
  const open = [];
  let lineStart = 0;
  let fresh = true;
  let inWhere = false;
  const settle = (more) => {
    if (fresh) depths.push(new Set(open).size + more);
    fresh = false;
  };
  const newlines = (to, inText) => {
    for (let at = text.indexOf("\n", lineStart); at !== -1 && at < to; at = text.indexOf("\n", lineStart)) {
      settle(0);
      lineStart = at + 1;
      fresh = !inText;
      if (inText) depths.push(null);
    }
  };
  rustLanguage.parser.parse(text).iterate({
    enter({ name, node, from, to }) {
      if (node.firstChild && !/String|Comment/.test(name)) return true;
      newlines(from, false);
      if (name === "{" || name === ";") inWhere = false;
      // What ends brackets stands under what began them, all of it if there is more than one.
      if (/^[)}\]]$/.test(name)) open.pop();
      else settle(text[from] === "." || inWhere ? 1 : 0);
      if (/^[({[]$/.test(name)) open.push(depths.length);
      if (name === "where") inWhere = true;
      newlines(to, true);
      return false;
    },
  });
  newlines(text.length, false);
  settle(0);
  return depths;
}
