// A code after the password, at each of the four doors.
import { expect, test, TODAY } from "../fixtures";
import { signIn } from "../flows/buy";
import { enterThePanel, PANEL_USERNAME } from "../flows/demo_customer";
import { DEMO_PASSWORD } from "../flows/office";
import { OwnShop } from "../flows/own_shop";
import { codeField, giveCode, takeATelephone, turnOff } from "../flows/second_factor";
import { looksRight } from "../flows/widths";
import { Header } from "../pages/header";
import { paths } from "../pages/shop";

const CUSTOMER = "2000001@bottega.example";
const FACTOR = "/area-clienti/dati/verifica";
const IS_USED = /oppure è già stato usato/;

test("a customer, a panel user, an accountant and a member of staff", async ({ visitor, page, visit, hydrated }, info) => {
  test.slow();
  const shop = OwnShop.ofTest(info, { BOTTEGA_STAFF_SECOND_FACTOR: "true" });
  const header = new Header(page);
  const leave = async () => {
    await header.face.click();
    await header.leave.click();
    await page.waitForURL((url) => !/verifica|dati/.test(url.pathname));
  };
  const begin = async () => {
    await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Prosegui" }).click();
    await expect(page.getByRole("heading", { name: "1. Aggiungi la chiave all’app" })).toBeVisible();
  };
  try {
    await shop.openOn(TODAY);

    await test.step("the customer", async () => {
      const comeIn = async () => {
        await visit(`${shop.url}${paths.signIn}?poi=${FACTOR}`);
        await signIn(page, CUSTOMER, DEMO_PASSWORD);
        await page.waitForURL((url) => url.pathname !== paths.signIn);
        await hydrated();
      };
      await comeIn();
      await expect(page.getByRole("heading", { name: "Non è attiva" })).toBeVisible();
      await looksRight(visitor);
      await page.getByRole("button", { name: "Prosegui" }).click();
      await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/non è la password/);
      await looksRight(visitor);
      await begin();
      const { telephone, used, codes } = await takeATelephone(visitor, shop);
      const [first, second, third] = codes;
      await visit(`${shop.url}${FACTOR}`);
      await expect(page.getByText("I tuoi codici di recupero")).toHaveCount(0);
      await leave();

      await test.step("comes in with a code", async () => {
        await comeIn();
        await looksRight(visitor);
        await giveCode(page, used);
        await expect(codeField(page)).toHaveAccessibleDescription(IS_USED);
        await looksRight(visitor);
        await visit(`${shop.url}${paths.area}`);
        await expect(page).toHaveURL(new RegExp(paths.signIn));
        await comeIn();
        await giveCode(page, telephone.shows(1));
        await page.waitForURL(`**${FACTOR}`);
        await leave();
      });

      await test.step("and with a recovery code, once", async () => {
        await comeIn();
        await giveCode(page, first!);
        await page.waitForURL(`**${FACTOR}`);
        await expect(page.getByText("9", { exact: true })).toBeVisible();
        await looksRight(visitor);
        await leave();
        await comeIn();
        await giveCode(page, first!);
        await expect(codeField(page)).toHaveAccessibleDescription(IS_USED);
        await giveCode(page, second!);
        await page.waitForURL(`**${FACTOR}`);
      });

      await turnOff(visitor, DEMO_PASSWORD, third!);
      await looksRight(visitor);
      await leave();
      await comeIn();
      await expect(page.getByRole("heading", { name: "Non è attiva" })).toBeVisible();
      await leave();
    });

    await test.step("the panel user", async () => {
      await enterThePanel(page, shop.url);
      await visit(`${shop.url}/pannello/verifica`);
      await begin();
      const { telephone, codes } = await takeATelephone(visitor, shop);
      await leave();
      await visit(`${shop.url}/pannello/accedi`);
      await page.getByLabel("Username del pannello").fill(PANEL_USERNAME);
      await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
      await page.getByRole("button", { name: "Accedi" }).click();
      await looksRight(visitor);
      await giveCode(page, telephone.shows(1));
      await expect(page.getByRole("heading", { name: "Stato servizio" })).toBeVisible();
      await visit(`${shop.url}/pannello/verifica`);
      await turnOff(visitor, DEMO_PASSWORD, codes[0]!);
    });

    await test.step("the accountant, before any client", async () => {
      const comeIn = async () => {
        await visit(`${shop.url}/commercialista/accedi`);
        await page.getByLabel("Username").fill("STUDIOVERDI1");
        await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
        await page.getByRole("button", { name: "Accedi" }).click();
        await page.waitForURL((url) => url.pathname !== "/commercialista/accedi");
      };
      await comeIn();
      await visit(`${shop.url}/commercialista/dati/verifica`);
      await begin();
      const { telephone, codes } = await takeATelephone(visitor, shop);
      await leave();
      await comeIn();
      await looksRight(visitor);
      await giveCode(page, telephone.shows(1));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("I tuoi clienti");
      await visit(`${shop.url}/commercialista/dati/verifica`);
      await turnOff(visitor, DEMO_PASSWORD, codes[0]!);
    });

    await test.step("a member of staff, who is not asked whether", async () => {
      await visit(`${shop.url}/ufficio`);
      await page.getByLabel("Username").fill("ufficio");
      await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
      await page.getByRole("button", { name: "Accedi" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Attiva la verifica in due passaggi");
      await visit(`${shop.url}/ufficio/clienti`);
      await expect(page).toHaveURL(/\/ufficio\/accedi/);
      await visit(`${shop.url}/ufficio/accedi/verifica`);
      await takeATelephone(visitor, shop);
      await expect(page.getByRole("button", { name: "Disattiva la verifica" })).toHaveCount(0);
      await page.getByRole("link", { name: "Vai agli ordini" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ordini");
    });
  } finally {
    await shop.close();
  }
});
