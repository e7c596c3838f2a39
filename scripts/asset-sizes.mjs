// Writes down how large the workers' wasm is, for honest progress where a server packs what it sends.

import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const dist = process.env.TRUNK_STAGING_DIR;
if (!dist) throw new Error("TRUNK_STAGING_DIR is not set: this is a hook of trunk");
const sizes = {};
for (const file of readdirSync(dist)) {
  if (file.endsWith("_bg.wasm")) sizes[file] = statSync(join(dist, file)).size;
}
writeFileSync(join(dist, "asset-sizes.json"), JSON.stringify(sizes));
