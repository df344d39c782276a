// A page on telephones and on a desk.
import { expect } from "@playwright/test";
import type { Visitor } from "../fixtures";
import { brokenNumbers, cutOff, smallTargets } from "./spot";

/** Nothing is cut off, no number is torn apart, nothing is too small to be pressed, and axe finds nothing, at these
 * widths; the page stays as wide as the last. */
export async function looksRight({ page, axe }: Visitor, widths = [375, 1280]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect(await cutOff(page), `outside a window of ${width} px`).toEqual([]);
    expect(await brokenNumbers(page), `broken in a window of ${width} px`).toEqual([]);
    expect(await smallTargets(page), `too small in a window of ${width} px`).toEqual([]);
    await axe();
  }
}
