// The first configuration of a new service: nothing of the panel opens before its end, and whoever breaks
// off goes on where they were, from wherever they are.
import { expect, test } from "../fixtures";
import { aService } from "../flows/buy";
import { answerFrom, firstAccess, PANEL_PASSWORD, saveStep, signInToPanel } from "../flows/first_configuration";
import { chooseBelow, chooseTyping, keyOn, typeInto } from "../flows/keyboard";
import { aCompany } from "../flows/people";
import { looksRight } from "../flows/widths";
import { Header } from "../pages/header";

const WIDTHS = [320, 375, 1280];

test("it is broken off twice, goes on from another device and opens the panel, without a mouse", async ({
  visitor,
  page,
  visit,
  browser,
  javaScriptEnabled,
}) => {
  test.setTimeout(4 * test.info().timeout);
  const business = aCompany();
  await aService(visitor, business);
  await firstAccess(visitor, business, browser);
  const title = page.getByRole("heading", { level: 1 });
  const cap = page.getByLabel("CAP", { exact: true });
  const save = () => keyOn(visitor, page.getByRole("button", { name: "Salva e prosegui" }));
  const immediate = page.getByRole("radio", { name: /^Immediata/ });
  const deferred = page.getByRole("radio", { name: /^Differita/ });
  const follow = (name: string | RegExp) => keyOn(visitor, page.getByRole("link", { name }));

  await test.step("the panel is closed, and a step that waits has no link", async () => {
    await visit("/pannello/servizi-aggiuntivi");
    await expect(title).toHaveText("Prima configurazione");
    await expect(page.getByText("0 passi su 8. Ne mancano 8.")).toBeVisible();
    await expect(page.getByText("Prima completa «Regime fiscale».")).toBeVisible();
    await expect(page.getByRole("link", { name: /Ritenute/ })).toHaveCount(0);
    await looksRight(visitor, WIDTHS);
  });

  await test.step("what is wrong is told at its field", async () => {
    await follow("Inizia Cedente/prestatore");
    await expect(page.getByText(business.vatNumber).first()).toBeVisible();
    await expect(page.getByLabel("Indirizzo e numero civico")).toHaveValue("Via dei Vasai 12");
    await typeInto(visitor, page.getByLabel("Indirizzo e numero civico"), "Via della Colonna 9");
    await typeInto(visitor, cap, "501");
    await save();
    await expect(page).toHaveTitle(/^Errore: Cedente\/prestatore/);
    await expect(cap).toHaveAttribute("aria-invalid", "true");
    await expect(cap).toHaveValue("501");
    await looksRight(visitor, WIDTHS);
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
    await typeInto(visitor, cap, "50122");
    await save();
    await expect(page.getByText("Questo passo è stato salvato da un’altra scheda")).toBeVisible();
    await expect(cap).toHaveValue("50122");
    await follow("Torna all’elenco dei passi");
    await expect(page.getByText("2 passi su 8. Ne mancano 6.")).toBeVisible();
    await expect(page.getByText("Via della Colonna 9, 50121 Firenze (FI)")).toBeVisible();
  });

  await test.step("out in the middle of a step, in again with it, and on to the summary", async () => {
    await follow("Inizia Esigibilità IVA");
    await chooseBelow(visitor, page.getByRole("radio").first(), deferred);
    // Without a script the browser says itself that there is no network.
    if (javaScriptEnabled) {
      await page.context().setOffline(true);
      await save();
      await expect(page.getByRole("alert").filter({ hasText: "Sei senza rete." })).toBeVisible();
      await expect(deferred).toBeChecked();
      await page.context().setOffline(false);
    }
    // In another tab somebody leaves, which this page does not know.
    const other = await page.context().newPage();
    await other.goto("/pannello/configurazione");
    await new Header(other).face.click();
    await new Header(other).leave.click();
    await other.waitForURL("**/pannello/accedi");
    await other.close();
    await save();
    await expect(title).toHaveText("Accedi al pannello");
    await typeInto(visitor, page.getByLabel("Username del pannello"), `BT${business.vatNumber}`);
    await typeInto(visitor, page.getByLabel("Password", { exact: true }), PANEL_PASSWORD);
    await page.keyboard.press("Enter");
    await expect(deferred, "the form is there again, with what was chosen").toBeChecked();
    await save();
    await chooseTyping(visitor, page.getByLabel("Cassa", { exact: true }).first(), "TC22");
    await typeInto(visitor, page.getByLabel("Contributo (%)").first(), "4,00");
    await chooseTyping(visitor, page.getByLabel("Aliquota IVA").first(), "22");
    await looksRight(visitor, WIDTHS);
    await save();
    await answerFrom(page, "Ritenute", save);
    await expect(page.getByText("TC22 – INPS: 4 %, IVA 22 %")).toBeVisible();
    await looksRight(visitor, WIDTHS);
  });

  await test.step("an answer is changed from there, and the panel opens", async () => {
    await follow("Modifica Esigibilità IVA");
    await expect(deferred).toBeChecked();
    await chooseBelow(visitor, deferred, immediate);
    await save();
    await expect(page.getByText("Immediata", { exact: true })).toBeVisible();
    await keyOn(visitor, page.getByRole("button", { name: "Concludi" }));
    await expect(title).toHaveText("Che cosa puoi fare adesso");
    await looksRight(visitor, WIDTHS);
    await follow("Vai al pannello");
    await expect(page.getByRole("heading", { name: "Stato servizio" })).toBeVisible();
    await visit("/pannello/configurazione");
    await expect(page.getByRole("heading", { name: "Stato servizio" })).toBeVisible();
  });
});
