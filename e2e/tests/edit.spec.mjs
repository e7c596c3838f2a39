// Changing the program.

import { expect, expected, program, settled, test } from "../pages/fixtures.mjs";

test("another number gives another output", async ({ lesson }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.typeOver("from_millis(500)", "500", "50");
  await lesson.runToEnd();
  expect(settled(await lesson.stdout()), "shorter waits, the same lines").toEqual(expected);
  await lesson.write(program.replace("do_work(4);", "do_work(42);"));
  await lesson.runToEnd();
  expect(await lesson.stdout()).toContain("worker 42 ");
});

test("a worker more is a lane more", async ({ lesson }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.runToEnd();
  const before = (await lesson.lanes()).filter((lane) => lane.kind === "thread").length;
  expect(program).toContain("for n in 1..=4");
  await lesson.write(program.replace("for n in 1..=4", "for n in 1..=5"));
  await lesson.runToEnd();
  const after = (await lesson.lanes()).filter((lane) => lane.kind === "thread").length;
  expect(after).toBe(before + 1);
  expect((await lesson.stdout()).split("\n").length).toBe(expected.length + 2 + 1);
});

test("a type error is underlined, with rustc's code and message", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.write('fn main() {\n    let n: u32 = "one";\n    println!("{n}");\n}\n');
  const diagnostic = lesson.diagnostics.first();
  await expect(diagnostic).toHaveAttribute("data-code", "E0308");
  await expect(diagnostic).toHaveAttribute("data-level", "error");
  await expect(diagnostic).toHaveAttribute("data-line", "2");
  await expect(diagnostic).toContainText("mismatched types");
  await expect(lesson.underlined).toHaveText('"one"');
  await lesson.run.click();
  await expect(lesson.status).toHaveAttribute("data-state", "rejected");

  // Mended, it goes away, and the program runs.
  await lesson.write("fn main() {\n    let n: u32 = 1;\n    println!(\"{n}\");\n}\n");
  await expect(lesson.diagnostics).toHaveCount(0);
  await lesson.runToEnd();
  expect(await lesson.stdout()).toBe("1\n");
  await page.getByTestId("reset").click();
});

test("a future that is not awaited is pointed out", async ({ lesson }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.write(program.replace("do_work_async(2).await;", "do_work_async(2);"));
  await expect(lesson.diagnostics.first()).toHaveAttribute("data-code", "unused_must_use");
  await lesson.runToEnd();
});

test("a reload keeps the edit, and Reset brings the original back", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await expect(lesson.reset).toHaveCount(0);
  await lesson.write('fn main() {\n    println!("kept");\n}\n');
  await expect(lesson.reset).toBeVisible();
  await page.reload();
  await expect(lesson.editor).toContainText("kept");
  await lesson.runToEnd();
  expect(await lesson.stdout()).toBe("kept\n");
  await lesson.reset.click();
  await expect(lesson.editor).not.toContainText("kept");
  await expect(lesson.editor).toContainText(program.split("\n")[0]);
  await expect(lesson.reset).toHaveCount(0);
  await page.reload();
  await expect(lesson.editor).toContainText(program.split("\n")[0]);
});
