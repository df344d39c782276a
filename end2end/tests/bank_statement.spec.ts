// The office imports what the bank says, and accepts it with one key.
import { expect, test, type Visitor } from "../fixtures";
import { anOrder } from "../flows/buy";
import { confirm, enterTheOffice, orderDetail } from "../flows/office";
import { aCompany } from "../flows/people";
import { cutOffSmall } from "../flows/spot";
import { camt053, handIn } from "../flows/statement";

/** In the office, before the statements. */
async function enter({ page, visit, hydrated }: Visitor): Promise<void> {
  await test.step("enters the office", async () => {
    await visit("/ufficio");
    await enterTheOffice(page);
    await hydrated();
    await page.getByRole("link", { name: "Estratti conto" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Estratti conto");
    await hydrated();
  });
}

test("a statement is imported, accepted with the keyboard, and paid", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  context,
}) => {
  test.slow();
  const business = aCompany();
  const first = await anOrder(visitor, { business });
  await context.clearCookies();
  const second = await anOrder(visitor);
  await enter(visitor);
  await axe();

  const file = camt053([
    { amount: "36.60", payer: business.name.toUpperCase(), text: `ORD.${first} SALDO` },
    { amount: "26.60", payer: "Qualcuno", text: `acconto ordine ${second}` },
    { amount: "5.00", payer: "Zio Pino", text: "auguri" },
  ]);
  await handIn(page, "novembre.xml", file);
  await expect(page.getByText("«novembre.xml» importato")).toBeVisible();
  await expect(page.getByText("3 accrediti nuovi.")).toBeVisible();
  await hydrated();
  await axe();

  await test.step("each credit comes with its order and the reasons", async () => {
    const sure = page.getByRole("listitem").filter({ hasText: `ORD.${first} SALDO` });
    await expect(sure).toContainText("Numero d’ordine nella causale");
    await expect(sure).toContainText("Stesso importo");
    await expect(sure).toContainText(`Nome simile a ${business.name}`);
    await expect(sure).toContainText("L’ordine risulterà pagato.");
    const part = page.getByRole("listitem").filter({ hasText: `acconto ordine ${second}` });
    await expect(part).toContainText("Mancano 10,00 €: l’ordine resta in attesa.");
    const nobodys = page.getByRole("listitem").filter({ hasText: "Zio Pino" });
    await expect(nobodys).toContainText("Nessun ordine riconosciuto");
  });

  await test.step("Enter accepts the sure one", async () => {
    const accept = page.getByRole("button", { name: new RegExp(`^Accetta.*ordine ${first}$`) });
    await expect(accept).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText(`Accreditato: l’ordine ${first} è pagato`)).toBeVisible();
    await expect(accept).toHaveCount(0);
    await page.getByRole("link", { name: `Vai all’ordine ${first}` }).click();
    await expect(orderDetail(page, first).getByText("Evaso", { exact: true })).toBeVisible();
  });

  await test.step("a part leaves the order waiting, and is a case", async () => {
    await visit("/ufficio/estratti");
    await page.getByRole("button", { name: new RegExp(`^Accetta.*ordine ${second}$`) }).click();
    await expect(page.getByText(`l’ordine ${second} resta in attesa`)).toBeVisible();
    await visit(`/ufficio?ordine=${second}`);
    const detail = orderDetail(page, second);
    await expect(detail.getByText("Attesa pagamento", { exact: true })).toBeVisible();
    await expect(detail.getByLabel("Importo (€)")).toHaveValue("10,00");
    await visit("/ufficio/da-decidere");
    const row = page
      .getByRole("table", { name: /^Importi da decidere/ })
      .getByRole("row")
      .filter({ hasText: second });
    await expect(row).toContainText("È arrivato meno del dovuto.");
    await expect(row).toContainText("26,60 €");
    await axe();
  });

  await test.step("the word about it is not cut on a narrow screen with large text", async () => {
    await visit("/ufficio");
    const size = page.viewportSize()!;
    await expect(page.getByRole("link", { name: /cos[ae] da decidere$/ })).toBeVisible();
    expect(await cutOffSmall(page)).toEqual([]);
    await page.setViewportSize(size);
  });

  await test.step("its buyer is asked for the rest", async () => {
    await visit(`/ordini/${second}`);
    await expect(page.getByText("Abbiamo ricevuto 26,60 €: mancano 10,00 €.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Totale" })).toContainText("Da pagare10,00 €");
    await axe();
  });

  await test.step("money of nobody is set aside, and sent back", async () => {
    await visit("/ufficio/estratti");
    const card = page.getByRole("listitem").filter({ hasText: "Zio Pino" });
    await card.getByText("Altro ordine, o nessuno").click();
    await card.getByLabel("Numero d’ordine").fill("12");
    await card.getByRole("button", { name: "Assegna" }).click();
    await expect(page.getByText("Nessun ordine ha questo numero")).toBeVisible();
    await expect(card.getByLabel("Numero d’ordine")).toHaveValue("12");
    await expect(card.getByLabel("Numero d’ordine")).toBeFocused();
    await hydrated();
    await axe();
    await card.getByLabel("Motivo").fill("non è un cliente");
    await card.getByRole("button", { name: "Metti da parte" }).click();
    await expect(page.getByText("Messo da parte")).toBeVisible();
    await expect(card).toHaveCount(0);
    await visit("/ufficio/da-decidere");
    const row = page.getByRole("row").filter({ hasText: "Zio Pino" });
    await expect(row).toContainText("Nessun ordine riconosciuto.");
    await expect(row).toContainText("non è un cliente");
    await row.getByRole("button", { name: "Restituito" }).click();
    await confirm(page, /^La banca ha restituito 5,00\s€\?$/, /^Sì, 5,00\s€ sono tornati indietro$/);
    await expect(page.getByText("Annotato: 5,00 € restituiti dalla banca")).toBeVisible();
    await expect(row).toHaveCount(0);
  });

  await test.step("the same file again changes nothing", async () => {
    await visit("/ufficio/estratti");
    const before = await page.getByRole("heading", { name: /^Accrediti da abbinare/ }).innerText();
    await handIn(page, "ancora.xml", file);
    await expect(page.getByText("«ancora.xml» era già stato importato")).toBeVisible();
    await expect(page.getByText("Non è cambiato nulla.")).toBeVisible();
    await expect(page.getByRole("heading", { name: before })).toBeVisible();
    await expect(page.getByRole("cell", { name: "ancora.xml" })).toHaveCount(0);
  });
});

