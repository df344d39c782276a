// A customer changes what is known, takes a copy of everything, and is forgotten.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures";
import { anOrder, signIn } from "../flows/buy";
import { enterTheOffice, lookFor, orderRow, readMail, theOffice } from "../flows/office";
import { aCompany } from "../flows/people";
import { looksRight } from "../flows/widths";
import { unzipped } from "../flows/zip";
import { Header } from "../pages/header";
import { paths } from "../pages/shop";

const RIGHTS = "/area-clienti/dati/diritti";
const NEW = "sette gatti in soffitta";

// A wrong password is answered so, and Chromium says it.
test.use({ tolerated: [/status of 422/] });

test("what is known is changed, copied, and then nothing is but what the law keeps", async ({ visitor, page, visit, hydrated, browser, javaScriptEnabled }) => {
  test.setTimeout(4 * test.info().timeout);
  const company = aCompany();
  const number = await anOrder(visitor, { business: company });
  await visit("/area-clienti/dati");
  const username = await page.getByRole("main").getByText(/^\d{7}@bottega\.example$/).innerText();
  const own = page.getByLabel("La tua password", { exact: true });
  const ask = async (password: string) => {
    await own.fill(password);
    await page.getByRole("button", { name: "Chiedi la cancellazione" }).click();
  };

  await test.step("password, contacts and another device", async () => {
    const elsewhere = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    const isOpenThere = async () => {
      await elsewhere.goto(paths.area);
      return new URL(elsewhere.url()).pathname === paths.area;
    };
    const comeInThere = async (password: string) => {
      await elsewhere.goto(paths.signIn);
      await signIn(elsewhere, username, password);
      await elsewhere.waitForURL((url) => url.pathname !== paths.signIn);
      expect(await isOpenThere()).toBe(true);
    };
    await comeInThere(company.password);
    await visit("/area-clienti/dati");
    await page.getByRole("main").getByRole("button", { name: /^Esci da / }).click();
    await expect(page.getByText("Questo dispositivo")).toBeVisible();
    await expect(page.getByRole("main").getByRole("button", { name: /^Esci da / })).toHaveCount(0);
    expect(await isOpenThere()).toBe(false);
    await comeInThere(company.password);

    await page.getByRole("link", { name: /^Cambia\s+la password/ }).click();
    await page.waitForURL("**/area-clienti/dati/password");
    await looksRight(visitor);
    const change = async (current: string) => {
      await page.getByLabel("Password attuale", { exact: true }).fill(current);
      await page.getByLabel("Nuova password", { exact: true }).fill(NEW);
      await page.getByLabel("Conferma la nuova password", { exact: true }).fill(NEW);
      await page.getByRole("button", { name: "Salva la nuova password" }).click();
    };
    await change("due gatti sul davanzale");
    await expect(page.getByLabel("Password attuale", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await looksRight(visitor);
    await change(company.password);
    await expect(page.getByText("La tua password è stata cambiata")).toBeVisible();
    expect(await isOpenThere()).toBe(false);
    await comeInThere(NEW);
    await elsewhere.context().close();

    await visit("/area-clienti/dati/recapiti");
    await looksRight(visitor);
    const cap = page.getByRole("textbox", { name: "CAP" });
    await page.getByLabel("Indirizzo e numero civico").fill("Via della Colonna 9");
    await cap.fill("501");
    await page.getByRole("button", { name: "Salva", exact: true }).click();
    await expect(cap).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Indirizzo e numero civico")).toHaveValue("Via della Colonna 9");
    await looksRight(visitor);
    await cap.fill("50121");
    if (javaScriptEnabled) {
      await page.keyboard.press("Tab");
      await expect(cap).not.toHaveAttribute("aria-invalid");
      await expect(page).not.toHaveTitle(/^Errore: /);
    }
    await page.getByRole("button", { name: "Salva", exact: true }).click();
    await page.waitForURL(/\/area-clienti\/dati(\?|$)/);
    await expect(page.getByText("Via della Colonna 9").first()).toBeVisible();
  });

  await test.step("the copy is whole", async () => {
    await page.getByRole("link", { name: "Esporta o cancella i tuoi dati" }).click();
    await page.waitForURL(`**${RIGHTS}`);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Esporta i tuoi dati" }).click();
    const files = unzipped(readFileSync(await (await download).path()));
    const { file: listed } = JSON.parse(files.get("manifest.json")!.toString());
    expect([...files.keys()].sort()).toEqual(["manifest.json", ...listed.map(({ nome }: { nome: string }) => nome)].sort());
    for (const { nome, sha256 } of listed) {
      expect(createHash("sha256").update(files.get(nome)!).digest("hex"), nome).toBe(sha256);
      if (nome.endsWith(".json")) expect([...files.keys()]).toContain(nome.replace(".json", ".csv"));
    }
    const [order] = JSON.parse(files.get("ordini.json")!.toString());
    expect(String(order.numero)).toBe(number);
    expect(files.get("account.json")!.toString()).toContain(company.email);
  });

  await test.step("nobody is forgotten while an order is open", async () => {
    await expect(page.getByText("Adesso non si può")).toBeVisible();
    await looksRight(visitor);
    await page.getByRole("link", { name: "Vai all’ordine" }).click();
    await page.waitForURL(`**/ordini/${number}`);
    await hydrated();
    await page.locator("summary", { hasText: "Annulla l’ordine" }).click();
    await page.getByRole("button", { name: "Sì, annulla l’ordine" }).click();
    await expect(page.getByText("Annullato").first()).toBeVisible();
  });

  await test.step("it is asked for with the password, and taken back", async () => {
    await visit(RIGHTS);
    await looksRight(visitor);
    await ask("due gatti sul davanzale");
    await expect(own).toHaveAccessibleDescription(/Questa non è la password/);
    await ask(NEW);
    await expect(page.getByText("Hai chiesto la cancellazione il 22 novembre 2026")).toBeVisible();
    await looksRight(visitor);
    await page.getByRole("button", { name: "Ritira la richiesta" }).click();
    await ask(NEW);
    await expect(page.getByText("Hai chiesto la cancellazione il 22 novembre 2026")).toBeVisible();
  });

  await test.step("the office looks twice, and only a number is left", async () => {
    await visit("/ufficio");
    await enterTheOffice(page);
    await visit("/ufficio/clienti");
    await looksRight(visitor);
    await page.getByRole("link", { name: `Cancella i dati di ${company.name}` }).click();
    await expect(page.getByText(`Di ${company.name} resterà solo quello che la legge chiede`)).toBeVisible();
    await looksRight(visitor);
    // In a browser of its own: the customer's ends with the account.
    const office = await theOffice(browser);
    await office.goto(page.url());
    await office.getByRole("button", { name: "Sì, cancella i dati" }).click();
    const [account] = username.split("@");
    await expect(office.getByRole("row", { name: new RegExp(`${account}.*ufficio`) })).toBeVisible();
    await expect(office.getByText(company.name)).toHaveCount(0);
    await office.goto("/ufficio");
    await lookFor(office, number);
    await expect(orderRow(office, number)).toContainText("Cliente cancellato");
    await office.context().close();
  });

  await test.step("the last mail says what was done, and nobody comes in any more", async () => {
    const mail = await readMail(browser, company.email, /^I tuoi dati sono cancellati/);
    expect(mail).toContain(username);
    expect(mail).toMatch(/per 10 anni, al più tardi fino al 22\snovembre\s2036/);
    await visit(paths.area);
    await expect(page).toHaveURL(new RegExp(paths.signIn));
    await expect(new Header(page).signIn).toBeVisible();
    await signIn(page, username, NEW);
    await expect(page.getByRole("alert").getByText(/Username o password non sono corretti/).first()).toBeVisible();
  });
});
