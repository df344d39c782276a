// The panel on a telephone: from its home to a paid order, into a renewal and back, and without a network.
import { expect, test, TODAY } from "../fixtures";
import { PANEL_USERNAME } from "../flows/demo_customer";
import { keyOn, typeInto } from "../flows/keyboard";
import { DEMO_PASSWORD } from "../flows/office";
import { orderWithoutAMouse } from "../flows/order_form";
import { OwnShop } from "../flows/own_shop";
import { cutOff } from "../flows/spot";
import { looksRight } from "../flows/widths";
import { CartPage, paths } from "../pages/shop";

/** The service of the demo's customer ends on 22 April 2027: on its sixtieth day before, and on the day after. */
const RENEWALS = [
  { day: "2027-02-21", verb: "Rinnova", told: /^Scade il 22\saprile\s2027, fra 60 giorni$/ },
  { day: "2027-04-23", verb: "Riattiva", told: /^Scaduto il 22\saprile\s2027$/ },
];

// A stopped server is told by the browser in its console.
test.use({ viewport: { width: 375, height: 700 }, tolerated: [/ERR_CONNECTION_REFUSED|Failed to load resource/] });

test("from the home of a telephone to a paid order without a mouse, and what it shows without a network", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
  javaScriptEnabled,
}, info) => {
  test.slow();
  const shop = OwnShop.ofTest(info);
  const app = (path: string) => `${shop.url}${path}`;
  const looks = async () => {
    for (const width of [320, 375]) {
      await page.setViewportSize({ width, height: 700 });
      expect(await cutOff(page), `outside a window of ${width} px`).toEqual([]);
      await axe();
    }
  };
  try {
    await shop.openOn(TODAY);

    await test.step("the sign-in leads back to the telephone's view", async () => {
      await visit(app("/app"));
      const enter = page.getByRole("button", { name: "Accedi" });
      await typeInto(visitor, page.getByLabel("Username del pannello"), PANEL_USERNAME);
      await typeInto(visitor, page.getByLabel("Password", { exact: true }), "quasi giusta");
      await keyOn(visitor, enter);
      await expect(page.getByRole("alert")).toBeVisible();
      await typeInto(visitor, page.getByLabel("Password", { exact: true }), DEMO_PASSWORD);
      await keyOn(visitor, enter);
      await page.waitForURL("**/app");
      await hydrated();
      await expect(page.getByText(/^Scade il 22\saprile\s2027/)).toBeVisible();
      await looks();
    });

    await test.step("at the bottom, `Moduli aggiuntivi`, and `Acquista`", async () => {
      await keyOn(visitor, page.getByRole("main").getByRole("link", { name: /^Moduli aggiuntivi/ }));
      await page.waitForURL("**/app/moduli-aggiuntivi");
      await hydrated();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Moduli aggiuntivi");
      await expect(page.getByText("Gli avvisi NSO non si attivano dall’app.")).toBeVisible();
      await expect(page.getByRole("button", { name: /Utente/ })).toHaveCount(0);
      await looks();
      await keyOn(visitor, page.getByRole("button", { name: "Acquista: Modulo WooCommerce" }));
      await page.waitForURL(`**${paths.cart}`);
      await hydrated();
      await keyOn(visitor, new CartPage(page).onwards);
      await page.waitForURL(`**${paths.orderForm}`);
      await hydrated();
      await looks();
      await orderWithoutAMouse(visitor, "card");
    });

    await test.step("what was bought is active there", async () => {
      await visit(app("/app/moduli-aggiuntivi"));
      const row = page.getByRole("listitem").filter({ hasText: "Modulo WooCommerce" });
      await expect(row.getByText("Attivo – da configurare", { exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: "Acquista: Modulo WooCommerce" })).toHaveCount(0);
    });

    if (!javaScriptEnabled) return;
    await test.step("the telephone keeps nothing of anybody, and says when there is no network", async () => {
      await page.evaluate(() => navigator.serviceWorker.ready.then((it) => it.active?.state));
      await visit(app("/app"));
      await page.locator("summary", { hasText: "Il tuo menu" }).click();
      await page.getByRole("button", { name: "Esci" }).click();
      await page.waitForURL("**/pannello/accedi");
      const kept = await page.evaluate(async (words) => {
        const entries: [string, string[]][] = [];
        for (const name of await window.caches.keys()) {
          const cache = await window.caches.open(name);
          for (const request of await cache.keys()) {
            const body = (await (await cache.match(request))?.text()) ?? "";
            entries.push([new URL(request.url).pathname, words.filter((word) => body.includes(word))]);
          }
        }
        const stored = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
        const databases = (await indexedDB.databases()).map(({ name }) => name);
        return { paths: entries.map(([path]) => path), told: entries.filter(([, found]) => found.length), stored, databases };
      }, [PANEL_USERNAME, "Ceramiche Bianchi", "ceramiche-bianchi"]);
      expect(kept.paths).toContain("/app/senza-rete");
      expect(kept.paths.filter((path) => !path.startsWith("/pkg/"))).toEqual(["/app/senza-rete"]);
      expect(kept, "what somebody else could read there").toMatchObject({ told: [], stored: [], databases: [] });
      await shop.close();
      await page.goto(app("/app"));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sei senza rete");
      await looks();
    });
  } finally {
    await shop.close();
  }
});

test("`Rinnova` and `Riattiva` lead from the home of a telephone to a year more of everything, and back", async ({
  visitor,
  page,
  visit,
  hydrated,
}, info) => {
  test.slow();
  const shop = OwnShop.ofTest(info);
  const cart = new CartPage(page);
  const bar = page.getByRole("banner");
  const service = page.getByRole("region", { name: "Fatturazione Elettronica", exact: true });
  try {
    await shop.openOn(TODAY);
    for (const { day, verb, told } of RENEWALS) {
      await shop.openOn(day);
      await test.step(`on ${day}: ${verb}`, async () => {
        await page.context().clearCookies();
        await visit(`${shop.url}/app`);
        await page.getByLabel("Username del pannello").fill(PANEL_USERNAME);
        await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
        await page.getByRole("button", { name: "Accedi" }).click();
        await page.waitForURL("**/app");
        await hydrated();
        await expect(service.getByText(told)).toBeVisible();
        await service.getByRole("button", { name: verb, exact: true }).click();
        await page.waitForURL(`**${paths.cart}`);
        await hydrated();
        await expect(cart.line("Fatturazione Elettronica – rinnovo")).toBeVisible();
        // A year of the service, of Documenti and of one user, 30 + 18 + 12, with IVA.
        await expect(cart.sum("Totale")).toHaveText("73,20 €");
      });

      await test.step(`on ${day}: for this purchase and nothing else, and back`, async () => {
        expect((await visit(`${shop.url}${paths.area}`)).status(), "the account has a sign-in of its own").toBe(403);
        await visit(`${shop.url}${paths.cart}`);
        await bar.locator("summary", { hasText: "Menu" }).click();
        await looksRight(visitor, [320, 375]);
        await bar.getByRole("link", { name: "Torna all’app" }).click();
        await page.waitForURL("**/app");
        await hydrated();
        await expect(service.getByText(told)).toBeVisible();
      });
    }
  } finally {
    await shop.close();
  }
});
