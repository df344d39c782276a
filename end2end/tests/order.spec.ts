// The order form and the page of an order: what changes meanwhile, and who may look.
import type { Locator } from "@playwright/test";
import { expect, test } from "../fixtures";
import { aService, conclude, confirmHolder, reachTheHolder, reachTheOrderForm, signIn } from "../flows/buy";
import { enterThePanel } from "../flows/demo_customer";
import { DEMO_PASSWORD } from "../flows/office";
import { aCompany } from "../flows/people";
import { cutOff } from "../flows/spot";
import { CartPage, ErrorSummary, OrderForm, paths } from "../pages/shop";

const NOT_MINE = [/status of 4(04|22)/];

test.describe("a price that changes before the confirmation", () => {
  test.use({ tolerated: [/status of 422/] });

  test("is shown again, and nothing is ordered", async ({
    visitor,
    page,
    axe,
    context,
  }) => {
    test.slow();
    await reachTheOrderForm(visitor);
    const form = new OrderForm(page);
    await expect(form.summary).toContainText("36,60 €");
    for (const box of await form.boxes.all()) await box.check();
    if (!(await form.transfer.isVisible())) await form.otherMethods.click();
    await form.transfer.check();

    await test.step("another tab adds a user", async () => {
      const other = await context.newPage();
      await other.goto(paths.cart);
      const cart = new CartPage(other);
      const kept = other.waitForResponse((answer) => answer.request().method() === "POST");
      await cart.more("Utente aggiuntivo").click();
      await kept;
      await other.goto(paths.cart);
      await expect(cart.sum("Totale")).toHaveText("51,24 €");
      await other.close();
    });
    await form.confirm.click();

    const summary = new ErrorSummary(page);
    await expect(summary.box).toBeFocused();
    await expect(summary.link(/Il prezzo è cambiato/)).toBeVisible();
    await expect(page).toHaveTitle(/^Errore: Modulo d’ordine/);
    await expect(page).toHaveURL(new RegExp(paths.orderForm));
    await expect(form.summary.getByRole("row", { name: /^Totale/ })).toHaveText(
      /36,60.€\s*51,24.€/,
    );
    await expect(form.transfer).toBeChecked();
    await axe();

    await test.step("no order was made", async () => {
      const other = await context.newPage();
      await other.goto(paths.area);
      await expect(other.getByText("Non hai ancora un servizio attivo")).toBeVisible();
      await expect(other.getByText("Ultimi ordini")).toHaveCount(0);
      await other.close();
    });

    await test.step("the new price can be confirmed", async () => {
      await form.confirm.click();
      await page.waitForURL(/\/ordini\/\d+/);
      await expect(page.getByText("51,24 €").first()).toBeVisible();
    });
  });
});

test("a code that is applied takes nothing away that was answered", async ({ visitor, page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "a script carries the answers along");
  await reachTheOrderForm(visitor);
  const form = new OrderForm(page);
  for (const box of await form.boxes.all()) await box.check();
  if (!(await form.transfer.isVisible())) await form.otherMethods.click();
  await form.transfer.check();

  await page.getByText("Hai un codice sconto?").click();
  await page.getByLabel("Codice sconto").fill("benvenuto10");
  await page.getByRole("button", { name: "Applica" }).click();

  await expect(page.getByText("BENVENUTO10")).toBeVisible();
  await expect(form.summary).toContainText("32,94 €");
  await expect(form.transfer).toBeChecked();
  for (const box of await form.boxes.all()) await expect(box).toBeChecked();
  await form.confirm.click();
  await page.waitForURL(/\/ordini\/\d+/);
  await expect(page.getByText("32,94 €").first()).toBeVisible();
});

