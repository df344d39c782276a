// What every test gets: a shop that it shares with no other worker, pages that are ready before
// anything is pressed, a console that must stay silent, and a check of accessibility.
import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page, type Request, type Response } from "@playwright/test";
import { misread } from "./flows/markup";
import { OwnShop } from "./flows/own_shop";

/** The day on which the tests play. */
export const TODAY = "2026-11-22";

type WorkerFixtures = {
  /** The shop of this worker. */
  shop: OwnShop;
};

type Options = {
  /** Console messages that this test provokes on purpose. */
  tolerated: RegExp[];
};

type Fixtures = {
  silentConsole: void;
  /** Keeps what the server sent last as the page. */
  keptMarkup: void;
  /** Opens an address and waits until the page answers to presses. */
  visit: (path: string) => Promise<Response>;
  /** Waits until WASM has taken over; without JavaScript there is nothing to wait for. */
  hydrated: () => Promise<void>;
  /** Fails on any finding of axe in the page as it stands, unless it stood so before. */
  axe: () => Promise<void>;
  /** Somebody with a browser of their own, as the flows want them. */
  visitor: Visitor;
};

export type Visitor = Pick<Fixtures, "visit" | "hydrated" | "axe"> & { page: Page };

/** Many tests lead through the same pages: axe looks at each state of a page once, in both themes,
 * whichever worker comes to it first. A line is the width of the window and what stands in it;
 * scripts/end2end.sh counts them. */
const LOOKED_AT = `${process.env.BOTTEGA_E2E_DATA}/axe-states`;

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What may be otherwise in other colours. Everything else is found in the first. */
const ABOUT_COLOURS = ["color-contrast", "link-in-text-block"];

/** What axe finds wrong. A document keeps the program that was loaded into it, and of what is right
 * nothing is told. */
async function findingsOf(page: Page, rules?: string[]) {
  const isLoaded = await page.evaluate(() => "axe" in window);
  // A mail is shown in a frame without scripts, where axe would wait for ever. Without other frames
  // its old way is enough, which opens no page of its own each time.
  const axe = new AxeBuilder({ page, axeSource: isLoaded ? ";" : undefined })
    .options({ resultTypes: ["violations"] })
    .exclude("iframe")
    .setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze();
  return violations.map(({ id, nodes }) => ({
    rule: id,
    at: nodes.map(({ html, any }) => [html, ...any.map(({ message }) => message)]),
  }));
}

/** Text which does not take the few colours that somebody has chosen for all programs. Axe reads the
 * colours of the page there, and not those that are painted. */
function keepsColours(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const hasText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    return [...document.body.querySelectorAll("*")]
      .filter((element) => getComputedStyle(element).forcedColorAdjust === "none" && hasText(element))
      .map((element) => element.outerHTML.slice(0, 200));
  });
}

/** Colours that fade into those of another theme have arrived. Nobody waits for them: within a closed
 * `<details>` no transition ever goes on. */
function endFades(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const fade of document.getAnimations()) if (fade instanceof CSSTransition) fade.finish();
  });
}

/** The page as it stands, whoever is signed in and whatever the numbers are. */
async function stateOf(page: Page): Promise<string> {
  const seen = await page.evaluate(() => {
    const { location, document } = window;
    const form = [...document.querySelectorAll("input, select, details, [data-sent]")].map((it) => {
      const { checked, open } = it as HTMLInputElement & HTMLDetailsElement;
      return [checked, open, it === document.activeElement].map(Number).join("");
    });
    return [location.pathname, document.title, document.body.outerHTML, ...form].join("\n");
  });
  return `${page.viewportSize()?.width} ${createHash("sha256").update(withoutNumbers(seen)).digest("hex")}`;
}

function withoutNumbers(text: string): string {
  return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}|\d+/g, "#");
}

/** What the server sent as the page that stands there. */
const sent = new WeakMap<Page, Promise<string>>();

/** What our customers do not have to understand, and buttons that do not say what they do. */
function wrongWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const text = `${document.title}\n${document.querySelector("main")?.innerText ?? ""}`;
    const inText = ["Reset password", "Attivazione KO"].filter((words) => text.includes(words));
    const presses = [...document.querySelectorAll<HTMLElement>("main :is(a, button)")];
    const named = presses.map((it) => (it.getAttribute("aria-label") ?? it.textContent ?? "").trim());
    return [...inText, ...named.filter((name) => name === "Annulla")];
  });
}

