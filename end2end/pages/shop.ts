// Where things are in the shop: by role and label, never by class.
import type { Locator, Page } from "@playwright/test";

export const paths = {
  product: "/prodotti/fatturazione-elettronica",
  cart: "/carrello",
  signIn: "/accedi",
  register: "/registrati",
  holder: "/dati-intestatario",
  orderForm: "/modulo-ordine",
  area: "/area-clienti",
  mailbox: "/posta",
};

export class CartPage {
  constructor(private readonly page: Page) {}

  get lines() {
    return this.page.getByRole("region", { name: "Servizi presenti nel carrello" });
  }
  get summary() {
    return this.page.getByRole("complementary", { name: "Riepilogo" });
  }
  get onwards() {
    return this.page.getByRole("link", { name: "Prosegui e completa l’ordine" });
  }
  get extension() {
    return this.page.getByRole("region", { name: "Estensione dei servizi attivi" });
  }
  /** The two choices of the extension. */
  get extended() {
    return this.extension.getByRole("radio", { name: /^Con l’estensione/ });
  }
  get notExtended() {
    return this.extension.getByRole("radio", { name: /^Senza estensione/ });
  }

  /** Chooses one of the two; without a script a button sends it. */
  async choose(radio: Locator): Promise<void> {
    await radio.check();
    const send = this.extension.getByRole("button", { name: "Ricalcola" });
    if (await send.isVisible()) await send.click();
  }

  /** The row of an add-on, which keeps its place whether it is in the cart or not. */
  row(name: string) {
    const heading = this.page.getByRole("heading", { name, exact: true });
    return this.page.getByRole("listitem").filter({ has: heading });
  }

  /** What is in the cart: the service, or an add-on that can only be taken out. */
  line(name: string) {
    const goesIn = this.page.getByRole("button", { name: /^(Aggiungi al carrello|Rimetti) / });
    const heading = { name, exact: true };
    const service = this.lines.getByRole("heading", heading).locator("xpath=self::*[not(ancestor::li)]");
    return this.row(name).filter({ hasNot: goesIn }).getByRole("heading", heading).or(service);
  }

  /** Puts something back that was taken out a moment ago. */
  putBack(name: string) {
    return this.page.getByRole("button", { name: `Rimetti ${name}` });
  }

  add(name: string) {
    return this.page.getByRole("button", { name: new RegExp(`^Aggiungi al carrello ${name}`) });
  }

  more(product: string) {
    return this.page.getByRole("button", { name: `Aumenta: Quantità: ${product}` });
  }

  fewer(product: string) {
    return this.page.getByRole("button", { name: `Diminuisci: Quantità: ${product}` });
  }

  howMany(product: string) {
    return this.page.getByRole("spinbutton", { name: `Quantità: ${product}` });
  }

  remove(name: string) {
    return this.page
      .getByRole("button", { name: `Rimuovi ${name}` })
      .or(this.page.locator("summary", { hasText: "Rimuovi" }).and(this.page.getByLabel(`Rimuovi ${name}`)));
  }

  /** Opens and closes what is below the service. */
  get details() {
    return this.lines.locator("summary", { hasText: "+dettagli" });
  }

  get emptyIt() {
    return this.lines.locator("summary", { hasText: "Svuota il carrello" });
  }

  /** One row of the totals, e.g. `Totale`. */
  sum(name: string) {
    return this.summary.locator("div", { has: this.page.getByText(name, { exact: true }) }).locator("dd");
  }
}

/** The stations that a purchase announces. */
export async function stations(page: Page): Promise<string[]> {
  const way = page.getByRole("navigation", { name: "Passi dell’acquisto" });
  const names = await way.getByRole("listitem").allTextContents();
  return names.map((name) => name.replace("(fatto)", "").trim());
}

/** What stands on top of a form that came back. */
export class ErrorSummary {
  constructor(private readonly page: Page) {}

  get box() {
    return this.page.getByRole("alert").filter({ has: this.page.getByRole("list") });
  }
  get links() {
    return this.box.getByRole("link");
  }
  link(sentence: string | RegExp) {
    return this.box.getByRole("link", { name: sentence });
  }
}

export class OrderForm {
  constructor(private readonly page: Page) {}

  /** The block with the totals. */
  get summary() {
    return this.page.getByRole("region", { name: "Totale" });
  }

  /** One of the blocks to check. */
  block(name: string) {
    return this.page.locator("section", { has: this.page.getByRole("heading", { name, exact: true }) });
  }

  get confirm() {
    return this.page.getByRole("button", { name: "Conferma e completa l’ordine" });
  }

  box(label: RegExp) {
    return this.page.getByRole("checkbox", { name: label });
  }

  /** The boxes, none of them ticked beforehand. */
  get boxes() {
    return this.page.getByRole("checkbox");
  }

  get otherMethods() {
    return this.page.locator("summary", { hasText: "Altre modalità" });
  }
  get transfer() {
    return this.page.getByRole("radio", { name: /^Bonifico/ });
  }
  get slip() {
    return this.page.getByRole("radio", { name: /^Bollettino/ });
  }
  get card() {
    return this.page.getByRole("radio", { name: /^Carta di credito/ });
  }
}
