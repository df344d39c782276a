// Adding to a running service: both choices of the extension, priced side by side.
import { expect, test } from "../fixtures";
import { enterThePanel } from "../flows/demo_customer";
import { CartPage, paths } from "../pages/shop";

// One customer, one cart: the two projects must not press at the same time in one database.
test.describe.configure({ mode: "serial" });

test("both choices are priced side by side, live or by a form", async ({
  page,
  visit,
  hydrated,
  axe,
  javaScriptEnabled,
}) => {
  const cart = new CartPage(page);
  await enterThePanel(page);
  await page.getByRole("button", { name: "Attiva: Modulo incassi e pagamenti" }).click();
  await page.waitForURL(`**${paths.cart}`);
  await hydrated();

  // The demo service ends on 22 April 2027, seven months before the new year is over:
  // module 18 + service 30 × 7/12 + Documenti 18 × 7/12 + one user 12 × 7/12.
  await expect(cart.extension).toBeVisible();
  await expect(cart.sum("Imponibile")).toHaveText("53,00 €");
  await expect(cart.extension.getByText("64,66 €")).toBeVisible();
  await expect(cart.extension.getByText("21,96 €")).toBeVisible();
  const row = cart.extension.getByRole("row", { name: /^Fatturazione Elettronica/ });
  await expect(row).toContainText("22/04/2027");
  await expect(row).toContainText("22/11/2027");
  await expect(row).toContainText("7 mesi × 2,50 €");
  await expect(row).toContainText("17,50 €");
  await axe();

  await expect(cart.switch).toBeChecked();
  await expect(cart.switch).toHaveText("Attivata");
  if (javaScriptEnabled) {
    await test.step("the new price is there before any answer", async () => {
      await page.route("**/api/**", async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        await route.continue();
      });
      await cart.switch.click();
      await expect(cart.sum("Totale")).toHaveText("21,96 €", { timeout: 500 });
      await cart.switch.click();
      await expect(cart.sum("Totale")).toHaveText("64,66 €", { timeout: 500 });
      await page.unrouteAll({ behavior: "wait" });
    });
  }
  await cart.switch.click();
  await expect(cart.switch).not.toBeChecked();
  await expect(cart.switch).toHaveText("Disattivata");
  await expect(cart.sum("Totale")).toHaveText("21,96 €");
  await axe();

  await test.step("the choice survives a reload", async () => {
    await expect(async () => {
      await visit(paths.cart);
      await expect(cart.sum("Totale")).toHaveText("21,96 €", { timeout: 1_000 });
    }).toPass();
  });
  await cart.switch.click();
  await expect(cart.sum("Totale")).toHaveText("64,66 €");
});

test("a user that is bought and one that is extended have names of their own", async ({
  page,
  visit,
  hydrated,
}) => {
  const cart = new CartPage(page);
  await enterThePanel(page);
  await page.getByRole("button", { name: "Aggiungi: Utente aggiuntivo" }).click();
  await page.waitForURL(`**${paths.cart}`);
  await hydrated();

  await expect(cart.line("Utente aggiuntivo – acquisto")).toBeVisible();
  await expect(cart.extension.getByRole("row", { name: /^Utente aggiuntivo – estensione/ })).toBeVisible();
  await expect(cart.extension.getByText("Utente aggiuntivo × 2 fino al 22/11/2027")).toBeVisible();

  await visit(paths.orderForm);
  await expect(page.getByText("Utente aggiuntivo – acquisto", { exact: true })).toBeVisible();
  await expect(page.getByText("Utente aggiuntivo – estensione", { exact: true })).toBeVisible();

  await test.step("the cart is left as it was found", async () => {
    await visit(paths.cart);
    await cart.emptyIt.click();
    await cart.lines.getByRole("button", { name: "Sì, svuota" }).click();
    await expect(page.getByRole("heading", { name: "Il carrello è vuoto" })).toBeVisible();
  });
});
