// How a service goes on: by itself with a stored method, or by hand with what its owner keeps.
import { expect, test, TODAY } from "../fixtures";
import { conclude, confirmHolder, reachTheHolder, reachTheOrderForm, signIn } from "../flows/buy";
import { pressByKeyboard, tabTo } from "../flows/keyboard";
import { leaveACard, removeMethod } from "../flows/methods";
import { DEMO_PASSWORD, readMail } from "../flows/office";
import { OwnShop } from "../flows/own_shop";
import { cutOffSmall, spotOf } from "../flows/spot";
import { aCompany } from "../flows/people";
import { orderWithoutAMouse } from "../flows/order_form";
import { looksRight } from "../flows/widths";
import { MethodsPage, RenewalPage, renewalPaths } from "../pages/renewal";
import { CartPage, OrderForm, paths } from "../pages/shop";

/** What keeps its room unseen is text as well. */
const SEEN = { useInnerText: true };

test("a payment by card turns the renewal on, and its owner turns it off and on", async ({
  visitor,
  page,
  visit,
  hydrated,
  browser,
}) => {
  test.slow();
  const company = aCompany();
  await reachTheOrderForm(visitor, company);
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
    await looksRight(visitor);
  });

  await test.step("off", async () => {
    await renewal.turnOff.click();
    await expect(renewal.state).toContainText("Il rinnovo automatico non è attivo");
    await readMail(browser, company.email, /rinnovo automatico/i);
    await looksRight(visitor);
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
    await looksRight(visitor);
  });
});

test("methods are added, refused, replaced at 320 pixels and by keyboard, and removed", async ({
  visitor,
  page,
  visit,
  hydrated,
  browser,
}) => {
  test.slow();
  const company = aCompany();
  const methods = new MethodsPage(page);
  await reachTheHolder(visitor, company);

  await test.step("nobody has one at first", async () => {
    await visit(renewalPaths.methods);
    await expect(page.getByText("Non hai ancora metodi di pagamento")).toBeVisible();
    await looksRight(visitor);
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
    await expect(methods.method("Visa •••• 4242").locator(".mark")).toBeVisible();
    await expect(methods.method("Visa •••• 4242")).toContainText(
      "Rinnovo automatico di Fatturazione Elettronica: prossimo addebito il 15 novembre 2027.",
    );
    await looksRight(visitor);
  });

  await test.step("what may be charged is told before another card takes its place", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await methods.replace("Visa •••• 4242").press("Enter");
    await page.waitForURL("**sostituisce=*");
    await hydrated();
    expect(await cutOffSmall(page)).toEqual([]);
    await page.getByRole("radio", { name: /^Carta di credito/ }).press("Space");
    await page.getByRole("button", { name: "Prosegui" }).press("Enter");
    await page.waitForURL("**tipo=Card*");
    const agreed = page.getByText(/autorizzi l’addebito di ogni rinnovo/);
    await expect(agreed).toContainText(/la prossima volta il 15\snovembre\s2027: .* 36,60\s€\s+ai prezzi di oggi/);
    await expect(agreed).toContainText("Il rinnovo automatico lo disattivi quando vuoi in Rinnovo.");
    expect(await cutOffSmall(page)).toEqual([]);
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
    await looksRight(visitor);
  });

  await test.step("without it the renewal stops", async () => {
    await expect(methods.method("Visa •••• 0069").locator("summary")).toBeVisible();
    await removeMethod(visitor, "Visa •••• 0069");
    await expect(page.getByText("Non hai ancora metodi di pagamento")).toBeVisible();
    await visit(renewalPaths.renewal);
    const renewal = new RenewalPage(page);
    await expect(renewal.state).toContainText("Il rinnovo automatico non è attivo");
    await expect(renewal.automatic).toContainText("serve un metodo di pagamento registrato");
    await looksRight(visitor);
  });
});

