// Running the example as it stands.

import { expect, expected, sections, settled, test } from "../pages/fixtures.mjs";

test("prints what the real Rust prints, and shows who ran", async ({ lesson }) => {
  await lesson.open();
  await lesson.runToEnd();
  expect(settled(await lesson.stdout())).toEqual(expected);

  const lanes = await lesson.lanes();
  const of = (kind) => lanes.filter((lane) => lane.kind === kind);
  // main, four workers, and a timer's thread for each of the three times four async workers.
  expect(of("thread").length).toBe(1 + 4 + 12);
  expect(of("block_on").length).toBe(3);
  for (const lane of of("block_on")) expect(lane.polls).toBeGreaterThan(1);
  const polls = of("block_on").map((lane) => lane.polls);
  expect(polls[2], "the busy form is polled far more often").toBeGreaterThan(10 * polls[1]);
});

test("the same seed gives the same run", async ({ lesson }) => {
  await lesson.open();
  await lesson.runToEnd();
  const first = [await lesson.stdout(), await lesson.position.getAttribute("data-length")];
  await lesson.runToEnd();
  expect([await lesson.stdout(), await lesson.position.getAttribute("data-length")]).toEqual(first);
});

test("runs before the compiler has come", async ({ page, lesson }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/compiler_bg.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await lesson.open();
  await lesson.runToEnd();
  expect(await lesson.stdout()).toContain(sections[0][0]);
  await expect(lesson.compiler).toHaveAttribute("data-state", "loading");
  release();
  await lesson.compilerIsThere();
});

test("the player goes forward and back, and the editor follows", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.runToEnd();
  const at = () => lesson.position.getAttribute("data-position").then(Number);
  await page.getByTestId("player-end").click();
  const length = Number(await lesson.position.getAttribute("data-length"));
  await expect.poll(at).toBe(length);
  await page.getByTestId("player-start").click();
  await expect.poll(at).toBeLessThanOrEqual(1);
  const start = await at();
  for (let n = 0; n < 3; n++) await page.getByTestId("player-forward").click();
  await expect.poll(at).toBe(start + 3);
  await page.getByTestId("player-back").click();
  await expect.poll(at).toBe(start + 2);
});
