// What may be written at the cursor: asked of the compiler, which knows the types.

import { autocompletion, snippet } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { askAt, code } from "./asking.js";

const types = { macro: "function" };
/** A detail beside the name is no longer than this; what is longer has a place of its own. */
const SHORT = 28;

async function source(context) {
  const { state, pos } = context;
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*$/u);
  const before = state.sliceDoc(Math.max(0, pos - 2), pos);
  const signed = (before.endsWith(".") && before !== "..") || before === "::";
  if (!word && !signed && !context.explicit) return null;
  const node = syntaxTree(state).resolveInner(pos, -1).name;
  if (/Comment|String|Char/.test(node) && !context.explicit) return null;
  const answer = await askAt(state, pos, "complete");
  if (context.aborted || !answer?.options?.length) return null;
  const inUse = /^\s*(pub(\(\w+\))?\s+)?use\b/.test(state.doc.lineAt(pos).text);
  return {
    from: answer.from,
    validFor: /^[\p{L}\p{N}_]*$/u,
    options: answer.options.map((option) => offered(option, inUse)),
  };
}

function offered({ name, kind, detail, call }, inUse) {
  const short = detail.length <= SHORT && ["variable", "property"].includes(kind);
  return {
    label: name,
    type: types[kind] ?? kind,
    detail: short ? detail : undefined,
    info: !short && detail ? () => code(detail) : undefined,
    // Keywords are known by heart, and fields are nearer than methods.
    boost: kind === "keyword" && name !== "await" ? -1 : kind === "property" ? 1 : 0,
    apply: call === null || inUse ? name : (view, completion, from, to) => apply(view, completion, from, to, kind, call),
  };
}

/** Writes the name with what belongs behind it, unless that is there already. */
function apply(view, completion, from, to, kind, call) {
  const name = completion.label;
  const behind = view.state.sliceDoc(to, to + 1);
  let template = `${name}()`;
  if (behind === "(" || (kind === "macro" && behind === "!")) template = name;
  else if (kind === "macro") template = name === "vec" ? `${name}![\${}]` : `${name}!(\${})`;
  else if (call) template = `${name}(\${})`;
  snippet(template)(view, completion, from, to);
}

export const complete = autocompletion({ override: [source], maxRenderedOptions: 60 });
