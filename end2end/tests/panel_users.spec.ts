// The owner of a panel lets somebody in, gives them less, and takes them out again.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { enterThePanel } from "../flows/demo_customer";
import { keyOn, typeInto } from "../flows/keyboard";
import { readMail } from "../flows/office";
import { looksRight } from "../flows/widths";
import { Header } from "../pages/header";

const USERS = "/pannello/impostazioni/utenti";
const WIDTHS = [320, 375, 1280];
const OWN = "Tre-Civette-8-sul-Comò";

// What is the owner's alone is not there for anybody else, which the console says too.
test.use({ tolerated: [/status of 404/] });

async function enter(page: Page, username: string, password: string): Promise<void> {
  await page.goto("/pannello/accedi");
  await page.getByLabel("Username del pannello").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accedi" }).click();
}

test("a user is made, works, may do less, and is gone", async ({ visitor, page, visit, hydrated, browser, javaScriptEnabled }, info) => {
  test.slow();
  const name = `marco${info.project.name.replace(/\W/g, "")}26`;
  const username = name.toUpperCase();
  const email = `${name}@bianchi.example`;
  const owner = await (await browser.newContext({ javaScriptEnabled: false })).newPage();

  await test.step("the owner finds the list and fills the form in, without a mouse", async () => {
    await enterThePanel(page);
    await keyOn(visitor, page.getByRole("link", { name: "Impostazioni" }).first());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Impostazioni");
    await hydrated();
    await looksRight(visitor, WIDTHS);
    await keyOn(visitor, page.getByRole("link", { name: "Utenti aggiuntivi" }));
    await expect(page.getByText("Non c’è ancora nessun utente")).toBeVisible();
    await hydrated();
    await looksRight(visitor, WIDTHS);
    await keyOn(visitor, page.getByRole("link", { name: "Crea utente" }));
    await expect(page.getByLabel("Username")).toBeVisible();
    await hydrated();
    await looksRight(visitor, WIDTHS);

    await typeInto(visitor, page.getByLabel("Username"), "marco");
    await typeInto(visitor, page.getByLabel("Indirizzo email"), email);
    const documents = page.getByRole("group", { name: "Modulo documenti" });
    await expect(page.getByRole("group", { name: /incassi/i })).toHaveCount(0);
    await keyOn(visitor, documents.getByRole("checkbox", { name: "Creazione/modifica" }), "Space");
    await keyOn(visitor, page.getByRole("button", { name: "Crea utente" }));
    await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/almeno 8 lettere e cifre/);
    await expect(page.getByLabel("Indirizzo email")).toHaveValue(email);
    await expect(documents.getByRole("checkbox", { name: "Creazione/modifica" })).toBeChecked();
    await hydrated();
    await looksRight(visitor, WIDTHS);

    await typeInto(visitor, page.getByLabel("Username"), name);
    const invoicing = page.getByRole("group", { name: "Fatturazione Elettronica" });
    await keyOn(visitor, invoicing.getByRole("checkbox", { name: "Lettura" }), "Space");
    if (javaScriptEnabled) {
      await expect(page.getByLabel("Username")).not.toHaveAttribute("aria-invalid");
      await expect(page.getByText(/almeno 8 lettere e cifre/)).toHaveCount(0);
    }
    await keyOn(visitor, page.getByRole("button", { name: "Crea utente" }));
    await expect(page.getByText(`L’utente ${username} è stato creato`)).toBeVisible();
    await expect(page.getByText("Password temporanea inviata")).toBeVisible();
    await hydrated();
    await looksRight(visitor, WIDTHS);
  });

  const header = new Header(page);
  await test.step("the user comes in with what was mailed and chooses a password", async () => {
    const mail = await readMail(browser, email, /Il tuo accesso al pannello/);
    expect(mail).toContain(username);
    const temporary = /Password temporanea:\s*(\S+)/.exec(mail)![1]!;
    await header.face.click();
    await header.leave.click();
    await page.waitForURL("**/pannello/accedi");
    await enter(page, name, temporary);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Scegli la tua password");
    await page.getByLabel("Password temporanea").fill(temporary);
    await page.getByLabel("Nuova password", { exact: true }).fill(OWN);
    await page.getByLabel("Conferma la nuova password").fill(OWN);
    await page.getByRole("button", { name: "Salva e prosegui" }).click();
    await page.getByRole("link", { name: "Accedi", exact: true }).click();
    await enter(page, name, OWN);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Ciao, ${username}`);
  });

  await test.step("sees what is theirs and no way to a purchase", async () => {
    await hydrated();
    await looksRight(visitor, WIDTHS);
    await expect(page.getByText("Creazione/modifica")).toBeVisible();
    await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
    await expect(header.cart).toHaveCount(0);
    for (const path of [USERS, "/pannello/servizi-aggiuntivi"]) {
      expect((await visit(path)).status(), path).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pagina non trovata");
    }
  });

  await test.step("may do less from the moment on at which the owner says so", async () => {
    await enterThePanel(owner);
    await owner.goto(USERS);
    await owner.getByRole("link", { name: `Gestisci ${username}` }).click();
    const documents = owner.getByRole("group", { name: "Modulo documenti" });
    await documents.getByRole("checkbox", { name: "Creazione/modifica" }).uncheck();
    await owner.getByRole("button", { name: "Salva i permessi" }).click();
    await expect(owner.getByText(`I permessi di ${username} sono stati salvati`)).toBeVisible();

    await visit("/pannello");
    await expect(page.getByText("Lettura")).toBeVisible();
    await expect(page.getByText("Creazione/modifica")).toHaveCount(0);
  });

  await test.step("the owner changes a setting and reads what everybody did, the user what they did", async () => {
    await owner.goto("/pannello/impostazioni");
    await owner.getByRole("link", { name: "Vedi e modifica" }).click();
    await owner.getByRole("link", { name: "Modifica Avvisi" }).click();
    await owner.getByRole("radio", { name: /giorn/ }).check();
    await owner.getByRole("button", { name: "Salva" }).click();
    await expect(owner.getByText("Avvisi: salvato")).toBeVisible();
    await owner.goto("/pannello/impostazioni");
    await owner.getByRole("link", { name: "Vai al registro" }).click();
    await expect(owner.getByText("Dati della fatturazione: Avvisi").first()).toBeVisible();
    await expect(owner.getByText(`Permessi di ${username} cambiati`)).toBeVisible();

    await visit("/pannello/accesso");
    await expect(page.getByText("Questo dispositivo")).toBeVisible();
    await hydrated();
    await looksRight(visitor, WIDTHS);
    await page.getByRole("main").getByRole("link", { name: "Registro attività" }).click();
    await expect(page.getByText("Password del pannello cambiata")).toBeVisible();
    await expect(page.getByText(/Permessi di|Dati della fatturazione/)).toHaveCount(0);
    await hydrated();
    await looksRight(visitor, WIDTHS);
    await owner.goto(USERS);
  });

  await test.step("is out once the owner has removed them, and cannot come in", async () => {
    await visit("/pannello/verifica");
    await owner.getByRole("link", { name: `Gestisci ${username}` }).click();
    await owner.locator("summary", { hasText: "Elimina" }).click();
    await owner.getByRole("button", { name: "Sì, elimina l’utente" }).click();
    await expect(owner.getByText(`L’utente ${username} è stato eliminato`)).toBeVisible();

    await page.getByLabel("Password", { exact: true }).fill(OWN);
    await page.getByRole("button", { name: "Prosegui" }).click();
    await expect(page).toHaveURL(/\/pannello\/accedi/);
    await enter(page, name, OWN);
    await expect(page.getByText("Username o password non sono corretti").first()).toBeVisible();
  });
  await owner.context().close();
});
