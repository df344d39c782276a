// Whoever has forgotten the username or a password comes back in, by the mails of the shop.
import { expect, test } from "../fixtures";
import { confirmAddress, linkIn } from "../flows/address";
import { aService, reachTheHolder, signIn } from "../flows/buy";
import { firstAccess, signInToPanel } from "../flows/first_configuration";
import { tabTo } from "../flows/keyboard";
import { DEMO_PASSWORD, readMail } from "../flows/office";
import { aCompany } from "../flows/people";
import { looksRight } from "../flows/widths";
import { paths } from "../pages/shop";

const NEW = "cinque gatti sul tetto";
const NEW_OF_THE_PANEL = "Quattro-Gufi-5-nel-Fienile";

test("username and password come back by mail, with the keyboard alone", async ({ visitor, browser, javaScriptEnabled }) => {
  test.slow();
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
    await looksRight(visitor);
    await tabTo(visitor, "Email, partita IVA o codice fiscale");
    await page.keyboard.type("non so");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Email, partita IVA o codice fiscale")).toHaveAccessibleDescription(
      /Non è un indirizzo email, una partita IVA o un codice fiscale/,
    );
    await hydrated();
    await looksRight(visitor);
    await tabTo(visitor, "Email, partita IVA o codice fiscale");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(company.vatNumber);
    if (javaScriptEnabled) {
      await page.keyboard.press("Tab");
      await expect(page.getByLabel("Email, partita IVA o codice fiscale")).not.toHaveAttribute("aria-invalid");
      await expect(page.getByText(/Non è un indirizzo email, una partita IVA/)).toHaveCount(0);
      await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Enter");
    await expect(page.getByText("Controlla la tua posta")).toBeVisible();
    await looksRight(visitor);
    expect(await readMail(browser, company.email, /^Lo username/)).toContain(username);
  });

  const link = await test.step("the password", async () => {
    await visit("/recupera-password");
    await looksRight(visitor);
    await tabTo(visitor, "Username dell’account");
    await page.keyboard.type(username);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Controlla la tua posta")).toBeVisible();
    const link = linkIn(await readMail(browser, company.email, /^Scegli la nuova password/));
    await visit(link);
    await looksRight(visitor);
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
  await looksRight(visitor);
  await visit(paths.signIn);
  await signIn(page, username, NEW);
  await page.waitForURL((url) => url.pathname !== paths.signIn);
  await visit("/area-clienti/dati");
  await expect(page.getByText("Questo dispositivo")).toBeVisible();
  await looksRight(visitor);
});

test("the password of the panel comes back to the holder, and the username stays", async ({ visitor, browser }) => {
  test.slow();
  const { page, visit, hydrated } = visitor;
  const company = aCompany();
  await aService(visitor, company);
  await firstAccess(visitor, company, browser);

  await test.step("whoever exists is not told, and the holder gets a link", async () => {
    await page.context().clearCookies();
    await visit("/pannello/accedi");
    await tabTo(visitor, "Non ricordi la password?");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/pannello/recupera-password");
    await hydrated();
    await looksRight(visitor);
    for (const username of ["BT99999999990", `BT${company.vatNumber}`]) {
      await visit("/pannello/recupera-password");
      await tabTo(visitor, "Username del pannello");
      await page.keyboard.type(username);
      await page.keyboard.press("Enter");
      await expect(page.getByText("Controlla la tua posta")).toBeVisible();
    }
    await looksRight(visitor);
  });

  const link = linkIn(await readMail(browser, company.email, /^Scegli la nuova password del pannello/));
  await test.step("it leads to a new password, for the same username", async () => {
    expect(link).toMatch(/^\/pannello\//);
    await visit(link);
    await expect(page.getByText(`BT${company.vatNumber}`)).toBeVisible();
    await looksRight(visitor);
    const choose = async (first: string, again: string) => {
      await tabTo(visitor, "Nuova password");
      await page.keyboard.type(first);
      await tabTo(visitor, "Conferma la nuova password");
      await page.keyboard.type(again);
      await page.keyboard.press("Enter");
    };
    await choose(NEW_OF_THE_PANEL, "un’altra");
    await expect(page.getByLabel("Conferma la nuova password")).toHaveAttribute("aria-invalid", "true");
    await hydrated();
    await looksRight(visitor);
    await choose(NEW_OF_THE_PANEL, NEW_OF_THE_PANEL);
    await expect(page.getByText("La tua password è stata cambiata")).toBeVisible();
    await looksRight(visitor);
  });

  await test.step("the old one opens nothing, the new one the panel, and the link is used up", async () => {
    await visit("/pannello/accedi");
    await signInToPanel(page, company);
    await expect(page.getByRole("alert").first()).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accedi al pannello");
    await hydrated();
    await signInToPanel(page, company, NEW_OF_THE_PANEL);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Prima configurazione");
    await visit(link);
    await expect(page.getByText("Questo link non vale più")).toBeVisible();
    await looksRight(visitor);
  });
});

test("a new e-mail is confirmed by its reader", async ({ visitor, browser }) => {
  const { page, visit, hydrated } = visitor;
  const company = aCompany();
  const username = await reachTheHolder(visitor, company);
  await visit("/area-clienti/dati/email");
  await looksRight(visitor);
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
