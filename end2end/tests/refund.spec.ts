// The office gives money back: never in one press, never without saying why, and a large amount
// never alone.
import { expect, test } from "../fixtures";
import { anOrder } from "../flows/buy";
import { confirm, enterTheOffice, hire, orderDetail, theOffice } from "../flows/office";
import { camt053, handIn } from "../flows/statement";

test("a large refund is taken back, asked for again and approved by a colleague", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  browser,
  shop,
}) => {
  test.slow();
  const number = await anOrder(visitor);
  hire(shop, "rosa");
  await visit("/ufficio");
  await enterTheOffice(page, "rosa");
  await hydrated();
  await expect(page.getByRole("banner")).toContainText("rosa");

  await test.step("much more than the order arrives", async () => {
    await visit("/ufficio/estratti");
    await expect(page.getByRole("banner")).toContainText("rosa");
    const payer = "Generosa S.r.l.";
    await handIn(page, "tanto.xml", camt053([{ amount: "300.00", payer, text: `ORD.${number}` }]));
    const credit = page.getByRole("listitem").filter({ hasText: `ORD.${number}` });
    await expect(credit).toContainText("L’ordine risulterà pagato; avanzano 263,40 €");
    await credit.getByRole("button", { name: new RegExp(`^Accetta.*ordine ${number}$`) }).click();
    await expect(page.getByText(`l’ordine ${number} è pagato, e avanza un resto`)).toBeVisible();
  });

  await visit("/ufficio/da-decidere");
  const row = page
    .getByRole("table", { name: /^Importi da decidere/ })
    .getByRole("row")
    .filter({ hasText: number });
  const unfinished = page
    .getByRole("table", { name: /^Rimborsi in corso/ })
    .getByRole("row")
    .filter({ hasText: number });
  const amount = row.getByLabel("Importo (€)");
  const reason = row.getByLabel("Motivo");
  const refund = row.getByRole("button", { name: `Rimborsa l’ordine ${number}` });
  const asked = page.getByText(
    `Rimborso di 250,00 € dell’ordine ${number}: aspetta l’approvazione di un collega`,
  );

  await test.step("nothing is sent in one press, and first it is said what will happen", async () => {
    await expect(refund).toBeHidden();
    await row.getByText("Rimborsa…").click();
    await expect(row).toContainText("il bonifico a chi ha pagato lo mandi tu dalla banca");
    await expect(row).toContainText("Oltre 200,00 € deve essere d’accordo un collega");
    await axe();
  });

  await test.step("without a reason it is refused, and nothing typed is lost", async () => {
    await amount.fill("250");
    await reason.fill("   ");
    await refund.click();
    await expect(row.getByText("Scrivi il motivo del rimborso")).toBeVisible();
    await expect(page).toHaveTitle(/^Errore: /);
    await expect(amount).toHaveValue("250");
    await expect(amount).not.toHaveAttribute("aria-invalid", "true");
    await expect(reason).toHaveAttribute("aria-invalid", "true");
    await expect(reason).toBeFocused();
    await expect(unfinished).toHaveCount(0);
    await hydrated();
    await axe();
  });

  await test.step("more than there is is refused at the amount", async () => {
    await amount.fill("263,41");
    await reason.fill("pagato troppo");
    await refund.click();
    await expect(row.getByText("al massimo di 263,40 €")).toBeVisible();
    await expect(amount).toHaveValue("263,41");
    await expect(amount).toHaveAttribute("aria-invalid", "true");
    await expect(reason).toHaveValue("pagato troppo");
  });

  const ask = () =>
    test.step("asks for it", async () => {
      await amount.fill("250");
      await reason.fill("pagato troppo");
      await refund.click();
      await confirm(page, /^Chiedi il rimborso di 250,00\s€\?$/, /^Sì, chiedi il rimborso di 250,00\s€$/);
      await expect(asked).toBeVisible();
      await expect(row).toContainText("Rimborso in attesa di approvazione");
      await expect(refund).toHaveCount(0);
      await expect(unfinished).toContainText("Aspetta l’approvazione di un collega.");
      await expect(unfinished.getByRole("button", { name: /^Approva/ })).toHaveCount(0);
      await hydrated();
      await axe();
    });

  await ask();
  await test.step("takes it back", async () => {
    await unfinished.getByRole("button", { name: `Ritira il rimborso dell’ordine ${number}` }).click();
    await expect(page.getByText(`Rimborso di 250,00 € dell’ordine ${number} annullato`)).toBeVisible();
    await expect(unfinished).toHaveCount(0);
    await row.getByText("Rimborsa…").click();
  });
  await ask();
  const address = page.url();

  await test.step("a colleague approves", async () => {
    const colleague = await theOffice(browser);
    await colleague.goto("/ufficio/da-decidere");
    const waiting = colleague.getByRole("row").filter({ hasText: "pagato troppo" });
    const approve = `Approva il rimborso dell’ordine ${number}`;
    await expect(waiting).toContainText("rosa");
    await waiting.getByRole("button", { name: approve }).click();
    await confirm(colleague, /^Approvi il rimborso di 250,00\s€\?$/, /^Sì, approva 250,00\s€$/);
    await expect(colleague.getByText(`Rimborsati 250,00 € dell’ordine ${number}`)).toBeVisible();
    await expect(colleague.getByRole("button", { name: approve })).toHaveCount(0);
    await colleague.context().close();
  });

  await test.step("the old address tells what is true now, and an invented one nothing", async () => {
    await visit(address);
    await expect(asked).toHaveCount(0);
    await expect(page.getByText(`Rimborsati 250,00 € dell’ordine ${number}`)).toBeVisible();
    await expect(row).toContainText("13,40 €");
    await visit("/ufficio/da-decidere?esito=01900000-0000-7000-8000-000000000000");
    await expect(page.getByText(/^Rimborsati/)).toHaveCount(0);
    await axe();
  });

  await test.step("what paid the order is given back on its own page", async () => {
    await visit(`/ufficio?ordine=${number}`);
    await page.getByText("Rimborsa…").click();
    await page.getByLabel("Importo (€)").fill("6,60");
    await page.getByRole("button", { name: `Rimborsa l’ordine ${number}` }).click();
    await expect(page.getByText("Scrivi il motivo del rimborso")).toBeVisible();
    await expect(page.getByRole("heading", { name: `Ordine ${number}` })).toBeVisible();
    await expect(page.getByLabel("Importo (€)")).toHaveValue("6,60");
    await page.getByLabel("Motivo").fill("sconto dimenticato");
    await page.getByRole("button", { name: `Rimborsa l’ordine ${number}` }).click();
    await expect(page.getByRole("group", { name: /^Rimborsi 6,60/ })).toContainText("sconto dimenticato");
    await page.getByRole("link", { name: "Torna ai dati" }).click();
    await expect(page.getByLabel("Importo (€)")).toHaveValue("6,60");
    await expect(page.getByLabel("Motivo")).toHaveValue("sconto dimenticato");
    await page.getByRole("button", { name: `Rimborsa l’ordine ${number}` }).click();
    await confirm(page, /^Rimborsi 6,60\s€\?$/, /^Sì, rimborsa 6,60\s€$/);
    await expect(page.getByText(`Rimborsati 6,60 € dell’ordine ${number}`)).toBeVisible();
    const fact = (term: string) =>
      orderDetail(page, number).locator("dl > div").filter({ hasText: term });
    await expect(fact("Incassato")).toContainText("36,60 €");
    await expect(fact("Rimborsato")).toContainText("6,60 €");
    await hydrated();
    await axe();
  });
});
