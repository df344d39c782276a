// Paying by card or PayPal: what succeeds, what does not, and what nobody knows yet.
import { type Locator, type Page } from "@playwright/test";
import { expect, test, TODAY } from "../fixtures";
import { anOrder, aService, payAtTheDemoProvider } from "../flows/buy";
import { leaveACard } from "../flows/methods";
import { registerPayment } from "../flows/office";
import { OwnShop } from "../flows/own_shop";
import { pagesOf } from "../flows/spot";
import { MethodsPage, renewalPaths } from "../pages/renewal";
import { CartPage, OrderForm, paths } from "../pages/shop";

async function pays(page: Page, method: string): Promise<void> {
  await page.getByRole("radio", { name: new RegExp(`^${method}`) }).check();
  await page.getByRole("button", { name: "Paga", exact: true }).click();
}

test("a refused card can be followed by PayPal", async ({ visitor, page, hydrated, axe }) => {
  const number = await anOrder(visitor);

  await pays(page, "Carta di credito");
  await payAtTheDemoProvider(visitor, "La banca rifiuta");
  await page.waitForURL(`**/ordini/${number}/pagamento`);
  await hydrated();
  await expect(page.getByText("Il pagamento non è riuscito")).toBeVisible();
  await expect(page.getByText("Non è stato addebitato nulla")).toBeVisible();
  await axe();

  // Each way to pay has its mark.
  const ways = page.getByRole("group", { name: "Come vuoi pagare?" }).locator("label");
  await expect(ways.locator(".mark")).toHaveCount(await ways.count());
  await page.getByRole("radio", { name: /^PayPal/ }).check();
  const charge = page.getByText(/^Dal 22\/11\/2027 rinnovo automatico: 36,60\s€ all’anno con questo conto PayPal\./);
  await expect(charge.filter({ visible: true })).toHaveCount(1);
  await pays(page, "PayPal");
  await payAtTheDemoProvider(visitor, "La banca chiede una conferma");
  await page.getByRole("button", { name: "Scegli: Confermo" }).click();

  await page.waitForURL(`**/ordini/${number}?esito=*`);
  await expect(page.getByText("Evaso").first()).toBeVisible();
  await expect(page.getByText("Modalità di pagamento: PayPal")).toBeVisible();
});

test("an unknown outcome is called unknown, and nobody can pay twice", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
}) => {
  const number = await anOrder(visitor);
  const nobodyKnows = page.getByText("Non sappiamo ancora com’è andato il pagamento");
  const again = page.getByRole("button", { name: "Paga", exact: true });

  await pays(page, "Carta di credito");
  await payAtTheDemoProvider(visitor, "La risposta non arriva mai");
  await page.waitForURL(`**/ordini/${number}/pagamento`);
  await hydrated();
  await expect(nobodyKnows).toBeVisible();
  await expect(again).toHaveCount(0);
  await axe();

  await visit(`/ordini/${number}`);
  await expect(nobodyKnows).toBeVisible();
  await expect(again).toHaveCount(0);
  await expect(page.getByText("Attesa pagamento").first()).toBeVisible();
  await page.getByRole("link", { name: "Controlla di nuovo" }).click();
  await page.waitForURL(`**/ordini/${number}/pagamento`);
  await expect(nobodyKnows).toBeVisible();
});

test("a press arrives where it leads, although it changes the order that the page watches", async ({
  visitor,
  page,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, "only a script watches");
  await anOrder(visitor);
  // The server has done its part, says so to whoever watches, and the answer takes its time.
  await page.route("**/api/pay_order*", async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    await new Promise((later) => setTimeout(later, 1_500));
    await route.fulfill({ response });
  });

  await pays(page, "Carta di credito");

  await page.waitForURL("**/demo/pagamento/*");
});

test("whoever gives up comes back to the order and owes what they owed", async ({
  visitor,
  page,
  hydrated,
}) => {
  const number = await anOrder(visitor);

  await pays(page, "Carta di credito");
  await payAtTheDemoProvider(visitor, "Il cliente rinuncia");

  await page.waitForURL(`**/ordini/${number}/pagamento`);
  await hydrated();
  await expect(page.getByText("Il pagamento non è stato concluso")).toBeVisible();
  await expect(page.getByRole("button", { name: "Paga", exact: true })).toBeVisible();
});

test("an order changes before the eyes of whoever looks at it", async ({
  visitor,
  page,
  browser,
  javaScriptEnabled,
}) => {
  const number = await anOrder(visitor);

  await registerPayment(browser, number);

  if (!javaScriptEnabled) await page.reload();
  await expect(page.getByText("Il servizio è attivo")).toBeVisible({ timeout: 10_000 });
});

