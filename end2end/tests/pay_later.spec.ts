// Paying an order later: the page of the order and what can be printed from it.
import { readFile } from "node:fs/promises";
import { type Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { anOrder, signIn } from "../flows/buy";
import { DEMO_PASSWORD } from "../flows/office";
import { sheets } from "../flows/sheets";
import { paths } from "../pages/shop";

/** Presses a link that brings a document, and looks at what is saved and how it was sent. */
async function download(page: Page, link: string, path: string, name: string): Promise<void> {
  await test.step(`saves ${name}`, async () => {
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: link }).click();
    const document = await saved;
    expect(document.suggestedFilename()).toBe(name);
    expect((await readFile(await document.path())).subarray(0, 5).toString()).toBe("%PDF-");

    const answer = await page.request.get(path);
    expect(answer.status()).toBe(200);
    expect(answer.headers()).toMatchObject({
      "content-type": "application/pdf",
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="${name}"`,
    });
  });
}

test("an order by bollettino shows what to pay, and the slip", async ({ visitor, page }) => {
  const number = await anOrder(visitor, { by: "slip" });

  const facts = page.getByRole("definition");
  await expect(facts.filter({ hasText: /^1234567/ })).toBeVisible();
  await expect(facts.filter({ hasText: "36,60 €" }).first()).toBeVisible();
  await expect(facts.filter({ hasText: new RegExp(`^2026${number.padStart(12, "0")}\\d\\d`) })).toBeVisible();
  await expect(page.getByText("Registriamo il pagamento quando arriva")).toContainText(
    "di norma dopo qualche giorno lavorativo",
  );
  await expect(page.getByRole("img", { name: /Codice QR/ })).toHaveCount(0);
  expect([1, 2], "sheets of paper").toContain(await sheets(page));
  await download(
    page,
    "Scarica il bollettino (PDF)",
    `/ordini/${number}/bollettino.pdf`,
    `bollettino-${number}.pdf`,
  );
});

test("an order by transfer shows a code to scan, and the sheet", async ({ visitor, page }) => {
  const number = await anOrder(visitor);
  const sheet = `/ordini/${number}/bonifico.pdf`;

  const code = page.getByRole("img", { name: /Codice QR/ });
  await expect(code).toBeVisible();
  await expect(page.getByText("IT60 X054 2811 1010 0000 0123 456")).toBeVisible();
  await download(page, "Scarica il foglio del bonifico (PDF)", sheet, `bonifico-${number}.pdf`);

  await test.step("at night the code stays dark on white", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(code).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await expect(code.locator("path")).toHaveCSS("stroke", "rgb(0, 0, 0)");
    await page.emulateMedia({ colorScheme: "light" });
  });

  await test.step("another method takes its place", async () => {
    await page.getByRole("radio", { name: /^Bollettino/ }).check();
    await page.getByRole("button", { name: "Paga", exact: true }).click();
    await expect(page.getByRole("link", { name: "Scarica il bollettino (PDF)" })).toBeVisible();
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
    await expect(code).toHaveCount(0);
    expect((await page.request.get(sheet)).status()).toBe(404);
  });
});

test.describe("a document of somebody else", () => {
  test.use({ tolerated: [/status of 404/] });

  test("does not exist, and asks strangers to sign in", async ({
    visitor,
    page,
    visit,
    context,
  }) => {
    const number = await anOrder(visitor);
    const sheet = `/ordini/${number}/bonifico.pdf`;

    await context.clearCookies();
    await visit(sheet);
    await expect(page).toHaveURL(new RegExp(`${paths.signIn}\\?poi=/ordini/${number}$`));

    await signIn(page, "2000001@bottega.example", DEMO_PASSWORD);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pagina non trovata");
    for (const path of [sheet, `/ordini/${number}/bollettino.pdf`]) {
      const response = await visit(path);
      expect(response.status()).toBe(404);
      expect(response.headers()["content-type"]).toContain("text/html");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pagina non trovata");
    }
  });
});
