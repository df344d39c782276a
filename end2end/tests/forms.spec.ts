// Forms that come back: what is wrong, where, and everything that was typed.
import { expect, test } from "../fixtures";
import {
  changeTheHolder,
  fillInRegistration,
  reachTheHolder,
  signIn,
  startWithTheService,
} from "../flows/buy";
import { readMail } from "../flows/office";
import { aCompany } from "../flows/people";
import { ErrorSummary, paths } from "../pages/shop";

test.describe("wrong fields", () => {
  test.use({ tolerated: [/status of 422/] });

  test("the registration says what to mend and keeps what was typed", async ({
    page,
    visit,
    axe,
  }) => {
    const summary = new ErrorSummary(page);
    const business = aCompany();
    await visit(paths.register);
    await fillInRegistration(page, business);
    await page.getByLabel("Partita IVA", { exact: true }).fill("0123");
    await page.getByRole("textbox", { name: "CAP" }).fill("5012");
    await page.getByRole("textbox", { name: "Comune" }).fill("");
    await page.getByRole("button", { name: "Avanti con la registrazione" }).click();

    await expect(page).toHaveTitle(/^Errore: Registrati/);
    await expect(summary.box).toBeFocused();
    // The codice fiscale was left out, which is not wrong: only the partita IVA is.
    await expect(summary.links).toHaveText([
      "La partita IVA ha 11 cifre: ne hai scritte 4.",
      "Il CAP ha 5 cifre, per esempio 52100.",
      "Scrivi il comune.",
    ]);
    await expect(page.getByLabel("Tipo di cliente")).toHaveValue("company");
    await expect(page.getByLabel("Ragione sociale")).toHaveValue(business.name);
    await expect(page.getByLabel("Partita IVA", { exact: true })).toHaveValue("0123");
    await expect(page.getByRole("combobox", { name: "Provincia" })).toHaveValue("FI");
    await expect(page.getByLabel("Indirizzo email", { exact: true })).toHaveValue(business.email);
    await axe();

    await summary.link(/^La partita IVA/).click();
    const wrong = page.getByRole("textbox", { name: "Partita IVA" });
    await expect(wrong).toBeFocused();
    await expect(wrong).toHaveAttribute("aria-invalid", "true");
    await expect(wrong).toHaveAccessibleDescription(/ne hai scritte 4/);
  });

  test("what is mended is no longer called wrong, at 320 pixels and by keyboard", async ({
    page,
    visit,
    javaScriptEnabled,
  }) => {
    test.skip(!javaScriptEnabled, "without a script the server says so once the form is sent again");
    await page.setViewportSize({ width: 320, height: 640 });
    const summary = new ErrorSummary(page);
    const send = page.getByRole("button", { name: "Avanti con la registrazione" });
    const postalCode = page.getByRole("textbox", { name: "CAP" });
    const city = page.getByRole("textbox", { name: "Comune" });
    await visit(paths.register);
    await send.press("Enter");
    await expect(summary.link("Scegli una password.")).toBeVisible();
    await expect(page.getByText(/troppo corta/)).toHaveCount(0);

    await fillInRegistration(page, aCompany());
    await postalCode.fill("5012");
    await city.fill("");
    await send.press("Enter");
    await expect(summary.links).toHaveText(["Il CAP ha 5 cifre, per esempio 52100.", "Scrivi il comune."]);

    await postalCode.press("ControlOrMeta+A");
    await page.keyboard.type("50123");
    await page.keyboard.press("Tab");
    await expect(summary.links).toHaveText(["Scrivi il comune."]);
    await expect(postalCode).not.toHaveAttribute("aria-invalid");
    await expect(city).toBeFocused();
    await expect(page).toHaveTitle(/^Errore: /);

    await page.keyboard.type("Firenze");
    await page.keyboard.press("Tab");
    await expect(summary.box).toHaveCount(0);
    await expect(page).toHaveTitle(/^Registrati/);
    await expect(page.getByRole("combobox", { name: "Provincia" })).toBeFocused();
  });

  test("names and codes are told by what an invoice can bear", async ({ visitor, page, axe }) => {
    const summary = new ErrorSummary(page);
    const business = aCompany();
    await reachTheHolder(visitor, business);
    await changeTheHolder(page);
    await page.getByLabel("Ragione sociale").fill("Łukasz Nowak S.r.l.");
    await page.getByRole("radio", { name: "Codice destinatario" }).check();
    await page.getByRole("textbox", { name: "Codice destinatario" }).fill("xxx xxxx");
    await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).click();

    await expect(summary.links).toHaveText([
      "La lettera «Ł» non può stare in una fattura: scrivi «L».",
      /^XXXXXXX è il codice dei clienti esteri/,
    ]);
    await expect(page.getByLabel("Ragione sociale")).toHaveValue("Łukasz Nowak S.r.l.");
    // Left out at the registration: it follows whatever partita IVA stands there.
    await expect(page.getByLabel("Codice fiscale")).toHaveValue("");
    await axe();
  });

  test("the holder's page does, too", async ({ visitor, page, axe }) => {
    const summary = new ErrorSummary(page);
    const business = aCompany();
    await reachTheHolder(visitor, business);
    await changeTheHolder(page);
    await page.getByRole("textbox", { name: "Comune" }).fill("");
    await page.getByRole("radio", { name: "Codice destinatario" }).check();
    await page.getByRole("textbox", { name: "Codice destinatario" }).fill("M5U");
    await page.getByLabel("Telefono o cellulare").fill("055 654321");
    await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).click();

    await expect(page).toHaveTitle(/^Errore: Dati intestatario/);
    await expect(summary.box).toBeFocused();
    await expect(summary.links).toHaveText([
      "Scrivi il comune.",
      "Il codice destinatario ha 7 caratteri: ne hai scritti 3.",
    ]);
    await expect(page.getByLabel("Ragione sociale")).toHaveValue(business.name);
    await expect(page.getByLabel("Telefono o cellulare")).toHaveValue("055 654321");
    await expect(page.getByRole("textbox", { name: "Codice destinatario" })).toHaveValue("M5U");
    await axe();

    await summary.link("Scrivi il comune.").click();
    await expect(page.getByRole("textbox", { name: "Comune" })).toBeFocused();
  });
});

