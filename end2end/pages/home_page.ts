// Where things are on the first page.
import type { Page } from "@playwright/test";

export class HomePage {
  static readonly path = "/";

  constructor(private readonly page: Page) {}

  get heading() {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** The name in the header, on every page of the shop. */
  get homeLink() {
    return this.page.getByRole("banner").getByRole("link", { name: "Bottega" });
  }

  get skipLink() {
    return this.page.getByRole("link", { name: "Vai al contenuto" });
  }
}
