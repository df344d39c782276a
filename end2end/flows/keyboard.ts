// Somebody who has no mouse.
import { expect, type Locator } from "@playwright/test";
import type { Visitor } from "../fixtures";
import { focusIsLost } from "./spot";

/** Presses Tab until something with this name has the focus. */
export async function tabTo({ page }: Visitor, name: string): Promise<void> {
  const focused = page.locator(":focus");
  for (let presses = 0; presses < 160; presses++) {
    await page.keyboard.press("Tab");
    // After the last one comes the browser itself, and then the first.
    if (await focusIsLost(page)) continue;
    const label = await focused.evaluate((element) => {
      const labels = element instanceof HTMLInputElement ? (element.labels ?? []) : [];
      const written = [...labels].map((one) => one.textContent).join(" ") || (element.textContent ?? "");
      return element.getAttribute("aria-label") ?? written;
    });
    if (label.trim().startsWith(name)) return;
  }
  throw new Error(`nobody reaches ${name} by keyboard`);
}

/** Reaches something and presses it, until it is seen to be done. Where the page stays, the focus is
 * somewhere afterwards. */
export async function pressByKeyboard(visitor: Visitor, name: string, isDone: () => Promise<void>): Promise<void> {
  const { page, hydrated } = visitor;
  let isAnew = false;
  page.once("domcontentloaded", () => (isAnew = true));
  await tabTo(visitor, name);
  await page.keyboard.press("Enter");
  await isDone();
  await hydrated();
  if (!isAnew) await expect.poll(() => focusIsLost(page), "the focus is lost").toBe(false);
}

/** Ticks every box that Tab comes to. */
export async function tickAll({ page }: Visitor): Promise<void> {
  const left = page.getByRole("checkbox", { checked: false });
  for (let presses = 0; (await left.count()) > 0; presses++) {
    if (presses === 160) throw new Error("nobody reaches every box by keyboard");
    await page.keyboard.press("Tab");
    if (await page.locator(":focus").and(left).count()) await page.keyboard.press("Space");
  }
}

/** Presses Tab until this has the focus. */
export async function tabUntil({ page }: Visitor, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 160; presses++) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((it) => it === document.activeElement)) return;
  }
  throw new Error(`nobody reaches ${wanted} by keyboard`);
}

/** Reaches this and presses a key there: Enter on buttons and links, Space on boxes. */
export async function keyOn(visitor: Visitor, wanted: Locator, key = "Enter"): Promise<void> {
  await tabUntil(visitor, wanted);
  await visitor.page.keyboard.press(key);
}

/** Writes over what stands in this field. */
export async function typeInto(visitor: Visitor, field: Locator, text: string): Promise<void> {
  await tabUntil(visitor, field);
  await visitor.page.keyboard.press("ControlOrMeta+A");
  await visitor.page.keyboard.type(text);
}

/** Types what an entry of a list begins with. */
export async function chooseTyping(visitor: Visitor, list: Locator, value: string): Promise<void> {
  await tabUntil(visitor, list);
  await visitor.page.keyboard.type(value);
  await expect(list).toHaveValue(value);
}

/** From the radio button that Tab stops at, down to another of its group. */
export async function chooseBelow(visitor: Visitor, stop: Locator, wanted: Locator): Promise<void> {
  await tabUntil(visitor, stop);
  for (let presses = 0; presses < 12 && !(await wanted.isChecked()); presses++) {
    await visitor.page.keyboard.press("ArrowDown");
  }
  await expect(wanted).toBeChecked();
}
