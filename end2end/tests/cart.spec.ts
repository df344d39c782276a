// The cart of a visitor.
import { expect, test } from "../fixtures";
import { startWithTheService } from "../flows/buy";
import { CartPage, paths } from "../pages/shop";

test("taking Documenti out takes WooCommerce along, after a confirmation", async ({
  visitor,
  axe,
}) => {
  const cart = await startWithTheService(visitor);
  await cart.add("Modulo WooCommerce").click();
  await expect(cart.line("Modulo documenti")).toBeVisible();

  await cart.lines.getByLabel("Rimuovi Modulo documenti").click();
  await expect(cart.lines.getByText(/Senza Modulo documenti non può restare/)).toBeVisible();
  await axe();
  await cart.lines.getByRole("button", { name: "Sì, rimuovi tutti e due" }).click();

  await expect(cart.line("Modulo documenti")).toHaveCount(0);
  await expect(cart.line("Modulo WooCommerce")).toHaveCount(0);
  await expect(cart.sum("Totale")).toHaveText("36,60 €");
});

test.describe("two tabs", () => {
  // A press on a cart that has moved on is refused, and made again.
  test.use({ tolerated: [/status of 422/] });

  test("no press of two tabs is lost", async ({ visitor, visit, context, javaScriptEnabled }) => {
    test.skip(!javaScriptEnabled, "a form without JavaScript says that the cart has changed instead");
    const first = await startWithTheService(visitor);
    const other = await context.newPage();
    await other.goto(paths.cart);
    await other.locator("html[data-hydrated]").waitFor();
    const second = new CartPage(other);

    for (let press = 0; press < 5; press += 1) {
      await first.more("Utente aggiuntivo").click();
      await second.more("Utente aggiuntivo").click();
    }

    await expect(async () => {
      await visit(paths.cart);
      await expect(first.howMany("Utente aggiuntivo")).toHaveValue("10", { timeout: 1_000 });
    }).toPass();
    await expect(first.lines.getByRole("heading", { name: "Utente aggiuntivo" })).toHaveCount(1);
  });
});

test.describe("a refusal", () => {
  test.use({ tolerated: [/status of 422/] });

  test("a PEC address is refused with the reason", async ({ page, visit, axe }) => {
    await visit(paths.signIn);
    await page.getByRole("textbox", { name: "Username dell’account" }).fill("ditta@pec.ditta.it");
    await page.getByLabel("Password", { exact: true }).fill("qualcosa");
    await page.getByRole("button", { name: "Accedi" }).click();

    await expect(page).toHaveTitle(/^Errore: /);
    await expect(page.getByText(/PEC/).first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Username dell’account" })).toHaveValue(
      "ditta@pec.ditta.it",
    );
    await axe();
  });
});
