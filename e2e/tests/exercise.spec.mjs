// An exercise: each run is checked, hints come one at a time, and the solution passes.

import { expect, test } from "../pages/fixtures.mjs";

test("an exercise is not solved at its start, gives hints, and is solved by its solution", async ({ page, lesson }) => {
  await lesson.open("exercise-three-at-once");
  await lesson.run.click();
  await lesson.ended();
  const verdict = page.getByTestId("verdict");
  await expect(verdict).toContainText("Not yet.");

  await page.getByTestId("hint").click();
  await expect(page.locator(".hints li")).toHaveCount(1);
  await page.getByTestId("hint").click();
  await page.getByTestId("hint").click();
  await expect(page.locator(".hints li")).toHaveCount(3);
  await page.getByTestId("hint").click();

  await lesson.compilerIsThere();
  await lesson.write("fn main() {}\n");
  await page.getByTestId("solution").click();
  await expect(page.getByTestId("aside"), "the visitor's own text is not lost").toBeVisible();
  await lesson.run.click();
  await expect(verdict).toContainText("It does.", { timeout: 45_000 });

  await page.goto(process.env.POLLSCOPE_URL);
  await expect(page.locator(".lesson-list .done")).toHaveCount(1);
  await expect(page.locator(".lesson-list .done")).toContainText("Exercise: three at once");
});
