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

/** What stands outside the window at its sides. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isOutside = (it: Element) => {
      const { left, right, width, height } = it.getBoundingClientRect();
      return width > 1 && height > 1 && (left < -1 || right > innerWidth + 1);
    };
    const isSeen = (it: Element) =>
      it.checkVisibility({ visibilityProperty: true }) && !it.closest(".sr-only, svg, details:not([open]) > :not(summary)");
    return [...document.querySelectorAll("main *, header *")]
      .filter((it) => isOutside(it) && isSeen(it))
      .map((it) => it.outerHTML.slice(0, 120));
  });
}

/** The page for somebody who sees badly: a small window, and text twice as large. */
export async function enlarge(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
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
