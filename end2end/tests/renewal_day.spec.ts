// The day on which a service renews by itself: what its owner sees when the bank does not agree.
import { expect, test, TODAY } from "../fixtures";
import { payAtTheDemoProvider, signIn } from "../flows/buy";
import { enterThePanel } from "../flows/demo_customer";
import { leaveACard } from "../flows/methods";
import { DEMO_PASSWORD, enterTheOffice } from "../flows/office";
import { OwnShop } from "../flows/own_shop";
import { looksRight } from "../flows/widths";
import { MethodsPage, RenewalPage, renewalPaths } from "../pages/renewal";
import { paths } from "../pages/shop";

const OWNER = "2000001@bottega.example";
/** A week before the service of the demo's customer ends. */
const THE_DAY = "2027-04-15";
const THE_DAY_BEFORE = "2027-04-14";

test("a bank that asks leaves an order, a banner, and a way to confirm", async ({
  visitor,
  page,
  visit,
  hydrated,
}, info) => {
  test.slow();
  const shop = OwnShop.ofTest(info);
  const comeIn = async () => {
    await visit(`${shop.url}${paths.signIn}`);
    await signIn(page, OWNER, DEMO_PASSWORD);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("I tuoi servizi");
  };
  try {
    await shop.openOn(TODAY);
    await comeIn();
    await test.step("turns the renewal on with a card whose bank will ask", async () => {
      await visit(`${shop.url}${renewalPaths.methods}`);
      await new MethodsPage(page).add.click();
      await leaveACard(visitor, "La banca chiede conferma");
      await visit(`${shop.url}${renewalPaths.renewal}`);
      const renewal = new RenewalPage(page);
      await renewal.turnOn.click();
      await expect(renewal.state).toContainText("il 15 aprile 2027 addebitiamo");
    });

    await shop.openOn(THE_DAY);
    await test.step("the panel says so before anything else", async () => {
      await enterThePanel(page, shop.url);
      // The shop looks after renewals when it opens, and a moment later it has heard of this one.
      await expect(async () => {
        await visit(`${shop.url}/pannello`);
        const banner = page.getByRole("alert").getByText("La tua banca chiede una conferma");
        await expect(banner).toBeVisible({ timeout: 200 });
      }).toPass({ timeout: 20_000 });
      await looksRight(visitor);
      const confirm = { name: "Conferma il pagamento" };
      await expect(page.getByRole("alert").getByRole("link", confirm)).toBeVisible();
      // And where `Rinnova` stands otherwise.
      const service = page.getByRole("region", { name: "Stato servizio" });
      await expect(service.getByRole("link", confirm)).toBeVisible();
      await expect(service.getByRole("button", { name: "Rinnova" })).toHaveCount(0);
    });

    await test.step("its owner signs in to the account", async () => {
      await comeIn();
      await visit(`${shop.url}${renewalPaths.renewal}`);
      await hydrated();
      await looksRight(visitor);
    });

    await test.step("the confirmation pays the order", async () => {
      await page.getByRole("link", { name: "Conferma il pagamento" }).click();
      await page.waitForURL("**/pagamento");
      await hydrated();
      await expect(page.getByText("premi «Paga» e conferma il pagamento")).toBeVisible();
      await looksRight(visitor);
      await page.getByRole("radio", { name: /^Carta di credito/ }).check();
      await page.getByRole("button", { name: "Paga", exact: true }).click();
      await payAtTheDemoProvider(visitor, "Il pagamento riesce");
      await page.waitForURL(/\/ordini\/\d+$/);
      await expect(page.getByText("Evaso").first()).toBeVisible();
    });

    await test.step("and the next renewal is a year later, with the same method", async () => {
      await visit(`${shop.url}${renewalPaths.renewal}`);
      await expect(new RenewalPage(page).state).toContainText(
        /il 15\saprile\s2028 addebitiamo .* con Visa\s••••\s3184/,
      );
    });
  } finally {
    await shop.close();
  }
});

test("a card that pays renews by itself, and the mail says that it was a renewal", async ({ visitor, page, visit }, info) => {
  test.slow();
  const shop = OwnShop.ofTest(info);
  try {
    await shop.openOn(TODAY);
    await visit(`${shop.url}${paths.signIn}`);
    await signIn(page, OWNER, DEMO_PASSWORD);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("I tuoi servizi");
    await visit(`${shop.url}${renewalPaths.methods}`);
    await new MethodsPage(page).add.click();
    await leaveACard(visitor, "La carta paga");
    await visit(`${shop.url}${renewalPaths.renewal}`);
    const { turnOn, state } = new RenewalPage(page);
    await turnOn.click();
    await expect(state).toContainText("il 15 aprile 2027 addebitiamo");
    const [, due] = /addebitiamo (\d+,\d\d)/.exec(await state.innerText())!;

    await shop.openOn(THE_DAY_BEFORE);
    await test.step("the office reads the same of the next day", async () => {
      await visit(`${shop.url}/ufficio`);
      await enterTheOffice(page);
      await page.getByRole("link", { name: "Rinnovi", exact: true }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rinnovi");
      const row = page.getByRole("row").filter({ hasText: "Ceramiche Bianchi" });
      for (const told of ["15 aprile 2027", `${due} €`, /Visa\s••••\s4242/, "Addebito previsto"]) await expect(row).toContainText(told);
      await looksRight(visitor);
    });

    await shop.openOn(THE_DAY);
    await expect(async () => {
      await visit(`${shop.url}${paths.mailbox}?destinatario=anna@ceramiche-bianchi.example`);
      const mail = page.getByText(/^Rinnovo automatico: Fatturazione Elettronica fino al 22\saprile\s2028$/);
      await expect(mail.first()).toBeVisible({ timeout: 200 });
    }).toPass({ timeout: 20_000 });
    await expect(page.getByText("I tuoi servizi aggiuntivi sono attivi")).toHaveCount(0);
  } finally {
    await shop.close();
  }
});
