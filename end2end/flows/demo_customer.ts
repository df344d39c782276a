// The invented customer whose service ends in five months.
import { expect, type Page } from "@playwright/test";
import { test } from "../fixtures";
import { DEMO_PASSWORD } from "./office";

/** With what they sign in to their panel. */
export const PANEL_USERNAME = "BT02342520158";

/** Signs in to the panel of the demo customer, of the worker's shop or of another. */
export async function enterThePanel(page: Page, shop = ""): Promise<void> {
  await test.step("enters the panel", async () => {
    await page.goto(`${shop}/pannello`);
    await page.getByLabel("Username del pannello").fill(PANEL_USERNAME);
    await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Accedi" }).click();
    await expect(page.getByRole("heading", { name: "Stato servizio" })).toBeVisible();
    await expect(page).toHaveURL(/\/pannello\/servizi\/[0-9a-f-]{36}$/);
  });
}
