// Links within a zone change the page without loading it, although each page's code comes in parts.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { confirmHolder, register, startWithTheService } from "../flows/buy";
import { enterThePanel } from "../flows/demo_customer";
import { aCompany } from "../flows/people";
import { CartPage, OrderForm, paths } from "../pages/shop";

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "every link without JavaScript is a load");

/** Marks the page as it is now; a load would wipe the mark. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { marked: true }));
}

async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => "marked" in window);
}

/** Follows a link and sees the new page without a load. */
async function follow(page: Page, link: string, path: string, heading: string | RegExp): Promise<void> {
  await test.step(`${link} leads to ${path}`, async () => {
    await page.getByRole("link", { name: link, exact: true }).first().click();
    await page.waitForURL((url) => url.pathname === path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    expect(await isMarked(page), "a load").toBe(true);
  });
}

test("around the shop and back", async ({ page, visit }) => {
  await visit("/");
  await mark(page);

  await follow(page, "Prodotti", "/prodotti", /./);
  await follow(page, "Fatturazione Elettronica", paths.product, /Fatturazione Elettronica/);
  await follow(page, "Carrello", paths.cart, /Carrello/);
  await follow(page, "Condizioni generali", "/condizioni", /Condizioni generali/);
  await follow(page, "Privacy e cookie", "/privacy", /./);

  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Carrello/);
  expect(await isMarked(page), "a load").toBe(true);
});

test("from the product to the order form", async ({ visitor, page }) => {
  await startWithTheService(visitor);
  await mark(page);

  await new CartPage(page).onwards.click();
  await page.waitForURL(`**${paths.signIn}*`);
  await register(visitor, aCompany());
  await confirmHolder(visitor);
  await page.waitForURL(`**${paths.orderForm}`);

  await expect(new OrderForm(page).confirm).toBeVisible();
  expect(await isMarked(page), "a load").toBe(true);
});

test("around the panel", async ({ page, hydrated }) => {
  await enterThePanel(page);
  await hydrated();
  await mark(page);

  await follow(page, "Servizi aggiuntivi", "/pannello/servizi-aggiuntivi", "Servizi aggiuntivi");
  await follow(page, "Home", "/pannello", /./);
});

test.describe("a part that does not come", () => {
  test.use({ tolerated: [/Failed to (load resource|fetch)|was preloaded/] });

  test("leaves a page of the server, with working links", async ({ page, visit }) => {
    await page.route(/split_cart/, (route) => route.abort());
    await visit("/");
    await mark(page);

    await page.getByRole("link", { name: "Carrello", exact: true }).first().click();
    await expect(page.getByText("Il carrello è vuoto")).toBeVisible();
    expect(await isMarked(page), "no load").toBe(false);

    await page.getByRole("link", { name: "Prodotti", exact: true }).first().click();
    await page.waitForURL("**/prodotti");
    await page.locator("html[data-hydrated]").waitFor();
  });
});
