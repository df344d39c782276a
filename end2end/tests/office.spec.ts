// The office: an order is found by whatever is known of it, shown beside its list, and its money is
// registered after a second look.
import { expect, test } from "../fixtures";
import { anOrder } from "../flows/buy";
import { confirm, enterTheOffice, lookFor, orderDetail, orderRow } from "../flows/office";
import { aCompany } from "../flows/people";
import { cutOffSmall } from "../flows/spot";

test("an order is found, and the address keeps what was asked for", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
}) => {
  test.slow();
  const business = aCompany();
  const number = await anOrder(visitor, { business, by: "slip" });
  await visit("/ufficio");
  await enterTheOffice(page);
  await hydrated();
  const row = orderRow(page, number);
  const piles = page.getByRole("navigation", { name: "Stato degli ordini" });

  await test.step("what waits for its money is there at once", async () => {
    await expect(piles.getByRole("link", { name: /^Da incassare \d+$/ })).toHaveAttribute("aria-current", "true");
    await expect(page.getByRole("heading", { level: 2, name: /^\d+ ordin[ei] da incassare$/ })).toBeVisible();
    await axe();
  });

  for (const typed of [
    business.name.toUpperCase(),
    business.vatNumber,
    `IT${business.vatNumber}`,
    number,
    `ordine ${number}`,
  ]) {
    await test.step(`«${typed}» finds it`, async () => {
      await lookFor(page, typed);
      await expect(row).toContainText(business.name);
      await expect(row).toContainText("36,60 €");
      await expect(row).toContainText("bollettino, fino al 22/12/2026");
      await expect(row).toContainText("Attesa pagamento");
      await expect(page.getByRole("heading", { level: 2, name: "1 ordine", exact: true })).toBeVisible();
    });
  }

  await test.step("an amount finds all that cost as much", async () => {
    await lookFor(page, "36,60");
    await expect(page.getByRole("link", { name: /36,60\s€/ }).first()).toBeVisible();
    await expect(page.getByRole("link", { name: /^Tutti \d+$/ })).toHaveAttribute("aria-current", "true");
  });

  await test.step("lists narrow it, and going back widens it", async () => {
    await lookFor(page, business.vatNumber);
    await page.getByLabel("Metodo").selectOption("Bonifico");
    await page.getByRole("search").getByRole("button", { name: "Cerca" }).click();
    await expect(page.getByRole("heading", { name: "Nessun ordine", exact: true })).toBeVisible();
    await expect(page).toHaveURL(/metodo=bonifico/);
    await hydrated();
    await axe();
    await page.goBack();
    await expect(row).toBeVisible();
    await expect(page.getByLabel("Metodo")).toHaveValue("");
  });

  await test.step("where nothing is, it says where something is", async () => {
    await piles.getByRole("link", { name: /^Evasi 0$/ }).click();
    await expect(page.getByRole("heading", { name: "Nessun ordine evaso" })).toBeVisible();
    await page.getByRole("link", { name: "Guarda in tutti gli stati (1 ordine)" }).click();
    await expect(row).toBeVisible();
    await page.getByRole("link", { name: "Togli i filtri" }).click();
    await expect(page).toHaveURL(/\/ufficio$/);
  });

  await test.step("signs are letters, and nothing is found by them", async () => {
    await lookFor(page, "%");
    await expect(page.getByText("Niente corrisponde a «%»")).toBeVisible();
  });
});

