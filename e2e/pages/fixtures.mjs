// What every test starts with: a page whose errors count, and a lesson on it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import { root } from "../launch.mjs";
import { Lesson } from "./lesson.mjs";

export { expect };

const folder = join(root, "lessons/01-ways-of-working/01-four-workers");

/** The first lesson's program, and what the real rustc says that it prints. */
export const program = readFileSync(join(folder, "main.rs"), "utf8");
const answer = JSON.parse(readFileSync(join(folder, "main.oracle.json"), "utf8"));

/** The oracle's outcome in sections, within which the order of lines is free. */
export const sections = answer.race ? answer.race.sections : answer.outcome.stdout.map((line) => [line]);

/** Puts each section of a text into one order, so that two texts that differ by a race are equal. */
export function settled(stdout) {
  const lines = stdout.split(/(?<=\n)/);
  const ordered = sections.flatMap((section) => lines.splice(0, section.length).sort());
  return [...ordered, ...lines];
}

export const expected = sections.flatMap((section) => [...section].sort());

export const test = base.extend({
  /** Errors that a test provokes: texts of which one must occur in a message that is let pass. */
  allowedErrors: [[], { option: true }],

  page: async ({ page, allowedErrors }, use) => {
    const errors = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => errors.push(String(error.stack ?? error)));
    await use(page);
    const left = errors.filter((error) => !allowedErrors.some((allowed) => error.includes(allowed)));
    expect(left, "errors in the console").toEqual([]);
  },

  lesson: async ({ page }, use) => {
    await use(new Lesson(page));
  },
});
