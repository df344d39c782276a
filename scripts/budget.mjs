// Prints what first visits load, compressed as it is served, and fails when it is too much. A bound
// goes down with what it bounds; where it went up, docs/decisions/0033-only-living-parts-are-taken-over.md
// or the line before it says why.
import { readFileSync, readdirSync, statSync } from "node:fs";

const KB = 1024;
// WASM and JavaScript, by the names of the programs.
const PROGRAMS = { page: 27.5 * KB, cart: 196 * KB, renewal: 177 * KB, account: 230 * KB };
// It is the style of every page: the configuration, users and the telephone took it above 16.
const STYLE_LIMIT = 17 * KB;
const TYPEFACE_LIMIT = 20 * KB;

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

// A class that no style has shows nothing, or black where it draws.
const named = readFileSync(bundle.style.replace("/pkg", "dist"), "utf8").matchAll(/\.((?:\\.|[\w-])+)/g);
const styled = new Set([...named].map(([, name]) => name.replaceAll("\\", "")));
for (const file of readdirSync("app", { recursive: true }).filter((name) => name.endsWith(".rs"))) {
  for (const [, classes] of readFileSync(`app/${file}`, "utf8").matchAll(/class="([^"{]*)"/g)) {
    for (const name of classes.split(/\s+/).filter((name) => name && !styled.has(name))) {
      console.log(`CSS: NOT THERE: ${name}, a class in app/${file}`);
      process.exitCode = 1;
    }
  }
}
