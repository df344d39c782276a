// Prints what first visits load, compressed as it is served, and fails when it is too much: the
// main part with its scripts, and whatever the page visited needs besides. The bound holds for the
// cart, where people wait for live prices.
import { readFileSync, statSync } from "node:fs";

const KB = 1024;
const CODE_LIMIT = 330 * KB;
const STYLE_LIMIT = 16 * KB;
const TYPEFACE_LIMIT = 20 * KB;
// With less, the styles of some pages are missing: style/main.css looks for their classes elsewhere.
const STYLE_LEAST = 10 * KB;

const bundle = JSON.parse(readFileSync("dist/bundle.json", "utf8"));
const size = (addresses) =>
  addresses.reduce((sum, address) => sum + statSync(`${address.replace("/pkg", "dist")}.br`).size, 0);
const kilobytes = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

const { shop, ...entire } = bundle.programs;
const main = size([shop.script, shop.loader, shop.wasm]);
console.log(`WASM and JavaScript of every page of the shop: ${kilobytes(main)}; with the part`);
for (const [part, files] of Object.entries(shop.parts)) {
  const together = kilobytes(main + size(files));
  console.log(`  ${part.padEnd(7)} ${together.padStart(9)}, ${files.length} files more`);
}
console.log("Of every page of the zone");
for (const [zone, { script, wasm }] of Object.entries(entire)) {
  console.log(`  ${zone.padEnd(7)} ${kilobytes(size([script, wasm])).padStart(9)}`);
}

const measured = [
  ["WASM and JavaScript of the cart", main + size(shop.parts.cart), CODE_LIMIT],
  ["CSS", size([bundle.style]), STYLE_LIMIT],
  // It comes as it is.
  ["Typeface", statSync(bundle.typeface.replace("/pkg", "dist")).size, TYPEFACE_LIMIT],
];
for (const [what, bytes, limit] of measured) {
  const verdict = bytes > limit ? "TOO LARGE: " : "";
  console.log(`${what}: ${kilobytes(bytes)}, ${verdict}at most ${kilobytes(limit)}`);
  if (bytes > limit) process.exitCode = 1;
}
if (size([bundle.style]) < STYLE_LEAST) {
  console.log(`CSS: TOO SMALL: at least ${kilobytes(STYLE_LEAST)}`);
  process.exitCode = 1;
}