test("a service is renewed by hand, without one of its modules and without a mouse", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  javaScriptEnabled,
}) => {
  test.setTimeout(4 * test.info().timeout);
  const cart = new CartPage(page);
  const renewal = new RenewalPage(page);
  const press = (name: string, total: string) =>
    pressByKeyboard(visitor, name, () => expect(renewal.total).toHaveText(total));
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
    // (30 + 18 + 24 + 2 × 12) × 2 and VAT.
    await press("Aumenta: Anni di durata", "234,24 €");
    await expect(renewal.years).toHaveValue("2");
    await looksRight(visitor);
  });

  await test.step("what goes with a module is told before it is dropped", async () => {
    const both = page.getByRole("button", { name: "Sì, togli tutti e due" });
    await pressByKeyboard(visitor, "Non rinnovare Modulo documenti", () => expect(both).toBeVisible());
    await expect(renewal.row("Modulo documenti")).toContainText(
      "Senza Modulo documenti non può restare Modulo WooCommerce",
    );
    await looksRight(visitor);
    await press("Sì, togli tutti e due", "131,76 €");
    await expect(renewal.row("Modulo documenti")).toContainText(
      /Non rinnovato: resta attivo fino al 22\snovembre\s2027/,
      SEEN,
    );
  });

  await test.step("what it would cost needs no answer of the server", async () => {
    if (!javaScriptEnabled) return;
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/api/**", async (route) => {
      await held;
      await route.continue();
    });
    await press("Aumenta: Anni di durata", "197,64 €");
    await press("Diminuisci: Anni di durata", "131,76 €");
    await press("Diminuisci: Quantità: Utente aggiuntivo", "102,48 €");
    await expect(renewal.next).toContainText("51,24 €");
    await press("Aumenta: Quantità: Utente aggiuntivo", "131,76 €");
    answer();
    await page.unrouteAll({ behavior: "wait" });
    await page.waitForLoadState("networkidle");
  });

  await test.step("a user less or more can be undone", async () => {
    await press("Diminuisci: Quantità: Utente aggiuntivo", "102,48 €");
    await expect(renewal.row("Utente aggiuntivo")).toContainText("Dal rinnovo 1 invece di 2", SEEN);
    await axe();
    await press("Annulla la riduzione: Utente aggiuntivo", "131,76 €");
    // A third one begins today: 12 for each of three years.
    await press("Aumenta: Quantità: Utente aggiuntivo", "175,68 €");
    await looksRight(visitor);
    await press("Diminuisci: Quantità: Utente aggiuntivo", "131,76 €");
    await press("Annulla la rinuncia: Modulo documenti", "175,68 €");
    await press("Non rinnovare Modulo documenti", "131,76 €");
    await press("Diminuisci: Quantità: Utente aggiuntivo", "102,48 €");
    // (30 + 12) and VAT: the automatic renewal is for one year.
    await expect(renewal.next).toContainText("51,24 €");
    await expect(renewal.state).toContainText(/addebitiamo 51,24\s€/);
    await page.waitForLoadState("networkidle");
  });

  await test.step("the choice is still there when the page is opened again", async () => {
    await visit(renewalPaths.renewal);
    await expect(renewal.row("Utente aggiuntivo")).toContainText("Dal rinnovo 1 invece di 2", SEEN);
    await expect(renewal.next).toContainText("51,24 €");
    await looksRight(visitor);
    await press("Aumenta: Anni di durata", "102,48 €");
  });

  const number = await test.step("and orders it by transfer", async () => {
    await tabTo(visitor, "Rinnova");
    if (javaScriptEnabled) {
      await page.context().setOffline(true);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("alert").filter({ hasText: "Sei senza rete." })).toBeInViewport({ ratio: 1 });
      await expect(renewal.renew).toHaveAccessibleDescription(/^Sei senza rete/);
      await expect(renewal.renew).toBeFocused();
      await expect(renewal.years).toHaveValue("2");
      await page.context().setOffline(false);
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${paths.orderForm}`);
    await hydrated();
    await expect(new OrderForm(page).block("Che cosa ordini")).toContainText(
      "Dal 22 novembre 2027 al 22 novembre 2029",
    );
    await looksRight(visitor);
    return orderWithoutAMouse(visitor, "transfer");
  });

  await test.step("the button stays, and says that the order waits", async () => {
    await visit(paths.area);
    await expect(page.getByText(`L’ordine di rinnovo ${number} aspetta il pagamento.`)).toBeVisible();
    await expect(page.getByRole("link", { name: "Paga", exact: true })).toHaveAttribute(
      "href",
      `/ordini/${number}`,
    );
    await looksRight(visitor);
    await page.getByRole("link", { name: "Rinnova", exact: true }).click();
    await page.waitForURL(`**${renewalPaths.renewal}`);
    await hydrated();
    await expect(page.getByText(`Il rinnovo è già nell’ordine ${number}`)).toBeVisible();
    await looksRight(visitor);
  });
});

test.describe("under a pointer", () => {
  test.use({ tolerated: [/Failed to load resource/] });
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "each press loads the page anew");

  test("at 320, 375 and 1280 pixels nothing moves, whatever is pressed again and again", async ({
    page,
    visit,
    axe,
  }, info) => {
    test.slow();
    const shop = OwnShop.ofTest(info);
    const renewal = new RenewalPage(page);
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const [user, woo] = ["Utente aggiuntivo", "Modulo WooCommerce"];
    const more = button(`Aumenta: Quantità: ${user}`);
    const fewer = button(`Diminuisci: Quantità: ${user}`);
    const howMany = page.getByRole("spinbutton", { name: `Quantità: ${user}` });
    const undo = button(`Annulla la riduzione: ${user}`);
    const told = page.getByRole("alert").filter({ hasText: /^Sei senza rete, o il negozio non risponde/ });
    try {
      await shop.openOn(TODAY);
      await visit(`${shop.url}${paths.signIn}`);
      await signIn(page, "2000001@bottega.example", DEMO_PASSWORD);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("I tuoi servizi");

      for (const [width, height] of [
        [320, 640],
        [375, 812],
        [1280, 800],
      ] as const) {
        await page.setViewportSize({ width, height });
        await visit(`${shop.url}${renewalPaths.renewal}`);
        await expect(howMany).toHaveValue("1");

        await test.step(`${width}: more of what is counted`, async () => {
          const { box, press } = await spotOf(more);
          for (const count of ["2", "3", "4"]) {
            await press();
            await expect(howMany).toHaveValue(count);
            await expect(more).toBeFocused();
            expect(await more.boundingBox()).toEqual(box);
          }
          await expect(page.getByRole("status").filter({ hasText: `${user}: 4, totale` })).toBeAttached();
          await page.keyboard.press("Enter");
          await expect(howMany).toHaveValue("5");
          expect(await more.boundingBox()).toEqual(box);
        });

        await test.step(`${width}: fewer, down to none, and back`, async () => {
          const { box, press } = await spotOf(fewer);
          for (const count of ["4", "3", "2", "1", "0"]) {
            await expect(undo).toHaveCount(0);
            await press();
            await expect(howMany).toHaveValue(count);
            expect(await fewer.boundingBox()).toEqual(box);
          }
          await expect(renewal.row(user)).toContainText("Non rinnovato: resta attivo", SEEN);
          await axe();
          await undo.focus();
          await page.keyboard.press("Enter");
          await expect(howMany).toHaveValue("1");
          await expect(undo).toHaveCount(0);
          await expect(fewer).toBeFocused();
          expect(await fewer.boundingBox()).toEqual(box);
        });

        await test.step(`${width}: modules, dropped, added and put back`, async () => {
          const dropped = await spotOf(button("Non rinnovare Modulo documenti"));
          await dropped.press();
          await expect(button("Annulla la rinuncia: Modulo documenti")).toBeVisible();
          expect(await button("Annulla la rinuncia: Modulo documenti").boundingBox()).toEqual(dropped.box);
          await dropped.press();
          expect(await button("Non rinnovare Modulo documenti").boundingBox()).toEqual(dropped.box);

          const added = await spotOf(button(`Aggiungi al carrello ${woo}`));
          const row = await renewal.row("Modulo documenti").boundingBox();
          await added.press();
          await expect(button(`Rimuovi ${woo}`)).toBeVisible();
          expect(await button(`Rimuovi ${woo}`).boundingBox()).toEqual(added.box);
          expect(await renewal.row("Modulo documenti").boundingBox()).toEqual(row);
          await added.press();
          expect(await button(`Aggiungi al carrello ${woo}`).boundingBox()).toEqual(added.box);
        });

        await test.step(`${width}: more years`, async () => {
          const { box, press } = await spotOf(renewal.moreYears);
          for (const count of ["2", "3", "4"]) {
            await press();
            await expect(renewal.years).toHaveValue(count);
            expect(await renewal.moreYears.boundingBox()).toEqual(box);
          }
        });

        await test.step(`${width}: a press that fails`, async () => {
          const { box, press } = await spotOf(more);
          await page.route("**/api/**", (route) => route.abort("internetdisconnected"));
          await press();
          await expect(told).toBeInViewport({ ratio: 1 });
          await expect(more).toBeFocused();
          expect(await more.boundingBox()).toEqual(box);
          await page.unroute("**/api/**");
          // As many as there were.
          await fewer.click();
          await expect(howMany).toHaveValue("1");
          await expect(told).toHaveCount(0);
          expect(await more.boundingBox()).toEqual(box);
        });
      }
    } finally {
      await shop.close();
    }
  });
});

test.describe("a mail", () => {
  // The mailbox shows it in a frame in which no script runs, also none of a test.
  test.use({ tolerated: [/frame is sandboxed|status of 403/] });

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
        const mail = page.getByRole("link", { name: /^Rinnova il servizio/ }).first();
        await expect(async () => {
          await visit(`${shop.url}/posta`);
          await expect(mail).toBeVisible({ timeout: 1_000 });
        }).toPass({ timeout: 20_000 });
        await mail.click();
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
