// Statements as a bank exports them, and what the office does with one.
import { expect, type Page } from "@playwright/test";
import { test } from "../fixtures";

export type Credit = { amount: string; text: string; payer: string };

/** A name that no other file has: the same content twice is the same file. */
let files = 0;

/** CAMT.053 as a bank writes it, one entry for each credit. */
export function camt053(credits: Credit[]): string {
  const reference = `${Date.now()}-${(files += 1)}`;
  const entries = credits.map(
    ({ amount, text, payer }, place) => `
    <Ntry>
      <Amt Ccy="EUR">${amount}</Amt>
      <CdtDbtInd>CRDT</CdtDbtInd>
      <Sts><Cd>BOOK</Cd></Sts>
      <BookgDt><Dt>2026-11-21</Dt></BookgDt>
      <AcctSvcrRef>${reference}-${place}</AcctSvcrRef>
      <NtryDtls><TxDtls>
        <RltdPties><Dbtr><Pty><Nm>${payer}</Nm></Pty></Dbtr></RltdPties>
        <RmtInf><Ustrd>${text}</Ustrd></RmtInf>
      </TxDtls></NtryDtls>
    </Ntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
  <BkToCstmrStmt><Stmt>
    <Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>${entries.join("")}
  </Stmt></BkToCstmrStmt>
</Document>`;
}

/** Hands a file in, and waits for the page that says what became of it. */
export async function handIn(page: Page, name: string, content: string): Promise<void> {
  await test.step(`hands in ${name}`, async () => {
    await page.getByLabel("Estratto conto della banca").setInputFiles({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(content),
    });
    await page.getByRole("button", { name: "Importa" }).click();
    await expect(page).toHaveURL(/\/ufficio\/estratti$/);
  });
}
