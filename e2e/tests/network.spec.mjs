// Visiting a program that listens.

import { expect, test } from "../pages/fixtures.mjs";
import { echo } from "../pages/programs.mjs";

test("an echo server answers the visitor's terminals, and waits for them", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.write(echo);
  await lesson.run.click();
  await expect(lesson.status).toHaveAttribute("data-state", "idle", { timeout: 45_000 });

  await page.getByTestId("connect").click();
  await page.getByTestId("connect").click();
  const [first, second] = [0, 1].map((n) => page.getByTestId("terminal").nth(n));
  await expect(first).toContainText("Connection 1 to port 8080: open");
  await second.getByRole("textbox").fill("good evening");
  await second.getByRole("textbox").press("Enter");
  await expect(second.locator(".said-there")).toHaveText("good evening\n");
  await expect(first.locator(".said-there")).toHaveCount(0);

  await second.getByRole("button", { name: "End input" }).click();
  await expect(second).toContainText("closed");
  expect(await lesson.stdout()).toBe("gone\n");
  await page.getByTestId("tab-network").click();

  await lesson.stop.click();
  await lesson.ended("Stopped");
  await expect(first).toContainText("cut off");
  await expect(page.getByTestId("connect")).toHaveCount(0);
});

test("a web server is asked for a page", async ({ page, lesson }) => {
  await lesson.open();
  await lesson.compilerIsThere();
  await lesson.write(`use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

fn main() {
    let listener = TcpListener::bind("127.0.0.1:7878").unwrap();
    let (mut stream, _) = listener.accept().unwrap();
    let line = BufReader::new(&stream).lines().next().unwrap().unwrap();
    write!(stream, "HTTP/1.1 200 OK\\r\\n\\r\\nyou asked: {line}").unwrap();
}
`);
  await lesson.run.click();
  await expect(lesson.status).toHaveAttribute("data-state", "idle", { timeout: 45_000 });
  await page.getByLabel("GET").fill("/sleep");
  await page.getByTestId("request").click();
  await expect(page.locator(".said-there")).toContainText("you asked: GET /sleep HTTP/1.1");
  await lesson.ended();
});
