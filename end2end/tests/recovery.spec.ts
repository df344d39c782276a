// Whoever has forgotten the username or a password comes back in, by the mails of the shop.
import { expect, test } from "../fixtures";
import { confirmAddress, linkIn } from "../flows/address";
import { reachTheHolder, signIn } from "../flows/buy";
import { tabTo } from "../flows/keyboard";
import { DEMO_PASSWORD, readMail } from "../flows/office";
import { aCompany } from "../flows/people";
import { paths } from "../pages/shop";

const NEW = "cinque gatti sul tetto";

test("username and password come back by mail, with the keyboard alone", async ({ visitor, browser, axe }) => {
  const { page, visit, hydrated } = visitor;
  const company = aCompany();
  const username = await reachTheHolder(visitor, company);
  await page.context().clearCookies();

  await test.step("the username", async () => {
    await visit(paths.signIn);
    await tabTo(visitor, "Non ricordi lo username?");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/recupera-username");
    await hydrated();
    await axe();
    await tabTo(visitor, "Email, partita IVA o codice fiscale");
    await page.keyboard.type("non so");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Email, partita IVA o codice fiscale")).toHaveAccessibleDescription(
      /Non è un indirizzo email, una partita IVA o un codice fiscale/,
    );
    await hydrated();
    await page.getByLabel("Email, partita IVA o codice fiscale").focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(company.vatNumber);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Controlla la tua posta")).toBeVisible();
    expect(await readMail(browser, company.email, /^Lo username/)).toContain(username);
  });

  const link = await test.step("the password", async () => {
    await visit("/recupera-password");
    await axe();
    await tabTo(visitor, "Username dell’account");
    await page.keyboard.type(username);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Controlla la tua posta")).toBeVisible();
    const link = linkIn(await readMail(browser, company.email, /^Scegli la nuova password/));
    await visit(link);
    await axe();
    await tabTo(visitor, "Nuova password");
    await page.keyboard.type(NEW);
    await tabTo(visitor, "Conferma la nuova password");
    await page.keyboard.type(NEW);
    await page.keyboard.press("Enter");
    await expect(page.getByText("La tua password è stata cambiata")).toBeVisible();
    return link;
  });

  await visit(link);
  await expect(page.getByText("Questo link non vale più")).toBeVisible();
  await visit(paths.signIn);
  await signIn(page, username, NEW);
  await page.waitForURL((url) => url.pathname !== paths.signIn);
  await visit("/area-clienti/dati");
  await expect(page.getByText("Questo dispositivo")).toBeVisible();
  await axe();
});

test("the password of the panel comes back to the holder, and a new e-mail is confirmed", async ({
  visitor,
  browser,
}) => {
  const { page, visit, hydrated } = visitor;
  await test.step("the panel", async () => {
    await visit("/pannello/accedi");
    await page.getByRole("link", { name: "Non ricordi la password?" }).click();
    await page.waitForURL("**/pannello/recupera-password");
    await hydrated();
    await page.getByLabel("Username del pannello").fill("BT99999999990");
    await page.getByRole("button", { name: "Ricevi il link" }).click();
    await expect(page.getByText("Controlla la tua posta")).toBeVisible();
  });

  await test.step("the address", async () => {
    const company = aCompany();
    const username = await reachTheHolder(visitor, company);
    await visit("/area-clienti/dati/email");
    const next = `nuova.${company.vatNumber}@officina.example`;
    await page.getByLabel("Nuovo indirizzo email").fill(next);
    await page.getByLabel("Password dell’account", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Invia il link" }).click();
    await expect(page.getByText(/Questa non è la password con cui accedi/).first()).toBeVisible();
    await expect(page.getByLabel("Nuovo indirizzo email")).toHaveValue(next);
    await hydrated();
    await page.getByLabel("Password dell’account", { exact: true }).fill(company.password);
    await page.getByRole("button", { name: "Invia il link" }).click();
    await confirmAddress(visitor, browser, next);
    await visit("/area-clienti/dati");
    await expect(page.getByText(next)).toBeVisible();
    expect(await readMail(browser, company.email, /^L'indirizzo email/)).toContain(username);
  });
});
