// Somebody who has no mouse.
import { expect } from "@playwright/test";
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
