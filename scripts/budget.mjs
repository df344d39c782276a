// Prints what first visits load, compressed as it is served, and fails when it is too much. A bound
// goes down with what it bounds; where it went up, docs/decisions/0033-only-living-parts-are-taken-over.md
// or the line before it says why.
import { readFileSync, statSync } from "node:fs";

const KB = 1024;
// WASM and JavaScript, by the names of the programs.
const PROGRAMS = { page: 27.5 * KB, cart: 222 * KB, renewal: 199 * KB, account: 248 * KB };
// It is the style of every page: the configuration, users and the telephone took it above 16.
const STYLE_LIMIT = 17 * KB;
const TYPEFACE_LIMIT = 20 * KB;
// With less, the styles of some pages are missing: style/main.css looks for their classes elsewhere.
const STYLE_LEAST = 10 * KB;

const bundle = JSON.parse(readFileSync("dist/bundle.json", "utf8"));
const size = (addresses) =>
  addresses.reduce((sum, address) => sum + statSync(`${address.replace("/pkg", "dist")}.br`).size, 0);
const kilobytes = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

const programs = Object.entries(bundle.programs);
const measured = [
  ...programs.map(([name, { script, wasm }]) => [`Program ${name}`, size([script, wasm]), PROGRAMS[name] ?? 0]),
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
