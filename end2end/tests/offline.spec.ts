// Without a network the page says so at the press, keeps everything, and goes on when it is back.
import { expect, test } from "../fixtures";
import { fillInRegistration, startWithTheService } from "../flows/buy";
import { aCompany } from "../flows/people";
import { spotOf } from "../flows/spot";
import { CartPage, paths } from "../pages/shop";

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "without a script the browser says so itself");

test("a press on the cart is not lost in silence, and counts once the network is back", async ({
  visitor,
  page,
  context,
  visit,
  axe,
}) => {
  const cart = await startWithTheService(visitor);
  const noNetwork = page.getByRole("alert").filter({ hasText: "Sei senza rete." });
  const total = await cart.sum("Totale").textContent();

  await page.setViewportSize({ width: 320, height: 640 });
  const more = cart.more("Utente aggiuntivo");
  const { box, press } = await spotOf(more);
  await context.setOffline(true);
  await press();
  await more.focus();
  await page.keyboard.press("Enter");
  await expect(noNetwork).toBeInViewport({ ratio: 1 });
  await expect(more).toBeFocused();
  await expect(more).toHaveAccessibleDescription(/^Sei senza rete/);
  expect(await more.boundingBox()).toEqual(box);
  await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("0");
  await expect(cart.sum("Totale")).toHaveText(total!);
  await axe();
  await cart.onwards.click();
  await expect(cart.onwards).toHaveAccessibleDescription(/^Sei senza rete/);
  await expect(page).toHaveURL(new RegExp(`${paths.cart}$`));

  await context.setOffline(false);
  await expect(noNetwork).toHaveCount(0);
  await expect(more).not.toHaveAttribute("aria-describedby");
  await more.click();
  await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("1");
  await expect(async () => {
    await visit(paths.cart);
    await expect(new CartPage(page).howMany("Utente aggiuntivo")).toHaveValue("1", { timeout: 1_000 });
  }).toPass();
});

test("a registration keeps what was typed and goes on where it was", async ({ page, context, visit }) => {
  const business = aCompany();
  await visit(paths.register);
  await fillInRegistration(page, business);
  const send = page.getByRole("button", { name: "Avanti con la registrazione" });

  await context.setOffline(true);
  await send.click();
  await expect(page.getByRole("alert").filter({ hasText: "Sei senza rete." })).toBeVisible();
  await page.getByRole("contentinfo").getByRole("link", { name: "Note legali" }).click();
  await expect(page).toHaveURL(new RegExp(paths.register));
  await expect(page.getByLabel("Ragione sociale")).toHaveValue(business.name);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(business.password);

  await context.setOffline(false);
  await send.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Benvenuto");
});

test.describe("a network that fails on the way", () => {
  test.use({ tolerated: [/Failed to load resource/] });

  for (const [width, height] of [
    [320, 640],
    [1280, 800],
  ] as const) {
    test(`is told in words at ${width} pixels, and nothing has moved`, async ({ visitor, page }) => {
      await page.setViewportSize({ width, height });
      const cart = await startWithTheService(visitor);
      const told = page.getByRole("alert").filter({ hasText: /^Sei senza rete, o il negozio non risponde/ });
      const more = cart.more("Utente aggiuntivo");
      const { box, press } = await spotOf(more);
      await page.route("**/api/**", (route) => route.abort("internetdisconnected"));

      for (const pressed of [press, () => page.keyboard.press("Enter")]) {
        await pressed();
        await expect(told).toBeInViewport({ ratio: 1 });
        await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("0");
        await expect(more).toBeFocused();
        expect(await more.boundingBox()).toEqual(box);
      }

      await page.unroute("**/api/**");
      await press();
      await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("1");
      await expect(told).toHaveCount(0);
      expect(await more.boundingBox()).toEqual(box);
    });
  }
});
