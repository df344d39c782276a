// Nobody is sold what is theirs already, and whoever has to pay first is told so at the button.
import { expect, test } from "../fixtures";
import { anOrder, changeTheHolder, reachTheHolder, signIn, startWithTheService } from "../flows/buy";
import { DEMO_PASSWORD } from "../flows/office";
import { aCompany } from "../flows/people";
import { cutOff } from "../flows/spot";
import { looksRight } from "../flows/widths";
import { Header } from "../pages/header";
import { CartPage, paths, stations } from "../pages/shop";

const CUSTOMER = "2000001@bottega.example";

test("the page of what one owns says so and leads to it, at 320 pixels and by keyboard", async ({ page, visit, hydrated, axe }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await visit(paths.signIn);
  await signIn(page, CUSTOMER, DEMO_PASSWORD);
  await page.waitForURL((url) => url.pathname !== paths.signIn);
  await hydrated();

  await visit("/prodotti/documenti");
  const price = page.getByRole("region", { name: "Prezzo" });
  await expect(price.getByText(/^Modulo documenti è già attivo fino al \d/)).toBeVisible();
  await expect(price.getByRole("button")).toHaveCount(0);
  await axe();
  expect(await cutOff(page)).toEqual([]);
  await price.getByRole("link", { name: "Accedi al pannello" }).press("Enter");
  await page.waitForURL("**/pannello/**");

  await test.step("the home and the list say it too", async () => {
    await visit("/");
    await expect(page.getByText(/^Fatturazione Elettronica è già attivo fino al/).first()).toBeVisible();
    await visit("/prodotti");
    await expect(page.getByRole("button", { name: "Acquista Fatturazione Elettronica", exact: true })).toHaveCount(0);
  });
});

test.describe("a number that is taken", () => {
  test.use({ tolerated: [/status of 422/] });

  test("a partita IVA that has a service is told with the ways out", async ({ visitor, page, hydrated, javaScriptEnabled }) => {
    const company = aCompany();
    await reachTheHolder(visitor, company);
    await changeTheHolder(page);
    const vatNumber = page.getByLabel("Partita IVA", { exact: true });
    await vatNumber.fill("02342520158");
    if (javaScriptEnabled) {
      await test.step("as soon as it stands there", async () => {
        const told = page.getByRole("alert").filter({ hasText: /è già attivo su questo codice fiscale o partita IVA/ });
        await page.keyboard.press("Tab");
        await expect(told).toBeVisible();
        await looksRight(visitor);
        await vatNumber.fill(company.vatNumber);
        await page.keyboard.press("Tab");
        await expect(told).toHaveCount(0);
        await vatNumber.fill("02342520158");
      });
    }
    await page.getByRole("radio", { name: "Codice destinatario" }).check();
    await page.getByLabel("Codice destinatario", { exact: true }).last().fill("m5uxcr1");
    await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).click();

    const taken = page.getByText(/è già attivo su questo codice fiscale o partita IVA/);
    await expect(page.getByRole("alert").filter({ has: taken })).toBeVisible();
    await hydrated();
    await expect(taken, "it is said once").toHaveCount(1);
    await expect(vatNumber, "what is to be mended is open").toBeVisible();
    await expect(vatNumber).toHaveValue(/02342520158$/);
    const ways: [string, string][] = [
      ["vai ai tuoi servizi", paths.area],
      ["rinnovalo o riattivalo", "/rinnovo"],
      ["accedi", paths.signIn],
      ["Recupera lo username", "/recupera-username"],
      ["la password", "/recupera-password"],
      ["chiedi la disdetta", "/disdetta"],
    ];
    for (const [name, path] of ways) {
      const way = page.getByRole("alert").getByRole("link", { name, exact: true }).first();
      await expect(way, name).toHaveAttribute("href", path);
    }
    await looksRight(visitor);
    await vatNumber.fill(company.vatNumber);
    await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).click();
    await page.waitForURL(`**${paths.orderForm}`);
  });
});

test("an unpaid order shuts the buttons, says why and leads to itself, at 320 pixels and by keyboard", async ({ visitor, page, visit, axe }) => {
  const number = await anOrder(visitor);
  await page.setViewportSize({ width: 320, height: 640 });
  await visit("/");
  const first = page.getByRole("main").getByRole("button", { name: "Acquista Fatturazione Elettronica", exact: true }).first();
  await expect(first).toBeDisabled();
  await expect(page.getByText(`L’hai già ordinato: l’ordine ${number}`).first()).toBeVisible();
  expect(await cutOff(page)).toEqual([]);

  await visit("/prodotti/documenti");
  await expect(page.getByRole("button", { name: "Acquista Modulo documenti" })).toBeDisabled();
  await expect(page.getByText(`L’ordine ${number} è ancora in sospeso`)).toBeVisible();
  await axe();

  await visit(paths.product);
  await expect(page.getByRole("region", { name: "Prezzo" }).getByRole("button")).toBeDisabled();
  await expect(page.getByText(`L’hai già ordinato: l’ordine ${number}`)).toBeVisible();
  expect(await cutOff(page)).toEqual([]);
  await page.getByRole("link", { name: `Vai all’ordine ${number}` }).press("Enter");
  await page.waitForURL(`**/ordini/${number}`);
});

