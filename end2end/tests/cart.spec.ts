// The cart of a visitor.
import { expect, test } from "../fixtures";
import { signIn, startWithTheService } from "../flows/buy";
import { focusIsLost, spotOf } from "../flows/spot";
import { Header } from "../pages/header";
import { CartPage, paths } from "../pages/shop";

test("taking Documenti out takes WooCommerce along, after a confirmation", async ({
  visitor,
  page,
  axe,
  javaScriptEnabled,
}) => {
  const cart = await startWithTheService(visitor);
  await cart.add("Modulo WooCommerce").click();
  await expect(cart.line("Modulo documenti")).toBeVisible();

  await cart.remove("Modulo documenti").click();
  await expect(page.getByText(/Senza Modulo documenti non può restare/)).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Sì, rimuovi tutti e due" }).click();

  await expect(cart.line("Modulo documenti")).toHaveCount(0);
  await expect(cart.line("Modulo WooCommerce")).toHaveCount(0);
  await expect(cart.sum("Totale")).toHaveText("36,60 €");
  if (javaScriptEnabled) await expect(cart.add("Modulo documenti")).toBeFocused();
});

for (const [width, height] of [
  [320, 640],
  [375, 812],
  [1280, 800],
] as const) {
  test(`at ${width} pixels nothing moves under a pointer that presses again and again`, async ({
    visitor,
    page,
    javaScriptEnabled,
  }) => {
    test.skip(!javaScriptEnabled, "each press loads the page anew, at the row that was pressed");
    await page.setViewportSize({ width, height });
    const cart = await startWithTheService(visitor);
    const more = cart.more("Utente aggiuntivo");
    const { box, press: pressThere } = await spotOf(more);

    for (let press = 1; press <= 6; press += 1) {
      await pressThere();
      await expect(cart.howMany("Utente aggiuntivo")).toHaveValue(String(press));
    }

    await expect(more).toBeFocused();
    expect(await more.boundingBox()).toEqual(box);
    await expect(page.getByRole("status").filter({ hasText: "Utente aggiuntivo: 6, totale" })).toBeAttached();
    for (const untouched of ["Modulo documenti", "Modulo WooCommerce"]) {
      await expect(cart.line(untouched)).toHaveCount(0);
    }

    await test.step("a module keeps its place and the focus, in and out", async () => {
      const add = cart.add("Modulo incassi e pagamenti");
      await add.focus();
      const before = await add.boundingBox();
      await page.keyboard.press("Enter");
      await expect(cart.remove("Modulo incassi e pagamenti")).toBeFocused();
      expect(await cart.remove("Modulo incassi e pagamenti").boundingBox()).toEqual(before);
      await page.keyboard.press("Enter");
      await expect(add).toBeFocused();
    });

    await test.step("and so does one that takes another along, under the pointer", async () => {
      const woo = await spotOf(cart.add("Modulo WooCommerce"));
      await woo.press();
      await expect(cart.remove("Modulo documenti")).toBeVisible();
      expect(await cart.remove("Modulo WooCommerce").boundingBox()).toEqual(woo.box);
      await woo.press();
      await expect(cart.line("Modulo WooCommerce")).toHaveCount(0);
      expect(await cart.add("Modulo WooCommerce").boundingBox()).toEqual(woo.box);
    });

    await test.step("by keyboard + stays where it is, too", async () => {
      await more.focus();
      const before = await more.boundingBox();
      for (const key of ["Enter", "Enter", "Space"]) await page.keyboard.press(key);
      await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("9");
      await expect(more).toBeFocused();
      expect(await more.boundingBox()).toEqual(before);
      await expect(page.getByRole("status").filter({ hasText: "Utente aggiuntivo: 9, totale" })).toBeAttached();
    });
  });
}

