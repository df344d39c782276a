// Adding to a running service: both choices of the extension, priced side by side.
import { expect, test } from "../fixtures";
import { enterThePanel } from "../flows/demo_customer";
import { cutOff, enlarge, focusIsLost, spotOf } from "../flows/spot";
import { CartPage, paths, stations } from "../pages/shop";

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
  await expect(cart.extended).toHaveAccessibleName("Con l’estensione 64,66 €");
  await expect(cart.extended).toHaveAccessibleDescription(/^Tutto arriva al 22\/11\/2027: 7 mesi \(214 giorni\) in più a 3 servizi, 42,70.€ dei 64,66.€\.$/);
  await expect(cart.notExtended).toHaveAccessibleName("Senza estensione 21,96 €");
  await expect(cart.notExtended).toHaveAccessibleDescription(/^42,70.€ in meno oggi\. .* finisce il 22\/04\/2027: 151 giorni invece di 365\.$/);
  const row = cart.extension.getByRole("row", { name: /^Fatturazione Elettronica/ });
  await expect(row).toContainText("22/04/2027");
  await expect(row).toContainText("22/11/2027");
  await expect(row).toContainText("7 mesi × 2,50 €");
  await expect(row).toContainText("17,50 €");
  // Of the year that it comes to last: 151 days are paid, 214 are added.
  const bar = row.locator("rect");
  await expect(bar.nth(0)).toHaveAttribute("width", "41.3%");
  await expect(bar.nth(1)).toHaveAttribute("width", "58.6%");
  expect(await stations(page)).toEqual(["Carrello", "Modulo d’ordine", "Conferma"]);
  await axe();

  await expect(cart.extended).toBeChecked();
  await expect(cart.extension.getByText("Attivata")).toBeVisible();
  if (javaScriptEnabled) {
    await test.step("the new price is there before any answer", async () => {
      // The server is asked, and does not answer before both prices were there.
      let answer = () => {};
      const held = new Promise<void>((resolve) => (answer = resolve));
      await page.route("**/api/**", async (route) => {
        await held;
        await route.continue();
      });
      await cart.notExtended.check();
      await expect(cart.sum("Totale")).toHaveText("21,96 €");
      await expect(bar.nth(1)).toHaveAttribute("width", "0.0%");
      await cart.extension.getByText("Disattivata").click();
      await expect(cart.sum("Totale")).toHaveText("64,66 €");
      answer();
      await page.unrouteAll({ behavior: "wait" });
    });
    await test.step("the green switch stays where it is", async () => {
      const pill = await spotOf(cart.extension.getByText("Attivata"));
      await pill.press();
      await expect(cart.notExtended).toBeChecked();
      await pill.press();
      await expect(cart.extended).toBeChecked();
      expect(await cart.extension.getByText("Attivata").boundingBox()).toEqual(pill.box);
    });
  }
  await cart.choose(cart.notExtended);
  await expect(cart.notExtended).toBeChecked();
  await expect(cart.extension.getByText("Disattivata")).toBeVisible();
  await expect(cart.sum("Totale")).toHaveText("21,96 €");
  await axe();

  await test.step("the choice survives a reload", async () => {
    await expect(async () => {
      await visit(paths.cart);
      await expect(cart.sum("Totale")).toHaveText("21,96 €", { timeout: 1_000 });
    }).toPass();
  });
  await cart.choose(cart.extended);
  await expect(cart.sum("Totale")).toHaveText("64,66 €");
});

