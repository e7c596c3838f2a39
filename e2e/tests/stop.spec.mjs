// Programs that do not end by themselves.

import { expect, test } from "../pages/fixtures.mjs";

const endless = "fn main() {\n    println!(\"begun\");\n    let mut n = 0u64;\n    loop {\n        n = n.wrapping_add(1);\n    }\n}\n";

/** The longest time, in ms, in which the page drew no frame, while `work` went on. */
async function longestPause(page, work) {
  await page.evaluate(() => {
    window.pause = { longest: 0, last: performance.now(), going: true };
    const frame = (now) => {
      window.pause.longest = Math.max(window.pause.longest, now - window.pause.last);
      window.pause.last = now;
      if (window.pause.going) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  return page.evaluate(() => {
    window.pause.going = false;
    return window.pause.longest;
  });
}

test("Stop ends an endless loop, and the page answers meanwhile", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.write(endless);
  await lesson.run.click();
  await expect(lesson.status).toHaveAttribute("data-state", "running");
  const pause = await longestPause(page, async () => {
    // Typing goes on while the program runs.
    await lesson.editor.click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("// still here");
    await expect(lesson.editor).toContainText("// still here");
  });
  expect(pause, "ms without a frame").toBeLessThan(1000);
  await lesson.stop.click();
  await lesson.ended("Stopped");
  expect(await lesson.stdout()).toBe("begun\n");
  // And the machine is ready for the next program.
  await lesson.write('fn main() {\n    println!("next");\n}\n');
  await lesson.runToEnd();
  expect(await lesson.stdout()).toBe("next\n");
});

test("fuel ends an endless loop", async ({ lesson }) => {
  test.slow();
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.write("fn main() {\n    loop {}\n}\n");
  await lesson.run.click();
  await expect(lesson.status).toHaveAttribute("data-state", "ended", { timeout: 120_000 });
  await expect(lesson.status).toHaveAttribute("data-end", "OutOfFuel");
  await expect(lesson.status).toContainText("fuel");
});

test("a panic is told, with what was printed before it", async ({ lesson }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.write('fn main() {\n    println!("before");\n    let v = vec![1];\n    let i = v.len();\n    println!("{}", v[i]);\n}\n');
  await lesson.runToEnd("Panicked");
  expect(await lesson.stdout()).toBe("before\n");
});
