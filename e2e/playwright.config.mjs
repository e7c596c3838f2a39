// Chromium on the release site. `cargo xtask test` sets CHROMIUM and POLLSCOPE_SERVER.

import { defineConfig } from "@playwright/test";
import { chromiumArguments, viewport } from "./launch.mjs";

export default defineConfig({
  testDir: "tests",
  testMatch: "*.spec.mjs",
  // A cold start of the compiler on a busy machine takes its time.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  workers: process.env.CI ? 1 : 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  outputDir: "results",
  globalSetup: "./setup.mjs",
  use: {
    browserName: "chromium",
    viewport,
    screenshot: "only-on-failure",
    // What a test keeps from the page must not come out of a cache; offline.spec.mjs has its own.
    serviceWorkers: "block",
    launchOptions: { executablePath: process.env.CHROMIUM, args: chromiumArguments },
  },
});
