// Prints what a first visit loads, compressed as it is served. It fails when it grows beyond what
// it is today (`limit`); the goal is smaller, and as long as it is missed every run says so.
// Only files that the page names count: parts that load later are not a first visit.
import { readFileSync, statSync } from "node:fs";

const KB = 1024;
const BUDGETS = [
  // One bundle still serves shop, panel and office; docs/decisions/0005-one-bundle-for-now.md.
  { what: "WASM + JS", endings: [".wasm", ".js"], goal: 320 * KB, limit: 580 * KB },
  { what: "CSS", endings: [".css"], goal: 20 * KB, limit: 20 * KB },
];

const page = readFileSync("dist/index.html", "utf8");
const names = new Set([...page.matchAll(/\/pkg\/([\w.-]+)/g)].map(([, name]) => name));
const kilobytes = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

let overweight = false;
for (const { what, endings, goal, limit } of BUDGETS) {
  const files = [...names].filter((name) => endings.some((ending) => name.endsWith(ending)));
  if (files.length === 0) throw new Error(`dist/index.html names no file for ${what}`);
  const size = files.reduce((sum, name) => sum + statSync(`dist/${name}.br`).size, 0);
  const missed = size > goal ? `over the goal of ${kilobytes(goal)}` : "within the goal";
  const verdict = size > limit ? `, TOO LARGE: at most ${kilobytes(limit)}` : "";
  console.log(`${what}: ${kilobytes(size)} brotli, ${missed}${verdict}`);
  overweight ||= size > limit;
}
process.exitCode = overweight ? 1 : 0;
