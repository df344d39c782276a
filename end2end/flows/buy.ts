// What a person does to buy something, step by step.
import { expect, type Page } from "@playwright/test";
import { test, type Visitor } from "../fixtures";
import { CartPage, OrderForm, paths } from "../pages/shop";
import { aCompany, type Business } from "./people";
import { send } from "./unseen";

/** From the product page into the cart. */
export async function startWithTheService({ page, visit, hydrated }: Visitor): Promise<CartPage> {
  return test.step("puts Fatturazione Elettronica into the cart", async () => {
    await visit(paths.product);
    await page.getByRole("button", { name: "Acquista Fatturazione Elettronica" }).first().click();
    await page.waitForURL(`**${paths.cart}`);
    await hydrated();
    return new CartPage(page);
  });
}

/** Registers inside the purchase and stops before the holder's data. */
export async function register(visitor: Visitor, business: Business): Promise<string> {
  const { page, hydrated, axe } = visitor;
  return test.step("registers", async () => {
    await page.locator("summary", { hasText: "Registrati" }).click();
    await axe();

    await fillInRegistration(page, business);
    await page.getByRole("button", { name: "Avanti con la registrazione" }).click();

    await page.waitForURL(`**${paths.holder}?benvenuto=1`);
    await hydrated();
    const username = await page.getByRole("main").getByText(/^\d{7}@bottega\.example$/).innerText();
    await axe();
    return username;
  });
}

/** Everything that a company, or a public body, is asked for. */
export async function fillInRegistration(page: Page, business: Business): Promise<void> {
  const form = page.locator("form", {
    has: page.getByRole("button", { name: "Avanti con la registrazione" }),
  });
  await form.getByLabel("Tipo di cliente").selectOption({ label: business.kind });
  await form.getByLabel("Ragione sociale").fill(business.name);
  await form.getByLabel("Rappresentante legale").fill("Anna Bianchi");
  await form.getByLabel("Partita IVA", { exact: true }).fill(`IT ${business.vatNumber}`);
  await form.getByLabel("Indirizzo e numero civico").fill("Via dei Vasai 12");
  await form.getByRole("textbox", { name: "CAP" }).fill("50123");
  await form.getByRole("textbox", { name: "Comune" }).fill("Firenze");
  await form.getByRole("combobox", { name: "Provincia" }).selectOption("FI");
  await form.getByLabel("Telefono o cellulare").fill("055 123456");
  await form.getByLabel("Indirizzo email", { exact: true }).fill(business.email);
  await form.getByLabel("Password", { exact: true }).fill(business.password);
}

/** On `Dati intestatario`: opens what was written at the registration, to change it. */
export async function changeTheHolder(page: Page): Promise<void> {
  const opens = page.locator("summary", { hasText: "Modifica i dati" });
  if (!(await page.getByLabel("Ragione sociale").isVisible())) await opens.click();
}

/** The kinds of subject that our people are, as the form sends them. */
const KINDS: Record<string, string> = { Azienda: "company", "Pubblica Amministrazione": "public_body" };

/** A newcomer with Fatturazione Elettronica in the cart, who has registered. The pages of that are seen where
 * they are the story; returns the one that comes next. */
async function newcomer({ page, visit }: Visitor, business: Business): Promise<string> {
  return test.step("has chosen Fatturazione Elettronica and registered", async () => {
    await visit(paths.product);
    await send(page, paths.product, "start_cart");
    const party = {
      kind: KINDS[business.kind]!,
      business_name: business.name,
      legal_representative: "Anna Bianchi",
      vat_number: `IT ${business.vatNumber}`,
      street: "Via dei Vasai 12",
      postal_code: "50123",
      city: "Firenze",
      province: "FI",
      phone: "055 123456",
    };
    const fields = Object.entries(party).map(([field, typed]) => [`form[party][${field}]`, typed]);
    return send(page, paths.register, "register", {
      ...Object.fromEntries(fields),
      "form[email]": business.email,
      "form[password]": business.password,
    });
  });
}

/** A newcomer, registered, in front of `Dati intestatario`; their username. */
export async function reachTheHolder(visitor: Visitor, business: Business): Promise<string> {
  const { page, visit, axe } = visitor;
  await visit(await newcomer(visitor, business));
  expect(new URL(page.url()).pathname).toBe(paths.holder);
  await axe();
  return page.getByRole("main").getByText(/^\d{7}@bottega\.example$/).innerText();
}

