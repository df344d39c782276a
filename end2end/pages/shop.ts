// Where things are in the shop: by role and label, never by class.
import type { Page } from "@playwright/test";

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

  readonly lines = this.page.getByRole("region", { name: "Servizi presenti nel carrello" });
  readonly summary = this.page.getByRole("complementary", { name: "Riepilogo" });
  readonly onwards = this.page.getByRole("link", { name: "Prosegui e completa l’ordine" });
  readonly extension = this.page.getByRole("region", { name: "Estensione dei servizi attivi" });
  readonly switch = this.page.getByRole("switch", { name: "Estensione dei servizi attivi" });

  line(name: string) {
    return this.lines.getByRole("heading", { name, exact: true });
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
    return this.lines
      .getByRole("button", { name: `Rimuovi ${name}` })
      .or(this.lines.locator("summary", { hasText: "Rimuovi" }).and(this.page.getByLabel(`Rimuovi ${name}`)));
  }

  /** One row of the totals, e.g. `Totale`. */
  sum(name: string) {
    return this.summary.locator("div", { has: this.page.getByText(name, { exact: true }) }).locator("dd");
  }
}

export class OrderForm {
  constructor(private readonly page: Page) {}

  readonly confirm = this.page.getByRole("button", { name: "Conferma e completa l’ordine" });

  /** The boxes, none of them ticked beforehand. */
  readonly boxes = this.page.getByRole("checkbox");

  readonly otherMethods = this.page.locator("summary", { hasText: "Altre modalità" });
  readonly transfer = this.page.getByRole("radio", { name: /^Bonifico/ });
  readonly card = this.page.getByRole("radio", { name: /^Carta di credito/ });
}
