// How a service goes on: by itself with a stored method, or by hand with what its owner keeps.
import { expect, test, TODAY } from "../fixtures";
import { conclude, confirmHolder, reachTheHolder } from "../flows/buy";
import { pressByKeyboard, tabTo } from "../flows/keyboard";
import { leaveACard, removeMethod } from "../flows/methods";
import { readMail } from "../flows/office";
import { OwnShop } from "../flows/own_shop";
import { aCompany } from "../flows/people";
import { MethodsPage, RenewalPage, renewalPaths } from "../pages/renewal";
import { CartPage, OrderForm, paths } from "../pages/shop";

test("a payment by card turns the renewal on, and its owner turns it off and on", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  browser,
}) => {
  test.slow();
  const company = aCompany();
  await reachTheHolder(visitor, company);
  await confirmHolder(visitor);
  await page.waitForURL(`**${paths.orderForm}`);
  await new OrderForm(page).card.check();
  const charge = page.getByText(/^Dal 22\/11\/2027 rinnovo automatico: 36,60\s€ all’anno con questa carta\./);
  await expect(charge).toBeVisible();
  await conclude(visitor, "card");

  await test.step("the page of the order and a mail say so", async () => {
    await expect(page.getByRole("heading", { name: "Il rinnovo automatico è attivo" })).toBeVisible();
    await expect(page.getByText("Prossimo addebito il 15 novembre 2027")).toContainText("Visa •••• 4242");
    const mail = await readMail(browser, company.email, /Attivazione rinnovo automatico/);
    expect(mail).toMatch(/15\snovembre\s2027/);
  });

  const renewal = new RenewalPage(page);
  await test.step("the page of the renewal tells day, amount and method", async () => {
    await page.getByRole("link", { name: "Gestisci il rinnovo" }).click();
    await page.waitForURL(`**${renewalPaths.renewal}`);
    await hydrated();
    await expect(renewal.state).toContainText(
      /il 15\snovembre\s2027 addebitiamo 36,60\s€ con Visa\s••••\s4242/,
    );
    await expect(renewal.next).toContainText("Dal 22 novembre 2027 al 22 novembre 2028");
    await expect(renewal.next).toContainText("36,60 €");
    await axe();
  });

  await test.step("off", async () => {
    await renewal.turnOff.click();
    await expect(renewal.state).toContainText("Il rinnovo automatico non è attivo");
    await readMail(browser, company.email, /rinnovo automatico/i);
    await axe();
    await visit(paths.area);
    await expect(page.getByText("Il rinnovo automatico non è attivo: alla scadenza")).toBeVisible();
    await page.getByRole("link", { name: "Rinnova", exact: true }).click();
    await page.waitForURL(`**${renewalPaths.renewal}`);
    await hydrated();
  });

  await test.step("and on again, for two years", async () => {
    await renewal.automatic.getByLabel("Frequenza di rinnovo (anni)").selectOption("2");
    await renewal.turnOn.click();
    await expect(renewal.state).toContainText(/addebitiamo 73,20\s€ con Visa\s••••\s4242/);
    await visit(paths.area);
    await expect(page.getByText(/Rinnovo automatico attivo: il 15\snovembre\s2027/)).toBeVisible();
    await axe();
  });
});