/** The shop's sign-in, wherever it leads to. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await test.step("signs in", async () => {
    const form = page.locator("form", { has: page.getByRole("button", { name: "Accedi", exact: true }) });
    await form.getByRole("textbox", { name: "Username dell’account" }).fill(username);
    await form.getByLabel("Password", { exact: true }).fill(password);
    await form.getByRole("button", { name: "Accedi" }).click();
  });
}

/** `Dati intestatario`, prefilled from the registration. */
export async function confirmHolder({ page, hydrated, axe }: Visitor): Promise<void> {
  await test.step("confirms the holder", async () => {
    await page.waitForURL(`**${paths.holder}*`);
    await hydrated();
    await axe();
    await page.getByRole("radio", { name: "Codice destinatario" }).check();
    await page.getByLabel("Codice destinatario", { exact: true }).last().fill("m5uxcr1");
    await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).click();
  });
}

/** On the page of the demo's payment provider: chooses what happens. */
export async function payAtTheDemoProvider(
  { page, hydrated, axe }: Visitor,
  outcome: string,
): Promise<void> {
  await test.step(`at the provider: ${outcome}`, async () => {
    await page.waitForURL("**/demo/pagamento/*");
    await hydrated();
    await axe();
    await page.getByRole("button", { name: `Scegli: ${outcome}` }).click();
  });
}

/** Ticks, chooses and confirms on `Modulo d'ordine`; returns the order's number. */
export async function conclude(
  visitor: Visitor,
  method: "transfer" | "slip" | "card",
): Promise<string> {
  const { page, hydrated, axe } = visitor;
  return test.step("concludes the order", async () => {
    await page.waitForURL(`**${paths.orderForm}`);
    await hydrated();
    await axe();
    const form = new OrderForm(page);
    for (const box of await form.boxes.all()) {
      await expect(box).not.toBeChecked();
      await box.check();
    }
    const button = form[method];
    if (!(await button.isVisible())) await form.otherMethods.click();
    await button.check();
    await form.confirm.click();

    if (method === "card") await payAtTheDemoProvider(visitor, "Il pagamento riesce");
    return concluded(visitor);
  });
}

/** The page of an order that was concluded a moment ago; its number. */
export async function concluded({ page, hydrated, axe }: Visitor): Promise<string> {
  await page.waitForURL(/\/ordini\/\d+\?esito=/);
  await hydrated();
  await expect(page.getByText("Ordine concluso. Grazie!")).toBeVisible();
  const [, number] = /\/ordini\/(\d+)/.exec(page.url())!;
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Ordine ${number}`);
  await axe();
  return number!;
}

/** A newcomer who has confirmed the holder; returns the page that comes next. */
async function withHolder(visitor: Visitor, business: Business): Promise<string> {
  await newcomer(visitor, business);
  return send(visitor.page, paths.holder, "save_holder", { "form[recipient]": "code", "form[recipient_code]": "m5uxcr1" });
}

/** A newcomer in front of `Modulo d'ordine`. */
export async function reachTheOrderForm(visitor: Visitor, business = aCompany()): Promise<void> {
  await test.step("has confirmed the holder", async () => {
    await visitor.visit(await withHolder(visitor, business));
    expect(new URL(visitor.page.url()).pathname).toBe(paths.orderForm);
  });
}

/** Confirms holder and order of a newcomer; returns the page that comes next. */
async function order(visitor: Visitor, business: Business, method: "BankTransfer" | "PostalSlip" | "Card"): Promise<string> {
  await withHolder(visitor, business);
  const accepted = ["conditions", "onerous_clauses", "supply_sheets"].map((box) => [`form[${box}]`, "true"]);
  return send(visitor.page, paths.orderForm, "conclude_order", { ...Object.fromEntries(accepted), "form[method]": method });
}

/** A newcomer's order that waits for its payment; its number. */
export async function anOrder(
  visitor: Visitor,
  { business = aCompany(), by = "transfer" }: { business?: Business; by?: "transfer" | "slip" } = {},
): Promise<string> {
  return test.step("orders", async () => {
    await visitor.visit(await order(visitor, business, by === "slip" ? "PostalSlip" : "BankTransfer"));
    return concluded(visitor);
  });
}

/** A newcomer's service, paid by card; the number of its order. */
export async function aService(visitor: Visitor, business = aCompany()): Promise<string> {
  return test.step("orders and pays", async () => {
    const { page } = visitor;
    const next = await order(visitor, business, "Card");
    // It leads on by itself, to the provider's page.
    await page.goto(new URL(next, page.url()).href, { waitUntil: "commit" });
    await payAtTheDemoProvider(visitor, "Il pagamento riesce");
    return concluded(visitor);
  });
}
