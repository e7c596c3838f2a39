// Starts a worker of the page: fetches its wasm piece by piece, tells how much has come, and begins.
// A worker named `compiler` loads compiler.js and compiler_bg.wasm from beside this file.

const { name } = self;

/** Bytes to come, unpacked, as the stream counts them; null where nobody knows. */
async function total(response) {
  const length = response.headers.get("content-length");
  if (length && !response.headers.get("content-encoding")) return Number(length);
  try {
    const sizes = await (await fetch("asset-sizes.json")).json();
    return sizes[`${name}_bg.wasm`] ?? null;
  } catch {
    return null;
  }
}

async function counted(response) {
  const of = await total(response);
  let loaded = 0;
  const counter = new TransformStream({
    transform(piece, controller) {
      loaded += piece.byteLength;
      self.postMessage({ loaded, total: of });
      controller.enqueue(piece);
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: { "content-type": "application/wasm" } });
}

try {
  const [{ default: init }, response] = await Promise.all([import(`./${name}.js`), fetch(`${name}_bg.wasm`)]);
  if (!response.ok) throw new Error(`${name}_bg.wasm: ${response.status} ${response.statusText}`);
  await init({ module_or_path: await counted(response) });
} catch (error) {
  self.postMessage({ failed: String(error?.message ?? error) });
}
