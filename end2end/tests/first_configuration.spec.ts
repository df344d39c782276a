// The first configuration of a new service: nothing of the panel opens before its end, and whoever breaks
// off goes on where they were, from wherever they are.
import { expect, test } from "../fixtures";
import { conclude, confirmHolder, reachTheHolder } from "../flows/buy";
import { answerFrom, firstAccess, saveStep, signInToPanel } from "../flows/first_configuration";
import { aCompany } from "../flows/people";
import { looksRight } from "../flows/widths";
import { Header } from "../pages/header";

test("it is broken off twice, goes on from another device and opens the panel", async ({
  visitor,
  page,
  visit,
  browser,
}) => {
  test.slow();
  const business = aCompany();
  await reachTheHolder(visitor, business);
  await confirmHolder(visitor);
  await conclude(visitor, "card");
  await firstAccess(visitor, business, browser);
  const title = page.getByRole("heading", { level: 1 });

  await test.step("the panel is closed, and a step that waits has no link", async () => {
    await visit("/pannello/servizi-aggiuntivi");
    await expect(title).toHaveText("Prima configurazione");
    await expect(page.getByText("0 passi su 8. Ne mancano 8.")).toBeVisible();
    await expect(page.getByText("Prima completa «Regime fiscale».")).toBeVisible();
    await expect(page.getByRole("link", { name: /Ritenute/ })).toHaveCount(0);
    await looksRight(visitor);
  });

  await test.step("what is wrong is told at its field", async () => {
    await page.getByRole("link", { name: "Inizia Cedente/prestatore" }).click();
    await expect(page.getByText(business.vatNumber).first()).toBeVisible();
    await expect(page.getByLabel("Indirizzo e numero civico")).toHaveValue("Via dei Vasai 12");
    await page.getByLabel("Indirizzo e numero civico").fill("Via della Colonna 9");
    await page.getByLabel("CAP", { exact: true }).fill("501");
    await saveStep(page);
    await expect(page).toHaveTitle(/^Errore: Cedente\/prestatore/);
    await expect(page.getByLabel("CAP", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("CAP", { exact: true })).toHaveValue("501");
    await looksRight(visitor);
  });

  await test.step("another device goes on with what was typed", async () => {
    const device = await browser.newContext();
    const there = await device.newPage();
    await there.goto("/pannello");
    await signInToPanel(there, business);
    await there.getByRole("link", { name: "Riprendi Cedente/prestatore" }).click();
    await expect(there.getByLabel("Indirizzo e numero civico")).toHaveValue("Via della Colonna 9");
    await expect(there.getByLabel("CAP", { exact: true })).toHaveValue("501");
    await there.getByLabel("CAP", { exact: true }).fill("50121");
    await saveStep(there);
    await there.getByLabel("Regime fiscale").selectOption("RF01");
    await saveStep(there);
    await expect(there.getByRole("heading", { level: 1 })).toHaveText("Esigibilità IVA");
    await device.close();
  });

  await test.step("the form that was left open here does not write over it", async () => {
    await page.getByLabel("CAP", { exact: true }).fill("50122");
    await saveStep(page);
    await expect(page.getByText("Questo passo è stato salvato da un’altra scheda")).toBeVisible();
    await expect(page.getByLabel("CAP", { exact: true })).toHaveValue("50122");
    await page.getByRole("link", { name: "Torna all’elenco dei passi" }).click();
    await expect(page.getByText("2 passi su 8. Ne mancano 6.")).toBeVisible();
    await expect(page.getByText("Via della Colonna 9, 50121 Firenze (FI)")).toBeVisible();
  });

  await test.step("out, in again, and on to the summary", async () => {
    const header = new Header(page);
    await header.face.click();
    await header.leave.click();
    await signInToPanel(page, business);
    await page.getByRole("link", { name: "Inizia Esigibilità IVA" }).click();
    await page.getByRole("radio", { name: /^Differita/ }).check();
    await saveStep(page);
    await page.getByLabel("Cassa", { exact: true }).first().selectOption("TC22");
    await page.getByLabel("Contributo (%)").first().fill("4,00");
    await page.getByLabel("Aliquota IVA").first().selectOption("22");
    await looksRight(visitor);
    await saveStep(page);
    await answerFrom(page, "Ritenute");
    await expect(page.getByText("TC22 – INPS: 4 %, IVA 22 %")).toBeVisible();
    await looksRight(visitor);
  });

  await test.step("an answer is changed from there, and the panel opens", async () => {
    await page.getByRole("link", { name: "Modifica Esigibilità IVA" }).click();
    await expect(page.getByRole("radio", { name: /^Differita/ })).toBeChecked();
    await page.getByRole("radio", { name: /^Immediata/ }).check();
    await saveStep(page);
    await expect(page.getByText("Immediata", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Concludi" }).click();
    await expect(title).toHaveText("Che cosa puoi fare adesso");
    await looksRight(visitor);
    await page.getByRole("link", { name: "Vai al pannello" }).click();
    await expect(page.getByRole("heading", { name: "Stato servizio" })).toBeVisible();
    await visit("/pannello/configurazione");
    await expect(page.getByRole("heading", { name: "Stato servizio" })).toBeVisible();
  });
});
