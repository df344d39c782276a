// An accountant registers, two owners delegate their panels, and each stays what it is in a tab of its own
// until its owner takes it away.
import type { Browser, Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { confirmAddress } from "../flows/address";
import { PANEL_USERNAME, enterThePanel } from "../flows/demo_customer";
import { keyOn, typeInto } from "../flows/keyboard";
import { DEMO_PASSWORD, readMail } from "../flows/office";
import { looksRight } from "../flows/widths";
import { Header } from "../pages/header";

const WIDTHS = [320, 375, 1280];
const OWN = "Tre-Civette-8-sul-Comò";
const ANNA = "Ceramiche Bianchi S.r.l.";
const BRUNO = "Frantoio Neri S.r.l.";

// What is not delegated is not there, which the console says too.
test.use({ tolerated: [/status of 404/] });

/** The owner of a demo service, in a browser of their own. */
async function anOwner(browser: Browser, username: string): Promise<Page> {
  const owner = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  if (username === PANEL_USERNAME) {
    await enterThePanel(owner);
  } else {
    await owner.goto("/pannello/accedi");
    await owner.getByLabel("Username del pannello").fill(username);
    await owner.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
    await owner.getByRole("button", { name: "Accedi" }).click();
  }
  return owner;
}

async function toDelegations(owner: Page): Promise<void> {
  await owner.getByRole("link", { name: "Impostazioni" }).first().click();
  await owner.getByRole("main").getByRole("link", { name: "Deleghe" }).click();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Deleghe");
}

async function offers(owner: Page, username: string, more: string[] = []): Promise<void> {
  await toDelegations(owner);
  await owner.getByRole("link", { name: "Aggiungi una delega" }).click();
  await owner.getByLabel("Username del commercialista").fill(username);
  const invoicing = owner.getByRole("group", { name: /^Fatturazione Elettronica/ });
  for (const right of ["Lettura", ...more]) await invoicing.getByRole("checkbox", { name: right }).check();
  await owner.getByRole("button", { name: "Offri la delega" }).click();
  await expect(owner.getByText(`Hai offerto la delega a ${username.toUpperCase()}`)).toBeVisible();
  await expect(owner.getByText("In attesa").last()).toBeVisible();
}

test("an accountant works for two clients, and for one of them no more", async (
  { visitor, page, visit, hydrated, browser },
  info,
) => {
  test.slow();
  const name = `studio${info.project.name.replace(/\W/g, "")}26`;
  const username = name.toUpperCase();
  const email = `${name}@studio.example`;
  const anna = await anOwner(browser, PANEL_USERNAME);
  const bruno = await anOwner(browser, "BT01463720480");

  await test.step("registers without a mouse, and loses nothing that was typed", async () => {
    await visit("/commercialista");
    await keyOn(visitor, page.getByRole("link", { name: "Registrati come commercialista" }));
    await expect(page.getByLabel("Nome e cognome, o ragione sociale")).toBeVisible();
    await hydrated();
    await looksRight(visitor, WIDTHS);
    const register = page.getByRole("button", { name: "Registrati" });
    await typeInto(visitor, page.getByLabel("Nome e cognome, o ragione sociale"), "Studio Lilla");
    await typeInto(visitor, page.getByLabel("Partita IVA o codice fiscale"), "IT 05123400516");
    await typeInto(visitor, page.getByLabel("Indirizzo email"), email);
    await typeInto(visitor, page.getByLabel("Username"), "lilla");
    await typeInto(visitor, page.getByLabel("Password", { exact: true }), OWN);
    await keyOn(visitor, page.getByRole("checkbox", { name: /condizioni generali/ }), "Space");
    await keyOn(visitor, register);
    await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/almeno 8 lettere e cifre/);
    await expect(page.getByLabel("Indirizzo email")).toHaveValue(email);
    await hydrated();
    await looksRight(visitor, WIDTHS);

    await typeInto(visitor, page.getByLabel("Username"), name);
    await typeInto(visitor, page.getByLabel("Password", { exact: true }), OWN);
    await keyOn(visitor, register);
    await expect(page.getByText("La tua utenza è attiva")).toBeVisible();
    await expect(page.getByText("Non hai ancora nessun cliente")).toBeVisible();
    await expect(page.getByText("non sono disponibili per l’utenza commercialista")).toBeVisible();
    await hydrated();
    await looksRight(visitor, WIDTHS);
    expect(await readMail(browser, email, /La tua utenza commercialista/)).toContain(username);
  });

  await test.step("both owners offer their panels, and nobody learns who exists", async () => {
    await offers(anna, name, ["Creazione/modifica"]);
    await looksRight({ ...visitor, page: anna, hydrated: async () => {} }, [1280]);
    await offers(bruno, name);
    expect(await readMail(browser, email, /ti offre una delega/)).toContain("/commercialista");
  });

  await test.step("accepts both and finds them in one list", async () => {
    await visit("/commercialista");
    await hydrated();
    await looksRight(visitor, WIDTHS);
    for (const holder of [ANNA, BRUNO]) {
      await keyOn(visitor, page.getByRole("button", { name: `Accetta la delega di ${holder}` }));
      await expect(page.getByText(`Hai accettato la delega di ${holder}`)).toBeVisible();
    }
    await hydrated();
    await looksRight(visitor, WIDTHS);
  });

  await test.step("corrects name and address, and the owners read the new name", async () => {
    await visit("/commercialista/dati");
    await hydrated();
    await looksRight(visitor, WIDTHS);
    await page.getByRole("link", { name: "Cambia il nome" }).click();
    const field = page.getByLabel("Nome e cognome, o ragione sociale");
    await field.fill(" ");
    await page.getByRole("button", { name: "Salva" }).click();
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await hydrated();
    await looksRight(visitor, WIDTHS);
    await field.fill("Studio Lilla Associati");
    await page.getByRole("button", { name: "Salva" }).click();
    await expect(page.getByText("Il tuo nome è salvato")).toBeVisible();
    await toDelegations(bruno);
    await expect(bruno.getByText("Studio Lilla Associati")).toBeVisible();

    await page.getByRole("link", { name: "Cambia l’indirizzo email" }).click();
    await page.getByLabel("Nuovo indirizzo email").fill(`nuova.${email}`);
    await page.getByLabel("La tua password").fill(OWN);
    await page.getByRole("button", { name: "Invia il link" }).click();
    await confirmAddress(visitor, browser, `nuova.${email}`);
    await hydrated();
    await looksRight(visitor, WIDTHS);
    expect(await readMail(browser, email, /L'indirizzo email .* è cambiato/)).toContain("n…@studio.example");
    await visit("/commercialista");
  });

  const other = await page.context().newPage();
  await test.step("opens each in a tab of its own, which stays its own", async () => {
    const [first, second] = await Promise.all(
      [ANNA, BRUNO].map((holder) =>
        page.getByRole("link", { name: `Apri il pannello di ${holder}` }).getAttribute("href"),
      ),
    );
    await other.goto(second!);
    await visit(first!);
    await hydrated();
    await looksRight(visitor, WIDTHS);
    for (const [tab, holder] of [[page, ANNA], [other, BRUNO], [page, ANNA]] as const) {
      await tab.reload();
      await expect(tab.getByRole("main").getByText(holder)).toBeVisible();
      await expect(tab.getByRole("heading", { level: 1 })).toHaveText(`Ciao, ${username}`);
    }
    await expect(page.getByText("Creazione/modifica")).toBeVisible();
    await expect(new Header(page).cart).toHaveCount(0);
    expect((await visit(`${first}/impostazioni`)).status()).toBe(404);
    await visit(first!);
  });

  await test.step("may do less at once, and is out at once", async () => {
    await toDelegations(anna);
    await anna.getByRole("link", { name: `Gestisci la delega a ${username}` }).click();
    await looksRight({ ...visitor, page: anna, hydrated: async () => {} }, [375]);
    const invoicing = anna.getByRole("group", { name: "Fatturazione Elettronica" });
    await invoicing.getByRole("checkbox", { name: "Creazione/modifica" }).uncheck();
    await anna.getByRole("button", { name: "Salva i permessi" }).click();
    await expect(anna.getByText(`I permessi di ${username} sono stati salvati`)).toBeVisible();
    await page.reload();
    await expect(page.getByText("Lettura")).toBeVisible();
    await expect(page.getByText("Creazione/modifica")).toHaveCount(0);

    await anna.getByRole("link", { name: `Gestisci la delega a ${username}` }).click();
    await anna.locator("summary", { hasText: "Termina la delega" }).click();
    await anna.getByRole("button", { name: "Sì, termina la delega" }).click();
    await expect(anna.getByText(`La delega a ${username} è terminata`)).toBeVisible();
    expect((await page.reload())!.status()).toBe(404);
    await other.reload();
    await expect(other.getByRole("main").getByText(BRUNO)).toBeVisible();
    await visit("/commercialista");
    await expect(page.getByText(ANNA)).toHaveCount(0);
    await expect(page.getByRole("heading", { name: BRUNO })).toBeVisible();
  });

  await other.close();
  await anna.context().close();
  await bruno.context().close();
});
