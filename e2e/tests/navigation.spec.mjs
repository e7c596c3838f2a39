// Finding one's way.

import { expect, test } from "../pages/fixtures.mjs";

test("from the start page to the lesson and back", async ({ page, lesson }) => {
  await page.goto(process.env.POLLSCOPE_URL);
  await page.locator('a[href*="/lesson/four-workers"]').first().click();
  await expect(lesson.editor).toBeVisible();
  await page.goBack();
  await expect(page.locator('a[href*="/lesson/four-workers"]').first()).toBeVisible();
});

test("a lesson is found by its words", async ({ page }) => {
  await page.goto(process.env.POLLSCOPE_URL);
  const found = page.getByTestId("contents").getByRole("listitem");
  const all = await found.count();
  const find = page.getByTestId("find-lesson");
  await find.pressSequentially("task each request");
  await expect(find).toHaveValue("task each request");
  await expect(found).not.toHaveCount(0);
  expect(await found.count()).toBeLessThan(all / 4);
  await expect(page.getByRole("link", { name: "A task for each request" })).toBeVisible();
  await find.fill("quantum");
  await expect(page.getByTestId("contents").getByRole("status")).toContainText("“quantum”");
  await find.fill("");
  await expect(found).toHaveCount(all);
});

test("the keys are listed on ?, but not while somebody types", async ({ page, lesson }) => {
  await lesson.open();
  const help = page.getByTestId("help");
  await lesson.editor.click();
  await page.keyboard.type("?");
  await expect(help).toBeHidden();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("?");
  await expect(help).toBeVisible();
  await expect(help).toContainText("to the declaration");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.getByTestId("help-button").click();
  await expect(help).toBeVisible();
});

test("a link to a lesson that is not there says so", async ({ page }) => {
  await page.goto(`${process.env.POLLSCOPE_URL}#/lesson/no-such-lesson`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator('a[href*="#/"]').first()).toBeVisible();
  await expect(page.getByTestId("run")).toHaveCount(0);
});

test.describe("without the compiler", () => {
  test.use({ allowedErrors: ["compiler_bg.wasm", "compiler"] });

  test("the failure is told, and the example runs all the same", async ({ page, lesson }) => {
    await page.route("**/compiler_bg.wasm", (route) => route.fulfill({ status: 500, body: "broken" }));
    await lesson.open();
    await expect(lesson.compiler).toHaveAttribute("data-state", "failed");
    await lesson.runToEnd();
  });
});

test.describe("without a connection", () => {
  test.use({ allowedErrors: ["lessons/four-workers.bin"] });

  test("a lesson that does not come is told, and can be asked for again", async ({ page, lesson }) => {
    const file = "**/lessons/four-workers.bin";
    await page.route(file, (route) => route.fulfill({ status: 503, body: "away" }));
    await page.goto(`${process.env.POLLSCOPE_URL}#/lesson/four-workers`);
    await expect(page.getByRole("alert")).toContainText("could not be fetched");
    await page.unroute(file);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(lesson.editor).toBeVisible();
    await lesson.runToEnd();
  });
});
