// The native server in the page: it is found, visited, measured, and found again.

import { connect } from "node:net";
import { startServer } from "../launch.mjs";
import { expect, test } from "../pages/fixtures.mjs";
import { Server } from "../pages/server.mjs";

// Half a second in the place of five, on free ports.
const SLEEP = ["--sleep", "0.5"];
let own;

test.beforeAll(async () => {
  own = await startServer(SLEEP);
});
test.afterAll(async () => {
  await own.close();
});

test("an echo is typed, answered, and told on the timeline", async ({ page }) => {
  const server = new Server(page);
  await server.open(own.url);
  await expect(server.lanes("echo server").first()).toBeVisible();
  const before = await server.lanes("connection from").count();

  const terminal = await server.say("good evening");
  await expect(terminal.locator(".said-there")).toHaveText("good evening\n");
  const lane = server.lanes("connection from").nth(before);
  await expect(lane).toHaveAttribute("data-kind", "spawned");
  await expect.poll(async () => Number(await lane.getAttribute("data-wakes"))).toBeGreaterThan(0);

  await terminal.getByRole("button", { name: "End input" }).click();
  await expect(terminal).toContainText("closed");

  // Stepping back stops following, and the events can be read one by one.
  await page.getByTestId("player-back").click();
  await expect(server.follow).toHaveAttribute("aria-pressed", "false");
  await expect(page.locator(".now")).not.toBeEmpty();
  await server.follow.click();
  await expect(server.follow).toHaveAttribute("aria-pressed", "true");
});

test("a thread for each connection is a thread on the timeline", async ({ page }) => {
  const server = new Server(page);
  await server.open(own.url);
  const terminal = await server.say("to a thread", "connect-threads");
  await expect(terminal.locator(".said-there")).toHaveText("to a thread\n");
  await expect(server.page.locator('[data-testid="lane"][data-kind="thread"][data-name^="connection from"]')).not.toHaveCount(0);
  await terminal.getByRole("button", { name: "Close" }).click();
});

test("whoever connects from elsewhere is seen as well", async ({ page }) => {
  const server = new Server(page);
  await server.open(own.url);
  const before = await server.lanes("connection from").count();
  const socket = connect(Number(own.ports.echo), "127.0.0.1");
  const back = new Promise((resolve) => socket.once("data", resolve));
  socket.write("from a shell\n");
  expect(String(await back)).toBe("from a shell\n");
  await expect(server.lanes("connection from")).toHaveCount(before + 1);
  socket.end();
});

test("three sleeps overlap with a task each, and not one at a time", async ({ page }) => {
  const server = new Server(page);
  await server.open(own.url);
  await page.getByTestId("mode-spawn").click();
  await expect(page.getByTestId("mode-spawn")).toHaveAttribute("aria-pressed", "true");
  await page.getByTestId("fetch-three").click();
  const together = await server.took();
  expect(together).toHaveLength(3);
  for (const took of together) expect(took).toBeGreaterThanOrEqual(500);
  expect(Math.max(...together)).toBeLessThan(1000);

  await page.getByTestId("mode-one-at-a-time").click();
  await expect(page.getByTestId("mode-one-at-a-time")).toHaveAttribute("aria-pressed", "true");
  await page.getByTestId("fetch-three").click();
  await expect(server.bursts).toHaveCount(2);
  const after = await server.took();
  expect(Math.max(...after)).toBeGreaterThanOrEqual(1500);
  expect(after.sort((a, b) => a - b)[0]).toBeLessThan(1000);
  // In this mode the connections are children of the one task.
  await expect(page.locator('[data-testid="lane"][data-kind="child"][data-name^="connection from"]')).toHaveCount(3);
  await page.getByTestId("mode-spawn").click();
});

test("a path of one's own is asked for, and the task that served it is shown", async ({ page }) => {
  const server = new Server(page);
  await server.open(own.url);
  await page.getByTestId("fetch-own").click();
  const row = server.rows.first();
  await expect(row).toContainText("404");
  await row.getByText("task").click();
  await expect(server.follow).toHaveAttribute("aria-pressed", "false");
  await expect(page.locator(".lane-current")).toHaveAttribute("data-name", /^connection from/);
  await page.getByLabel("GET").fill("not a path");
  await page.getByTestId("fetch-own").click();
  await expect(server.rows.first()).toHaveAttribute("data-state", "failed");
});

test("sleepers are measured, tasks and threads", async ({ page }) => {
  const server = new Server(page);
  await server.open(own.url);
  await page.getByLabel("How many").fill("200");
  await page.getByTestId("measure").click();
  const rows = page.getByTestId("measured");
  await expect(rows).toHaveCount(2);
  for (const row of await rows.all()) await expect(row).toHaveAttribute("data-state", "measured");
  await expect(rows.first()).toContainText("200 tasks");
  await expect(rows.last()).toContainText("200 threads");
});

test("the recording is bounded, and says what it dropped", async ({ page }) => {
  const server = new Server(page);
  await server.open(own.url);
  const port = Number(own.ports.echo);
  const visit = () =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.end("x"));
      socket.on("close", resolve).resume();
    });
  for (let round = 0; round < 40; round++) await Promise.all(Array.from({ length: 20 }, visit));
  const dropped = async () => Number(await server.position.getAttribute("data-dropped"));
  await expect.poll(dropped).toBeGreaterThan(0);
  expect(await page.getByTestId("lane").count()).toBeLessThan(400);
  await page.getByTestId("clear").click();
  await expect(server.lanes("connection from")).toHaveCount(0);
  await expect(server.lanes("echo server").first()).toBeVisible();
});

test.describe("a server that is closed", () => {
  test.use({ allowedErrors: ["WebSocket connection to"] });

  test("is missed, and found again when it is started anew", async ({ page }) => {
    const first = await startServer(SLEEP);
    const port = new URL(first.url).port;
    const server = new Server(page);
    await server.open(first.url);
    const terminal = await server.say("still here");
    await expect(terminal.locator(".said-there")).toHaveText("still here\n");
    await first.close();
    await server.is("lost");
    await expect(page.getByTestId("live-start")).toContainText("cargo xtask serve");
    await expect(terminal).toContainText("closed");
    await expect(page.getByTestId("fetch-three")).toBeDisabled();

    const second = await startServer([...SLEEP, "--port", port]);
    await server.is("live");
    await expect(page.getByTestId("live-start")).toHaveCount(0);
    const again = await server.say("good morning");
    await expect(again.locator(".said-there")).toHaveText("good morning\n");
    await second.close();
  });
});

test("it is linked from the head of every page", async ({ page, lesson }) => {
  await lesson.open();
  await page.getByRole("link", { name: "The real server" }).first().click();
  await new Server(page).is("live");
});