test("without a script the page comes back at the row that was pressed, in the same order", async ({
  visitor,
  page,
  javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled, "with a script nothing is loaded anew");
  await page.setViewportSize({ width: 320, height: 640 });
  const cart = await startWithTheService(visitor);
  const names = () => page.getByRole("listitem").getByRole("heading").allInnerTexts();
  const before = await names();

  await cart.more("Utente aggiuntivo").click();

  await expect(page).toHaveURL(/\/carrello\?posti=.*#posto-UT$/);
  await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("1");
  await expect(cart.howMany("Utente aggiuntivo")).toBeInViewport();
  expect(await names()).toEqual(before);
});

test("what is free says at 320 pixels what it costs later, and from when", async ({ visitor, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const cart = await startWithTheService(visitor);
  const row = cart.row("Modulo documenti");
  await expect(row).toContainText(/Gratuito\s*poi 18,00\s€ all’anno\s*dal 22\/11\/2027/);

  await cart.add("Modulo documenti").focus();
  await page.keyboard.press("Enter");

  await expect(cart.remove("Modulo documenti")).toBeVisible();
  await expect(row).toContainText(/Gratuito\s*poi 18,00\s€ all’anno\s*dal 22\/11\/2027/);
  // 30 + 18 and VAT.
  await expect(cart.summary.getByText(/^Dal 22\/11\/2027: 58,56\s€ all’anno, IVA inclusa$/)).toBeVisible();
});

test("what was in the cart stands below the service, and what is taken out can be put back", async ({
  visitor,
  page,
  visit,
  axe,
}) => {
  const cart = await startWithTheService(visitor);
  await addWooCommerce(cart, visit);
  await expect(cart.lines.getByRole("listitem")).toHaveCount(2);

  await test.step("with period and price, behind +dettagli", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const woo = cart.row("Modulo WooCommerce");
    await expect(woo).toContainText(/1 anno, dal 22\snovembre\s2026 al 22\snovembre\s2027/);
    await expect(woo).toContainText(/24,00\s€/);
    await expect(cart.lines.getByText(/^1 anno, dal/).first()).toBeVisible();
    await cart.details.focus();
    await page.keyboard.press("Enter");
    await expect(woo).toBeHidden();
    await page.keyboard.press("Enter");
    await expect(woo).toBeVisible();
    const { box, press } = await spotOf(cart.details);
    await press();
    await expect(woo).toBeHidden();
    expect(await cart.details.boundingBox()).toEqual(box);
    await press();
    await expect(woo).toBeVisible();
    expect(await cart.details.boundingBox()).toEqual(box);
  });

  await cart.remove("Modulo WooCommerce").click();
  await expect(cart.putBack("Modulo WooCommerce")).toBeVisible();
  await expect(cart.lines.getByRole("listitem")).toHaveCount(2);
  await axe();
  await cart.putBack("Modulo WooCommerce").click();

  await expect(cart.line("Modulo WooCommerce")).toBeVisible();
});

/** WooCommerce with what it needs, and the server knows it. */
async function addWooCommerce(cart: CartPage, visit: (path: string) => Promise<unknown>) {
  await cart.add("Modulo WooCommerce").click();
  await expect(async () => {
    await visit(paths.cart);
    await expect(cart.line("Modulo WooCommerce")).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

test("the cart is emptied after a confirmation", async ({ page, visit, hydrated, axe }) => {
  const cart = await startWithTheService({ page, visit, hydrated, axe });
  await addWooCommerce(cart, visit);

  await cart.emptyIt.click();
  await expect(cart.lines.getByText("Togliamo tutto quello che hai scelto.")).toBeVisible();
  await axe();
  await cart.lines.getByRole("button", { name: "Sì, svuota" }).click();

  await expect(page.getByRole("heading", { name: "Il carrello è vuoto" })).toBeVisible();
  await visit(paths.cart);
  await expect(page.getByRole("heading", { name: "Il carrello è vuoto" })).toBeVisible();
});

test("another service asks before it takes the place of what was chosen", async ({
  page,
  visit,
  hydrated,
  axe,
}) => {
  const buyReceiveOnly = () =>
    page.getByRole("button", { name: "Acquista Fatturazione Elettronica Solo Ricezione" }).first();
  const cart = await startWithTheService({ page, visit, hydrated, axe });
  await addWooCommerce(cart, visit);

  await visit("/prodotti");
  await buyReceiveOnly().click();
  await page.waitForURL(/\?invece/);
  await hydrated();
  const question = page.getByText(
    "Nel carrello c’è già Fatturazione Elettronica, con Modulo documenti e Modulo WooCommerce",
  );
  await expect(question).toBeVisible();
  await axe();

  await test.step("nothing has gone, and the way back is one press", async () => {
    await page.getByRole("link", { name: "Tieni il carrello" }).click();
    await page.waitForURL(`**${paths.cart}`);
    await expect(cart.line("Modulo WooCommerce")).toBeVisible();
  });

  await test.step("asked again, on the product's own page too", async () => {
    await visit("/prodotti/fatturazione-elettronica-solo-ricezione");
    await expect(question).toHaveCount(0);
    await buyReceiveOnly().click();
    await expect(question).toBeVisible();
    await page.getByRole("button", { name: /^Sostituisci con/ }).click();
    await page.waitForURL(`**${paths.cart}`);
    await expect(cart.line("Fatturazione Elettronica Solo Ricezione")).toBeVisible();
    await expect(cart.line("Modulo WooCommerce")).toHaveCount(0);
  });
});

test("on a telephone total and way on stay in sight", async ({ page, visit, hydrated, axe }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  const cart = await startWithTheService({ page, visit, hydrated, axe });

  await expect(cart.onwards).toHaveCount(1);
  await expect(cart.onwards).toBeInViewport({ ratio: 1 });
  await expect(page.getByText(/^Totale 36,60.€$/).last()).toBeInViewport();
  await axe();

  await test.step("also on the narrowest one", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await expect(cart.onwards).toBeInViewport({ ratio: 1 });
  });

  await test.step("it covers nothing at the end of the page", async () => {
    await page.getByText("Nessun pagamento adesso").scrollIntoViewIfNeeded();
    const [note, link] = await Promise.all([
      page.getByText("Nessun pagamento adesso").boundingBox(),
      cart.onwards.boundingBox(),
    ]);
    expect(note!.y + note!.height).toBeLessThanOrEqual(link!.y);
  });

  await test.step("beside the cart there is one way on, too", async () => {
    await page.setViewportSize({ width: 1280, height: 740 });
    await expect(cart.onwards).toHaveCount(1);
    await expect(cart.summary.getByRole("link", { name: /^Prosegui/ })).toBeVisible();
  });
});

test.describe("two tabs", () => {
  // A press on a cart that has moved on is refused, and made again; one that is gone is not found.
  test.use({ tolerated: [/status of 4(04|22)/] });

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

  test("that empties the cart leaves no stale total", async ({
    visitor,
    page,
    context,
    axe,
    javaScriptEnabled,
  }) => {
    test.skip(!javaScriptEnabled, "every page without JavaScript is made anew");
    await page.setViewportSize({ width: 320, height: 640 });
    const cart = await startWithTheService(visitor);
    const other = await context.newPage();
    await other.goto(paths.cart);
    const same = new CartPage(other);
    await same.emptyIt.click();
    await same.lines.getByRole("button", { name: "Sì, svuota" }).click();
    await expect(other.getByRole("heading", { name: "Il carrello è vuoto" })).toBeVisible();

    await cart.more("Utente aggiuntivo").focus();
    await page.keyboard.press("Enter");

    await expect(page.getByRole("heading", { name: "Questo carrello non c’è più" })).toBeVisible();
    await expect(page.getByText("Totale")).toHaveCount(0);
    await expect(new Header(page).cart).toHaveAccessibleName("Carrello");
    expect(await focusIsLost(page)).toBe(false);
    await axe();
  });
});

test.describe("a refusal", () => {
  test.use({ tolerated: [/status of 422/] });

  test("a PEC address is refused with the reason", async ({ page, visit, axe }) => {
    await visit(paths.signIn);
    await signIn(page, "ditta@pec.ditta.it", "qualcosa");

    await expect(page).toHaveTitle(/^Errore: /);
    await expect(page.getByText(/PEC/).first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Username dell’account" })).toHaveValue(
      "ditta@pec.ditta.it",
    );
    await axe();
  });
});
