// What a visitor does with a recording: find an event, look at the whole, save it.

import { readFileSync } from "node:fs";
import { expect, test } from "../pages/fixtures.mjs";

test("an event is found by its words, forwards and back", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.runToEnd();
  await page.getByTestId("player-start").click();
  await page.getByTestId("tab-inspector").click();
  const find = page.getByTestId("find");
  const position = async () => Number(await lesson.position.getAttribute("data-position"));
  await find.fill("wakes");
  await find.press("Enter");
  await expect(page.locator(".now")).toContainText("wakes");
  const first = await position();
  await page.getByTestId("find-next").click();
  await expect.poll(position).toBeGreaterThan(first);
  await page.getByTestId("find-before").click();
  await expect.poll(position).toBe(first);
  await find.fill("no such event");
  await find.press("Enter");
  await expect(page.getByRole("search")).toContainText("Nothing found.");
  expect(await position()).toBe(first);
});

test("a recording is saved as JSON and for Perfetto", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.runToEnd();
  const saved = async (id) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId(id).click()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };
  const json = await saved("export-json");
  expect(json.name).toBe("four-workers.json");
  const events = JSON.parse(json.text);
  expect(events).toHaveLength(Number(await lesson.position.getAttribute("data-length")));

  const perfetto = await saved("export-perfetto");
  expect(perfetto.name).toBe("four-workers.trace.json");
  const names = JSON.parse(perfetto.text).traceEvents.map((entry) => entry.name);
  for (const name of ["thread_name", "poll", "wake", "waiting"]) expect(names).toContain(name);
});

test("the overview moves what is on screen", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.runToEnd();
  await page.getByTestId("timeline").focus();
  for (let n = 0; n < 6; n++) await page.keyboard.press("w");
  const timeline = page.getByTestId("timeline").locator("canvas");
  const picture = () => timeline.evaluate((canvas) => canvas.toDataURL());
  const before = await picture();
  const box = await page.getByTestId("overview").boundingBox();
  await page.mouse.move(box.x + 5, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await expect.poll(picture).not.toBe(before);
});

test("Shuffle takes another seed, which the link carries", async ({ page, lesson }) => {
  await lesson.open();
  const shuffle = page.getByTestId("shuffle");
  await expect(shuffle).toHaveAttribute("data-seed", "0");
  await shuffle.click();
  await lesson.ended();
  await expect(shuffle).toHaveAttribute("data-seed", "1");
  await expect.poll(() => page.url()).toContain("?s=2");
  await page.reload();
  await expect(shuffle).toHaveAttribute("data-seed", "1");
  await lesson.reset.click();
  await expect(shuffle).toHaveAttribute("data-seed", "0");
});
