// Links of mails, and the new address that one of them confirms.
import { expect, type Browser } from "@playwright/test";
import { test, type Visitor } from "../fixtures";
import { readMail } from "./office";

/** The address of the page that a mail leads to. */
export function linkIn(mail: string): string {
  const link = mail.match(/https?:\/\/\S+\?link=[0-9a-f]{64}/)?.[0];
  if (!link) throw new Error(`no link in ${mail}`);
  return link.replace(/^https?:\/\/[^/]+/, "");
}

/** A new address was asked for: its reader confirms it. */
export async function confirmAddress({ page, visit }: Visitor, browser: Browser, next: string): Promise<void> {
  await test.step(`confirms ${next}`, async () => {
    await expect(page.getByText("Controlla la posta del nuovo indirizzo")).toBeVisible();
    await visit(linkIn(await readMail(browser, next, /^Conferma il tuo nuovo indirizzo/)));
    await page.getByRole("button", { name: "Conferma l’indirizzo" }).click();
    await expect(page.getByText("L’indirizzo è confermato")).toBeVisible();
  });
}
