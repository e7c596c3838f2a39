// Through the whole course: every lesson opens, runs, and prints what the real Rust prints.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../launch.mjs";
import { expect, test } from "../pages/fixtures.mjs";

const course = join(root, "lessons");
const folders = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

test.use({ contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(240_000);

for (const chapter of folders(course)) {
  test(`every lesson of ${chapter}`, async ({ page, lesson }) => {
    for (const folder of folders(join(course, chapter))) {
      const read = (name) => readFileSync(join(course, chapter, folder, name), "utf8");
      const front = (key) => new RegExp(`^${key}: (.*)$`, "m").exec(read("lesson.md"))?.[1];
      const answer = JSON.parse(read("main.oracle.json"));
      await test.step(folder, async () => {
        await lesson.open(front("id"));
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(front("title").replaceAll("`", ""));
        await lesson.run.click();
        if (answer.errors) {
          await expect(lesson.status).toHaveAttribute("data-state", "rejected", { timeout: 45_000 });
          return;
        }
        await expect(lesson.status).toHaveAttribute("data-state", "ended", { timeout: 45_000 });
        await expect(page.locator('[data-testid="lane"][data-kind="thread"][data-name="main"]')).toBeAttached();
        if (!answer.outcome) return;
        expect(await lesson.stdout()).toBe(answer.outcome.stdout.join(""));
        await expect(lesson.status).toHaveAttribute("data-exit", `${answer.outcome.exit_code}`);
      });
    }
  });
}
