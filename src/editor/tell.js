// Types under the pointer, and the parameters of the call that is being written.

import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, activateHover, hoverTooltip, keymap, showTooltip } from "@codemirror/view";
import { askAt, code } from "./asking.js";

const hover = hoverTooltip(async (view, at) => {
  const answer = await askAt(view.state, at, "hover");
  if (!answer || answer.to > view.state.doc.length) return null;
  return {
    pos: answer.from,
    end: answer.to,
    above: true,
    create: () => ({ dom: code(answer.text) }),
  };
});

/** The same for the keyboard: what stands at the cursor, until it moves. */
function tellHere(view) {
  const until = (transaction) => transaction.docChanged || transaction.selection !== undefined;
  activateHover(view, view.state.selection.main.head, 1, { tooltip: hover, until });
  return true;
}

const setCall = StateEffect.define();

/** The call around the cursor, while it is told. */
const call = StateField.define({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(setCall)) shown = effect.value;
    return shown && { ...shown, pos: transaction.changes.mapPos(shown.pos) };
  },
  provide: (field) => showTooltip.from(field),
});

async function tellCall(view) {
  const { state } = view;
  const pos = state.selection.main.head;
  const answer = await askAt(state, pos, "signature");
  // Only the newest text and place are of interest.
  if (view.state.doc !== state.doc || view.state.selection.main.head !== pos) return;
  const told = answer?.text === undefined ? null : tooltip(pos, answer);
  if (told || view.state.field(call)) view.dispatch({ effects: setCall.of(told) });
}

function tooltip(pos, { text, params, active }) {
  const [from, to] = params[active ?? -1] ?? [0, 0];
  const create = () => {
    const dom = code(text, from, to);
    dom.dataset.testid = "signature";
    return { dom };
  };
  return { pos, above: true, strictSide: true, create };
}

const follow = EditorView.updateListener.of((update) => {
  if (!update.docChanged && !update.selectionSet) return;
  let opened = false;
  update.changes.iterChanges((_a, _b, _c, _d, text) => {
    opened ||= update.transactions.some((it) => it.isUserEvent("input")) && /[(,]/.test(text.toString());
  });
  if (opened || update.state.field(call)) tellCall(update.view);
});

function closeCall(view) {
  if (!view.state.field(call)) return false;
  view.dispatch({ effects: setCall.of(null) });
  return true;
}

export const tell = [
  hover,
  call,
  follow,
  keymap.of([
    { key: "Escape", run: closeCall },
    { key: "Mod-Shift-Space", run: (view) => (tellCall(view), true) },
    { key: "Mod-i", run: tellHere, preventDefault: true },
  ]),
];