test("a card that is kept takes one press, and its bank may want a word", async ({
  visitor,
  page,
  visit,
  hydrated,
  axe,
}) => {
  test.slow();
  await aService(visitor);
  const form = new OrderForm(page);
  const kept = page.getByRole("radio", { name: /^Visa\s••••\s4242/ });
  let pages: string[] = [];
  let presses = 0;
  const press = async (control: Locator, key: string) => {
    presses += 1;
    await control.press(key);
  };
  await page.setViewportSize({ width: 320, height: 640 });

  await test.step("it is chosen already, and the form says what it will be charged", async () => {
    await visit(paths.area);
    pages = pagesOf(page);
    await press(page.getByRole("button", { name: "Aggiungi utenza" }), "Enter");
    await page.waitForURL(`**${paths.cart}`);
    await hydrated();
    await press(new CartPage(page).onwards, "Enter");
    await page.waitForURL(`**${paths.orderForm}`);
    await hydrated();
    await expect(kept).toBeChecked();
    await expect(form.block("Modalità di pagamento").getByRole("radio").first()).toHaveAccessibleName(/^Visa\s••••\s4242/);
    // 30 + 12 and VAT.
    const charge = page.getByText(/^Dal 22\/11\/2027 rinnovo automatico: 51,24\s€ all’anno con Visa\s••••\s4242\./);
    await expect(charge.filter({ visible: true })).toHaveCount(1);
    await axe();
  });

  await test.step("six presses in all, and it pays without another page", async () => {
    await expect(form.boxes).toHaveCount(3);
    for (const box of await form.boxes.all()) await press(box, "Space");
    await press(form.confirm, "Enter");
    await page.waitForURL(/\/ordini\/\d+\?esito=/);
    await hydrated();
    await expect(page.getByText("Ordine concluso. Grazie!")).toBeVisible();
    await expect(page.getByText("Evaso").first()).toBeVisible();
    expect(presses).toBe(6);
    expect(pages.slice(0, -1)).toEqual([paths.area, paths.cart, paths.orderForm]);
    expect(pages.at(-1)).toMatch(/^\/ordini\/\d+$/);
    await axe();
  });

  await test.step("a bank that wants a confirmation is answered on its page", async () => {
    await visit(renewalPaths.methods);
    await new MethodsPage(page).add.click();
    await leaveACard(visitor, "La banca chiede conferma");
    await visit(paths.area);
    await page.getByRole("button", { name: "Aggiungi utenza" }).click();
    await page.waitForURL(`**${paths.cart}`);
    await visit(paths.orderForm);
    const wary = page.getByRole("radio", { name: /^Visa\s••••\s3184/ });
    await expect(wary).toBeChecked();
    for (const box of await form.boxes.all()) await box.check();
    await form.confirm.click();
    await page.waitForURL("**/demo/pagamento/*");
    await page.getByRole("button", { name: "Scegli: Confermo" }).click();
    await page.waitForURL(/\/ordini\/\d+\?esito=/);
    await expect(page.getByText("Evaso").first()).toBeVisible();
  });
});

test("where acceptances stand, what was accepted before is shown, and one box is asked", async ({
  visitor,
  page,
  hydrated,
  axe,
}, info) => {
  test.slow();
  const shop = OwnShop.ofTest(info, { BOTTEGA_ACCEPTANCES_STAND: "true" });
  const there = { ...visitor, visit: (path: string) => visitor.visit(`${shop.url}${path}`) };
  const form = new OrderForm(page);
  try {
    await shop.openOn(TODAY);
    await aService(there);
    await page.setViewportSize({ width: 320, height: 640 });
    await there.visit(paths.area);
    await page.getByRole("button", { name: "Aggiungi utenza" }).click();
    await page.waitForURL(`**${paths.cart}`);
    await hydrated();
    await new CartPage(page).onwards.click();
    await page.waitForURL(`**${paths.orderForm}`);
    await hydrated();

    await expect(form.boxes).toHaveCount(1);
    await expect(page.getByText(/^Clausole già approvate il/)).toBeVisible();
    await expect(page.getByText(/^Condizioni di fornitura e schede già visionate il/)).toBeVisible();
    await axe();
    await form.box(/^Accetto le condizioni generali/).press("Space");
    await form.confirm.press("Enter");
    await page.waitForURL(/\/ordini\/\d+\?esito=/);
    await expect(page.getByText("Ordine concluso. Grazie!")).toBeVisible();
  } finally {
    await shop.close();
  }
});
