// The end of a service: announced in yellow, over in red, taken up again, and at last cancelled.
import type { Page } from "@playwright/test";
import { expect, test, TODAY } from "../fixtures";
import { conclude, signIn } from "../flows/buy";
import { enterThePanel } from "../flows/demo_customer";
import { DEMO_PASSWORD, registerPayment, theOffice } from "../flows/office";
import { OwnShop } from "../flows/own_shop";
import { looksRight } from "../flows/widths";
import { renewalPaths } from "../pages/renewal";
import { paths } from "../pages/shop";

/** The service of the demo's customer ends on 22 April 2027: it is near from the sixtieth day before. */
const NEAR = "2027-02-21";
const THE_DAY_AFTER = "2027-04-23";
/** Ninety days after 22 April 2028, which a year more leads to. */
const LAST_DAY_TO_READ = "2028-07-21";

const ENDS = /^Scade il 22\saprile\s2027/;
const HAS_ENDED = /^Scaduto il 22\saprile\s2027/;

// The telephone's view keeps a worker, which may look for the shop while it moves on to another day.
test.use({ tolerated: [/ERR_CONNECTION_REFUSED/] });

/** What is said in yellow, or in red. */
function told(page: Page, words: RegExp, colour: "warning" | "error") {
  return page.getByText(words).and(page.locator(`[class*="${colour}"]`)).first();
}

test("an expiry is announced, shuts the service, and leaves ninety days to take it up again", async ({
  visitor,
  page,
  visit,
  hydrated,
  browser,
}, info) => {
  test.setTimeout(5 * test.info().timeout);
  const shop = OwnShop.ofTest(info);
  const main = page.getByRole("main");
  const toBuy = main.getByRole("button", { name: /^(Attiva|Acquista|Aggiungi)/ });
  const comeIn = async () => {
    await page.context().clearCookies();
    await visit(`${shop.url}${paths.signIn}`);
    await signIn(page, "2000001@bottega.example", DEMO_PASSWORD);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("I tuoi servizi");
    await hydrated();
  };
  const manage = async () => {
    await main.getByRole("link", { name: "Gestisci", exact: true }).first().click();
    await page.waitForURL(/\/area-clienti\/servizi\//);
    await hydrated();
  };
  try {
    await shop.openOn(TODAY);
    await shop.openOn(NEAR);
    await test.step("sixty days before it stands everywhere in yellow", async () => {
      await comeIn();
      const ends = told(page, ENDS, "warning");
      await expect(ends).toBeVisible();
      await looksRight(visitor);
      await manage();
      await expect(ends).toBeVisible();
      await looksRight(visitor);
      await enterThePanel(page, shop.url);
      await hydrated();
      await expect(ends).toBeVisible();
      await expect(toBuy.first()).toBeVisible();
      await expect(main.getByRole("button", { name: "Rinnova", exact: true }).first()).toBeVisible();
      await looksRight(visitor);
      await visit(`${shop.url}/app`);
      await expect(ends).toBeVisible();
      await looksRight(visitor);
    });

    await shop.openOn(THE_DAY_AFTER);
    await test.step("the day after, in red, and nothing can be added to it", async () => {
      await comeIn();
      const over = told(page, HAS_ENDED, "error");
      const isOver = async () => {
        await expect(over).toBeVisible();
        await expect(page.getByText("Scaduto", { exact: true }).first()).toBeVisible();
        await expect(toBuy).toHaveCount(0);
        await looksRight(visitor);
      };
      await isOver();
      await manage();
      await isOver();
      await enterThePanel(page, shop.url);
      await hydrated();
      const notice = page.getByText(/servizio è scaduto/i).first();
      await expect(notice).toBeVisible();
      await expect(main.getByRole("button", { name: "Riattiva", exact: true }).first()).toBeVisible();
      await isOver();
      await visit(`${shop.url}/pannello/servizi-aggiuntivi`);
      await expect(notice).toBeVisible();
      await expect(toBuy).toHaveCount(0);
      await looksRight(visitor);
      await visit(`${shop.url}/app`);
      await expect(notice).toBeVisible();
      await isOver();
    });

    const number = await test.step("`Riattiva` leads to an order of a year from the old expiry", async () => {
      await comeIn();
      await main.getByRole("link", { name: "Riattiva", exact: true }).click();
      await page.waitForURL(`**${renewalPaths.renewal}`);
      await hydrated();
      await looksRight(visitor);
      await main.getByRole("button", { name: "Riattiva", exact: true }).click();
      await page.waitForURL(`**${paths.orderForm}`);
      await hydrated();
      await expect(main.getByText(/Dal 22\saprile\s2027 al 22\saprile\s2028/).first()).toBeVisible();
      return conclude(visitor, "transfer");
    });

    await test.step("once it is paid the service is `Attivo` again", async () => {
      await visit(`${shop.url}${paths.area}`);
      await expect(page.getByText("Scaduto", { exact: true }).first()).toBeVisible();
      await registerPayment(browser, number, shop.url);
      await visit(`${shop.url}${paths.area}`);
      await expect(page.getByText("Attivo", { exact: true }).first()).toBeVisible();
      await expect(page.getByText(/^Scade il 22\saprile\s2028/).first()).toBeVisible();
      await expect(page.getByText("Scaduto", { exact: true })).toHaveCount(0);
      await looksRight(visitor);
      await enterThePanel(page, shop.url);
      await expect(page.getByText(/servizio è scaduto/i)).toHaveCount(0);
      await expect(toBuy.first()).toBeVisible();
    });

    await shop.openOn(LAST_DAY_TO_READ);
    await test.step("on the ninetieth day it can still be taken up again, a day later no more", async () => {
      await comeIn();
      await expect(main.getByRole("link", { name: "Riattiva", exact: true })).toBeVisible();
      // The demo gives its customer another service where it opens without one: the day passes in it.
      const office = await theOffice(browser, undefined, shop.url);
      await office.goto(`${shop.url}/ufficio/orologio`);
      await office.getByRole("button", { name: "Avanti di un giorno" }).click();
      await expect(office.getByText(/22\sluglio\s2028/).first()).toBeVisible();
      await office.context().close();

      await comeIn();
      await expect(page.getByText("Cancellato", { exact: true }).first()).toBeVisible();
      await expect(main.getByRole("link", { name: /^Riattiva/ })).toHaveCount(0);
      const anew = main.getByRole("link", { name: "Acquista di nuovo", exact: true });
      await expect(anew).toHaveAttribute("href", paths.product);
      await looksRight(visitor);
      await visit(`${shop.url}${renewalPaths.renewal}`);
      await expect(main.getByRole("button", { name: /^(Rinnova|Riattiva)/ })).toHaveCount(0);
      await looksRight(visitor);
    });
  } finally {
    await shop.close();
  }
});
