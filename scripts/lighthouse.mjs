// What Lighthouse says of the pages of a purchase, on its telephone, beside a bare page in the same
// run: `lighthouse.mjs PROGRAM PACKAGE`, called by scripts/bench.sh. The visitor registers and buys for real,
// with a shop of their own, so that each page is the one that a customer gets.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { createServer as createSocket } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

const [program, lighthousePackage] = process.argv.slice(2);
const { default: lighthouse } = await import(pathToFileURL(resolve(lighthousePackage, "core/index.js")).href);
/** What each page keeps to. */
const BOUNDS = { score: 95, blocking: 150, shift: 0 };
const misses = [];
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const folder = mkdtempSync(join(tmpdir(), "bottega-lighthouse-"));

const freePort = () =>
  new Promise((answer) => {
    const socket = createSocket().listen(0, "127.0.0.1", () => {
      const { port } = socket.address();
      socket.close(() => answer(port));
    });
  });

/** Nothing but a sentence: what the machine and the browser cost by themselves. */
const bare = createServer((_, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end('<!doctype html><html lang="it"><title>Pagina</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"><h1>Pagina</h1>');
});
const barePort = await freePort();
await new Promise((done) => bare.listen(barePort, "127.0.0.1", done));

const port = await freePort();
const shop = `http://localhost:${port}`;
const server = spawn(program, ["serve", "--demo"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    ...process.env,
    BOTTEGA_LISTEN: `127.0.0.1:${port}`,
    BOTTEGA_BASE_URL: shop,
    BOTTEGA_DATABASE_URL: `sqlite:${join(folder, "shop.db")}`,
    BOTTEGA_LOG: "warn",
  },
});
const debugPort = await freePort();
const browser = await chromium.launchPersistentContext(join(folder, "browser"), {
  executablePath: "/usr/bin/chromium-headless-shell",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--remote-debugging-port=${debugPort}`],
});

try {
  for (let tries = 0; !(await fetch(`${shop}/salute`).catch(() => undefined))?.ok; tries += 1) {
    if (tries > 300) throw new Error("The shop does not open.");
    await new Promise((later) => setTimeout(later, 100));
  }
  const page = await browser.newPage();
  const ready = () => page.locator("html[data-hydrated]").waitFor();
  console.log(`${"".padEnd(26)} score   FCP ms   LCP ms   TBT ms   CLS    KB`);
  await measure("bare page", `http://127.0.0.1:${barePort}/`);
  await measure("home", `${shop}/`);
  await measure("product", `${shop}/prodotti/fatturazione-elettronica`);
  await page.goto(`${shop}/prodotti/fatturazione-elettronica`);
  await page.getByRole("button", { name: "Acquista Fatturazione Elettronica" }).first().click();
  await page.waitForURL("**/carrello");
  await measure("cart", `${shop}/carrello`);
  await measure("sign-in and registration", `${shop}/accedi`);
  await measure("registration", `${shop}/registrati`);
  await page.goto(`${shop}/registrati`);
  await ready();
  const fill = (label, text) => page.getByLabel(label, { exact: true }).fill(text);
  await fill("Ragione sociale", "Officina Rossi S.r.l.");
  await fill("Rappresentante legale", "Anna Bianchi");
  await fill("Partita IVA", "IT 01234567897");
  await fill("Indirizzo e numero civico", "Via dei Vasai 12");
  await fill("CAP", "50123");
  await fill("Comune", "Firenze");
  await page.getByLabel("Provincia", { exact: true }).selectOption("FI");
  await fill("Telefono o cellulare", "055 123456");
  await fill("Indirizzo email", "anna@officina.example");
  await fill("Password", "quattro gatti nel portico");
  await page.getByRole("button", { name: "Avanti con la registrazione" }).click();
  await page.waitForURL("**/dati-intestatario*");
  await measure("holder", `${shop}/dati-intestatario`);
  await ready();
  await page.getByRole("radio", { name: /^Nessun identificativo/ }).check();
  await page.getByRole("button", { name: "Prosegui e completa l’ordine" }).click();
  await page.waitForURL("**/modulo-ordine");
  await measure("order form", `${shop}/modulo-ordine`);
  for (const box of await page.locator("#risposte input[type=checkbox]").all()) await box.check();
  const transfer = page.getByRole("radio", { name: /^Bonifico/ });
  if (!(await transfer.isVisible())) await page.locator("summary", { hasText: "Altre modalità" }).click();
  await transfer.check();
  await page.getByRole("button", { name: "Conferma e completa l’ordine" }).click();
  await page.waitForURL(/\/ordini\/\d+/);
  await measure("order", page.url());
  await measure("area", `${shop}/area-clienti`);
  await measure("ways to pay", `${shop}/metodi-di-pagamento`);
} finally {
  await browser.close();
  server.kill("SIGTERM");
  bare.close();
  rmSync(folder, { recursive: true, force: true });
}

if (misses.length > 0) {
  console.error(misses.join("\n"));
  process.exitCode = 1;
}

/** The middle one of some rounds. */
async function measure(name, url) {
  const rounds = [];
  const page = await browser.newPage();
  const session = await browser.newCDPSession(page);
  for (let round = 0; round < ROUNDS; round += 1) {
    // Whoever is signed in stays so, but has not seen a page before.
    await session.send("Network.clearBrowserCache");
    const options = { port: debugPort, onlyCategories: ["performance"], disableStorageReset: true, logLevel: "error" };
    const { lhr } = await lighthouse(url, options);
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    rounds.push(lhr);
  }
  await page.close();
  rounds.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const middle = rounds[Math.floor(rounds.length / 2)];
  const value = (audit) => middle.audits[audit].numericValue ?? 0;
  const figures = [
    Math.round(middle.categories.performance.score * 100).toString().padStart(5),
    ...["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"].map((audit) => Math.round(value(audit)).toString().padStart(8)),
    value("cumulative-layout-shift").toFixed(3).padStart(6),
    Math.round(value("total-byte-weight") / 1024).toString().padStart(5),
  ];
  console.log(`${name.padEnd(26)} ${figures.join(" ")}`);
  const shift = Number(value("cumulative-layout-shift").toFixed(3));
  const score = Math.round(middle.categories.performance.score * 100);
  if (score < BOUNDS.score) misses.push(`${name}: ${score} points, at least ${BOUNDS.score}`);
  if (value("total-blocking-time") > BOUNDS.blocking) misses.push(`${name}: blocks too long, at most ${BOUNDS.blocking} ms`);
  if (shift > BOUNDS.shift) misses.push(`${name}: moves by ${shift}, at most ${BOUNDS.shift}`);
}
