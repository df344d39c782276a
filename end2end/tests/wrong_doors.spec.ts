// Nobody is sold what is theirs already, and whoever has to pay first is told so at the button.
import { expect, test } from "../fixtures";
import { anOrder, signIn, startWithTheService } from "../flows/buy";
import { DEMO_PASSWORD } from "../flows/office";
import { aCompany } from "../flows/people";
import { CartPage, paths } from "../pages/shop";

const CUSTOMER = "2000001@bottega.example";

test("the page of what one owns says so and leads to it", async ({ page, visit, hydrated, axe }) => {
  await visit(paths.signIn);
  await signIn(page, CUSTOMER, DEMO_PASSWORD);
  await page.waitForURL((url) => url.pathname !== paths.signIn);
  await hydrated();

  await visit("/prodotti/documenti");
  const price = page.getByRole("region", { name: "Prezzo" });
  await expect(price.getByText(/^Modulo documenti è già attivo fino al \d/)).toBeVisible();
  await expect(price.getByRole("button")).toHaveCount(0);
  await axe();
  await price.getByRole("link", { name: "Accedi al pannello" }).click();
  await page.waitForURL("**/pannello/**");

  await test.step("the home and the list say it too", async () => {
    await visit("/");
    await expect(page.getByText(/^Fatturazione Elettronica è già attivo fino al/).first()).toBeVisible();
    await visit("/prodotti");
    await expect(page.getByRole("button", { name: "Acquista Fatturazione Elettronica", exact: true })).toHaveCount(0);
  });
});

test("an unpaid order shuts the buttons, says why and leads to itself", async ({ visitor, page, visit, axe }) => {
  const number = await anOrder(visitor, { business: aCompany() });
  await visit("/prodotti/documenti");
  await expect(page.getByRole("button", { name: "Acquista Modulo documenti" })).toBeDisabled();
  await expect(page.getByText(`L’ordine ${number} è ancora in sospeso`)).toBeVisible();
  await axe();

  await visit(paths.product);
  await expect(page.getByRole("region", { name: "Prezzo" }).getByRole("button")).toBeDisabled();
  await expect(page.getByText(`L’hai già ordinato: l’ordine ${number}`)).toBeVisible();
  await page.getByRole("link", { name: `Vai all’ordine ${number}` }).click();
  await page.waitForURL(`**/ordini/${number}`);
});

test("Solo Ricezione alone in the cart does not go unasked, by any button", async ({ visitor, page, visit, hydrated }) => {
  const soloRicezione = "Fatturazione Elettronica Solo Ricezione";
  const question = page.getByText(`Nel carrello c’è già ${soloRicezione}`);
  await startWithTheService(visitor);
  const cart = new CartPage(page);
  await test.step("and neither does Fatturazione Elettronica", async () => {
    await visit("/prodotti/fatturazione-elettronica-solo-ricezione");
    await page.getByRole("button", { name: `Acquista ${soloRicezione}` }).first().click();
    await expect(page.getByText("Nel carrello c’è già Fatturazione Elettronica")).toBeVisible();
    await page.getByRole("button", { name: /^Sostituisci con/ }).click();
    await page.waitForURL(`**${paths.cart}`);
    await expect(cart.line(soloRicezione)).toBeVisible();
  });

  for (const from of ["/", "/prodotti", paths.product, "/prodotti/documenti"]) {
    await test.step(`from ${from}`, async () => {
      await visit(from);
      await page.getByRole("main").getByRole("button", { name: /^Acquista (?!.*Solo Ricezione)/ }).first().click();
      await page.waitForURL(/\?invece/);
      await hydrated();
      await expect(question).toBeVisible();
    });
  }
  await page.getByRole("link", { name: "Tieni il carrello" }).click();
  await page.waitForURL(`**${paths.cart}`);
  await expect(cart.line(soloRicezione)).toBeVisible();
});
