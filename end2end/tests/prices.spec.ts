// What something costs stands beside the button that buys it, and no number is torn apart.
import { expect, test, TODAY } from "../fixtures";
import { signIn } from "../flows/buy";
import { enterThePanel } from "../flows/demo_customer";
import { DEMO_PASSWORD } from "../flows/office";
import { OwnShop } from "../flows/own_shop";
import { brokenNumbers } from "../flows/spot";
import { renewalPaths } from "../pages/renewal";
import { paths } from "../pages/shop";

test("every way into the cart has its price beside it, at any width in one piece", async ({
  page,
  visit,
  hydrated,
  javaScriptEnabled,
}, info) => {
  test.skip(!javaScriptEnabled, "the server sends both projects the same markup");
  test.slow();
  const shop = OwnShop.ofTest(info);
  const isInOrder = async () => {
    const doors = page.getByRole("main").locator('form:has(> input[name="product"])');
    await expect(doors, page.url()).not.toHaveCount(0);
    for (const door of await doors.all()) {
      const beside = await door.evaluate((it) => it.closest("li, .service-row, .product-dock, section")?.textContent ?? "");
      expect(beside, page.url()).toMatch(/\d,\d{2}\s€/);
    }
    for (const width of [320, 375, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await brokenNumbers(page), `${page.url()} at ${width} px`).toEqual([]);
    }
  };
  try {
    await shop.openOn(TODAY);
    await test.step("for a visitor, up to the cart", async () => {
      for (const path of ["/", "/prodotti", paths.product]) {
        await visit(`${shop.url}${path}`);
        await isInOrder();
      }
      await page.getByRole("button", { name: "Acquista Fatturazione Elettronica" }).first().click();
      await page.waitForURL(`**${paths.cart}`);
      await hydrated();
      await isInOrder();
      await page.context().clearCookies();
    });

    await test.step("in the panel", async () => {
      await enterThePanel(page, shop.url);
      await isInOrder();
      const home = page.url();
      for (const path of ["servizi-aggiuntivi", "impostazioni/utenti"]) {
        await visit(`${home}/${path}`);
        await isInOrder();
      }
    });

    await test.step("in the customer area, and where it is renewed", async () => {
      await visit(`${shop.url}${paths.signIn}`);
      await signIn(page, "2000001@bottega.example", DEMO_PASSWORD);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("I tuoi servizi");
      await isInOrder();
      await page.getByRole("link", { name: "Gestisci", exact: true }).click();
      await page.waitForURL("**/area-clienti/servizi/*");
      await isInOrder();
      await visit(`${shop.url}${renewalPaths.renewal}`);
      await isInOrder();
    });
  } finally {
    await shop.close();
  }
});
