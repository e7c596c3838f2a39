// Keeps the site in the browser, so that it opens without a connection. With one, everything comes from
// the server as ever: what is kept is never older than what is seen.
//
// scripts/post-build.mjs puts the version and the files of the site in the place of the two names below.

const KEPT = `pollscope-${VERSION}`;

self.addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(KEPT);
    await cache.addAll(FILES);
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  const takeOver = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("pollscope-") && name !== KEPT);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = request.url.startsWith(self.registration.scope);
  if (request.method === "GET" && ours) event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(KEPT);
  try {
    const response = await fetch(request);
    // A lesson's compiled example is kept when it was seen: without it the compiler does the work.
    if (response.ok && request.url.includes("/programs/")) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const page = request.mode === "navigate";
    const kept = await cache.match(page ? "index.html" : request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}
