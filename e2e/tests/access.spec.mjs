// For everybody: keyboard, screen readers, light and dark, narrow screens.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "../pages/fixtures.mjs";
import { Server } from "../pages/server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, a line each; put into the page past its Content-Security-Policy by the browser itself. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} – ${node.failureSummary}`));
}

for (const colorScheme of ["light", "dark"]) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("axe finds no violation", async ({ page, lesson }) => {
      await page.goto(process.env.POLLSCOPE_URL);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await violations(page), "start page").toEqual([]);
      await lesson.open();
      expect(await violations(page), "before the run").toEqual([]);
      await lesson.runToEnd();
      expect(await violations(page), "after the run").toEqual([]);
      for (const tab of ["inspector", "notes"]) {
        await page.getByTestId(`tab-${tab}`).click();
        expect(await violations(page), tab).toEqual([]);
      }
      await lesson.compilerIsThere();
      await lesson.write("fn main() {\n    wrong();\n}\n");
      await expect(lesson.diagnostics.first()).toBeVisible();
      expect(await violations(page), "with an error").toEqual([]);
    });

    test("axe finds no violation in the page of the server", async ({ page }) => {
      const server = new Server(page);
      await server.open();
      await server.say("hello");
      await page.getByTestId("fetch-own").click();
      await server.took();
      await server.rows.getByRole("button", { name: "answer" }).click();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("the page follows the system's colours, and the visitor's choice stays", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(process.env.POLLSCOPE_URL);
  await expect(page.getByTestId("theme")).toBeVisible();
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  // Through the choices until it is light though the system is dark.
  for (let n = 0; n < 3 && (await background()) !== light; n++) await page.getByTestId("theme").click();
  expect(await background()).toBe(light);
  await page.reload();
  await expect(page.getByTestId("theme")).toBeVisible();
  expect(await background()).toBe(light);
  expect(dark).not.toBe(light);
});

test("everything by keyboard: run, leave the editor, step", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.editor.focus();
  await page.keyboard.press("ControlOrMeta+Enter");
  await lesson.ended();
  // Save runs as well, and the browser's own dialogue does not come.
  let saved = false;
  page.on("download", () => (saved = true));
  const length = await lesson.position.getAttribute("data-length");
  await page.keyboard.press("ControlOrMeta+s");
  await lesson.ended();
  expect(await lesson.position.getAttribute("data-length")).toBe(length);
  expect(saved).toBe(false);

  // Tab indents in the editor; after Esc it leaves it.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  expect(await lesson.editor.evaluate((editor) => editor.contains(document.activeElement))).toBe(false);
  await page.getByTestId("player-start").focus();
  await page.keyboard.press("Enter");
  const at = () => lesson.position.getAttribute("data-position").then(Number);
  await expect.poll(at).toBeLessThanOrEqual(1);
  const start = await at();
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  await expect.poll(at).toBe(start + 2);
  await page.keyboard.press(",");
  await expect.poll(at).toBe(start + 1);
  await expect(lesson.narration).not.toBeEmpty();
});

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 800 }, hasTouch: true });

  test("nothing is wider than the screen, and it runs", async ({ page, lesson }) => {
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.goto(process.env.POLLSCOPE_URL);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await overflow(), "start page").toBe(0);
    await lesson.open();
    expect(await overflow(), "lesson").toBe(0);
    await lesson.runToEnd();
    for (const pane of ["code", "timeline", "output"]) {
      await page.getByRole("button", { name: pane, exact: true }).click();
      await expect(page.getByTestId("stage")).toHaveAttribute("data-pane", pane);
      expect(await overflow(), pane).toBe(0);
    }
    const server = new Server(page);
    await server.open();
    await server.say("a line that is a little longer than the screen of a telephone is wide");
    await page.getByTestId("fetch-own").click();
    await server.took();
    expect(await overflow(), "server").toBe(0);
  });
});
