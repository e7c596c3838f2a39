// Loads the editor's bundle beside the page, so that prose and timeline need not wait for it.

let bundle;

export async function createEditor(parent, text, label, hintId, change, run, ask) {
  bundle ??= import(new URL("editor.js", document.baseURI).href);
  const { create } = await bundle;
  return create(parent, text, label, hintId, { change, run, ask });
}