test.describe("a network that goes away", () => {
  // The page of an order listens to the shop, and Chromium says that it no longer can.
  test.use({ tolerated: [/ERR_INTERNET_DISCONNECTED/] });

  test("takes nothing from the form and from Paga, which say what goes on costs, at 320 pixels and by keyboard", async ({
    visitor,
    page,
    visit,
    hydrated,
    context,
    javaScriptEnabled,
  }) => {
    test.slow();
    await page.setViewportSize({ width: 320, height: 640 });
    const form = new OrderForm(page);
    const cart = new CartPage(page);
    // 30 + 18 and VAT.
    const charge = (how: RegExp) => page.getByText(how).filter({ visible: true });
    const byCard = /^Dal 22\/11\/2027 rinnovo automatico: 58,56\s€ all’anno con questa carta\. Lo disattivi quando vuoi\.$/;
    // Without a script the browser says itself that there is no network.
    const keepsWithoutNetwork = async (button: Locator, chosen: Locator) => {
      if (!javaScriptEnabled) return;
      const told = page.getByRole("alert").filter({ hasText: "Sei senza rete." });
      await context.setOffline(true);
      await button.press("Enter");
      await expect(told).toBeInViewport({ ratio: 1 });
      await expect(button).toHaveAccessibleDescription(/^Sei senza rete/);
      await expect(button).toBeFocused();
      await expect(chosen).toBeChecked();
      await context.setOffline(false);
      await expect(told).toHaveCount(0);
    };
    await reachTheHolder(visitor, aCompany());
    await visit(paths.cart);
    await cart.add("Modulo documenti").click();
    await expect(cart.line("Modulo documenti")).toBeVisible();
    await visit(paths.holder);
    await confirmHolder(visitor);
    await page.waitForURL(`**${paths.orderForm}`);
    await hydrated();
    await expect(form.block("Che cosa ordini")).toContainText(/Gratuito\s*poi 18,00\s€ all’anno dal 22\/11\/2027/);

    await form.card.press("Space");
    await expect(charge(byCard)).toHaveCount(1);
    const before = await form.boxes.first().boundingBox();
    await page.keyboard.press("ArrowDown");
    await expect(charge(/con questo conto PayPal\. Lo disattivi quando vuoi\.$/)).toHaveCount(1);
    await expect(charge(byCard)).toHaveCount(0);
    expect(await form.boxes.first().boundingBox()).toEqual(before);
    await form.otherMethods.press("Enter");
    await form.transfer.press("Space");
    await expect(charge(/^Il servizio non si rinnova da sé: alla scadenza decidi tu\.$/)).toHaveCount(1);
    await page.getByText("Hai un codice sconto?").click();
    await page.getByLabel("Codice sconto").fill("natale");
    await keepsWithoutNetwork(form.confirm, form.transfer);
    await expect(page.getByLabel("Codice sconto")).toHaveValue("natale");
    await conclude(visitor, "transfer");

    const card = page.getByRole("radio", { name: /^Carta di credito/ });
    await card.press("Space");
    await expect(charge(byCard)).toHaveCount(1);
    await keepsWithoutNetwork(page.getByRole("button", { name: "Paga", exact: true }), card);
  });
});

/** As the server answers while its database is away. */
const OUTAGE =
  '<link rel="icon" href="data:,"><h1>Il negozio si è fermato un momento</h1>';

test.describe("an outage in the middle of the confirmation", () => {
  test.use({ tolerated: [/status of 503/] });

  test("makes one order, however often its page is loaded again", async ({
    visitor,
    page,
  }) => {
    await reachTheOrderForm(visitor);
    const form = new OrderForm(page);
    for (const box of await form.boxes.all()) await box.check();
    if (!(await form.transfer.isVisible())) await form.otherMethods.click();
    await form.transfer.check();

    await test.step("the order is made, but the answer is that the shop has stopped", async () => {
      await page.route(
        "**/api/conclude_order*",
        async (route) => {
          await route.fetch({ maxRedirects: 0 });
          const contentType = "text/html; charset=utf-8";
          await route.fulfill({ status: 503, contentType, body: OUTAGE });
        },
        { times: 1 },
      );
      await form.confirm.click();
      const title = page.getByRole("heading", { level: 1 });
      await expect(title).toHaveText("Il negozio si è fermato un momento");
    });

    await test.step("loading that page again sends the form again, which is the same order", async () => {
      await page.reload();
      await page.waitForURL(/\/ordini\/\d+\?esito=/);
      await expect(page.getByText("Ordine concluso. Grazie!")).toBeVisible();
      await page.goto(paths.area);
      await expect(page.getByRole("heading", { level: 3, name: /^Ordine \d+$/ })).toHaveCount(1);
    });
  });
});

