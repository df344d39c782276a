// A page on paper.
import type { Page } from "@playwright/test";

/** How many sheets of A4 it takes. */
export async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  // Each sheet is an object of its own; the object that lists them is named in the plural.
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
