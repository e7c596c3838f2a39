// Packs every file of a folder that gains by it with brotli at its best, as FILE.br beside FILE, for
// servers that send files as they lie. Prints what the wasm and the scripts weigh.

import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const folder = process.argv[2];
if (!folder) throw new Error("usage: pack.mjs FOLDER");
const packed = new Set([".wasm", ".js", ".css", ".html", ".json", ".svg", ".bin"]);

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  if (!entry.isFile()) continue;
  if (extname(path) === ".br") rmSync(path);
  if (!packed.has(extname(path))) continue;
  const bytes = readFileSync(path);
  const small = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  writeFileSync(`${path}.br`, small);
  if (bytes.length > 10_000) console.log(`${String(bytes.length).padStart(9)} → ${String(small.length).padStart(9)}  ${path}`);
}