test.describe("boxes that are not ticked", () => {
  test.use({ tolerated: [/status of 422/] });

  test("are called by their own words, each a link to its box", async ({
    visitor,
    page,
    javaScriptEnabled,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await reachTheOrderForm(visitor);
    const form = new OrderForm(page);
    await form.confirm.click();

    const summary = new ErrorSummary(page);
    await expect(summary.links).toHaveText([
      "Scegli come vuoi pagare.",
      "Spunta la casella «Accetto le condizioni generali di contratto».",
      /^Spunta la casella «Ai sensi degli articoli 1341 e 1342 del codice civile approvo/,
      "Spunta la casella «Dichiaro di aver visionato le condizioni di fornitura del servizio…».",
    ]);
    await summary.link(/Dichiaro di aver visionato/).click();
    const box = form.box(/^Dichiaro di aver visionato le condizioni di fornitura del servizio/);
    await expect(box).toBeInViewport();
    await expect(box).toBeFocused();
    await expect(box).toHaveAccessibleDescription(/Spunta la casella/);

    if (!javaScriptEnabled) return;
    await test.step("what is mended is no longer called wrong", async () => {
      await box.press("Space");
      await expect(summary.links).toHaveCount(3);
      await expect(box).not.toHaveAttribute("aria-invalid");
      await expect(page.getByText(/^(Errore: )?Spunta la casella «Dichiaro/)).toHaveCount(0);
      await form.card.press("Space");
      await expect(summary.link("Scegli come vuoi pagare.")).toHaveCount(0);
      await expect(page).toHaveTitle(/^Errore: /);
      await form.box(/^Accetto le condizioni/).press("Space");
      await form.box(/^Ai sensi/).press("Space");
      await expect(summary.box).toHaveCount(0);
      await expect(page).toHaveTitle(/^Modulo d’ordine/);
    });
  });
});

test("what waits in an unpaid order is not offered again", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
}) => {
  test.slow();
  const cart = new CartPage(page);
  await aService(visitor);

  await visit(paths.area);
  await page.getByRole("button", { name: "Aggiungi modulo ordini elettronici" }).click();
  await page.waitForURL(`**${paths.cart}`);
  await hydrated();
  await cart.onwards.click();
  const number = await conclude(visitor, "transfer");

  await visit(paths.area);
  await expect(
    page.getByRole("listitem").filter({ hasText: "Modulo ordini elettronici" }).first(),
  ).toContainText(`In attesa di pagamento – ordine ${number}`);
  await expect(
    page.getByRole("button", { name: "Aggiungi modulo ordini elettronici" }),
  ).toHaveCount(0);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const other of ["Aggiungi modulo WooCommerce", "Aggiungi utenza"]) {
    await expect(page.getByRole("button", { name: other })).toBeDisabled();
  }
  await axe();
  await page.getByRole("link", { name: "Gestisci", exact: true }).press("Enter");
  await page.waitForURL(/\/area-clienti\/servizi\//);
  await hydrated();
  const shut = page.getByRole("main").getByRole("button", { name: /^(Aggiungi|Acquista)/ });
  await expect(shut.first()).toBeDisabled();
  for (const button of await shut.all()) await expect(button).toBeDisabled();
  expect(await cutOff(page)).toEqual([]);
  await axe();
  await page.getByRole("link", { name: new RegExp(`ordine ${number}$`) }).first().press("Enter");
  await page.waitForURL(`**/ordini/${number}`);
});

test("what is added to a service leaves its holder alone", async ({ page, visit, hydrated }) => {
  const form = new OrderForm(page);
  await enterThePanel(page);
  await page.getByRole("button", { name: "Attiva: Modulo incassi e pagamenti" }).click();
  await page.waitForURL(`**${paths.cart}`);
  await hydrated();
  await visit(paths.orderForm);

  await expect(form.block("Che cosa ordini").getByRole("link", { name: /Modifica/ })).toBeVisible();
  const holder = form.block("Intestatario e fattura");
  await expect(holder).toContainText("Sono i dati del servizio che hai già");
  await expect(holder.getByRole("link", { name: /Modifica/ })).toHaveCount(0);
});

test.describe("an order of somebody else", () => {
  test.use({ tolerated: NOT_MINE });

  test("does not exist, and asks strangers to sign in", async ({
    visitor,
    page,
    visit,
    axe,
    context,
  }) => {
    test.slow();
    const business = aCompany();
    const username = await reachTheHolder(visitor, business);
    await confirmHolder(visitor);
    const number = await conclude(visitor, "transfer");

    await test.step("signed out: the sign-in, and back", async () => {
      await context.clearCookies();
      const response = await visit(`/ordini/${number}`);
      expect(response.status()).toBe(200);
      await expect(page).toHaveURL(new RegExp(`${paths.signIn}\\?poi=/ordini/${number}$`));
      await expect(page.getByText("Come pagare")).toHaveCount(0);
      await signIn(page, username, business.password);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Ordine ${number}`);
    });

    await test.step("signed in as somebody else: as if it were not there", async () => {
      await context.clearCookies();
      await visit(`${paths.signIn}?poi=${paths.area}`);
      await signIn(page, "2000001@bottega.example", DEMO_PASSWORD);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("I tuoi servizi");
      const response = await visit(`/ordini/${number}`);
      expect(response.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pagina non trovata");
      await expect(page.getByText(number)).toHaveCount(0);
      await axe();
    });
  });
});
