// A purchase, the customer area and the office on the smallest telephone, also with text twice as large:
// nothing is outside the window, and every page has a name from its first moment on.
import { expect, test } from "../fixtures";
import { conclude, confirmHolder, fillInRegistration, startWithTheService } from "../flows/buy";
import { enterTheOffice } from "../flows/office";
import { aCompany } from "../flows/people";
import { cutOffSmall } from "../flows/spot";
import { noteTitles } from "../flows/titles";
import { OrderForm, paths } from "../pages/shop";

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "the markup is the same, and only a script changes a title");

const DATA = "/area-clienti/dati";
const OFFICE = "/ufficio";

test("no page is cut off at 320 pixels with text twice as large, or without a name", async ({ visitor, page, visit, hydrated }) => {
  test.setTimeout(4 * test.info().timeout);
  await page.setViewportSize({ width: 320, height: 640 });
  const titles = await noteTitles(page);
  const fits = async (where: string) => {
    await hydrated();
    expect.soft(await cutOffSmall(page), where).toEqual([]);
    expect((await titles()).filter((title) => !/Bottega$/.test(title)), where).toEqual([]);
  };
  const cart = await startWithTheService(visitor);
  await cart.add("Modulo WooCommerce").click();
  await fits("the cart");
  await expect(cart.onwards).toBeInViewport({ ratio: 1 });
  for (let press = 0; press < 6; press += 1) await cart.more("Utente aggiuntivo").click();
  await fits("the cart after many presses");

  await cart.onwards.click();
  await page.waitForURL(`**${paths.signIn}*`);
  await fits("the sign-in");
  await page.locator("summary", { hasText: "Registrati" }).click();
  await fits("the registration");
  await fillInRegistration(page, aCompany());
  await page.getByRole("button", { name: "Avanti con la registrazione" }).click();
  await page.waitForURL(`**${paths.holder}?benvenuto=1`);
  await fits("the holder");
  await confirmHolder(visitor);
  await page.waitForURL(`**${paths.orderForm}`);
  await fits("the order form");
  const form = new OrderForm(page);
  await form.otherMethods.click();
  await fits("the order form with all ways to pay");
  const number = await conclude(visitor, "transfer");
  const newMethod = "/metodi-di-pagamento/nuovo";
  const rest = ["/rinnovo", "/disdetta", "/metodi-di-pagamento", newMethod, `${newMethod}?tipo=Card`, "/condizioni", "/clausole"];
  const data = [DATA, ...["password", "email", "verifica", "recapiti", "diritti"].map((place) => `${DATA}/${place}`)];
  const ofTheOrder = [`/ordini/${number}`, `/ordini/${number}/pagamento`, `/ordini/${number}/condizioni`];
  for (const path of [...ofTheOrder, paths.area, `${paths.area}/ordini`, ...data, ...rest]) {
    await visit(path);
    await fits(path);
  }

  await visit(OFFICE);
  await fits("the sign-in of the office");
  await enterTheOffice(page);
  const desk = ["da-decidere", "estratti", "rinnovi", "disdette", "clienti", "accessi", "novita", "lavori", "orologio"];
  for (const path of [`${OFFICE}?ordine=${number}`, ...desk.map((place) => `${OFFICE}/${place}`)]) {
    await visit(path);
    await fits(path);
  }
});
