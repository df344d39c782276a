// Makes every picture anew from the running product: those of the shop (server/pictures) and that of
// the README (docs/images). `node scripts/pictures.mjs [PROGRAM [BUNDLE]]`, with a program that was
// built and the folder of its bundle; it opens a demo of its own and closes it again.
//
// The pages are looked at without JavaScript, so the bundle matters only for its styles.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";

const [program = "target/debug/bottega", dist = "dist"] = process.argv.slice(2);
const PORT = Number(process.env.PICTURES_PORT ?? 4399);
const HOME = `http://localhost:${PORT}`;
const DAY = "2026-11-22";
const PASSWORD = "Bottega-Demo-2026!";
/** The panels of both services, by who is in them. */
const PANELS = [
  ["panel", "BT02342520158"],
  ["reception", "BT01463720480"],
];
/** No picture of a page may weigh more. */
const HEAVIEST = 60 * 1024;

const mark = readFileSync("frontend/icon.svg", "utf8");
/** The mark without its ground, on which it is drawn at 80 %. */
const drawing = /<g [^]*<\/g>/.exec(mark)[0];
const GROUND = "#0c5163";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
const folder = mkdtempSync(join(tmpdir(), "bottega-pictures-"));
const server = spawn(program, ["serve", "--demo", "--today", DAY], {
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    ...process.env,
    BOTTEGA_DATABASE_URL: `sqlite:${join(folder, "demo.db")}`,
    BOTTEGA_LISTEN: `127.0.0.1:${PORT}`,
    BOTTEGA_BASE_URL: HOME,
    BOTTEGA_DIST: dist,
    BOTTEGA_LOG: "error",
  },
});
try {
  await icons();
  await social();
  await until(async () => (await fetch(`${HOME}/pronto`)).ok);
  for (const scheme of ["light", "dark"]) {
    for (const [name, username] of PANELS) {
      await panel(username, `${name}-wide-${scheme}`, scheme, { width: 1088, height: 620 }, 1.25);
      await panel(username, `${name}-narrow-${scheme}`, scheme, { width: 360, height: 560 }, 2);
    }
  }
  await cart();
} finally {
  server.kill();
  await browser.close();
  rmSync(folder, { recursive: true });
}

/** The mark in the sizes that telephones want; a maskable one is cut to any shape by its owner. */
async function icons() {
  const whole = (size) => mark.replace("<svg ", `<svg width="${size}" height="${size}" `);
  // Without round corners, the drawing within the middle 80 % that no shape cuts into.
  const filled = (size) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${size}" height="${size}">` +
    `<rect width="32" height="32" fill="${GROUND}"/><g transform="translate(3.2 3.2) scale(.8)">${drawing}</g></svg>`;
  for (const [name, svg, size] of [
    ["icon-192.png", whole(192), 192],
    ["icon-512.png", whole(512), 512],
    ["icon-maskable-512.png", filled(512), 512],
    ["apple-touch-icon.png", filled(180), 180],
  ]) {
    write(`server/pictures/${name}`, await drawn(svg, { width: size, height: size }));
  }
}

/** What other sites show of a link to the shop. */
async function social() {
  const html = `
    <div style="height: 630px; display: grid; grid-template-columns: 300px 1fr; align-items: center;
                gap: 48px; padding: 0 96px; background: #12303b; color: #eef5f6;
                font: 700 60px/1.12 Figtree, 'Liberation Sans', Arial, sans-serif; box-sizing: border-box">
      <div>${mark.replace("<svg ", '<svg width="300" height="300" ')}</div>
      <div>Bottega
        <p style="margin: 20px 0 0; font: 400 32px/1.35 Figtree, 'Liberation Sans', Arial, sans-serif; color: #f2b441">
          La fattura parte, arriva e resta al sicuro</p></div>
    </div>`;
  write("server/pictures/social.png", await drawn(html, { width: 1200, height: 630 }));
}

/** `Stato servizio`, as the owner of the service sees it. */
async function panel(username, name, scheme, viewport, deviceScaleFactor) {
  const page = await someone(scheme, viewport, deviceScaleFactor);
  await page.goto(`${HOME}/pannello`);
  await page.getByLabel("Username del pannello").fill(username);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Accedi" }).click();
  await page.getByRole("heading", { name: "Stato servizio" }).waitFor();
  // What is left to do stands above the service; the picture is of a service that runs.
  const tasks = page.getByRole("region", { name: "Da completare" });
  await tasks.evaluate((region) => region.remove());
  // From below its bar, which says nothing of the service.
  const bar = await page.getByRole("banner").boundingBox();
  const clip = { x: 0, y: bar.y + bar.height, ...viewport };
  const shown = await page.screenshot({ clip, fullPage: true });
  const picture = await asWebp(shown, viewport, deviceScaleFactor);
  write(`server/pictures/${name}.webp`, picture, HEAVIEST);
  await page.context().close();
}

/** The cart with both choices of the extension. */
async function cart() {
  const viewport = { width: 1280, height: 900 };
  const page = await someone("light", viewport, 1, true);
  await page.goto(`${HOME}/accedi`);
  await page.getByRole("textbox", { name: "Username dell’account" }).fill("2000001@bottega.example");
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Accedi" }).click();
  await page.waitForURL((url) => url.pathname !== "/accedi");
  await page.goto(`${HOME}/prodotti/incassi-e-pagamenti`);
  await page.getByRole("button", { name: /^Acquista / }).first().click();
  await page.waitForURL("**/carrello");
  await page.locator("html[data-hydrated]").waitFor();
  write("docs/images/cart.png", await page.screenshot());
  await page.context().close();
}

async function someone(colorScheme, viewport, deviceScaleFactor, javaScriptEnabled = false) {
  const context = await browser.newContext({
    colorScheme,
    viewport,
    deviceScaleFactor,
    javaScriptEnabled,
    locale: "it-IT",
  });
  return context.newPage();
}

async function drawn(html, viewport) {
  const page = await browser.newPage({ viewport });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${html}`);
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  return picture;
}

/** The browser itself knows how to write WebP. */
async function asWebp(png, { width, height }, scale) {
  const page = await browser.newPage();
  const data = await page.evaluate(
    async ({ png, width, height }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      canvas.getContext("2d").drawImage(image, 0, 0, width, height);
      return canvas.toDataURL("image/webp", 0.82);
    },
    { png: png.toString("base64"), width: width * scale, height: height * scale },
  );
  await page.close();
  return Buffer.from(data.split(",")[1], "base64");
}

function write(path, bytes, heaviest = Infinity) {
  if (bytes.length > heaviest) throw new Error(`${path} has ${bytes.length} bytes`);
  writeFileSync(path, bytes);
  console.log(`${path}: ${(bytes.length / 1024).toFixed(1)} KB`);
}

async function until(holds) {
  for (;;) {
    if (await holds().catch(() => false)) return;
    if (server.exitCode !== null) throw new Error("the server has stopped");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
