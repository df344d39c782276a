// The window always has a name, also while a part of the page is taken over.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { enterThePanel } from "../flows/demo_customer";

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "only a script can change a title");

/** Notes every title that each document of the page has, from the moment on at which it is whole. */
async function noteTitles(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { titles: seen });
    const note = () => {
      if (document.readyState !== "loading" && seen.at(-1) !== document.title) seen.push(document.title);
    };
    document.addEventListener("DOMContentLoaded", note);
    new MutationObserver(note).observe(document, { childList: true, subtree: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { titles: string[] }).titles);
}

test("no page of the shop or the panel is without a name", async ({ page, visit, hydrated }) => {
  const titles = await noteTitles(page);
  for (const path of ["/", "/prodotti/documenti", "/accedi", "/registrati", "/condizioni", "/pannello/accedi"]) {
    await visit(path);
    expect(await titles(), path).toHaveLength(1);
    expect((await titles())[0], path).toMatch(/Bottega$/);
  }
  await enterThePanel(page);
  await hydrated();
  expect((await titles()).filter((title) => !title.endsWith("Bottega"))).toEqual([]);
});