/** How many times slower than the machine the browser is. */
const SLOWER = Number(process.env.BOTTEGA_E2E_SLOWER ?? 1);

async function slowDown(page: Page): Promise<void> {
  try {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  } catch (error) {
    // One that has gone already needs it no more.
    if (!page.isClosed()) throw error;
  }
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  // Every page of every context, whoever opens it.
  browser: [
    async ({ browser }, use) => {
      if (SLOWER > 1) browser.on("context", (context) => context.on("page", slowDown));
      await use(browser);
    },
    { scope: "worker" },
  ],

  shop: [
    async ({}, use, worker) => {
      const shop = OwnShop.ofWorker(worker);
      await shop.openOn(TODAY);
      await use(shop);
      await shop.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  baseURL: async ({ shop }, use) => {
    await use(shop.url);
  },

  tolerated: [[], { option: true }],

  silentConsole: [
    async ({ page, tolerated, javaScriptEnabled }, use) => {
      // Without JavaScript nobody fetches what the page announces.
      const known = javaScriptEnabled
        ? tolerated
        : [...tolerated, /was preloaded using link preload but not used/];
      const messages: string[] = [];
      page.on("console", (message) => {
        if (message.type() !== "warning" && message.type() !== "error") return;
        messages.push(`${message.type()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => messages.push(`thrown: ${error.message}`));

      await use();

      const unexpected = messages.filter((text) => !known.some((pattern) => pattern.test(text)));
      expect(unexpected, "messages in the browser's console").toEqual([]);
    },
    { auto: true },
  ],

  keptMarkup: [
    async ({ page, javaScriptEnabled }, use) => {
      if (javaScriptEnabled) {
        page.on("response", (response) => {
          const isPage = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
          if (isPage && response.headers()["content-type"]?.startsWith("text/html")) sent.set(page, response.text().catch(() => ""));
        });
      }
      await use();
    },
    { auto: true },
  ],

  hydrated: async ({ page, javaScriptEnabled }, use) => {
    await use(async () => {
      if (javaScriptEnabled) await page.locator("html[data-hydrated]").waitFor();
    });
  },

  visit: async ({ page, hydrated }, use) => {
    // An address that is typed cuts off what is on its way, which links do not.
    let onTheWay = 0;
    const counts = (request: Request) => request.method() === "POST" && request.resourceType() === "fetch";
    const count = (by: number) => (request: Request) => {
      if (counts(request)) onTheWay += by;
    };
    page.on("request", count(1)).on("requestfinished", count(-1)).on("requestfailed", count(-1));
    await use(async (path) => {
      await expect.poll(() => onTheWay).toBe(0);
      const response = await page.goto(path);
      if (!response) throw new Error(`${path} was not loaded`);
      await hydrated();
      return response;
    });
  },

  axe: async ({ page, javaScriptEnabled }, use) => {
    await use(async () => {
      // Axe is JavaScript itself. The server sends both projects the same markup.
      if (!javaScriptEnabled) return;
      // A page that is on its way has no heading yet.
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      const state = await stateOf(page);
      if (readFileSync(LOOKED_AT, "utf8").includes(state)) return;
      if (!new URL(page.url()).pathname.startsWith("/ufficio")) expect(await wrongWords(page), "words that say nothing to a customer").toEqual([]);
      const html = await sent.get(page);
      if (html) expect(await misread(page, html), "markup that is read otherwise than it was sent").toBeUndefined();
      const stands = await page.evaluate(() => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await endFades(page);
        const rules = colorScheme === "dark" ? ABOUT_COLOURS : undefined;
        expect(await findingsOf(page, rules), `findings of axe, ${colorScheme}`).toEqual([]);
      }
      expect(await keepsColours(page), "text that keeps its colours where somebody has chosen theirs").toEqual([]);
      appendFileSync(LOOKED_AT, `${state}\n`);
      await page.emulateMedia({ colorScheme: stands });
    });
  },

  visitor: async ({ page, visit, hydrated, axe }, use) => {
    await use({ page, visit, hydrated, axe });
  },
});

export { expect };
