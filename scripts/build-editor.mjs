// Bundles the editor to assets/generated/editor.js. Writes only when something has changed, so that
// a watching Trunk does not go round in circles.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "assets/generated/editor.js");

const result = await build({
  entryPoints: [join(root, "src/editor/editor.js")],
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  write: false,
});
const code = Buffer.from(result.outputFiles[0].contents);
if (existsSync(out) && readFileSync(out).equals(code)) {
  console.log("editor.js is up to date");
} else {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, code);
  console.log(`editor.js: ${code.length} bytes`);
}
