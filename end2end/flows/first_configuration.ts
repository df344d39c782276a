// From the mail of the activation into a panel that is open.
import { expect, type Browser, type Page } from "@playwright/test";
import { test } from "../fixtures";
import { readMail } from "./office";
import type { Business } from "./people";

/** The steps in their order, each with what has to be said that the order does not say. */
const STEPS: Record<string, (page: Page) => Promise<unknown>> = {
  "Cedente/prestatore": async () => {},
  "Regime fiscale": (page) => page.getByLabel("Regime fiscale").selectOption("RF01"),
  "Esigibilità IVA": (page) => page.getByRole("radio", { name: /^Immediata/ }).check(),
  "Cassa previdenziale": async () => {},
  Ritenute: async () => {},
  "Modo creazione fattura": async () => {},
  Avvisi: async () => {},
  "Dati ricezione": async () => {},
};

export const PANEL_PASSWORD = "Tre-Civette-8-sul-Comò";

/** Signs in to the panel of a business. */
export async function signInToPanel(page: Page, business: Business, password = PANEL_PASSWORD) {
  await page.getByLabel("Username del pannello").fill(`BT${business.vatNumber}`);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accedi" }).click();
}

/** The first access, with the password of the mail and then with one of their own. */
export async function firstAccess(
  { page, visit, axe }: { page: Page; visit: (path: string) => Promise<unknown>; axe: () => Promise<void> },
  business: Business,
  browser: Browser,
): Promise<void> {
  await test.step("first access to the panel", async () => {
    const activation = await readMail(browser, business.email, /Attivazione Fatturazione Elettronica/);
    expect(activation).toContain(`BT${business.vatNumber}`);
    const temporary = /[Pp]assword[^\n:]*:\s*(\S+)/.exec(activation)![1]!;
    await visit("/pannello");
    await axe();
    await signInToPanel(page, business, temporary);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Scegli la tua password");
    await axe();
    await page.getByLabel("Password temporanea").fill(temporary);
    await page.getByLabel("Nuova password", { exact: true }).fill(PANEL_PASSWORD);
    await page.getByLabel("Conferma la nuova password").fill(PANEL_PASSWORD);
    await page.getByRole("button", { name: "Salva e prosegui" }).click();
    await page.getByRole("link", { name: "Accedi", exact: true }).click();
    await signInToPanel(page, business);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Prima configurazione");
  });
}

/** Sends the step that is open. */
export async function saveStep(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Salva e prosegui" }).click();
}

/** Answers the steps from the one that is open on, one page leading to the next. */
export async function answerFrom(page: Page, first: string, save = () => saveStep(page)): Promise<void> {
  const names = Object.keys(STEPS);
  for (const name of names.slice(names.indexOf(first))) {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await STEPS[name]!(page);
    await save();
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Riepilogo");
}

/** The whole of it, with the fewest presses, and on into the panel. */
export async function configure(page: Page): Promise<void> {
  await test.step("configures the service", async () => {
    await page.getByRole("link", { name: "Inizia Cedente/prestatore" }).click();
    await answerFrom(page, "Cedente/prestatore");
    await page.getByRole("button", { name: "Concludi" }).click();
    await page.getByRole("link", { name: "Vai al pannello" }).click();
    await expect(page.getByRole("heading", { name: "Stato servizio" })).toBeVisible();
  });
}