test("methods are added, refused, replaced and removed", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  browser,
}) => {
  test.slow();
  const company = aCompany();
  const methods = new MethodsPage(page);
  await reachTheHolder(visitor, company);

  await test.step("nobody has one at first", async () => {
    await visit(renewalPaths.methods);
    await expect(page.getByText("Non hai ancora metodi di pagamento")).toBeVisible();
    await axe();
  });

  await test.step("giving up changes nothing", async () => {
    await methods.add.click();
    await leaveACard(visitor, "Il cliente rinuncia");
    await expect(page.getByText("Il metodo non è stato registrato")).toBeVisible();
    await visit(renewalPaths.methods);
    await expect(page.getByText("Non hai ancora metodi di pagamento")).toBeVisible();
  });

  await test.step("a card paid with is kept, and renews the service", async () => {
    await visit(paths.holder);
    await confirmHolder(visitor);
    await conclude(visitor, "card");
    await visit(renewalPaths.methods);
    await expect(methods.method("Visa •••• 4242")).toContainText("Scadenza 12/2034");
    await expect(methods.method("Visa •••• 4242")).toContainText(
      "Rinnovo automatico di Fatturazione Elettronica: prossimo addebito il 15 novembre 2027.",
    );
    await axe();
  });

  await test.step("what may be charged is told before another card takes its place", async () => {
    await methods.replace("Visa •••• 4242").click();
    await page.waitForURL("**sostituisce=*");
    await hydrated();
    await page.getByRole("radio", { name: /^Carta di credito/ }).check();
    await page.getByRole("button", { name: "Prosegui" }).click();
    await page.waitForURL("**tipo=Card*");
    await expect(page.getByText(/autorizzi addebiti fino a/)).toContainText(
      /36,60\s€ per ciascun rinnovo/,
    );
    await page.goBack();
    await leaveACard(visitor, "La carta è scaduta");
    await expect(page.getByText("Il metodo di pagamento è registrato")).toBeVisible();
    await readMail(browser, company.email, /metodo di pagamento/i);
  });

  await test.step("the renewal follows, with a warning about a card that ends before", async () => {
    await visit(renewalPaths.methods);
    await expect(methods.method("Visa •••• 4242")).toHaveCount(0);
    await expect(methods.method("Visa •••• 0069")).toContainText(
      "La carta scade prima dell’addebito del 15 novembre 2027",
    );
    await axe();
  });

  await test.step("without it the renewal stops", async () => {
    await expect(methods.method("Visa •••• 0069").locator("summary")).toBeVisible();
    await removeMethod(visitor, "Visa •••• 0069");
    await expect(page.getByText("Non hai ancora metodi di pagamento")).toBeVisible();
    await visit(renewalPaths.renewal);
    const renewal = new RenewalPage(page);
    await expect(renewal.state).toContainText("Il rinnovo automatico non è attivo");
    await expect(renewal.automatic).toContainText("serve un metodo di pagamento registrato");
    await axe();
  });
});

