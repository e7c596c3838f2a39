// Links that carry a program.

import { viewport } from "../launch.mjs";
import { expect, test } from "../pages/fixtures.mjs";

const greeting = 'fn main() {\n    println!("shared");\n    println!("and run");\n}\n';

/** Shares what the page shows, and returns the link. */
async function share(page) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByTestId("share").click();
  await expect(page.getByTestId("copied")).toContainText("copied");
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The same site for another visitor, who has nothing kept. */
async function elsewhere(browser, link) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

test("a link brings program and place to somebody else", async ({ page, lesson, browser }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.write(greeting);
  await lesson.runToEnd();
  await page.getByTestId("player-start").click();
  await page.getByTestId("player-forward").click();
  await page.getByTestId("player-forward").click();
  const position = await lesson.position.getAttribute("data-position");
  const link = await share(page);
  // The address bar says the same, so that it can be copied from there.
  await expect.poll(() => page.url()).toBe(link);

  const other = await elsewhere(browser, link);
  await expect(other.locator(".cm-content")).toContainText("shared");
  await other.getByTestId("run").click();
  await expect(other.getByTestId("status")).toHaveAttribute("data-state", "ended", { timeout: 45_000 });
  await expect(other.getByTestId("position")).toHaveAttribute("data-position", position);
  await other.context().close();
});

test("a link does not cost the visitor their own edit", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.write(greeting);
  const link = await share(page);
  await lesson.write('fn main() {\n    println!("my own");\n}\n');
  const kept = () => page.evaluate(() => localStorage.getItem("pollscope:edit:four-workers:main.rs"));
  await expect.poll(kept).toContain("my own");
  await page.goto("about:blank");
  await page.goto(link);
  await expect(lesson.editor).toContainText("shared");
  await page.getByTestId("aside").getByRole("button", { name: "Bring it back" }).click();
  await expect(lesson.editor).toContainText("my own");
  await expect(page.getByTestId("aside")).toHaveCount(0);
});

test("a damaged link says so, and opens the lesson", async ({ page, lesson }) => {
  for (const damaged of ["1AAAA", "2AAAA", "2***", "9abc", "2"]) {
    await page.goto("about:blank");
    await page.goto(`${process.env.POLLSCOPE_URL}#/lesson/four-workers?s=${damaged}`);
    await expect(page.getByRole("alert")).toContainText("damaged");
    await expect(lesson.editor).toContainText("do_work");
  }
});

test("a link that is none leads to the page that says so", async ({ page, lesson }) => {
  await page.goto(`${process.env.POLLSCOPE_URL}#nonsense`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("no such page");
  await lesson.open();
  await page.evaluate(() => (location.hash = "more-nonsense"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("no such page");
});

test("where the browser does not let the page copy, the link is shown", async ({ page, lesson }) => {
  await page.addInitScript(() => {
    Clipboard.prototype.writeText = () => Promise.reject(new Error("refused"));
  });
  await lesson.open();
  await page.getByTestId("share").click();
  await expect(page.getByTestId("copied").getByRole("textbox")).toHaveValue(/#\/lesson\/four-workers\?s=2/);
});

test("a program that no link can carry is told, not cut short", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.write(`// ${"long ".repeat(60_000)}\nfn main() {}\n`);
  await page.getByTestId("share").click();
  await expect(page.getByTestId("copied")).toContainText("No link can carry");
});
