// What the editor knows of the program: types, what may be written, calls, declarations, other names.

import { expect, test } from "../pages/fixtures.mjs";

const program = `use std::time::Duration;

struct Visitor {
    name: String,
    visits: u32,
}

async fn fetch(page: u32, wait: Duration) -> String {
    tokio::time::sleep(wait).await;
    format!("page {page}")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let visitor = Visitor { name: "Ada".to_string(), visits: 3 };
    // here
    println!("{} {}", visitor.name, visitor.visits);
}
`;

test.beforeEach(async ({ page, lesson }) => {
  await lesson.open("four-workers");
  await lesson.compilerIsThere();
  await lesson.write(program);
  // Nobody calls `fetch` yet.
  await expect(lesson.diagnostics).toHaveCount(1);
  await page.getByText("// here").dblclick();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
});

test("what may be written is offered, and written with what belongs behind it", async ({ page, lesson }) => {
  const offers = page.locator(".cm-tooltip-autocomplete");
  const choose = async (begun, name) => {
    await page.keyboard.type(begun, { delay: 40 });
    await expect(offers.getByRole("option", { selected: true })).toHaveText(new RegExp(`^${name}`));
    // A completion may not be taken in the moment in which it appears.
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
  };
  await page.keyboard.type("let text = ");
  await choose("fet", "fetch");
  await expect(page.getByTestId("signature").locator("strong")).toHaveText("page: u32");
  await choose("visitor.vis", "visits");
  await page.keyboard.type(", ");
  await expect(page.getByTestId("signature").locator("strong")).toHaveText("wait: Duration");
  // One ends the template that was written, the next what is told.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("signature")).toHaveCount(0);
  await choose("Duration::from_mil", "from_millis");
  await page.keyboard.type("5");
  await page.keyboard.press("End");
  await choose(".aw", "await");
  await page.keyboard.type("; print");
  await choose("ln", "println");
  await page.keyboard.type('"{text}');
  await page.keyboard.press("End");
  await page.keyboard.type(";");
  await expect(lesson.editor).toContainText("let text = fetch(visitor.visits, Duration::from_millis(5)).await; println!(\"{text}\");");
  await expect(lesson.diagnostics).toHaveCount(0);
  await lesson.run.click();
  await expect(lesson.status).toHaveAttribute("data-state", "ended", { timeout: 30_000 });
  expect(await lesson.stdout()).toBe("page 3\nAda 3\n");
});

test("types are told under the pointer, and by keyboard", async ({ page, lesson }) => {
  const line = lesson.editor.locator(".cm-line", { hasText: "println!" });
  await line.getByText("visitor").first().hover();
  const told = page.locator(".cm-tooltip .cm-told");
  await expect(told).toHaveText("let visitor: Visitor");
  await page.mouse.move(0, 0);
  await expect(told).toHaveCount(0);
  await lesson.editor.getByText("sleep", { exact: true }).click();
  await page.keyboard.press("ControlOrMeta+i");
  await expect(told).toHaveText("pub fn sleep(duration: Duration) -> Sleep");
});

test("a name leads to its declaration, in the program and in the library", async ({ page, lesson }) => {
  await lesson.editor.locator(".cm-line", { hasText: "println!" }).getByText("visits").click();
  await page.keyboard.press("F12");
  await expect.poll(() => page.evaluate(() => getSelection().toString())).toBe("visits");
  await expect(lesson.editor.locator(".cm-line", { hasText: "visits: u32," })).toBeInViewport();

  const library = page.getByTestId("library");
  await lesson.editor.getByText("sleep", { exact: true }).click({ modifiers: ["ControlOrMeta"] });
  await expect(library.getByRole("heading")).toHaveText("tokio/time/sleep.rs");
  await expect(library.locator(".cm-line", { hasText: /^    deadline: Instant,$/ })).toHaveCount(1);
  await expect.poll(() => page.evaluate(() => getSelection().toString())).toBe("sleep");
  // From there further, and back.
  await library.locator(".cm-line", { hasText: "pub fn sleep(" }).getByText("Duration", { exact: true }).click();
  await page.keyboard.press("F12");
  await expect(library.getByRole("heading")).toHaveText(/^core\//);
  await library.getByRole("button", { name: "Back" }).click();
  await expect(library.getByRole("heading")).toHaveText("tokio/time/sleep.rs");
  await page.keyboard.press("Escape");
  await expect(library).toBeHidden();
});

test("another name is given everywhere, or it is told why not", async ({ page, lesson }) => {
  const name = page.getByTestId("rename");
  await lesson.editor.locator(".cm-line", { hasText: "println!" }).getByText("visitor").first().click();
  await page.keyboard.press("F2");
  await expect(name).toHaveValue("visitor");
  await name.fill("guest");
  await name.press("Enter");
  await expect(lesson.editor).toContainText('println!("{} {}", guest.name, guest.visits)');
  await expect(lesson.editor).toContainText("let guest = Visitor {");
  await page.keyboard.press("F2");
  await name.fill("fn");
  await name.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("`fn` is no name.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveCount(0);
});
