// An order on paper: one or two sheets, whoever prints it.
import { expect, test } from "../fixtures";
import { conclude, confirmHolder, register, startWithTheService } from "../flows/buy";
import { enterTheOffice } from "../flows/office";
import { aCompany } from "../flows/people";
import { sheets } from "../flows/sheets";
import { paths } from "../pages/shop";

test("an order of everything takes at most two sheets, for the customer and for the office", async ({ visitor, page, visit, hydrated }) => {
  test.slow();
  const cart = await startWithTheService(visitor);
  for (const module of ["Modulo WooCommerce", "Modulo incassi e pagamenti", "Modulo ordini elettronici"]) {
    await cart.add(module).click();
    await expect(cart.line(module)).toBeVisible();
  }
  await expect(cart.line("Modulo documenti")).toBeVisible();
  await cart.more("Utente aggiuntivo").click();
  await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("1");
  await cart.onwards.click();
  await page.waitForURL(`**${paths.signIn}*`);
  await hydrated();
  await register(visitor, aCompany());
  await confirmHolder(visitor);
  const number = await conclude(visitor, "transfer");
  await visit(`/ordini/${number}`);
  for (const line of ["Modulo documenti", "Modulo WooCommerce", "Modulo incassi e pagamenti", "Modulo ordini elettronici", "Utente aggiuntivo"]) {
    await expect(page.getByText(line).filter({ visible: true }).first()).toBeVisible();
  }
  expect([1, 2]).toContain(await sheets(page));

  await test.step("on paper there is the content alone", async () => {
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("banner")).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Piè di pagina" })).toBeHidden();
    await expect(page.getByRole("button")).toHaveCount(0);
    await page.emulateMedia({ media: null });
  });

  await test.step("in the office", async () => {
    await page.goto("/ufficio");
    await enterTheOffice(page);
    await visit(`/ufficio?ordine=${number}`);
    expect([1, 2]).toContain(await sheets(page));
  });
});
