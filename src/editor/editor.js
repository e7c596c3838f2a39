// The editor of the page: CodeMirror 6 with what a Rust program needs, behind a small interface.
// Bundled by scripts/build-editor.mjs and loaded by bridge.js when the first editor is shown.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { rust } from "@codemirror/lang-rust";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Prec, RangeSet, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  GutterMarker,
  drawSelection,
  gutter,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { asking } from "./asking.js";
import { complete } from "./complete.js";
import { declaration } from "./declaration.js";
import { renaming } from "./rename.js";
import { tell } from "./tell.js";

const setLine = StateEffect.define();
const setSuspended = StateEffect.define();

/** The line of the timeline's current event. */
const currentLine = StateField.define({
  create: () => Decoration.none,
  update(lines, transaction) {
    let now = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setLine)) continue;
      const { line, hover } = effect.value;
      const doc = transaction.state.doc;
      const shown = line >= 1 && line <= doc.lines;
      const deco = Decoration.line({ class: hover ? "cm-hover-line" : "cm-event-line" });
      now = shown ? Decoration.set([deco.range(doc.line(line).from)]) : Decoration.none;
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

class SuspendedMarker extends GutterMarker {
  toDOM() {
    const mark = document.createElement("span");
    mark.className = "cm-suspended";
    mark.title = "Something is suspended here";
    return mark;
  }
}
const suspendedMarker = new SuspendedMarker();

/** Lines at which a future waits at the timeline's position. */
const suspendedLines = StateField.define({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    let now = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setSuspended)) continue;
      const builder = new RangeSetBuilder();
      const doc = transaction.state.doc;
      for (const line of effect.value) {
        if (line >= 1 && line <= doc.lines) builder.add(doc.line(line).from, doc.line(line).from, suspendedMarker);
      }
      now = builder.finish();
    }
    return now;
  },
});

const severities = { error: "error", warning: "warning", note: "info", help: "hint" };

function render(diagnostic) {
  return () => {
    const message = document.createElement("pre");
    message.className = "diagnostic-message";
    message.textContent = diagnostic.text;
    return message;
  };
}

/**
 * Makes an editor inside `parent`. `hooks` has change(text), run(), and ask(text, question), which
 * promises the compiler's answer about a place in a text.
 */
export function create(parent, text, label, hintId, hooks) {
  const run = () => (hooks.run(), true);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: "Mod-Enter", run, preventDefault: true },
            { key: "Mod-s", run, preventDefault: true },
          ]),
        ),
        lineNumbers(),
        gutter({ class: "cm-suspended-gutter", markers: (view) => view.state.field(suspendedLines) }),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        rust(),
        syntaxHighlighting(classHighlighter),
        asking.of({ file: 0, ask: (question) => hooks.ask(view.state.doc.toString(), question) }),
        complete,
        tell,
        declaration(parent),
        renaming,
        currentLine,
        suspendedLines,
        lintGutter(),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-describedby": hintId,
          "data-testid": "editor",
          tabindex: "0",
          spellcheck: "false",
          autocorrect: "off",
          autocapitalize: "off",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) hooks.change(update.state.doc.toString());
        }),
      ],
    }),
  });

  return {
    set(text) {
      if (view.state.doc.toString() !== text) {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      }
    },
    diagnose(list) {
      const length = view.state.doc.length;
      const diagnostics = list.map((one) => ({
        from: Math.min(one.from, length),
        to: Math.min(Math.max(one.to, one.from), length),
        severity: severities[one.level] ?? "info",
        markClass: one.unsupported ? "cm-unsupported" : undefined,
        message: one.text,
        renderMessage: render(one),
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    line(line, hover) {
      const effects = [setLine.of({ line, hover })];
      if (line >= 1 && line <= view.state.doc.lines) {
        const at = view.lineBlockAt(view.state.doc.line(line).from);
        const box = view.scrollDOM;
        const margin = at.height * 2;
        const hidden = at.top < box.scrollTop + margin || at.bottom > box.scrollTop + box.clientHeight - margin;
        // The page itself must not move when the timeline plays: only the editor scrolls.
        if (hidden && !hover) box.scrollTop = at.top - box.clientHeight / 2;
      }
      view.dispatch({ effects });
    },
    suspended(lines) {
      view.dispatch({ effects: setSuspended.of(lines) });
    },
    jump(from, to) {
      const end = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