test("a service is renewed by hand, without one of its modules", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
}) => {
  test.slow();
  const cart = new CartPage(page);
  const renewal = new RenewalPage(page);
  await test.step("buys the service with two modules and two users", async () => {
    await reachTheHolder(visitor, aCompany());
    await visit(paths.cart);
    await cart.add("Modulo WooCommerce").click();
    await expect(cart.line("Modulo documenti")).toBeVisible();
    await cart.more("Utente aggiuntivo").click();
    await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("1");
    await cart.more("Utente aggiuntivo").click();
    await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("2");
    await cart.onwards.click();
    await confirmHolder(visitor);
    await conclude(visitor, "card");
  });

  await test.step("two years of everything", async () => {
    await visit(renewalPaths.renewal);
    await renewal.moreYears.click();
    await expect(renewal.years).toHaveValue("2");
    // (30 + 18 + 24 + 2 × 12) × 2 and VAT.
    await expect(renewal.total).toHaveText("234,24 €");
    await axe();
  });

  await test.step("what goes with a module is told before it is dropped", async () => {
    await page.locator("summary").filter({ hasText: "Non rinnovare" }).click();
    await expect(renewal.row("Modulo documenti")).toContainText(
      "Senza Modulo documenti non può restare Modulo WooCommerce",
    );
    await axe();
    await page.getByRole("button", { name: "Sì, togli tutti e due" }).click();
    await expect(renewal.row("Modulo documenti")).toContainText(
      /Non rinnovato: resta attivo fino al 22\snovembre\s2027/,
    );
    await expect(renewal.total).toHaveText("131,76 €");
  });

  await test.step("a user less or more can be undone, with the keyboard alone", async () => {
    const press = (name: string, total: string) =>
      pressByKeyboard(visitor, name, () => expect(renewal.total).toHaveText(total));
    await press("Diminuisci: Quantità: Utente aggiuntivo", "102,48 €");
    await expect(renewal.row("Utente aggiuntivo")).toContainText("Dal rinnovo 1 invece di 2");
    await axe();
    await press("Annulla: Utente aggiuntivo", "131,76 €");
    // A third one begins today: 12 for each of three years.
    await press("Aumenta: Quantità: Utente aggiuntivo", "175,68 €");
    await axe();
    await press("Diminuisci: Quantità: Utente aggiuntivo", "131,76 €");
    await press("Annulla: Modulo documenti", "175,68 €");
    await press("Non rinnovare Modulo documenti", "131,76 €");
    await press("Diminuisci: Quantità: Utente aggiuntivo", "102,48 €");
    // (30 + 12) and VAT: the automatic renewal is for one year.
    await expect(renewal.next).toContainText("51,24 €");
    await expect(renewal.state).toContainText(/addebitiamo 51,24\s€/);
    await page.waitForLoadState("networkidle");
  });

  await test.step("the choice is still there when the page is opened again", async () => {
    await visit(renewalPaths.renewal);
    await expect(renewal.row("Utente aggiuntivo")).toContainText("Dal rinnovo 1 invece di 2");
    await expect(renewal.next).toContainText("51,24 €");
    await renewal.moreYears.click();
    await expect(renewal.total).toHaveText("102,48 €");
  });

  const number = await test.step("and orders it by transfer", async () => {
    await tabTo(visitor, "Rinnova");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${paths.orderForm}`);
    await hydrated();
    await expect(new OrderForm(page).block("Che cosa ordini")).toContainText(
      "Dal 22 novembre 2027 al 22 novembre 2029",
    );
    return conclude(visitor, "transfer");
  });

  await test.step("the button stays, and says that the order waits", async () => {
    await visit(paths.area);
    await expect(page.getByText(`L’ordine di rinnovo ${number} aspetta il pagamento.`)).toBeVisible();
    await expect(page.getByRole("link", { name: "Paga", exact: true })).toHaveAttribute(
      "href",
      `/ordini/${number}`,
    );
    await axe();
    await page.getByRole("link", { name: "Rinnova", exact: true }).click();
    await page.waitForURL(`**${renewalPaths.renewal}`);
    await hydrated();
    await expect(page.getByText(`Il rinnovo è già nell’ordine ${number}`)).toBeVisible();
    await axe();
  });
});

test.describe("a mail", () => {
  // The mailbox shows it in a frame in which no script runs, also none of a test.
  test.use({ tolerated: [/frame is sandboxed/, /status of 403/] });

  test("the link of a reminder shows prices, and leads to the order without a sign-in", async ({
    visitor,
    page,
    visit,
    hydrated,
    axe,
  }, info) => {
    test.slow();
    const shop = OwnShop.ofTest(info);
    const renewal = new RenewalPage(page);
    try {
      await shop.openOn(TODAY);
      // Thirty days before the service of the demo's customer ends.
      await shop.openOn("2027-03-23");
      const link = await test.step("reads the mail", async () => {
        await expect(async () => {
          await visit(`${shop.url}/posta`);
          await page.getByRole("link", { name: /^Rinnova il servizio/ }).first().click({ timeout: 1_000 });
        }).toPass({ timeout: 20_000 });
        const text = await page.locator("pre").innerText();
        return /\/rinnovo\?link=[\w.-]+/.exec(text)![0];
      });

      await test.step("nobody is signed in, and everything has its price", async () => {
        await visit(`${shop.url}${link}`);
        await expect(renewal.state).toContainText(/scade il 22\saprile\s2027/);
        await expect(renewal.automatic).toHaveCount(0);
        const before = await renewal.total.innerText();
        await renewal.moreYears.click();
        await expect(renewal.years).toHaveValue("2");
        await expect(renewal.total).not.toHaveText(before);
        await axe();
      });

      await test.step("opening it has begun nothing", async () => {
        await visit(`${shop.url}${paths.orderForm}`);
        await expect(page).toHaveURL(new RegExp(`${paths.signIn}\\?poi=`));
      });

      await test.step("what was chosen is ordered, and nobody's name is told", async () => {
        await visit(`${shop.url}${link}`);
        await renewal.moreYears.click();
        await expect(renewal.years).toHaveValue("2");
        await renewal.renew.click();
        await page.waitForURL(`**${paths.orderForm}`);
        await hydrated();
        await expect(new OrderForm(page).block("Che cosa ordini")).toContainText(
          "al 22 aprile 2029",
        );
        await expect(page.getByText("Sei qui dal link di un’email")).toBeVisible();
        await conclude(visitor, "transfer");
        await expect(page.getByText("Sei qui dal link di un’email")).toBeVisible();
        await expect(page.getByText("Ti scriviamo all’email dell’intestatario")).toBeVisible();
      });

      await test.step("everything else takes the sign-in", async () => {
        await visit(`${shop.url}${paths.area}`);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Per questa pagina accedi");
        await visit(`${shop.url}${link}`);
        await expect(page.getByText("C’è già una richiesta per questo servizio")).toBeVisible();
      });
    } finally {
      await shop.close();
    }
  });
});

test.describe("somebody else's method", () => {
  test.use({ tolerated: [/status of 404/] });

  test("does not exist, and strangers are asked to sign in", async ({ visitor, page, visit }) => {
    await visit(renewalPaths.renewal);
    await expect(page).toHaveURL(new RegExp(`${paths.signIn}\\?poi=${renewalPaths.renewal}`));
    await reachTheHolder(visitor, aCompany());
    for (const path of [
      `${renewalPaths.methods}/01890000-0000-7000-8000-000000000000`,
      `${renewalPaths.methods}/nessuno`,
      `${renewalPaths.newMethod}?sostituisce=01890000-0000-7000-8000-000000000000`,
      "/demo/metodo/01890000-0000-7000-8000-000000000000",
    ]) {
      const response = (await visit(path)) as { status(): number };
      expect(response.status(), path).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pagina non trovata");
    }
  });
});
