// A page on a telephone and on a desk.
import { expect } from "@playwright/test";
import type { Visitor } from "../fixtures";
import { cutOff } from "./spot";

/** Nothing is cut off, and axe finds nothing, at both widths; the page stays as wide as a desk. */
export async function looksRight({ page, axe }: Visitor): Promise<void> {
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await cutOff(page), `outside a window of ${width} px`).toEqual([]);
    await axe();
  }
}
