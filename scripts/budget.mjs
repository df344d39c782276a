// Prints what first visits load, compressed as it is served, and fails when it is too much: the
// main part with its scripts, and whatever the page visited needs besides. The bound holds for the
// cart, where people wait for live prices.
import { readFileSync, statSync } from "node:fs";

const KB = 1024;
const CODE_LIMIT = 320 * KB;
const STYLE_LIMIT = 20 * KB;

const bundle = JSON.parse(readFileSync("dist/bundle.json", "utf8"));
const size = (addresses) =>
  addresses.reduce((sum, address) => sum + statSync(`${address.replace("/pkg", "dist")}.br`).size, 0);
const kilobytes = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

const main = size([bundle.script, bundle.loader, bundle.wasm]);
console.log(`Every page: ${kilobytes(main)} of WASM and JavaScript; with the part`);
for (const [part, files] of Object.entries(bundle.parts)) {
  const together = kilobytes(main + size(files));
  console.log(`  ${part.padEnd(7)} ${together.padStart(9)}, ${files.length} files more`);
}

const measured = [
  ["WASM and JavaScript of the cart", main + size(bundle.parts.cart), CODE_LIMIT],
  ["CSS", size([bundle.style]), STYLE_LIMIT],
];
for (const [what, bytes, limit] of measured) {
  const verdict = bytes > limit ? "TOO LARGE: " : "";
  console.log(`${what}: ${kilobytes(bytes)}, ${verdict}at most ${kilobytes(limit)}`);
  if (bytes > limit) process.exitCode = 1;
}