test("on a telephone the bar says what is in it and leads there", async ({
  page,
  visit,
  hydrated,
  axe,
  javaScriptEnabled,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const cart = new CartPage(page);
  await enterThePanel(page);
  await page.getByRole("button", { name: "Attiva: Modulo incassi e pagamenti" }).click();
  await page.waitForURL(`**${paths.cart}`);
  await hydrated();

  const bar = cart.extension.getByRole("row", { name: /^Fatturazione Elettronica/ }).locator("rect");
  const part = page.getByRole("link", { name: "di cui 42,70 € estensione" });
  await expect(part).toBeInViewport({ ratio: 1 });
  await part.focus();
  await page.keyboard.press("Enter");
  await expect(cart.extended).toBeInViewport();
  expect(await focusIsLost(page)).toBe(false);
  await page.keyboard.press("Tab");
  await expect(cart.extended).toBeFocused();
  await test.step("each choice says in euro and days what it means, and the bars what lasts until when", async () => {
    const meanings = [
      /^Tutto arriva al 22\/11\/2027: 7 mesi \(214 giorni\) in più a 3 servizi, 42,70.€ dei 64,66.€\.$/,
      /^42,70.€ in meno oggi\. .* finisce il 22\/04\/2027: 151 giorni invece di 365\.$/,
    ];
    for (const [place, radio] of [cart.extended, cart.notExtended].entries()) {
      await expect(radio).toHaveAccessibleDescription(meanings[place]!);
      await expect(cart.extension.locator(".pick-sense > :first-child").filter({ hasText: meanings[place] })).toBeVisible();
    }
    await expect(bar.nth(0)).toHaveAttribute("width", "41.3%");
    await expect(bar.nth(1)).toHaveAttribute("width", "58.6%");
    const [before, added] = [await bar.nth(0).boundingBox(), await bar.nth(1).boundingBox()];
    expect(added!.x).toBeGreaterThan(before!.x);
    expect(added!.width).toBeGreaterThan(before!.width);
  });
  await axe();
  expect(await cutOff(page)).toEqual([]);
  await test.step("the way on stays in sight with text twice as large", async () => {
    await enlarge(page);
    await expect(cart.onwards).toBeInViewport({ ratio: 1 });
    await visit(paths.cart);
  });
  if (javaScriptEnabled) {
    await test.step("by keyboard, and nothing below moves", async () => {
      const after = page.getByRole("heading", { name: "Potrebbero interessarti anche questi servizi aggiuntivi" });
      const top = () => after.evaluate((heading) => heading.getBoundingClientRect().top + scrollY);
      const before = await top();
      await cart.extended.focus();
      await page.keyboard.press("ArrowDown");
      await expect(cart.notExtended).toBeChecked();
      await expect(cart.notExtended).toBeFocused();
      await expect(cart.sum("Totale")).toHaveText("21,96 €");
      await expect(bar.nth(1)).toHaveAttribute("width", "0.0%");
      expect(await top()).toBe(before);
      await page.keyboard.press("ArrowUp");
      await expect(cart.extended).toBeChecked();
    });
    await test.step("and the green switch stays under the pointer", async () => {
      const pill = await spotOf(cart.extension.getByText("Attivata"));
      await pill.press();
      await expect(cart.notExtended).toBeChecked();
      await pill.press();
      await expect(cart.extended).toBeChecked();
      expect(await cart.extension.getByText("Attivata").boundingBox()).toEqual(pill.box);
    });
  }

  await test.step("the cart is left as it was found", async () => {
    await visit(paths.cart);
    await cart.emptyIt.click();
    await cart.lines.getByRole("button", { name: "Sì, svuota" }).click();
    await expect(page.getByRole("heading", { name: "Il carrello è vuoto" })).toBeVisible();
  });
});

for (const [width, height] of [
  [320, 640],
  [1280, 800],
] as const) {
  test(`at ${width} pixels the extension comes where it moves nothing that is pressed`, async ({
    page,
    visit,
    hydrated,
    javaScriptEnabled,
  }) => {
    test.skip(!javaScriptEnabled, "each press loads the page anew, at the row that was pressed");
    await page.setViewportSize({ width, height });
    const cart = new CartPage(page);
    await enterThePanel(page);
    await page.getByRole("button", { name: "Attiva: Modulo incassi e pagamenti" }).click();
    await page.waitForURL(`**${paths.cart}`);
    await hydrated();
    await cart.remove("Modulo incassi e pagamenti").click();
    await expect(async () => {
      await visit(paths.cart);
      await expect(cart.onwards).toHaveCount(0, { timeout: 1_000 });
    }).toPass();

    const more = cart.more("Utente aggiuntivo");
    const { box, press } = await spotOf(more);
    for (let presses = 1; presses <= 3; presses += 1) {
      await press();
      await expect(cart.howMany("Utente aggiuntivo")).toHaveValue(String(presses));
    }
    expect(await more.boundingBox()).toEqual(box);
    await expect(cart.extension.getByRole("row", { name: /^Fatturazione Elettronica/ })).toBeVisible();
    await expect(cart.notExtended).toHaveAccessibleDescription(/fino a 214 giorni in meno\.$/);

    await cart.emptyIt.click();
    await cart.lines.getByRole("button", { name: "Sì, svuota" }).click();
    await expect(page.getByRole("heading", { name: "Il carrello è vuoto" })).toBeVisible();
  });
}

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
  const bought = cart.extension.getByRole("row", { name: /^Utente aggiuntivo dal 22\/11\/2026 al 22\/11\/2027/ });
  await expect(bought).toBeVisible();

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
