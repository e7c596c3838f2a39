// Without a connection: what was visited once still opens, compiles and runs.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { root } from "../launch.mjs";
import { expect, test } from "../pages/fixtures.mjs";

test.use({
  serviceWorkers: "allow",
  // The compiled example of a lesson that was not run before is not kept.
  allowedErrors: ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED"],
});

/** Resolves when the site is kept. */
const kept = (page) =>
  page.evaluate(async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (!serviceWorker.controller) {
      await new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
    }
  });

test("after one visit all lessons open, and edits are compiled and run", async ({ page, context, lesson }) => {
  await lesson.open("four-workers");
  await lesson.compilerIsThere();
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Four workers");
  await lesson.runToEnd();

  // A lesson that was never opened, whose compiled example is not there.
  await lesson.open("which-answer-first");
  await lesson.compilerIsThere();
  await lesson.runToEnd();
  await lesson.write('fn main() {\n    println!("no connection");\n}\n');
  await lesson.runToEnd();
  expect(await lesson.stdout()).toBe("no connection\n");
});

test("a newer version is told, and a reload brings it", async ({ page, lesson }) => {
  const worker = readFileSync(join(root, "dist/service-worker.js"), "utf8");
  let version = "first";
  // The same site under an address of its own, where it can be changed.
  const server = createServer(async (request, answer) => {
    if (request.url.startsWith("/service-worker.js")) {
      answer.setHeader("content-type", "text/javascript");
      answer.setHeader("cache-control", "no-cache");
      return answer.end(worker.replace(/"pollscope-[0-9a-f]{16}"/, `"pollscope-${version}"`));
    }
    const from = await fetch(new URL(request.url, process.env.POLLSCOPE_URL));
    answer.statusCode = from.status;
    answer.setHeader("content-type", from.headers.get("content-type") ?? "");
    answer.end(Buffer.from(await from.arrayBuffer()));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    await page.goto(`http://127.0.0.1:${server.address().port}/#/lesson/four-workers`);
    await lesson.compilerIsThere();
    await kept(page);
    const newer = page.getByTestId("newer");
    await expect(newer).toBeEmpty();
    version = "second";
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(newer).toContainText("There is a newer version of this site.");
    await newer.getByRole("button", { name: "Reload" }).click();
    await expect(newer).toBeEmpty();
    expect(await page.evaluate(() => caches.keys())).toEqual([expect.stringMatching(/-second$/)]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
