// What a hand does that does not look again: it presses where it pressed before.
import type { Locator, Page } from "@playwright/test";

/** Where a control is now, to press there again and again. */
export async function spotOf(control: Locator) {
  await control.evaluate((it) => it.scrollIntoView({ block: "center" }));
  const box = (await control.boundingBox())!;
  const press = () => control.page().mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  return { box, press };
}

/** True when the next key goes nowhere. */
export function focusIsLost(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement === document.body);
}

/** What nobody sees whole: it stands outside the window at its sides, or outside what clips it. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // What only those who listen have is clipped to nothing.
    const isHeard = (it: Element | null): boolean =>
      it !== null && (getComputedStyle(it).clipPath !== "none" || isHeard(it.parentElement));
    const isSeen = (it: Element) =>
      it.checkVisibility({ visibilityProperty: true }) &&
      !it.closest(".skip-link, svg, details:not([open]) > :not(summary)") &&
      !isHeard(it);
    const isOutside = ({ left, right, width, height }: DOMRect) =>
      width > 1 && height > 1 && (left < -1 || right > innerWidth + 1);
    const clips = (it: Element) => {
      const { overflowX, textOverflow } = getComputedStyle(it);
      return /hidden|clip/.test(overflowX) && textOverflow !== "ellipsis" && it.scrollWidth > it.clientWidth + 1;
    };
    const textOf = (it: Element) => {
      const range = document.createRange();
      const words = [...it.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return words.flatMap((node) => (range.selectNodeContents(node), [...range.getClientRects()]));
    };
    const isField = (it: Element) => it.matches("input, select, textarea, option");
    return [...document.querySelectorAll("body *")]
      .filter(isSeen)
      .filter((it) => isOutside(it.getBoundingClientRect()) || (!isField(it) && (clips(it) || textOf(it).some(isOutside))))
      .map((it) => it.outerHTML.slice(0, 120));
  });
}

/** Buttons, fields and what opens something, where a finger does not find them: lower or narrower than
 * 44 px. That everything else that is pressed has 24, or room around it, is for axe to find. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed = "button, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio])";
    const isSeen = (it: Element) =>
      it.checkVisibility({ visibilityProperty: true }) && !it.closest("details:not([open]) > :not(summary)");
    const isSmall = (it: Element) => {
      const { width, height } = it.getBoundingClientRect();
      return width < 43.5 || height < 43.5;
    };
    return [...document.querySelectorAll(pressed)]
      .filter((it) => isSeen(it) && isSmall(it))
      .map((it) => it.outerHTML.slice(0, 120));
  });
}

/** Amounts and days that begin in one line and end in another. */
export function brokenNumbers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const amountsAndDays = /\d{1,3}(?:\.\d{3})*,\d{2}(?:\s€)?|\d{1,2}\/\d{1,2}\/\d{4}/g;
    const broken: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const words = text.textContent ?? "";
      for (const found of words.matchAll(amountsAndDays)) {
        range.setStart(text, found.index!);
        range.setEnd(text, found.index! + found[0]!.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(words);
      }
    }
    return broken;
  });
}

/** The page for somebody who sees badly: a small window, and text twice as large. */
export async function enlarge(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  await textAt(page, "200%");
}

async function textAt(page: Page, size: string): Promise<void> {
  await page.evaluate((size) => document.documentElement.style.setProperty("font-size", size), size);
}

/** What is cut off in the smallest window, with text as it is and twice as large. */
export async function cutOffSmall(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 });
  const asItIs = await cutOff(page);
  await textAt(page, "200%");
  const large = (await cutOff(page)).map((it) => `200 %: ${it}`);
  await textAt(page, "");
  return [...asItIs, ...large];
}

/** The pages that somebody goes through from now on, with the one where they are. */
export function pagesOf(page: Page): string[] {
  const pathOf = (url: string) => new URL(url).pathname;
  const pages = [pathOf(page.url())];
  page.on("framenavigated", (frame) => {
    const path = pathOf(frame.url());
    if (frame === page.mainFrame() && pages.at(-1) !== path) pages.push(path);
  });
  return pages;
}
