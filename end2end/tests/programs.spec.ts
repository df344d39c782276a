// What the browser runs: a page loads the program that it needs, and does without one that does not
// come.
import { expect, test } from "../fixtures";
import { signIn, startWithTheService } from "../flows/buy";
import { misread } from "../flows/markup";
import { DEMO_PASSWORD } from "../flows/office";
import { renewalPaths } from "../pages/renewal";
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

test("what a living part is joined to stands in the page as it was written", async ({ visitor, page, visit }) => {
  const asSent = async (html: string) => expect(await misread(page, html), page.url()).toBeUndefined();
  await startWithTheService(visitor);
  for (const path of [paths.cart, paths.signIn, paths.register]) {
    await asSent(await (await visit(path)).text());
  }
  await visit(`${paths.signIn}?poi=${renewalPaths.renewal}`);
  await signIn(page, "2000001@bottega.example", DEMO_PASSWORD);
  await page.waitForURL((url) => url.pathname !== paths.signIn);
  await asSent(await (await visit(renewalPaths.renewal)).text());

  await test.step("which would be seen", async () => {
    for (const [wrong, read] of [
      ["<p>uno <p>due</p></p>", /written: body p p; read: body p$/],
      ["<p>uno <div>due</div></p>", /read: body div$/],
      ["<button>uno <button>due</button></button>", /read: body button$/],
      ["<table><tr><td>uno</td></tr></table>", /read: body table tbody$/],
      ["<p>uno</p></p>", /body p, which ends nothing/],
    ] as const) {
      expect(await misread(page, `<body>${wrong}</body>`), wrong).toMatch(read);
    }
  });
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
