// Where things are on the pages of renewal and stored payment methods.
import type { Page } from "@playwright/test";

export const renewalPaths = {
  renewal: "/rinnovo",
  methods: "/metodi-di-pagamento",
  newMethod: "/metodi-di-pagamento/nuovo",
};

/** A block of a page, by its heading. */
function block(page: Page, name: string) {
  return page.locator("section", { has: page.getByRole("heading", { name, exact: true }) });
}

export class RenewalPage {
  constructor(private readonly page: Page) {}

  /** How things stand. */
  get state() {
    return block(this.page, "Come prosegue");
  }
  get next() {
    return block(this.page, "Il prossimo rinnovo");
  }
  get automatic() {
    return block(this.page, "Rinnovo automatico");
  }
  get byHand() {
    return block(this.page, "Rinnova adesso");
  }
  get turnOn() {
    return this.page.getByRole("button", { name: "Attiva rinnovo automatico" });
  }
  get turnOff() {
    return this.page.getByRole("button", { name: "Disattiva il rinnovo automatico" });
  }
  get renew() {
    return this.byHand.getByRole("button", { name: "Rinnova", exact: true });
  }
  get moreYears() {
    return this.page.getByRole("button", { name: "Aumenta: Anni di durata" });
  }
  get years() {
    return this.page.getByRole("spinbutton", { name: "Anni di durata" });
  }
  /** `Totale` of a renewal by hand. */
  get total() {
    return this.byHand.locator(".ledger-sum dd");
  }
  /** What becomes of an add-on. */
  row(name: string) {
    const heading = this.page.getByRole("heading", { name, exact: true });
    return this.page.getByRole("listitem").filter({ has: heading });
  }
  add(name: string) {
    return this.page.getByRole("button", { name: new RegExp(`^Aggiungi al carrello ${name}`) });
  }
}

export class MethodsPage {
  constructor(private readonly page: Page) {}

  get add() {
    return this.page.getByRole("link", { name: "Aggiungi nuovo metodo" });
  }
  /** One of the list, by its name. */
  method(name: string) {
    return this.page
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("heading", { name }) });
  }
  replace(name: string) {
    return this.page.getByRole("link", { name: `Sostituisci ${name}` });
  }
  get removeForGood() {
    return this.page.getByRole("button", { name: "Sì, rimuovi il metodo" });
  }
}
