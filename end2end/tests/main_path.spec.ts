// The main path: somebody who has never been here buys, pays, enters the panel and adds a module.
import { expect, test } from "../fixtures";
import { conclude, confirmHolder, register, startWithTheService } from "../flows/buy";
import { configure, firstAccess } from "../flows/first_configuration";
import { readMail, registerPayment } from "../flows/office";
import { aCompany } from "../flows/people";
import { pagesOf } from "../flows/spot";
import { paths } from "../pages/shop";

test("a newcomer buys, pays by transfer, opens the panel and extends", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  browser,
}) => {
  test.slow();
  const business = aCompany();

  const cart = await startWithTheService(visitor);
  await expect(cart.sum("Totale")).toHaveText("36,60 €");
  await cart.add("Modulo WooCommerce").click();
  await expect(cart.line("Modulo documenti")).toBeVisible();
  await expect(cart.line("Modulo WooCommerce")).toBeVisible();
  await cart.more("Utente aggiuntivo").click();
  await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("1");
  await cart.more("Utente aggiuntivo").click();
  await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("2");
  // 30 + Documenti free + WooCommerce 24 + 2 users 24.
  await expect(cart.sum("Imponibile")).toHaveText("78,00 €");
  await expect(cart.sum("Totale")).toHaveText("95,16 €");
  await axe();

  await test.step("the cart survives a reload", async () => {
    await expect(async () => {
      await visit(paths.cart);
      await expect(cart.sum("Totale")).toHaveText("95,16 €", { timeout: 1_000 });
    }).toPass();
  });

  const pages = pagesOf(page);
  await cart.onwards.click();
  await page.waitForURL(`**${paths.signIn}*`);
  await hydrated();
  await axe();
  const username = await register(visitor, business);
  expect(username).toMatch(/^\d{7}@bottega\.example$/);
  await confirmHolder(visitor);
  const number = await conclude(visitor, "transfer");
  // Four pages with the cart, and then the confirmation.
  expect(pages).toEqual([paths.cart, paths.signIn, paths.holder, paths.orderForm, `/ordini/${number}`]);
  await expect(page.getByText("Attesa pagamento").first()).toBeVisible();
  await expect(page.getByText("IT60 X054 2811 1010 0000 0123 456").first()).toBeVisible();

  await readMail(browser, business.email, /Conferma iscrizione/).then((text) =>
    expect(text).toContain(username),
  );
  await readMail(browser, business.email, /Conferma ordine servizi/).then((text) => {
    expect(text).toContain(number);
    expect(text).toContain("95,16");
  });
  await registerPayment(browser, number);
  await visit(`/ordini/${number}`);
  await expect(page.getByText("Evaso").first()).toBeVisible();

  await firstAccess(visitor, business, browser);
  await configure(page);
  await test.step("the panel is open", async () => {
    await expect(page.getByText("Scade il 22 novembre 2027").first()).toBeVisible();
    await expect(page.getByText("0/2")).toBeVisible();
    await hydrated();
    await axe();
  });

  await test.step("Attiva leads into the cart, signed in", async () => {
    await page.getByRole("button", { name: "Attiva: Modulo ordini elettronici" }).click();
    await page.waitForURL(`**${paths.cart}`);
    await hydrated();
    await expect(cart.line("Modulo ordini elettronici")).toBeVisible();
    await cart.onwards.click();
    const addOn = await conclude(visitor, "card");
    await expect(page.getByText("Evaso").first()).toBeVisible();
    const text = await readMail(browser, business.email, /Modulo ordini elettronici|servizi aggiuntivi/);
    expect(text).toMatch(/22\snovembre\s2027/);
    await visit(`/ordini/${addOn}`);
    await visit("/pannello/servizi-aggiuntivi");
    await expect(page.getByRole("heading", { name: "Servizi aggiuntivi", level: 1 })).toBeVisible();
    await axe();
  });
});

test("an order of somebody else does not exist", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const response = await page.goto("/ordini/26000001");
  expect(page.url()).toContain(paths.signIn);
  expect(response?.status()).toBe(200);
  await context.close();
});

test("the cart is empty at first and says what to do", async ({ page, visit, axe }) => {
  await visit(paths.cart);
  await expect(page.getByText("Il carrello è vuoto")).toBeVisible();
  await axe();
});
