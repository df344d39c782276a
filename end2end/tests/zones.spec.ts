// The zones beside the shop, in the states that the journeys do not check: axe finds nothing.
import { expect, test } from "../fixtures";
import { anOrder } from "../flows/buy";
import { enterThePanel } from "../flows/demo_customer";
import { DEMO_PASSWORD } from "../flows/office";
import { aCompany } from "../flows/people";
import { cutOffSmall } from "../flows/spot";
import { paths } from "../pages/shop";

test.describe("the mailbox", () => {
  // The frame of a mail runs no scripts, not even those that look into it from a test.
  test.use({ tolerated: [/frame is sandboxed/] });

  test("is in order: empty, full, and a mail", async ({ visitor, page, visit, hydrated, axe }) => {
    const business = aCompany();
    const mails = `${paths.mailbox}?destinatario=${business.email}`;
    await visit(mails);
    await expect(page.getByText("Nessuna email a questo destinatario")).toBeVisible();
    await axe();

    const number = await anOrder(visitor, { business });

    const mail = page.getByRole("link", { name: `Come pagare l'ordine ${number}` });
    // The relay sends a moment after the commit.
    await expect(async () => {
      await visit(mails);
      await expect(mail).toBeVisible({ timeout: 200 });
    }).toPass();
    await axe();
    await mail.click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
    await hydrated();
    await axe();
  });
});

test("the office is in order", async ({ page, visit, hydrated, axe }) => {
  await visit("/ufficio");
  await axe();
  await page.getByLabel("Username").fill("ufficio");
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Accedi" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ordini");
  await hydrated();
  await axe();
});

test("the panel is in order", async ({ page, visit, hydrated, axe }) => {
  await enterThePanel(page);
  await hydrated();
  await axe();
  expect(await cutOffSmall(page)).toEqual([]);
  await visit("/pannello/servizi-aggiuntivi");
  await axe();
  expect(await cutOffSmall(page)).toEqual([]);
});
