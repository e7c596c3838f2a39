// What can be said of a site only when it is built: how large the workers' wasm is, for honest progress
// where a server packs what it sends; and which files there are, for the service worker to keep.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { transformSync } from "esbuild";

const dist = process.env.TRUNK_STAGING_DIR;
if (!dist) throw new Error("TRUNK_STAGING_DIR is not set: this is a hook of trunk");

const sizes = {};
for (const file of readdirSync(dist)) {
  if (file.endsWith("_bg.wasm")) sizes[file] = statSync(join(dist, file)).size;
}
writeFileSync(join(dist, "asset-sizes.json"), JSON.stringify(sizes));

const hash = createHash("sha256");
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join("/"))
  // The compiled examples are many; each is kept when it has been used.
  .filter((file) => !file.startsWith("programs/") && file !== "service-worker.js")
  .sort();
for (const file of files) hash.update(file).update(readFileSync(join(dist, file)));
const worker = readFileSync(new URL("../src/offline/service-worker.js", import.meta.url), "utf8");
const version = hash.digest("hex").slice(0, 16);
const define = { VERSION: JSON.stringify(version), FILES: JSON.stringify(files) };
writeFileSync(join(dist, "service-worker.js"), transformSync(worker, { define, minify: true }).code);