test("Solo Ricezione alone in the cart does not go unasked, by any button, at 320 pixels and by keyboard", async ({ visitor, page, visit, hydrated }) => {
  const soloRicezione = "Fatturazione Elettronica Solo Ricezione";
  const question = page.getByText(`Nel carrello c’è già ${soloRicezione}`);
  await page.setViewportSize({ width: 320, height: 640 });
  await startWithTheService(visitor);
  const cart = new CartPage(page);
  await test.step("and neither does Fatturazione Elettronica", async () => {
    await visit("/prodotti/fatturazione-elettronica-solo-ricezione");
    await page.getByRole("button", { name: `Acquista ${soloRicezione}` }).first().press("Enter");
    await expect(page.getByText("Nel carrello c’è già Fatturazione Elettronica")).toBeVisible();
    expect(await cutOff(page)).toEqual([]);
    await page.getByRole("button", { name: /^Sostituisci con/ }).press("Enter");
    await page.waitForURL(`**${paths.cart}`);
    await expect(cart.line(soloRicezione)).toBeVisible();
  });

  for (const from of ["/", "/prodotti", paths.product, "/prodotti/documenti"]) {
    await test.step(`from ${from}`, async () => {
      await visit(from);
      await page.getByRole("main").getByRole("button", { name: /^Acquista (?!.*Solo Ricezione)/ }).first().press("Enter");
      await page.waitForURL(/\?invece/);
      await hydrated();
      await expect(question).toBeVisible();
    });
  }
  await page.getByRole("link", { name: "Tieni il carrello" }).press("Enter");
  await page.waitForURL(`**${paths.cart}`);
  await expect(cart.line(soloRicezione)).toBeVisible();
});

test("an old cart waits, and beside another one nobody loses either unasked", async ({ visitor, page, visit, hydrated, axe }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  const [cart, header] = [new CartPage(page), new Header(page)];
  const [invoicing, receiving] = ["Fatturazione Elettronica", "Fatturazione Elettronica Solo Ricezione"];
  const question = page.getByRole("heading", { name: "Con quale carrello prosegui?" });
  const business = aCompany();
  const username = await reachTheHolder(visitor, business);
  expect(await stations(page)).toEqual(["Carrello", "Chi sei", "Dati intestatario", "Modulo d’ordine", "Conferma"]);
  const leave = async () => {
    await header.face.focus();
    await page.keyboard.press("Enter");
    await header.leave.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/");
    await hydrated();
  };
  const comeBackWithAnother = async () => {
    await leave();
    await visit("/prodotti/fatturazione-elettronica-solo-ricezione");
    await page.getByRole("button", { name: `Acquista ${receiving}` }).first().click();
    await page.waitForURL(`**${paths.cart}`);
    await hydrated();
    await cart.onwards.click();
    await page.waitForURL(`**${paths.signIn}*`);
    await hydrated();
    await signIn(page, username, business.password);
    await page.waitForURL(`**${paths.cart}`);
    await expect(question).toBeVisible();
  };

  await test.step("alone it waits in the area, and the way from there asks nothing that is known", async () => {
    await leave();
    await visit(paths.signIn);
    await signIn(page, username, business.password);
    await page.waitForURL(`**${paths.area}`);
    await expect(page.getByText("Hai un acquisto da concludere")).toBeVisible();
    await page.getByRole("link", { name: "Riprendi l’acquisto" }).click();
    await page.waitForURL(`**${paths.cart}`);
    await expect(cart.line(invoicing)).toBeVisible();
    const way = ["Carrello", "Dati intestatario", "Modulo d’ordine", "Conferma"];
    expect(await stations(page)).toEqual(way);
    await hydrated();
    await cart.onwards.click();
    await page.waitForURL(`**${paths.holder}`);
    expect(await stations(page)).toEqual(way);
  });

  await test.step("beside another one: which of them?", async () => {
    await comeBackWithAnother();
    const main = page.getByRole("main");
    await expect(main.getByText(invoicing, { exact: true })).toBeVisible();
    await expect(main.getByText(receiving, { exact: true })).toBeVisible();
    await axe();
    await visit(paths.area);
    await visit(paths.cart);
    await expect(question).toBeVisible();
    await page.getByRole("button", { name: "Riprendi quello di prima" }).focus();
    await page.keyboard.press("Enter");
    await expect(cart.line(invoicing)).toBeVisible();
    await expect(cart.line(receiving)).toHaveCount(0);
  });

  await test.step("the new one, and the purchase goes on with it", async () => {
    await comeBackWithAnother();
    await page.getByRole("button", { name: "Tieni questo" }).press("Enter");
    await page.waitForURL(`**${paths.holder}`);
    await visit(paths.cart);
    await expect(question).toHaveCount(0);
    await expect(cart.line(receiving)).toBeVisible();
  });
});
