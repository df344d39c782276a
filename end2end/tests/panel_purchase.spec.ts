// From the panel somebody comes to buy, and to nothing else.
import { expect, test, TODAY } from "../fixtures";
import { conclude, signIn } from "../flows/buy";
import { enterThePanel } from "../flows/demo_customer";
import { leaveACard } from "../flows/methods";
import { keyOn } from "../flows/keyboard";
import { DEMO_PASSWORD } from "../flows/office";
import { OwnShop } from "../flows/own_shop";
import { sheets } from "../flows/sheets";
import { looksRight } from "../flows/widths";
import { Header } from "../pages/header";
import { MethodsPage, renewalPaths } from "../pages/renewal";
import { CartPage, OrderForm, paths } from "../pages/shop";

// What a purchase does not reach answers so, and Chromium says it. The telephone's view keeps a worker,
// which may look for the shop when it has closed.
test.use({ tolerated: [/status of 403|ERR_CONNECTION_REFUSED/] });

test("a press leads to cart, order form and payment, and everything else asks for the sign-in", async ({ visitor, page, visit, hydrated }, info) => {
  test.setTimeout(4 * test.info().timeout);
  const shop = OwnShop.ofTest(info);
  const cart = new CartPage(page);
  const form = new OrderForm(page);
  try {
    await shop.openOn(TODAY);
    await test.step("the account has a card", async () => {
      await visit(`${shop.url}${paths.signIn}?poi=${renewalPaths.methods}`);
      await signIn(page, "2000001@bottega.example", DEMO_PASSWORD);
      await page.waitForURL((url) => url.pathname === renewalPaths.methods);
      await hydrated();
      await new MethodsPage(page).add.click();
      await leaveACard(visitor, "La carta paga");
      await new Header(page).face.click();
      await new Header(page).leave.click();
      await expect(new Header(page).signIn).toBeVisible();
    });

    await test.step("`Attiva` and `Aggiungi` fill the cart", async () => {
      await enterThePanel(page, shop.url);
      await looksRight(visitor);
      await page.getByRole("button", { name: "Attiva: Modulo WooCommerce" }).click();
      await page.waitForURL(`**${paths.cart}`);
      await expect(cart.line("Modulo WooCommerce")).toBeVisible();
      await visit(`${shop.url}/pannello`);
      await page.getByRole("button", { name: /^Aggiungi: / }).click();
      await page.waitForURL(`**${paths.cart}`);
      await hydrated();
      await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("1");
      await cart.add("Modulo incassi e pagamenti").click();
      await expect(cart.line("Modulo incassi e pagamenti")).toBeVisible();
      await looksRight(visitor);
      await cart.onwards.click();
    });

    await test.step("what is kept is not offered", async () => {
      await page.waitForURL(`**${paths.orderForm}`);
      await hydrated();
      await expect(form.card).toBeVisible();
      await expect(page.getByText(/Visa|4242/)).toHaveCount(0);
      await looksRight(visitor);
    });

    await test.step("other pages ask for the sign-in", async () => {
      for (const path of [paths.area, renewalPaths.methods, "/area-clienti/dati", "/area-clienti/dati/diritti", "/area-clienti/ordini"]) {
        const answer = await visit(`${shop.url}${path}`);
        expect(answer.status(), path).toBe(403);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Per questa pagina accedi");
        const way = page.getByRole("main").getByRole("link", { name: "Accedi" });
        await expect(way).toHaveAttribute("href", new RegExp(`^${paths.signIn}\\?poi=`));
      }
      await looksRight(visitor);
    });

    await test.step("the purchase is paid, with a card that is entered now", async () => {
      await visit(`${shop.url}${paths.orderForm}`);
      const number = await conclude(visitor, "card");
      // Two modules and a user, and what is active already up to their day.
      await expect(page.getByText(/estensione/i).first()).toBeVisible();
      expect([1, 2], "sheets of paper").toContain(await sheets(page));
      await expect(page.getByText(/4242/)).toHaveCount(0);
      await looksRight(visitor);
      await visit(`${shop.url}/pannello`);
      await expect(page.getByText(/^\d di 2$/).first()).toBeVisible();
      expect((await visit(`${shop.url}/ordini/${number}`)).status()).toBe(200);
    });

    await test.step("`Rinnova` fills the cart with a year more of everything", async () => {
      await visit(`${shop.url}/pannello`);
      await page.getByRole("main").getByRole("button", { name: "Rinnova", exact: true }).first().click();
      await page.waitForURL(`**${paths.cart}`);
      await hydrated();
      await expect(cart.line("Fatturazione Elettronica – rinnovo")).toBeVisible();
      await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("2");
      await looksRight(visitor);
      await cart.onwards.click();
      await conclude(visitor, "card");
      await visit(`${shop.url}/pannello`);
      await expect(page.getByText(/^Scade il \d+\s\S+\s2028/).first()).toBeVisible();
    });

    await test.step("an unpaid order shuts every door of panel and telephone, at 320 pixels and by keyboard", async () => {
      const main = page.getByRole("main");
      await page.setViewportSize({ width: 320, height: 640 });
      await main.getByRole("button", { name: /^Aggiungi: / }).press("Enter");
      await page.waitForURL(`**${paths.cart}`);
      await hydrated();
      await cart.onwards.press("Enter");
      const number = await conclude(visitor, "transfer");
      const shut = main.getByRole("button", { name: /^(Attiva|Aggiungi|Acquista|Rinnova)/ });
      const way = main.getByRole("link", { name: `l’ordine ${number}`, exact: true }).first();
      for (const path of ["/pannello", "/pannello/servizi-aggiuntivi", "/app/moduli-aggiuntivi"]) {
        await visit(`${shop.url}${path}`);
        await expect(shut.first(), path).toBeDisabled();
        for (const button of await shut.all()) await expect(button, path).toBeDisabled();
        await looksRight(visitor, [320]);
        await keyOn(visitor, way);
        await page.waitForURL(`**/ordini/${number}`);
      }
    });
  } finally {
    await shop.close();
  }
});
