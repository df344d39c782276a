// The bar on top of every page: who has signed in, how much is in the cart, and the one menu.
import { expect, test } from "../fixtures";
import { register, signIn, startWithTheService } from "../flows/buy";
import { enterThePanel } from "../flows/demo_customer";
import { aCompany } from "../flows/people";
import { DEMO_PASSWORD } from "../flows/office";
import { cutOff } from "../flows/spot";
import { Header } from "../pages/header";
import { paths } from "../pages/shop";

test("the cart in the header counts along with every press", async ({
  visitor,
  page,
  visit,
  hydrated,
  javaScriptEnabled,
}) => {
  const header = new Header(page);
  await visit("/");
  await expect(header.cart).toHaveAccessibleName("Carrello");
  await expect(header.signIn).toBeVisible();

  const cart = await startWithTheService(visitor);
  await expect(header.cart).toHaveAccessibleName("Carrello 1 servizio");
  await cart.more("Utente aggiuntivo").click();
  await expect(header.cart).toHaveAccessibleName("Carrello 2 servizi");
  await hydrated();
  // The press is a while on its way, and the link that is pressed meanwhile waits for it.
  if (javaScriptEnabled) {
    await page.route("**/api/press_cart*", async (route) => {
      await new Promise((later) => setTimeout(later, 700));
      await route.continue();
    });
  }
  await cart.add("Modulo ordini elettronici").click();
  await expect(header.cart).toHaveAccessibleName("Carrello 3 servizi");

  // A page that is kept for everybody is not the one that this visitor gets.
  await header.bar.getByRole("link", { name: "Prodotti", exact: true }).click();
  await page.waitForURL("**/prodotti");
  await expect(header.cart).toHaveAccessibleName("Carrello 3 servizi");
});

test("the header says who has signed in, and to nobody else", async ({ visitor, page, visit, browser, axe }) => {
  const header = new Header(page);
  const business = aCompany();
  const cart = await startWithTheService(visitor);
  await cart.onwards.click();
  await page.waitForURL(`**${paths.signIn}*`);
  await visitor.hydrated();
  const username = await register(visitor, business);

  // Also where the page was not loaded anew.
  await expect(header.face).toContainText("Anna Bianchi");
  await expect(header.face).toContainText(business.name);
  await expect(header.signIn).toHaveCount(0);

  await test.step("the home says it too, and to a stranger it does not", async () => {
    await visit("/");
    await expect(header.face).toContainText("Anna Bianchi");
    const stranger = await browser.newContext();
    const other = await stranger.newPage();
    await other.goto(new URL("/", page.url()).href);
    await expect(new Header(other).signIn).toBeVisible();
    await expect(other.getByText("Anna Bianchi")).toHaveCount(0);
    await stranger.close();
  });

  await test.step("the menu leads to what is theirs, and out", async () => {
    await header.face.click();
    await expect(header.bar.getByText(username)).toBeVisible();
    await axe();
    await header.menu.getByRole("link", { name: "Metodi di pagamento" }).click();
    await page.waitForURL("**/metodi-di-pagamento");
    await visitor.hydrated();
    await expect(header.leave).toBeHidden();
    await header.face.click();
    await header.leave.click();
    await page.waitForURL((url) => url.pathname === "/");
    await expect(header.signIn).toBeVisible();
    await expect(header.cart).toHaveAccessibleName("Carrello");
  });
});

for (const [width, height] of [
  [320, 640],
  [1280, 800],
] as const) {
  test(`at ${width} pixels the menu opens and closes by keyboard`, async ({ page, hydrated, javaScriptEnabled }) => {
    await page.setViewportSize({ width, height });
    await enterThePanel(page);
    await hydrated();
    const header = new Header(page);
    await expect(header.face).toContainText("Ceramiche Bianchi S.r.l.");

    await header.face.focus();
    await page.keyboard.press("Enter");
    await expect(header.leave).toBeVisible();
    await expect(header.leave).toBeInViewport({ ratio: 1 });
    const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    expect(await page.evaluate(isWider), "scrolls sideways").toBe(false);

    await page.keyboard.press(javaScriptEnabled ? "Escape" : "Enter");
    await expect(header.leave).toBeHidden();
    await expect(header.face).toBeFocused();
  });
}

test("a press outside closes the menu", async ({ page, hydrated, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript the button that opens it closes it");
  await enterThePanel(page);
  await hydrated();
  const header = new Header(page);
  await header.face.click();
  await expect(header.leave).toBeVisible();

  await page.getByRole("heading", { level: 1 }).click();

  await expect(header.leave).toBeHidden();
});

test("every page of shop and panel has the cart and the one menu", async ({ page, visit, hydrated }) => {
  const header = new Header(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await visit(paths.signIn);
  await signIn(page, "2000001@bottega.example", DEMO_PASSWORD);
  await page.waitForURL(`**${paths.area}`);
  await enterThePanel(page);
  await page.getByRole("button", { name: "Attiva: Modulo incassi e pagamenti" }).click();
  await page.waitForURL(`**${paths.cart}`);
  await hydrated();

  const pages = ["/", "/prodotti", paths.cart, paths.orderForm, paths.area, "/rinnovo", "/metodi-di-pagamento"];
  for (const path of [...pages, `${paths.area}/dati`, "/pannello", "/pannello/servizi-aggiuntivi"]) {
    await test.step(path, async () => {
      await visit(path);
      await expect(header.cart).toHaveAccessibleName("Carrello 1 servizio");
      await expect(header.cart).toBeInViewport({ ratio: 1 });
      await expect(header.face).toContainText("Ceramiche Bianchi");
      await header.face.focus();
      await page.keyboard.press("Enter");
      for (const place of ["Area clienti", "Ordini", "Metodi di pagamento", "I tuoi dati"]) {
        await expect(header.bar.getByRole("link", { name: place, exact: true })).toBeVisible();
      }
      await expect(header.leave).toBeVisible();
      expect(await cutOff(page)).toEqual([]);
    });
  }

  await visit(paths.cart);
  await page.locator("summary", { hasText: "Svuota il carrello" }).click();
  await page.getByRole("button", { name: "Sì, svuota" }).click();
});