test("two swapped digits are found, and a table of another bank is read", async ({
  visitor,
  page,
}) => {
  test.slow();
  const business = aCompany();
  const number = await anOrder(visitor, { business });
  const [, head, a, b] = /^(\d+)(\d)(\d)$/.exec(number)!;
  // Alike digits cannot change places, so then the two before do.
  const written = a === b ? `${number.slice(0, -3)}${a}${number.at(-3)}${b}` : `${head}${b}${a}`;
  await enter(visitor);

  const table =
    "Data contabile;Data valuta;Importo;Divisa;Descrizione\n" +
    `21/11/2026;21/11/2026;36,60;EUR;BONIFICO DA ${business.name} PER ORDINE ${written}\n` +
    "21/11/2026;21/11/2026;-2,50;EUR;COMMISSIONI\n";
  await handIn(page, "movimenti.csv", table);

  await expect(page.getByText("1 accredito nuovo.")).toContainText("Non importati: 1 addebito.");
  const card = page.getByRole("listitem").filter({ hasText: `PER ORDINE ${written}` });
  await expect(card).toContainText(`Due cifre scambiate: ${written} → ${number}`);
  await card.getByRole("button", { name: `Accetta 36,60 € per l’ordine ${number}` }).click();
  await expect(page.getByText(`Accreditato: l’ordine ${number} è pagato`)).toBeVisible();
});

test("a file that cannot be read says where, and changes nothing", async ({
  visitor,
  page,
  hydrated,
  axe,
}) => {
  await enter(visitor);
  await handIn(page, "sbagliato.csv", "Data;Importo;Descrizione\n21/11/2026;dieci;x\n");
  await expect(page.getByText("Alla riga 2 del file non si capisce l’importo.")).toBeVisible();
  await expect(page).toHaveTitle(/^Errore: /);
  await hydrated();
  await axe();

  const laughs = '<?xml version="1.0"?><!DOCTYPE D [<!ENTITY a "ha">]><D>&a;</D>';
  await handIn(page, "risate.xml", laughs);
  await expect(page.getByText(/per sicurezza non lo leggiamo/)).toBeVisible();
  await handIn(page, "enorme.csv", "x".repeat(2 * 1024 * 1024 + 1));
  await expect(page.getByText("Il file supera 2 MB")).toBeVisible();
  await page.getByRole("button", { name: "Importa" }).click();
  await expect(page.getByText("Scegli il file")).toBeVisible();
  await expect(page.getByRole("cell", { name: "sbagliato.csv" })).toHaveCount(0);
});

test("a table that nobody knew is explained once, with a preview", async ({
  visitor,
  page,
  hydrated,
  axe,
}) => {
  test.slow();
  await enter(visitor);
  // Names and rows that no other run has: what is said of names is remembered, and a row is known.
  // Neither they nor their amount fit an order, which would wait for them in the other tests.
  const run = Date.now().toString(36);
  const mark = `Codice ${run}`;
  const table = (text: string): string =>
    `Quando;Cosa;Quanto;${mark}\n11/21/2026;${text};7.13;X1\n`;

  await test.step("says what each column is", async () => {
    await page.getByLabel("Estratto conto della banca").setInputFiles({
      name: "nuova.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(table(`acconto ${run}`)),
    });
    await page.getByRole("button", { name: "Importa" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Colonne della tabella");
    await hydrated();
    await axe();
    await page.getByLabel("Quanto", { exact: true }).selectOption("Non serve");
    await page.getByRole("button", { name: "Anteprima" }).click();
    await expect(page.getByText("Indica quale colonna è l’importo")).toBeVisible();
    await expect(page).toHaveTitle(/^Errore: /);
    await page.getByLabel("Quanto", { exact: true }).selectOption("Importo (con il segno)");
    await page.getByLabel("Date", { exact: true }).selectOption({ index: 0 });
    await page.getByRole("button", { name: "Importa e ricorda" }).click();
    await expect(page.getByText("Alla riga 2 del file non si capisce la data.")).toBeVisible();
    await expect(page.getByText("11/21/2026 · acconto")).toBeVisible();
    await page.getByLabel("Date", { exact: true }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Anteprima" }).click();
    await expect(page.getByRole("heading", { name: "Anteprima: 1 accredito" })).toBeVisible();
    await hydrated();
    await axe();
    await page.getByRole("button", { name: "Importa e ricorda" }).click();
    await expect(page.getByText("«nuova.csv» importato")).toBeVisible();
  });

  await test.step("the next one with these names needs no word", async () => {
    await handIn(page, "seconda.csv", table(`altro ${run}`));
    await expect(page.getByText("1 accredito nuovo.")).toBeVisible();
  });

  await test.step("what was said is forgotten", async () => {
    const row = page.getByRole("row").filter({ hasText: mark });
    await row.getByRole("button", { name: /^Dimentica/ }).click();
    await expect(page.getByText("Tabella dimenticata")).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: mark })).toHaveCount(0);
  });
});
