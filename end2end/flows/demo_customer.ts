// The invented customer whose service ends in five months.
import { expect, type Page } from "@playwright/test";
import { test } from "../fixtures";
import { DEMO_PASSWORD } from "./office";

/** Signs in to the panel of the demo customer. */
export async function enterThePanel(page: Page): Promise<void> {
  await test.step("enters the panel", async () => {
    await page.goto("/pannello");
    await page.getByLabel("Username del pannello").fill("BT02342520158");
    await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Accedi" }).click();
    await expect(page.getByRole("heading", { name: "Stato servizio" })).toBeVisible();
  });
}