test.describe("a sign-in that expires", () => {
  test.use({ tolerated: [/status of 401/] });

  test("loses nothing that was typed about the holder", async ({
    visitor,
    page,
    hydrated,
    axe,
    context,
  }) => {
    const business = aCompany();
    const username = await reachTheHolder(visitor, business);
    await changeTheHolder(page);
    await page.getByLabel("Rappresentante legale").fill("Bianca Rossi");
    await page.getByRole("radio", { name: "Codice destinatario" }).check();
    await page.getByRole("textbox", { name: "Codice destinatario" }).fill("m5uxcr1");
    await context.clearCookies();
    await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).click();

    await page.waitForURL(/\/accedi\?poi=\/dati-intestatario$/);
    await hydrated();
    await signIn(page, username, business.password);

    await page.waitForURL(`**${paths.holder}`);
    await hydrated();
    await expect(page).not.toHaveTitle(/^Errore/);
    await expect(page.getByText("Hai effettuato di nuovo l’accesso")).toBeVisible();
    await expect(page.getByLabel("Rappresentante legale")).toHaveValue("Bianca Rossi");
    await expect(page.getByRole("textbox", { name: "Codice destinatario" })).toHaveValue("m5uxcr1");
    await axe();
    await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).click();
    await page.waitForURL(`**${paths.orderForm}`);
    await expect(page.getByText("Bianca Rossi")).toBeVisible();
  });

  test("is asked for where the customer was going", async ({ page, visit }) => {
    await visit("/");
    await page
      .getByRole("navigation", { name: "Principale" })
      .getByRole("link", { name: "Area clienti" })
      .click();

    await page.waitForURL(/\/accedi\?poi=\/area-clienti$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accedi o registrati");
  });
});

test.describe("a lost answer", () => {
  test.use({ tolerated: [/Failed to load resource/] });

  test("does not cost the account: the same form again is the same registration", async ({
    page,
    visit,
    hydrated,
    browser,
    javaScriptEnabled,
  }) => {
    test.skip(!javaScriptEnabled, "without JavaScript it is the browser that sends a form again");
    const business = aCompany();
    await visit(paths.register);
    await hydrated();
    await fillInRegistration(page, business);
    await page.route(
      "**/api/register*",
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    const press = () => page.getByRole("button", { name: "Avanti con la registrazione" }).click();
    await press();
    await expect(page).toHaveTitle(/^Errore: Registrati/);

    await press();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Benvenuto");
    const shown = page.getByRole("main").getByText(/^\d{7}@bottega\.example$/);
    const username = await shown.innerText();
    const told = await readMail(browser, business.email, /Il tuo nuovo account/);
    expect(told).toContain(username);
  });
});

test("a new customer has fourteen things to fill in or press, and then checks them, by keyboard", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
}) => {
  /** What is seen of the form around a button. */
  const controls = (button: string) =>
    page
      .locator("form", { has: page.getByRole("button", { name: button }) })
      .locator("input:not([type=hidden]), select, button, summary")
      .filter({ visible: true });
  await page.setViewportSize({ width: 320, height: 800 });
  await startWithTheService(visitor);
  await visit(paths.signIn);
  await page.locator("summary", { hasText: "Registrati" }).press("Enter");
  await expect(page.getByLabel("Username dell’account")).toBeHidden();
  const onwards = "Avanti con la registrazione";
  // The button that shows the password comes with its first letter.
  const registration = page.locator("form", { has: page.getByRole("button", { name: onwards }) });
  await registration.getByLabel("Password", { exact: true }).fill("p");
  const kinds = await page.getByLabel("Tipo di cliente").getByRole("option").allInnerTexts();
  expect(kinds.length).toBeGreaterThanOrEqual(6);
  for (const label of kinds) {
    await page.getByLabel("Tipo di cliente").selectOption({ label });
    expect(await controls(onwards).count()).toBeLessThanOrEqual(14);
  }
  await fillInRegistration(page, aCompany());
  await page.getByRole("button", { name: onwards }).press("Enter");
  await page.waitForURL(`**${paths.holder}?benvenuto=1`);
  await hydrated();
  expect(await controls("Prosegui e completa l’ordine").count()).toBeLessThanOrEqual(14);
  await expect(page.getByText("Via dei Vasai 12, 50123 Firenze (FI)")).toBeVisible();
  await axe();

  await test.step("what is changed is changed in what is checked, too", async () => {
    await expect(page.getByLabel("Indirizzo e numero civico")).toBeHidden();
    await page.locator("summary", { hasText: "Modifica i dati" }).press("Enter");
    await page.getByLabel("Indirizzo e numero civico").fill("Via Larga 3");
    await page.getByRole("radio", { name: "Codice destinatario" }).press("Space");
    await page.getByRole("textbox", { name: "Codice destinatario" }).fill("m5uxcr1");
    await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).press("Enter");
    await page.waitForURL(`**${paths.orderForm}`);
    await expect(page.getByText("Via Larga 3")).toBeVisible();
  });
});
