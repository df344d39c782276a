// An order on paper: one or two sheets, whoever prints it.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { anOrder } from "../flows/buy";
import { enterTheOffice } from "../flows/office";

/** How many sheets of A4 the page takes. */
async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  // Each sheet is an object of its own; the object that lists them is named in the plural.
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

test("an order takes at most two sheets, for the customer and for the office", async ({ visitor, page, visit, hydrated }) => {
  const number = await anOrder(visitor);
  await visit(`/ordini/${number}`);
  expect(await sheets(page)).toBeGreaterThan(0);
  expect(await sheets(page)).toBeLessThanOrEqual(2);

  await test.step("on paper there is the content alone", async () => {
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("banner")).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Piè di pagina" })).toBeHidden();
    await expect(page.getByRole("button")).toHaveCount(0);
    await page.emulateMedia({ media: null });
  });

  await test.step("in the office", async () => {
    await page.goto("/ufficio");
    await enterTheOffice(page);
    await visit(`/ufficio?ordine=${number}`);
    await hydrated();
    expect(await sheets(page)).toBeLessThanOrEqual(2);
  });
});
