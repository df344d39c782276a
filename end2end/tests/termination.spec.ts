// `Disdetta`: the owner of a service gives it up, and may take that back until the office confirms it.
import { expect, test } from "../fixtures";
import { aService } from "../flows/buy";
import { lookFor, orderRow, readMail, theOffice } from "../flows/office";
import { aCompany } from "../flows/people";
import { cutOffSmall } from "../flows/spot";
import { looksRight } from "../flows/widths";
import { paths } from "../pages/shop";

// The order of another account is not there, which the console says too.
test.use({ tolerated: [/status of 404/] });

test("a service is given up after a second thought, and ends when the office confirms it", async ({
  visitor,
  page,
  visit,
  hydrated,
  browser,
}) => {
  test.slow();
  const company = aCompany();
  const ask = page.getByRole("button", { name: "Chiedi la disdetta" });
  const downloaded = page.getByRole("checkbox", { name: "Ho scaricato i documenti" });
  const first = await aService(visitor, company);

  await test.step("who has not saved the documents is asked to, and keeps what was typed", async () => {
    await visit("/disdetta");
    expect(await cutOffSmall(page)).toEqual([]);
    await looksRight(visitor);
    await expect(page.getByRole("link", { name: "Esporta i tuoi dati" })).toHaveAttribute(
      "href",
      "/area-clienti/dati/diritti",
    );
    await expect(page.getByRole("radio", { name: /^Adesso/ })).toBeChecked();
    await page.getByLabel("Motivo").fill("Partita IVA chiusa");
    await ask.click();
    await expect(page.getByText("Prima della disdetta scarica i tuoi documenti")).toBeVisible();
    await expect(page.getByLabel("Motivo")).toHaveValue("Partita IVA chiusa");
    await hydrated();
    await looksRight(visitor);
  });

  await test.step("asks, takes it back, and asks again", async () => {
    await downloaded.check();
    await ask.click();
    await expect(page.getByText(/^Hai chiesto la disdetta il 22\snovembre\s2026/)).toBeVisible();
    expect(await cutOffSmall(page)).toEqual([]);
    await looksRight(visitor);
    await readMail(browser, company.email, /disdetta/i);
    await page.getByRole("button", { name: "Ritira la richiesta" }).click();
    await expect(ask).toBeVisible();
    await downloaded.check();
    await page.getByLabel("Motivo").fill("Dati sbagliati");
    await ask.click();
    await expect(page.getByRole("button", { name: "Ritira la richiesta" })).toBeVisible();
    await visit(paths.area);
    await expect(page.getByText(/disdetta/i).first()).toBeVisible();
  });

  await test.step("the office looks once more, and confirms", async () => {
    const office = await theOffice(browser);
    await office.getByRole("link", { name: "Disdette" }).click();
    const row = office.getByRole("row").filter({ hasText: company.name });
    await expect(row).toContainText("Dati sbagliati");
    await row.getByRole("link", { name: /^Conferma/ }).click();
    await row.getByRole("button", { name: "Sì, cancella il servizio" }).click();
    await expect(office.getByRole("row").filter({ hasText: company.name })).toHaveCount(0);
    await office.context().close();
  });

  await test.step("there is no service any more, and another one can be bought", async () => {
    await visit("/disdetta");
    await expect(page.getByText("Non c’è un servizio di cui chiedere la disdetta")).toBeVisible();
    await looksRight(visitor);
    await visit(paths.product);
    await expect(
      page.getByRole("button", { name: "Acquista Fatturazione Elettronica" }).first(),
    ).toBeVisible();
  });

  const second = await test.step("a new account buys for the same partita IVA, and sees nothing of the old one", async () => {
    await page.context().clearCookies();
    const second = await aService(visitor, { ...company, email: `eredi.${company.vatNumber}@officina.example` });
    await visit(paths.area);
    await expect(page.getByText("Attivo", { exact: true }).first()).toBeVisible();
    await expect(page.getByText("Cancellato", { exact: true })).toHaveCount(0);
    await expect(page.getByText(first)).toHaveCount(0);
    await page.getByRole("link", { name: "Gestisci", exact: true }).click();
    await page.waitForURL(/\/area-clienti\/servizi\//);
    await expect(page.locator("#storia").getByText(second).first()).toBeVisible();
    await expect(page.getByText(first)).toHaveCount(0);
    await expect(page.getByText("Dati sbagliati")).toHaveCount(0);
    await looksRight(visitor);
    expect((await visit(`/ordini/${first}`)).status()).toBe(404);
    return second;
  });

  await test.step("the office finds what was ordered before and after", async () => {
    const office = await theOffice(browser);
    await lookFor(office, company.vatNumber);
    for (const number of [first, second]) await expect(orderRow(office, number)).toContainText(company.name);
    await office.context().close();
  });
});
