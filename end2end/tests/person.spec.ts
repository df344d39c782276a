// Somebody without partita IVA buys what can be bought without one.
import { expect, test } from "../fixtures";
import { conclude, confirmHolder, startWithTheService } from "../flows/buy";
import { aCompany } from "../flows/people";
import { looksRight } from "../flows/widths";
import { CartPage, OrderForm, paths } from "../pages/shop";

const SOLO_RICEZIONE = "Fatturazione Elettronica Solo Ricezione";

test.use({ tolerated: [/status of 422/] });

test("a persona fisica is led to Solo Ricezione, and orders it with a codice fiscale", async ({
  visitor,
  page,
  hydrated,
}) => {
  test.slow();
  const { email, password } = aCompany();
  const cart = await startWithTheService(visitor);

  await test.step("registers without a partita IVA", async () => {
    await cart.onwards.click();
    await page.waitForURL(`**${paths.signIn}*`);
    await hydrated();
    await page.locator("summary", { hasText: "Registrati" }).click();
    const send = page.getByRole("button", { name: "Avanti con la registrazione" });
    const form = page.locator("form", { has: send });
    await form.getByLabel("Tipo di cliente").selectOption({ label: "Persona fisica" });
    await expect(form.getByText(`Senza partita IVA puoi acquistare ${SOLO_RICEZIONE}.`)).toBeVisible();
    await expect(form.getByLabel("Partita IVA", { exact: true })).toBeHidden();
    await form.getByLabel("Nome", { exact: true }).fill("Mario");
    await form.getByLabel("Cognome", { exact: true }).fill("Rossi");
    await form.getByLabel("Codice fiscale").fill("RSSMRA80A01H501U");
    await form.getByLabel("Indirizzo e numero civico").fill("Via dei Vasai 12");
    await form.getByRole("textbox", { name: "CAP" }).fill("50123");
    await form.getByRole("textbox", { name: "Comune" }).fill("Firenze");
    await form.getByRole("combobox", { name: "Provincia" }).selectOption("FI");
    await form.getByLabel("Telefono o cellulare").fill("055 123456");
    await form.getByLabel("Indirizzo email", { exact: true }).fill(email);
    await form.getByLabel("Password", { exact: true }).fill(password);
    await looksRight(visitor);
    await send.click();
  });

  await test.step("cannot buy what is in the cart, and is told what can be bought", async () => {
    await confirmHolder(visitor);
    await expect(page.getByText("Per Fatturazione Elettronica serve la partita IVA").first()).toBeVisible();
    const other = page.getByRole("link", { name: `Vedi ${SOLO_RICEZIONE}` });
    await expect(other).toBeVisible();
    await looksRight(visitor);
    await other.click();
    await page.waitForURL("**/prodotti/fatturazione-elettronica-solo-ricezione");
    await hydrated();
  });

  await test.step("takes it instead", async () => {
    await page.getByRole("button", { name: `Acquista ${SOLO_RICEZIONE}` }).first().click();
    await page.waitForURL(/\?invece/);
    await hydrated();
    await page.getByRole("button", { name: /^Sostituisci con/ }).click();
    await page.waitForURL(`**${paths.cart}`);
    await hydrated();
    await expect(new CartPage(page).line(SOLO_RICEZIONE)).toBeVisible();
    await cart.onwards.click();
    await confirmHolder(visitor);
  });

  await test.step("and orders it", async () => {
    await page.waitForURL(`**${paths.orderForm}`);
    await hydrated();
    const holder = new OrderForm(page).block("Intestatario e fattura");
    await expect(holder).toContainText("Persona fisica");
    await expect(holder).toContainText("codice fiscale RSSMRA80A01H501U");
    await expect(holder).not.toContainText("Partita IVA");
    await looksRight(visitor);
    await conclude(visitor, "transfer");
  });
});
