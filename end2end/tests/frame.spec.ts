// The frame of the site: what must hold on every page, whatever is sold.
import { expect, test } from "../fixtures";
import { HomePage } from "../pages/home_page";

test("the first page is complete before any script runs", async ({ page, visit, axe }) => {
  const response = await visit(HomePage.path);

  expect(response.status()).toBe(200);
  expect(await response.text()).toContain("<h1");
  await expect(new HomePage(page).heading).toBeVisible();
  await axe();
});

test("the keyboard reaches the content first", async ({ page, visit }) => {
  const home = new HomePage(page);
  await visit(HomePage.path);

  await page.keyboard.press("Tab");
  await expect(home.skipLink).toBeFocused();
  await expect(home.skipLink).toBeInViewport();
  await page.keyboard.press("Enter");

  await expect(page.getByRole("main")).toBeFocused();
});

test.describe("an address that leads nowhere", () => {
  test.use({ tolerated: [/status of 404/] });

  test("says so with the status and with words", async ({ page, visit, axe }) => {
    const response = await visit("/questa/pagina/non/esiste");

    expect(response.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pagina non trovata");
    await expect(page).toHaveTitle("Pagina non trovata · Bottega");
    await axe();
  });

  test("leads home", async ({ page, visit }) => {
    const home = new HomePage(page);
    await visit("/nulla");

    await home.homeLink.click();

    await expect(home.heading).not.toHaveText("Pagina non trovata");
    await expect(page).not.toHaveTitle(/Pagina non trovata/);
  });
});

test("every page carries the headers that protect it", async ({ request }) => {
  for (const path of ["/", "/pannello", "/ufficio", "/nulla", "/salute"]) {
    const headers = (await request.get(path)).headers();

    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"], path).toBe("same-origin");
    expect(headers["permissions-policy"], path).toContain("camera=()");
    expect(headers["x-request-id"], path).toMatch(/^[0-9a-f]{32}$/);
    expect(headers["content-security-policy"], path).toContain("default-src 'none'");
    // The home is the same for everybody: a browser may keep it, and asks whether it still is.
    expect(headers["cache-control"], path).toBe(path === "/" ? "private, no-cache" : "no-store");
  }
});

test("a page that is the same for everybody is sent once", async ({ request }) => {
  const first = await request.get("/");
  const tag = first.headers()["etag"];
  expect(first.headers()["content-security-policy"]).toContain("'sha256-");

  const again = await request.get("/", { headers: { "if-none-match": tag } });

  expect(again.status()).toBe(304);
});

test("each answer has a nonce of its own, and the page uses it", async ({ request }) => {
  const nonces = new Set<string>();
  for (const _ of [1, 2]) {
    const response = await request.get("/carrello");
    const [, nonce] = /'nonce-([\w-]+)'/.exec(response.headers()["content-security-policy"])!;
    expect(await response.text()).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(2);
});

test("the bundle comes compressed and is kept for ever", async ({ request }) => {
  const page = await (await request.get("/")).text();
  const names = new Set(page.match(/\/pkg\/[\w./-]+/g));
  // The program with its bindings, style, icon and typeface.
  expect(names.size).toBe(5);

  for (const name of names) {
    for (const encoding of ["br", "gzip"]) {
      const response = await request.get(name, { headers: { "accept-encoding": encoding } });
      // Nothing makes the typeface smaller than it is.
      const expected = name.endsWith(".woff2") ? undefined : encoding;
      expect(response.headers()["content-encoding"], name).toBe(expected);
      expect(response.headers()["cache-control"], name).toContain("immutable");
    }
  }
  expect((await request.get("/pkg/bundle.json")).status()).toBe(404);
});

test("text stands in our own face, which is fetched once", async ({
  page,
  visit,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, "the page is asked by a script");
  const files: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "font") files.push(new URL(request.url()).pathname);
  });
  await visit("/carrello");

  const loaded = await page.evaluate(async () => {
    const faces = await document.fonts.ready;
    return [...faces].filter(({ status }) => status === "loaded").map(({ family }) => family);
  });

  expect(loaded.join()).toContain("Figtree Variable");
  // What the page asks for ahead is what the style sheet names.
  expect(files).toHaveLength(1);
  expect(files[0]).toMatch(/^\/pkg\/[0-9a-f]{16}\/figtree\.woff2$/);
});

test("a change that another site sends is refused", async ({ request }) => {
  const response = await request.post("/", {
    headers: { "sec-fetch-site": "cross-site", origin: "https://altrove.example" },
  });

  expect(response.status()).toBe(403);
});

test("machines find what they look for", async ({ request, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "no browser asks here");
  // A demonstration is no shop to be found; that a real one lists its pages is tested in the server.
  const robots = await request.get("/robots.txt");
  expect([robots.status(), await robots.text()]).toEqual([200, expect.stringContaining("Disallow: /")]);
  expect((await request.get("/sitemap.xml")).status()).toBe(404);
  const { icons } = await (await request.get("/manifest.webmanifest")).json();
  expect(icons.length).toBeGreaterThan(0);
  for (const { src } of icons) {
    const icon = await request.get(src);
    expect([icon.status(), icon.headers()["content-type"]], src).toEqual([200, "image/png"]);
  }
  const home = await (await request.get("/")).text();
  for (const fact of ['name="description"', 'property="og:title"', 'property="og:image"']) expect(home).toContain(fact);
  expect(await (await request.get("/carrello")).text()).not.toContain("og:");
});
