// `Disdetta`: the owner of a service gives it up, and may take that back until the office confirms it.
import { expect, test } from "../fixtures";
import { conclude, confirmHolder, reachTheHolder } from "../flows/buy";
import { readMail, theOffice } from "../flows/office";
import { aCompany } from "../flows/people";
import { paths } from "../pages/shop";

test("a service is given up after a second thought, and ends when the office confirms it", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  browser,
}) => {
  test.slow();
  const company = aCompany();
  const ask = page.getByRole("button", { name: "Chiedi la disdetta" });
  const downloaded = page.getByRole("checkbox", { name: "Ho scaricato i documenti" });
  await reachTheHolder(visitor, company);
  await confirmHolder(visitor);
  await conclude(visitor, "card");

  await test.step("who has not saved the documents is asked to, and keeps what was typed", async () => {
    await visit("/disdetta");
    await axe();
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
    await axe();
  });

  await test.step("asks, takes it back, and asks again", async () => {
    await downloaded.check();
    await ask.click();
    await expect(page.getByText(/^Hai chiesto la disdetta il 22\snovembre\s2026/)).toBeVisible();
    await axe();
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
    await axe();
    await visit(paths.product);
    await expect(
      page.getByRole("button", { name: "Acquista Fatturazione Elettronica" }).first(),
    ).toBeVisible();
  });
});
