// What a tab and a screen reader call a page.
import type { Page } from "@playwright/test";

/** Notes every title that each document of the page has, from the moment on at which it is whole. */
export async function noteTitles(page: Page): Promise<() => Promise<string[]>> {
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
