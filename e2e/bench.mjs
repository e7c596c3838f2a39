// What a visitor waits for, in Chromium on the release site: medians of several runs, in milliseconds.
// `pollscope:run`, `pollscope:first-event` and `pollscope:diagnostics` are marks of the page itself.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { chromiumArguments, root, startServer, viewport } from "./launch.mjs";
import { Lesson } from "./pages/lesson.mjs";

const program = readFileSync(join(root, "lessons/01-ways-of-working/01-four-workers/main.rs"), "utf8");
const times = Number(process.env.TIMES ?? 9);
const server = process.env.POLLSCOPE_URL ? { url: process.env.POLLSCOPE_URL, close() {} } : await startServer();
process.env.POLLSCOPE_URL = server.url;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: chromiumArguments });

/** The times of a mark since the page began to load. */
const marks = (page, name) =>
  page.evaluate((name) => performance.getEntriesByName(name).map((mark) => mark.startTime), `pollscope:${name}`);

/** Waits until there are more than `count` marks of a name, and returns the last one's time. */
async function nextMark(page, name, count) {
  await page.waitForFunction(
    ([name, count]) => performance.getEntriesByName(name).length > count,
    [`pollscope:${name}`, count],
    { timeout: 60_000, polling: 5 },
  );
  return (await marks(page, name)).at(-1);
}

/** A new visitor with an empty cache, who presses Run as soon as it is there. */
async function cold() {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const lesson = new Lesson(page);
  await lesson.open();
  await lesson.run.click();
  const first = await nextMark(page, "first-event", 0);
  await context.close();
  return first;
}

/** From Run to the first event drawn, with everything loaded. */
async function warm(page, lesson) {
  const [runs, firsts] = [(await marks(page, "run")).length, (await marks(page, "first-event")).length];
  await lesson.run.click();
  const run = await nextMark(page, "run", runs);
  const first = await nextMark(page, "first-event", firsts);
  await lesson.ended();
  return first - run;
}

/** From a key to the diagnostics that follow, the pause in typing included. */
async function keystroke(page) {
  const before = (await marks(page, "diagnostics")).length;
  await page.evaluate(() => {
    addEventListener("beforeinput", () => performance.mark("bench:key"), { capture: true, once: true });
    addEventListener("keydown", () => performance.mark("bench:key"), { capture: true, once: true });
  });
  await page.keyboard.type("1");
  const after = await nextMark(page, "diagnostics", before);
  const key = await page.evaluate(() => performance.getEntriesByName("bench:key").at(-1).startTime);
  await page.evaluate(() => performance.clearMarks("bench:key"));
  return after - key;
}

async function repeat(work) {
  const all = [];
  for (let n = 0; n < times; n++) all.push(await work());
  return all;
}

const results = { "cold visit to first event": await repeat(cold) };

const page = await (await browser.newContext({ viewport })).newPage();
const lesson = new Lesson(page);
await lesson.open();
await lesson.compilerIsThere();
await warm(page, lesson);
results["Run to first event, unmodified"] = await repeat(() => warm(page, lesson));

let edit = 0;
const edited = async () => {
  edit += 1;
  await lesson.write(`${program}\n// ${edit}\n`);
  return warm(page, lesson);
};
await edited();
results["Run to first event, edited"] = await repeat(edited);

await lesson.editor.click();
await page.keyboard.press("ControlOrMeta+End");
await page.keyboard.type("const N: u32 = 1");
await page.keyboard.insertText(";");
await page.keyboard.press("ArrowLeft");
await page.waitForTimeout(1000);
results["one character to fresh diagnostics"] = await repeat(() => keystroke(page));

console.table(
  Object.fromEntries(
    Object.entries(results).map(([name, all]) => {
      const sorted = [...all].sort((a, b) => a - b);
      const round = (ms) => Math.round(ms * 10) / 10;
      return [name, { "median ms": round(sorted[sorted.length >> 1]), "least ms": round(sorted[0]), "most ms": round(sorted.at(-1)) }];
    }),
  ),
);
await browser.close();
await server.close();
