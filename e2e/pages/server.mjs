// The page of the real server, as a visitor uses it.

import { expect } from "@playwright/test";

export class Server {
  /** @param {import("@playwright/test").Page} page */
  constructor(page) {
    this.page = page;
    this.badge = page.getByTestId("live-badge");
    this.terminals = page.getByTestId("terminal");
    this.bursts = page.getByTestId("burst");
    this.rows = page.getByTestId("request-row");
    this.position = page.getByTestId("position");
    this.follow = page.getByTestId("follow");
  }

  async open(url = process.env.POLLSCOPE_URL) {
    await this.page.goto(`${url}#/live`);
    await this.is("live");
  }

  async is(state, options) {
    await expect(this.badge).toHaveAttribute("data-state", state, options);
  }

  /** The lanes whose names contain a text. */
  lanes(name) {
    return this.page.locator(`[data-testid="lane"][data-name*="${name}"]`);
  }

  /** Opens a terminal and says a line in it. */
  async say(line, door = "connect") {
    const before = await this.terminals.count();
    await this.page.getByTestId(door).click();
    const terminal = this.terminals.nth(before);
    await expect(terminal).toContainText(": open");
    await terminal.getByRole("textbox").fill(line);
    await terminal.getByRole("textbox").press("Enter");
    return terminal;
  }

  /** How long each request of the newest burst took, once all are answered, in milliseconds. */
  async took() {
    const burst = this.bursts.first();
    await expect(burst).toHaveAttribute("data-over", "true");
    const rows = burst.getByTestId("request-row");
    return rows.evaluateAll((all) => all.map((row) => Number(row.dataset.took)));
  }
}
