// Prints what a first visit loads, compressed as it is served, and fails when it outgrows the
// budget. Only files that the page names count: parts that load later are not a first visit.
import { readFileSync, statSync } from "node:fs";

const KB = 1024;
const BUDGETS = [
  { what: "WASM + JS", endings: [".wasm", ".js"], limit: 320 * KB },
  { what: "CSS", endings: [".css"], limit: 20 * KB },
];

const page = readFileSync("dist/index.html", "utf8");
const names = new Set([...page.matchAll(/\/pkg\/([\w.-]+)/g)].map(([, name]) => name));
const kilobytes = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

let overweight = false;
for (const { what, endings, limit } of BUDGETS) {
  const files = [...names].filter((name) => endings.some((ending) => name.endsWith(ending)));
  if (files.length === 0) throw new Error(`dist/index.html names no file for ${what}`);
  const size = files.reduce((sum, name) => sum + statSync(`dist/${name}.br`).size, 0);
  const verdict = size > limit ? "TOO LARGE" : "ok";
  console.log(`${what}: ${kilobytes(size)} brotli of ${kilobytes(limit)}: ${verdict}`);
  overweight ||= size > limit;
}
process.exitCode = overweight ? 1 : 0;
