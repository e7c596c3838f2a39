// A lesson's page, as a visitor uses it.

import { expect } from "@playwright/test";

export class Lesson {
  /** @param {import("@playwright/test").Page} page */
  constructor(page) {
    this.page = page;
    this.status = page.getByTestId("status");
    this.run = page.getByTestId("run");
    this.stop = page.getByTestId("stop");
    this.reset = page.getByTestId("reset");
    this.editor = page.locator(".cm-content");
    this.compiler = page.getByTestId("compiler");
    this.diagnostics = page.getByTestId("diagnostic");
    this.underlined = page.locator(".cm-lintRange-error");
    this.position = page.getByTestId("position");
    this.narration = page.getByTestId("narration");
  }

  async open(id = "four-workers") {
    await this.page.goto(`${process.env.POLLSCOPE_URL}#/lesson/${id}`);
    await expect(this.editor).toBeVisible();
  }

  async compilerIsThere() {
    await expect(this.compiler).toHaveCount(0, { timeout: 45_000 });
  }

  /** Clicks Run and waits until the run has ended. */
  async runToEnd(end = "Finished") {
    await this.run.click();
    await this.ended(end);
  }

  async ended(end = "Finished") {
    await expect(this.status).toHaveAttribute("data-state", "ended", { timeout: 45_000 });
    await expect(this.status).toHaveAttribute("data-end", end);
  }

  /** All that the program printed on stdout, whether the player has come there or not. */
  async stdout() {
    await this.page.getByTestId("tab-output").click();
    const lines = this.page.locator('[data-testid="output-line"][data-stream="stdout"]');
    return (await lines.evaluateAll((all) => all.map((line) => line.dataset.text))).join("");
  }

  /** The lanes of the timeline. */
  lanes() {
    return this.page.getByTestId("lane").evaluateAll((all) =>
      all.map(({ dataset }) => ({
        kind: dataset.kind,
        name: dataset.name,
        polls: Number(dataset.polls),
        wakes: Number(dataset.wakes),
      })),
    );
  }

  /** Puts a whole text in the place of what the editor holds. */
  async write(text) {
    await this.editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
  }

  /** Selects a word in the first visible line that contains `within`, by the mouse, and types over it. */
  async typeOver(within, word, replacement) {
    const line = this.page.locator(".cm-line", { hasText: within }).first();
    await line.scrollIntoViewIfNeeded();
    const { x, y } = await line.evaluate((element, word) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.data.indexOf(word);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + word.length);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      throw new Error(`no ${word} in one piece in: ${element.textContent}`);
    }, word);
    await this.page.mouse.dblclick(x, y);
    await this.page.keyboard.type(replacement);
  }
}
