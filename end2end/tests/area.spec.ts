// The customer area as one place: what somebody has, one service with everything that belongs to it and
// what has happened to it, and all orders.
import { expect, test } from "../fixtures";
import { conclude, confirmHolder, reachTheHolder } from "../flows/buy";
import { aCompany } from "../flows/people";
import { CartPage, paths } from "../pages/shop";

test("from the area to the service, what has happened to it, and its orders", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
}) => {
  test.slow();
  const company = aCompany();
  await reachTheHolder(visitor, company);
  await confirmHolder(visitor);
  const first = await conclude(visitor, "card");
  const story = page.locator("#storia");

  await test.step("the home has the service, and the way to everything about it", async () => {
    await visit(paths.area);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("I tuoi servizi");
    await axe();
    await page.getByRole("link", { name: "Gestisci", exact: true }).click();
    await page.waitForURL(/\/area-clienti\/servizi\//);
    await expect(page.getByText(`BT${company.vatNumber}`)).toBeVisible();
    await expect(page.getByRole("row", { name: /Fatturazione Elettronica 22\/11\/2027/ })).toBeVisible();
    await expect(page.getByText("Rinnovo automatico", { exact: true }).first()).toBeVisible();
    await axe();
  });

  await test.step("what has happened is told with its orders", async () => {
    await expect(story.getByText(/^Pagati .* con carta di credito$/)).toBeVisible();
    await expect(story.getByText("Attivazione: Fatturazione Elettronica")).toBeVisible();
    await expect(story.getByText(/^Email «Conferma pagamento/)).toBeVisible();
    await expect(story.getByText(/, tu\. Ordine/).first()).toContainText(first);
  });

  const second = await test.step("`Aggiungi utente` leads to the cart", async () => {
    await page.getByRole("button", { name: "Aggiungi utente" }).click();
    await page.waitForURL(`**${paths.cart}`);
    await hydrated();
    await new CartPage(page).onwards.click();
    return conclude(visitor, "transfer");
  });

  await test.step("the orders are narrowed to those that have to be paid, and one is called off", async () => {
    await visit(paths.area);
    await page.getByRole("link", { name: "Tutti gli ordini" }).click();
    await page.waitForURL("**/area-clienti/ordini");
    const number = (of: string) => page.getByRole("heading", { level: 3, name: `Ordine ${of}` });
    await expect(number(first)).toBeVisible();
    await page.getByRole("combobox", { name: "Stato" }).selectOption("Da pagare");
    await page.getByRole("button", { name: "Filtra" }).click();
    await page.waitForURL(/stato=da-pagare/);
    await expect(number(second)).toBeVisible();
    await expect(number(first)).toHaveCount(0);
    await axe();
    await page.locator("summary", { hasText: "Annulla l’ordine" }).click();
    await page.getByRole("button", { name: "Sì, annulla l’ordine" }).click();
    await page.waitForURL("**/area-clienti/ordini");
    await expect(page.getByText("Annullato").first()).toBeVisible();
    await visit("/area-clienti/ordini?stato=da-pagare&anno=2026");
    await expect(page.getByRole("heading", { name: "Nessun ordine con questi filtri" })).toBeVisible();
  });
});
