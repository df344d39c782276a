// What the shop does while nobody looks, as the office sees it.
import { expect } from "@playwright/test";
import { test } from "../fixtures";
import { enterTheOffice } from "../flows/office";

test("the office sees that every job goes well", async ({ page, visit, hydrated, axe }) => {
  await visit("/ufficio");
  await enterTheOffice(page);

  await test.step("a link leads from the desk to the jobs", async () => {
    await page.getByRole("link", { name: "Lavori" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lavori");
    await expect(page).toHaveURL(/\/ufficio\/lavori$/);
  });

  await test.step("each has been done, and none is in trouble", async () => {
    // A server that has just begun has not done all of them.
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("heading", { level: 2 })).toHaveText("Tutto procede");
      const rows = page.getByRole("row").filter({ has: page.getByRole("cell") });
      await expect(rows).toHaveCount(13);
      await expect(rows.filter({ hasText: "A posto" })).toHaveCount(13);
    }).toPass();
    const mails = page.getByRole("row").filter({ hasText: "Email in uscita" });
    await expect(mails).toContainText(/ogni secondo.*alle \d\d:\d\d:\d\d/);
    await hydrated();
    await axe();
  });
});
