// Pictures of ten screens as a visitor sees them, wide and narrow, light and dark, to be looked at.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { chromiumArguments, root, startServer } from "./launch.mjs";
import { Lesson } from "./pages/lesson.mjs";
import { echo } from "./pages/programs.mjs";

const folder = join(root, "screenshots");
const server = await startServer();
process.env.POLLSCOPE_URL = server.url;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: chromiumArguments });

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
/** What a narrow screen shows of the stage. */
const pane = (page, name) => page.getByRole("button", { name, exact: true }).click({ timeout: 1000 }).catch(() => {});

/** Each leads to what its picture shows. */
const screens = {
  home: async (page) => {
    await page.goto(server.url);
    await page.locator("#contents").waitFor();
  },
  contents: async (page) => {
    await page.goto(server.url);
    await page.locator("#contents").evaluate((contents) => contents.scrollIntoView());
  },
  "lesson-before": (_page, lesson) => lesson.open("four-workers"),
  "lesson-after": async (_page, lesson) => {
    await lesson.open("four-workers");
    await lesson.runToEnd();
  },
  inspector: async (page, lesson) => {
    await lesson.open("a-task-for-each");
    await lesson.runToEnd();
    await pane(page, "timeline");
    await page.getByTestId("timeline").focus();
    for (let i = 0; i < 4; i += 1) await page.keyboard.press("w");
    for (let i = 0; i < 12; i += 1) await page.keyboard.press(",");
    await pane(page, "output");
    await page.getByTestId("tab-inspector").click();
  },
  rejected: async (page, lesson) => {
    await lesson.open("four-workers");
    await lesson.compilerIsThere();
    await lesson.write('fn main() {\n    let text = String::from("a");\n    drop(text);\n    println!("{text}");\n}\n');
    await lesson.diagnostics.first().waitFor();
    await page.waitForTimeout(300);
  },
  completion: async (page, lesson) => {
    await lesson.open("four-workers");
    await lesson.compilerIsThere();
    await lesson.write("");
    await page.keyboard.type('fn main() {\nlet text = "words";\nlet all = text.', { delay: 20 });
    await page.locator(".cm-tooltip-autocomplete").waitFor();
    await page.keyboard.type("spl", { delay: 20 });
    await page.waitForTimeout(600);
  },
  exercise: async (page, lesson) => {
    await lesson.open("exercise-three-at-once");
    await lesson.runToEnd();
    await page.getByTestId("hint").click();
    await page.getByTestId("exercise").evaluate((exercise) => exercise.scrollIntoView({ block: "center" }));
  },
  network: async (page, lesson) => {
    await lesson.open();
    await lesson.compilerIsThere();
    await lesson.write(echo);
    await lesson.run.click();
    await pane(page, "output");
    await page.getByTestId("tab-network").click();
    await page.getByTestId("connect").click();
    const terminal = page.getByTestId("terminal").first();
    await terminal.getByRole("textbox").fill("good evening");
    await terminal.getByRole("textbox").press("Enter");
    await page.waitForTimeout(500);
  },
  server: async (page) => {
    await page.goto(`${server.url}#/live`);
    await page.getByTestId("fetch-three").click();
    await page.waitForTimeout(1500);
  },
};

mkdirSync(folder, { recursive: true });
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [name, lead] of Object.entries(screens)) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await lead(page, new Lesson(page));
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
      await context.close();
    }
    console.log(`${size}, ${colorScheme}: ${Object.keys(screens).length} pictures`);
  }
}
console.log(`they are in ${folder}`);
await browser.close();
await server.close();