test("money is registered after a second look, beside the list it was found in", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  javaScriptEnabled,
}) => {
  test.slow();
  const business = aCompany();
  const number = await anOrder(visitor, { business });
  await visit("/ufficio");
  await enterTheOffice(page);
  await lookFor(page, business.vatNumber);
  const row = orderRow(page, number);
  const detail = orderDetail(page, number);
  const register = detail.getByRole("button", { name: `Registra pagamento dell’ordine ${number}` });
  const amount = detail.getByLabel("Importo (€)");
  const day = detail.getByLabel("Arrivato il");

  await test.step("the order stands beside its list", async () => {
    await row.click();
    await expect(detail).toContainText(business.name);
    await expect(detail).toContainText(business.vatNumber);
    await expect(detail).toContainText("Da incassare36,60 €");
    await expect(detail.getByRole("listitem").filter({ hasText: "Ordine concluso" })).toContainText("22/11/2026");
    await expect(row).toHaveAttribute("aria-current", "true");
    await expect(page).toHaveURL(new RegExp(`cerca=${business.vatNumber}`));
    await hydrated();
    await axe();
  });

  await test.step("another amount is refused, and nothing typed is lost", async () => {
    await day.fill("2026-11-20");
    await amount.fill("30");
    await register.click();
    await expect(detail.getByText("per quest’ordine sono dovuti 36,60 €")).toBeVisible();
    await expect(page).toHaveTitle(/^Errore: /);
    await expect(amount).toHaveValue("30");
    await expect(amount).toHaveAttribute("aria-invalid", "true");
    await expect(day).toHaveValue("2026-11-20");
    await hydrated();
    await axe();
    if (!javaScriptEnabled) return;
    await amount.fill("36,60");
    await page.keyboard.press("Tab");
    await expect(detail.getByText("per quest’ordine sono dovuti")).toHaveCount(0);
    await expect(amount).not.toHaveAttribute("aria-invalid");
    await expect(page).not.toHaveTitle(/^Errore: /);
  });

  const question = detail.getByRole("group", { name: /^Registri 36,60\s€\?$/ });
  await test.step("what is to be registered is shown once more", async () => {
    await amount.fill("36,60");
    await register.click();
    await expect(question).toContainText(`Ordine${number}`);
    await expect(question).toContainText(business.name);
    await expect(question).toContainText("20/11/2026, bonifico");
    await expect(question).toContainText("Rispetto al dovutouguale");
    await expect(detail.getByText("Attesa pagamento", { exact: true })).toBeVisible();
    await hydrated();
    await axe();
    await page.reload();
    await expect(question).toBeVisible();
  });

  await test.step("the way back leads to the form as it was", async () => {
    await question.getByRole("link", { name: "Torna ai dati" }).click();
    await expect(day).toHaveValue("2026-11-20");
    await expect(amount).toHaveValue("36,60");
    await expect(question).toHaveCount(0);
    await register.click();
  });

  await test.step("yes registers it, once", async () => {
    await confirm(page, /^Registri 36,60/, /^Sì, registra 36,60\s€$/);
    await expect(detail.getByText(`Pagamento dell’ordine ${number} registrato`)).toBeVisible();
    await expect(detail.getByText("Evaso", { exact: true })).toBeVisible();
    await expect(detail.getByRole("listitem").filter({ hasText: "Pagamento registrato: 36,60 €" })).toContainText("da ufficio");
    await expect(row).toContainText("Evaso");
    await expect(page).toHaveURL(new RegExp(`cerca=${business.vatNumber}`));
    await page.goBack();
    await page.reload();
    await expect(question).toHaveCount(0);
    await expect(register).toHaveCount(0);
  });
});

test("on a narrow screen the order takes the place of its list, and leads back to it", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
}) => {
  test.slow();
  const business = aCompany();
  const number = await anOrder(visitor, { business });
  await visit("/ufficio");
  await enterTheOffice(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await lookFor(page, business.name);
  const row = orderRow(page, number);
  const detail = orderDetail(page, number);
  const register = detail.getByRole("button", { name: `Registra pagamento dell’ordine ${number}` });
  const nothingIsCut = async () => expect(await cutOffSmall(page)).toEqual([]);

  await nothingIsCut();
  await row.click();
  await expect(detail).toBeVisible();
  await expect(row).toBeHidden();
  await nothingIsCut();
  await register.click();
  await expect(detail.getByRole("group", { name: /^Registri 36,60/ })).toBeInViewport();
  await nothingIsCut();
  await hydrated();
  await axe();

  await detail.getByRole("link", { name: "Torna agli ordini" }).click();
  await expect(row).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Cerca" })).toHaveValue(business.name);
  await expect(detail).toHaveCount(0);
});
