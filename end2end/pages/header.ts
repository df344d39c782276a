// Where things are in the bar on top of every page.
import type { Page } from "@playwright/test";

export class Header {
  constructor(private readonly page: Page) {}

  get bar() {
    return this.page.getByRole("banner");
  }
  get cart() {
    return this.bar.getByRole("link", { name: /^Carrello/ });
  }
  get signIn() {
    return this.bar.getByRole("link", { name: "Accedi", exact: true });
  }
  /** The face that opens the menu. */
  get face() {
    return this.bar.locator("summary");
  }
  get menu() {
    return this.bar.getByRole("navigation", { name: "Il tuo account" });
  }
  get leave() {
    return this.bar.getByRole("button", { name: "Esci" });
  }
}
