// The page of a product: what one gets and pays, before anything is pressed.
import { expect, test } from "../fixtures";
import { cutOffSmall } from "../flows/spot";

const PAGE = "/prodotti/incassi-e-pagamenti";

test("says what it costs in the first year, later, and for a running service", async ({ page, visit, axe }) => {
  await visit(PAGE);
  const price = page.getByRole("region", { name: "Prezzo" });

  await expect(price.getByRole("heading", { name: "Con un nuovo servizio" })).toBeVisible();
  await expect(price.getByText(/^Gratuito il primo anno, poi 18,00.€ \+ IVA$/)).toBeVisible();
  await expect(price.getByRole("heading", { name: "Se hai già Fatturazione Elettronica" })).toBeVisible();
  await expect(price.getByText(/^21,96.€ IVA inclusa$/)).toBeVisible();
  for (const [side, total] of [
    ["Con l’estensione", /^43,31.€$/],
    ["Senza estensione", /^21,96.€$/],
  ] as const) {
    const heading = page.getByRole("heading", { name: side, exact: true });
    await expect(page.locator("section.panel", { has: heading }).getByText(total)).toBeVisible();
  }
  await axe();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [width, name] of [
    [1280, "wide"],
    [375, "narrow"],
    [320, "narrow"],
  ] as const) {
    test(`at ${width} pixels, ${colorScheme}, the panel is seen as it is and nothing jumps`, async ({
      page,
      visit,
      javaScriptEnabled,
    }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await visit(PAGE);
      const picture = page.getByRole("img", { name: /^Stato servizio: / });
      const before = await picture.boundingBox();
      await picture.scrollIntoViewIfNeeded();
      if (!javaScriptEnabled) {
        await expect(picture).toBeVisible();
        return;
      }

      await expect
        .poll(() => picture.evaluate((it: HTMLImageElement) => (it.complete ? it.currentSrc : "")))
        .toMatch(new RegExp(`/immagini/panel-${name}-${colorScheme}\\.webp$`));
      const after = await picture.boundingBox();
      expect([after!.width, after!.height]).toEqual([before!.width, before!.height]);
      const [shown, real] = await picture.evaluate((it: HTMLImageElement) => [
        it.clientWidth / it.clientHeight,
        it.naturalWidth / it.naturalHeight,
      ]);
      expect(Math.abs(shown! - real!)).toBeLessThan(0.02);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}

test("on a telephone the price and Acquista stay in sight and cover nothing", async ({ page, visit }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await visit(PAGE);
  const buttons = page.getByRole("button", { name: "Acquista Modulo incassi e pagamenti" });
  const dock = buttons.last();

  await expect(dock).toBeInViewport({ ratio: 1 });
  await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
  const [foot, button] = await Promise.all([page.getByRole("contentinfo").boundingBox(), dock.boundingBox()]);
  expect(button!.y + button!.height).toBeLessThanOrEqual(foot!.y);

  await test.step("beside the text there is one button", async () => {
    await page.setViewportSize({ width: 1280, height: 740 });
    await expect(buttons).toHaveCount(1);
  });
});

test("legal notes and the statement about accessibility are at the foot of every page", async ({ page, visit, axe }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await visit(PAGE);
  await page.getByRole("contentinfo").getByRole("link", { name: "Note legali" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Note legali");
  await expect(page.getByText("Partita IVA: 01234560512")).toBeVisible();
  await axe();
  expect(await cutOffSmall(page)).toEqual([]);

  await page.getByRole("contentinfo").getByRole("link", { name: "Accessibilità" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dichiarazione di accessibilità");
  await expect(page.getByRole("heading", { name: "Stato di conformità" })).toBeVisible();
  await expect(page.getByRole("link", { name: /assistenza@bottega\.example/ }).first()).toBeVisible();
  await axe();
  expect(await cutOffSmall(page)).toEqual([]);
});
