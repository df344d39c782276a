// A public body: its document of commitment, and the money that comes later.
import { readFile } from "node:fs/promises";
import { type Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { conclude, reachTheHolder } from "../flows/buy";
import {
  confirm,
  lookFor,
  orderRow,
  readMail,
  registerPayment,
  theOffice,
} from "../flows/office";
import { aMunicipality } from "../flows/people";
import { sheets } from "../flows/sheets";
import { OrderForm, paths } from "../pages/shop";

const DOCUMENT = Buffer.from("%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n");

/** `Dati intestatario`: the office that invoices go to, and who pays the VAT. */
async function confirmPublicHolder(page: Page): Promise<void> {
  await test.step("confirms the holder, under split payment", async () => {
    await page.getByRole("radio", { name: "Codice destinatario" }).check();
    await page.getByLabel("Codice destinatario", { exact: true }).last().fill("uf5hhg");
    await page.getByRole("checkbox", { name: /Soggetta a scissione dei pagamenti/ }).check();
    await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).click();
    await page.waitForURL(`**${paths.orderForm}`);
  });
}

/** Everything beside the document, and the document. */
async function sendDocument(page: Page, name: string, document: Buffer): Promise<void> {
  await test.step(`sends ${name}`, async () => {
    await page.getByLabel("Numero di protocollo").fill("0012345/2026");
    await page.getByLabel("Data della lettera").fill("2026-11-20");
    await page
      .getByLabel("Lettera d’impegno", { exact: true })
      .setInputFiles({ name, mimeType: "application/pdf", buffer: document });
    await page.getByRole("button", { name: "Invia la lettera" }).click();
  });
}

test("a public body is served on its commitment, and settles the order with the net", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  browser,
}) => {
  test.slow();
  const comune = aMunicipality();
  const state = (name: string) => page.getByText(name, { exact: true }).first();

  await reachTheHolder(visitor, comune);
  await expect(page.getByRole("checkbox", { name: /scissione dei pagamenti/ })).not.toBeChecked();
  await axe();
  await confirmPublicHolder(page);
  await hydrated();

  await test.step("the order form asks for the net, by transfer only", async () => {
    const form = new OrderForm(page);
    await expect(form.summary).toContainText("36,60 €");
    await expect(form.summary).toContainText("Da pagare (scissione dei pagamenti)30,00 €");
    await expect(form.summary).toContainText("art. 17-ter d.P.R. 633/1972");
    await expect(form.transfer).toBeVisible();
    await expect(form.card).toHaveCount(0);
    await expect(form.slip).toHaveCount(0);
    await page.getByLabel(/^CIG/).fill("b0a1b2c3d4");
  });
  const number = await conclude(visitor, "transfer");

  await test.step("the order waits for the document", async () => {
    await expect(state("Attesa impegno")).toBeVisible();
    await expect(page.getByText("Ora serve la lettera d’impegno")).toBeVisible();
    await expect(page.getByLabel(/^CIG/)).toHaveValue("B0A1B2C3D4");
    await expect(page.getByLabel("Codice univoco ufficio")).toHaveValue("UF5HHG");
    expect([1, 2], "sheets of paper").toContain(await sheets(page));
  });

  await test.step("what is no document comes back with all that was typed", async () => {
    await sendDocument(page, "impegno.pdf", Buffer.from("caro fornitore"));
    await hydrated();
    const summary = page.getByRole("alert").filter({ has: page.getByRole("list") });
    await expect(summary).toContainText("La lettera non è stata inviata");
    await expect(summary.getByRole("link")).toHaveText(/non è un PDF/);
    await expect(page).toHaveTitle(/^Errore: /);
    await expect(page.getByLabel("Numero di protocollo")).toHaveValue("0012345/2026");
    await expect(page.getByLabel(/^CIG/)).toHaveValue("B0A1B2C3D4");
    await axe();
  });

  await test.step("a document is taken, and can still be replaced", async () => {
    await sendDocument(page, "impegno.pdf", DOCUMENT);
    await page.waitForURL(/#impegno$/);
    await hydrated();
    await expect(page.getByText("Inviata il 22 novembre 2026: la stiamo controllando")).toBeVisible();
    await expect(page.getByText("impegno.pdf")).toBeVisible();
    await expect(page.getByText("Sostituisci la lettera")).toBeVisible();
    await axe();
  });

  const office = await theOffice(browser);
  const register = `Registra impegno dell’ordine ${number}`;

  await test.step("the office refuses it, and the reason arrives", async () => {
    await office.goto("/ufficio/da-decidere");
    const row = office.getByRole("row", { name: new RegExp(`^${number}`) }).filter({ hasText: "B0A1B2C3D4" });
    await expect(row).toContainText("Protocollo 0012345/2026 del 20 novembre 2026");
    await expect(row).toContainText("Deve dichiarare la scissione dei pagamenti");
    const saved = office.waitForEvent("download");
    await row.getByRole("link", { name: /Scarica il PDF/ }).click();
    const document = await saved;
    expect(document.suggestedFilename()).toBe(`impegno-${number}.pdf`);
    expect(await readFile(await document.path())).toEqual(DOCUMENT);

    await row.locator("summary").click();
    await row.getByLabel("Motivo").fill("manca la firma");
    await row.getByRole("button", { name: `Rifiuta la lettera dell’ordine ${number}` }).click();
    await expect(office.getByText(`Lettera dell’ordine ${number} rifiutata`)).toBeVisible();
    const mail = await readMail(browser, comune.email, /serve un'altra lettera d'impegno/);
    expect(mail).toContain("manca la firma");
  });

  await test.step("another document is sent", async () => {
    await visit(`/ordini/${number}`);
    await expect(page.getByText("Rifiutata il 22 novembre 2026: manca la firma")).toBeVisible();
    await axe();
    await sendDocument(page, "impegno-firmato.pdf", DOCUMENT);
    await page.waitForURL(/#impegno$/);
  });

  await test.step("the office registers it, and everything is active before any money", async () => {
    await office.goto(`/ufficio?ordine=${number}`);
    await office.getByRole("button", { name: register }).click();
    await confirm(office, /^Registri l’impegno per 30,00\s€\?$/, "Sì, registra l’impegno");
    await expect(office.getByText(`Impegno dell’ordine ${number} registrato`)).toBeVisible();
    await expect(office.getByText(/Restano da incassare 30,00/)).toBeVisible();
    await lookFor(office, number);
    await expect(orderRow(office, number)).toContainText("Evaso – da saldare");
    expect(await readMail(browser, comune.email, /^Attivazione Fatturazione Elettronica/)).toContain(
      `BT${comune.vatNumber}`,
    );
    expect(await readMail(browser, comune.email, /^Impegno registrato/)).toMatch(/30,00\s€/);

    await visit(`/ordini/${number}`);
    await expect(state("Evaso – da saldare")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Il servizio è attivo" })).toBeVisible();
    await expect(page.getByText("Impegno registrato il 22 novembre 2026")).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: /^30,00/ }).first()).toBeVisible();
    await expect(page.getByRole("img", { name: /Codice QR/ })).toBeVisible();
    await expect(page.getByText(/^Annulla l’ordine/)).toHaveCount(0);
    await axe();
  });

  await test.step("the net settles it", async () => {
    await registerPayment(browser, number);
    await visit(`/ordini/${number}`);
    await expect(state("Evaso")).toBeVisible();
    await expect(page.getByText("Pagato:")).toContainText("30,00");
    expect(await readMail(browser, comune.email, /^Conferma pagamento/)).toContain("già attivo");
  });
  await office.context().close();
});
