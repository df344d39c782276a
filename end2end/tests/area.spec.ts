// The customer area as one place: what somebody has, one service with everything that belongs to it and
// what has happened to it, and all orders.
import { expect, test } from "../fixtures";
import { confirmAddress } from "../flows/address";
import { aService, conclude } from "../flows/buy";
import { enterTheOffice } from "../flows/office";
import { aCompany } from "../flows/people";
import { looksRight } from "../flows/widths";
import { CartPage, paths } from "../pages/shop";

test("from the area to the service, what has happened to it, and its orders", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  browser,
}) => {
  test.setTimeout(240_000);
  const company = aCompany();
  const first = await aService(visitor, company);
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

  await test.step("the office reads the same story, in its own words", async () => {
    const events = story.locator("ol > li").filter({ hasText: /\d\d\/\d\d\/\d{4}, \d\d:\d\d/ });
    await visit(paths.area);
    await page.getByRole("link", { name: "Gestisci", exact: true }).click();
    await page.waitForURL(/\/area-clienti\/servizi\//);
    await page.getByRole("button", { name: /^(Aggiungi|Acquista).*modulo documenti/i }).first().click();
    await page.waitForURL(`**${paths.cart}`);
    await hydrated();
    await new CartPage(page).onwards.click();
    await conclude(visitor, "card");
    const next = `fatture.${company.vatNumber}@officina.example`;
    await visit("/area-clienti/dati");
    await page.getByRole("link", { name: "Cambia l’indirizzo email dell’intestatario" }).click();
    await page.getByLabel("Nuovo indirizzo email").fill(next);
    await page.getByLabel("Password dell’account", { exact: true }).fill(company.password);
    await page.getByRole("button", { name: "Invia il link" }).click();
    await confirmAddress(visitor, browser, next);

    await visit(paths.area);
    await page.getByRole("link", { name: "Gestisci", exact: true }).click();
    await page.waitForURL(/\/area-clienti\/servizi\//);
    const service = new URL(page.url()).pathname.split("/").at(-1);
    await expect(story.getByText("Email dell’intestatario cambiata")).toBeVisible();
    await expect(story.getByText("Attivazione: Modulo documenti")).toBeVisible();
    await looksRight(visitor);
    const told = await events.allInnerTexts();
    await visit("/ufficio");
    await enterTheOffice(page);
    await visit(`/ufficio/servizi/${service}`);
    await looksRight(visitor);
    const theirs = await events.allInnerTexts();
    expect(told.some((event) => event.includes(", tu"))).toBe(true);
    const inTheirWords = (event: string) => event.replace(", tu", ", il cliente");
    expect(theirs).toEqual(told.map(inTheirWords));
  });
});
