// What the browser runs: a page loads the program that it needs, and does without one that does not
// come.
import { expect, test } from "../fixtures";
import { startWithTheService } from "../flows/buy";
import { CartPage, paths } from "../pages/shop";

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "without JavaScript no program is loaded");

test("each page loads one program, and only living parts have a large one", async ({ page, visit }) => {
  const loaded: string[] = [];
  page.on("request", (request) => {
    const name = /\/(\w+)_bg\.wasm$/.exec(request.url())?.[1];
    if (name) loaded.push(name);
  });
  for (const [path, program] of [
    ["/", "page"],
    [paths.product, "page"],
    ["/condizioni", "page"],
    [paths.cart, "cart"],
    [paths.signIn, "account"],
    [paths.register, "account"],
    ["/rinnovo?link=scaduto", "renewal"],
    ["/pannello/accedi", "page"],
    ["/ufficio/accedi", "page"],
  ] as const) {
    loaded.length = 0;
    await visit(path);
    expect([...new Set(loaded)], path).toEqual([program]);
  }
});

test.describe("a program that does not come", () => {
  test.use({ tolerated: [/Failed to (load resource|fetch)|was preloaded/] });

  test("leaves the server's page, which works", async ({ visitor, page }) => {
    await startWithTheService(visitor);
    await page.route(/cart_bg\.wasm/, (route) => route.abort());
    await page.reload();
    const cart = new CartPage(page);
    await cart.more("Utente aggiuntivo").click();
    await expect(cart.howMany("Utente aggiuntivo")).toHaveValue("1");
    await cart.onwards.click();
    await page.waitForURL(`**${paths.signIn}*`);
    await page.locator("html[data-hydrated]").waitFor();
  });
});
