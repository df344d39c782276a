// A telephone that works codes out, and what its owner does with them.
import { createHmac } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { test, type Visitor } from "../fixtures";
import type { OwnShop } from "./own_shop";
import { looksRight } from "./widths";

/** A code is good for half a minute. */
const STEP = 30_000;

/** Knows one key, as the program on a customer's telephone does (RFC 6238). */
export class Telephone {
  private readonly key: Buffer;

  constructor(
    shown: string,
    private readonly shop: OwnShop,
  ) {
    const letters = [...shown.replace(/\s/g, "")];
    const bits = letters.map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"));
    this.key = Buffer.from(bits.join("").match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  }

  /** What it shows now, or with a clock that goes before: one step is forgiven, and no code is good twice. */
  shows(stepsAhead = 0): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(this.shop.now() / STEP) + stepsAhead));
    const digest = createHmac("sha1", this.key).update(counter).digest();
    const number = digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, "0");
  }
}

/** The one field for codes of both kinds. */
export function codeField(page: Page) {
  return page.getByRole("textbox", { name: "Codice di verifica" });
}

/** A telephone, the code that took it into use, and what is kept for the day on which it is lost. */
type Taken = { telephone: Telephone; used: string; codes: string[] };

/** From the page that shows a key to the one with the recovery codes. */
export async function takeATelephone(visitor: Visitor, shop: OwnShop): Promise<Taken> {
  const { page } = visitor;
  return test.step("takes a telephone into use", async () => {
    await looksRight(visitor);
    const key = await page.getByText(/^([A-Z2-7]{4} ?){8}$/).innerText();
    const telephone = new Telephone(key, shop);
    await codeField(page).fill("000000");
    await page.getByRole("button", { name: "Attiva", exact: true }).click();
    await expect(codeField(page)).toHaveAccessibleDescription(/Il codice non è corretto/);
    await looksRight(visitor);
    const used = telephone.shows();
    await codeField(page).fill(used);
    await page.getByRole("button", { name: "Attiva", exact: true }).click();
    const shown = page.locator("section", { has: page.getByRole("heading", { name: "I tuoi codici di recupero" }) });
    await expect(shown.getByRole("listitem")).toHaveCount(10);
    await looksRight(visitor);
    return { telephone, used, codes: await shown.getByRole("listitem").allInnerTexts() };
  });
}

/** After the password: the code. */
export async function giveCode(page: Page, code: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Codice di verifica");
  await codeField(page).fill(code);
  await page.getByRole("button", { name: "Accedi", exact: true }).click();
}

/** On the page of an own second factor: turns it off. */
export async function turnOff(visitor: Visitor, password: string, code: string): Promise<void> {
  const { page } = visitor;
  await test.step("turns it off", async () => {
    await page.getByLabel("Password", { exact: true }).fill(password);
    await codeField(page).fill(code);
    await page.getByRole("button", { name: "Disattiva la verifica" }).click();
    await expect(page.getByText("La verifica in due passaggi è disattivata")).toBeVisible();
  });
}
