// What the office does.
import { expect, type Browser, type Locator, type Page } from "@playwright/test";
import { test } from "../fixtures";
import type { OwnShop } from "./own_shop";

const STAFF = "ufficio";
/** The password of everybody in the demo, printed by `serve --demo`. */
export const DEMO_PASSWORD = "Bottega-Demo-2026!";

/** Signs in to the office, where its first page has been opened. */
export async function enterTheOffice(page: Page, username = STAFF): Promise<void> {
  await test.step(`${username} enters the office`, async () => {
    await page.getByLabel("Username").fill(username);
    await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Accedi" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ordini");
  });
}

/** A member of staff, in a browser of their own; of the worker's shop or of another. */
export async function theOffice(browser: Browser, username = STAFF, shop = ""): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${shop}/ufficio`);
  await enterTheOffice(page, username);
  return page;
}

/** Somebody else on the staff, with the password of everybody in the demo. */
export function hire(shop: OwnShop, username: string): void {
  shop.command(["office", "add-staff", username], DEMO_PASSWORD);
}

/** Looks for something in the one field of the orders. */
export async function lookFor(office: Page, typed: string): Promise<void> {
  await office.getByRole("searchbox", { name: "Cerca" }).fill(typed);
  await office.getByRole("search").getByRole("button", { name: "Cerca" }).click();
  await expect(office.getByRole("searchbox", { name: "Cerca" })).toHaveValue(typed);
}

/** The row of an order in the list. */
export function orderRow(office: Page, number: string): Locator {
  return office.getByRole("link", { name: new RegExp(`\\b${number},`) });
}

/** An order as it is shown beside the list. */
export function orderDetail(office: Page, number: string): Locator {
  return office.getByRole("region", { name: `Ordine ${number}` });
}

/** Looks again at what was asked for, and says yes. */
export async function confirm(office: Page, question: string | RegExp, yes: string | RegExp): Promise<void> {
  const group = office.getByRole("group", { name: question });
  await expect(group).toBeVisible();
  await group.getByRole("button", { name: yes }).click();
}

/** The money of an order has arrived. */
export async function registerPayment(browser: Browser, number: string, shop = ""): Promise<void> {
  await test.step(`the office registers the payment of ${number}`, async () => {
    const office = await theOffice(browser, STAFF, shop);
    await office.goto(`${shop}/ufficio?ordine=${number}`);
    await orderDetail(office, number)
      .getByRole("button", { name: `Registra pagamento dell’ordine ${number}` })
      .click();
    await confirm(office, /^Registri .*€\?$/, /^Sì, registra .*€$/);
    await expect(office.getByText(`Pagamento dell’ordine ${number} registrato`)).toBeVisible();
    await office.context().close();
  });
}

/** Reads a mail in the demo mailbox as text: the newest to this address with this subject. */
export async function readMail(browser: Browser, to: string, subject: RegExp): Promise<string> {
  return test.step(`reads ${subject} to ${to}`, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const mail = page.getByRole("link", { name: subject });
    // The relay sends a moment after the commit, and a page without a script does not change.
    const isThere = async () => {
      await page.goto(`/posta?destinatario=${encodeURIComponent(to)}`);
      return mail.count();
    };
    await expect.poll(isThere, { timeout: 15_000, intervals: [100, 200] }).toBeGreaterThan(0);
    await mail.first().click();
    const text = await page.locator("pre").innerText();
    await context.close();
    return text;
  });
}
