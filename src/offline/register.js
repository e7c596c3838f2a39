// Has the site kept for the time without a connection, and tells of a newer one.

let keeping = false;

export function keep() {
  const { serviceWorker } = navigator;
  if (!serviceWorker || keeping) return;
  keeping = true;
  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    if (controlled) window.dispatchEvent(new Event("pollscope:newer"));
    controlled = true;
  });
  // A browser that refuses keeps nothing, and all else goes on.
  const asked = serviceWorker.register(new URL("service-worker.js", document.baseURI)).catch(() => null);
  const hour = 3_600_000;
  setInterval(async () => (await asked)?.update().catch(() => null), hour);
}
