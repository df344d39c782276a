// The clock of a demonstration: days pass at the press of a button, and a film tells what they brought.
import { expect, test, TODAY } from "../fixtures";
import { enterTheOffice } from "../flows/office";
import { OwnShop } from "../flows/own_shop";
import { looksRight } from "../flows/widths";

// A mail is shown in a frame that runs no script, and Chromium says so.
test.use({ tolerated: [/frame is sandboxed/] });

/** The service of the demo's customer ends on 22 April 2027. */
const LAST_DAY = /^22\saprile\s2027$/;

test("days pass in the office, and the film tells what they brought", async ({
  visitor,
  page,
  visit,
  hydrated,
}, info) => {
  test.slow();
  const shop = OwnShop.ofTest(info);
  const film = (day: RegExp) =>
    page.getByRole("heading", { level: 3, name: day }).locator("xpath=..").getByRole("listitem");
  try {
    await shop.openOn(TODAY);
    await visit(`${shop.url}/ufficio`);
    await enterTheOffice(page);

    await test.step("a link leads to the clock", async () => {
      await page.getByRole("link", { name: "Orologio" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Orologio");
      await expect(page.getByText(/22\snovembre\s2026/).first()).toBeVisible();
      await hydrated();
      await looksRight(visitor);
    });

    await test.step("a day passes, and whoever pressed is still signed in", async () => {
      await page.getByRole("button", { name: "Avanti di un giorno" }).click();
      await expect(page.getByText(/23\snovembre\s2026/).first()).toBeVisible();
    });

    await test.step("five months pass, day by day", async () => {
      for (const _ of [1, 2]) {
        await page.getByRole("button", { name: "90 giorni" }).click();
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Orologio");
      }
      await expect(page.getByText(/22\smaggio\s2027/).first()).toBeVisible();
      await expect(film(LAST_DAY).filter({ hasText: "scade oggi" })).toHaveCount(1);
      await expect(film(/^23\saprile\s2027$/).filter({ hasText: /Scaduto.*Il servizio di/ })).toHaveCount(1);
      await hydrated();
      await looksRight(visitor);
    });

    await test.step("each mail can be read", async () => {
      await film(LAST_DAY).getByRole("link", { name: /scade oggi/ }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/scade oggi/);
      await expect(page.getByText(/paga entro/).first()).toBeVisible();
    });
  } finally {
    await shop.close();
  }
});
