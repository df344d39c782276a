// Finishes a folder with the programs, their bindings and the style sheet: adds the parts of lazy
// pages, and puts everything into a folder named after its content, so that browsers may keep it
// for ever and never mix two builds. The server finds it by bundle.json. For a release
// (`bundle.mjs FOLDER release`: a program for each zone) everything is optimised, and every file gets
// a brotli and a gzip twin. Without arguments Trunk has called: one program for all zones.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [staging = process.env.TRUNK_STAGING_DIR, release = false] = process.argv.slice(2);
// The program that is cut into parts, and those in one piece.
const cut = release ? "shop" : "whole";
const entire = release ? ["panel", "office", "demo"] : [];
// Where crates/bundler has left the parts.
const parts = join(process.env.CARGO_TARGET_DIR ?? "target", "parts", release ? cut : ".", "lazy");
const MAIN = `${cut}_bg.wasm`;
// What style/typeface.css names.
const TYPEFACE = "figtree.woff2";
const TYPEFACE_FROM = "node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2";
const LOADER = "__wasm_split.js";

// What the compiler emits; wasm-bindgen leaves no note of it, so it must be said. Never
// `--all-features`: browsers refuse what comes out.
const FEATURES = [
  "bulk-memory",
  "reference-types",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "multivalue",
].map((name) => `--enable-${name}`);

// The loader is written by a program, one statement for each chunk and each part. A chunk is what
// several parts share; a part waits for its chunks.
const statements = readFileSync(join(parts, LOADER), "utf8").split(/^(?=const __chunk|export const )/m);
const chunks = new Map();
const needs = new Map();
for (const [place, statement] of statements.entries()) {
  const [, chunk, part] = /const (?:(__chunk_\d+)|__wasm_split_load_(\w+)) =/.exec(statement) ?? [];
  const file = /"\.\/(\w+\.wasm)"/.exec(statement)?.[1];
  if (chunk) chunks.set(chunk, { place, file });
  if (part) needs.set(part, { chunks: statement.match(/__chunk_\d+/g) ?? [], file });
}

const joined = release ? await joinWhatMostNeed() : [];
for (const { place } of joined) {
  statements[place] = statements[place].replace(/= makeLoad[^]*?, \[\]\);/, "= async () => {};");
}
writeFileSync(join(staging, LOADER), statements.join(""));
const separate = readdirSync(parts).filter(
  (name) => name.endsWith(".wasm") && !joined.some(({ file }) => file === name),
);
await Promise.all([
  ...separate.map((name) =>
    release
      ? optimise(join(parts, name), join(staging, name))
      : copyFileSync(join(parts, name), join(staging, name)),
  ),
  ...entire.map((zone) => join(staging, `${zone}_bg.wasm`)).map((main) => optimise(main, main)),
]);

copyFileSync(TYPEFACE_FROM, join(staging, TYPEFACE));
const files = readdirSync(staging)
  .filter((name) => /\.(js|wasm|css|svg|woff2)$/.test(name))
  .sort();
const hash = createHash("sha256");
for (const name of files) hash.update(name).update(readFileSync(join(staging, name)));
const folder = hash.digest("hex").slice(0, 16);

mkdirSync(join(staging, folder));
for (const name of files) renameSync(join(staging, name), join(staging, folder, name));
// A typeface is compressed already.
const plain = files.filter((name) => !name.endsWith(".woff2"));
if (release) await Promise.all(plain.map((name) => compress(join(staging, folder, name))));

const address = (name) => `/pkg/${folder}/${name}`;
const program = (name) => ({ script: address(`${name}.js`), wasm: address(`${name}_bg.wasm`) });
const inParts = {
  ...program(cut),
  loader: address(LOADER),
  parts: Object.fromEntries([...needs].map(([part, need]) => [part, filesOf(need).map(address)])),
};
const zones = ["shop", "panel", "office", "demo"];
const note = {
  style: address("main.css"),
  icon: address("icon.svg"),
  typeface: address(TYPEFACE),
  programs: Object.fromEntries(zones.map((zone) => [zone, entire.includes(zone) ? program(zone) : inParts])),
};
writeFileSync(join(staging, "bundle.json"), JSON.stringify(note, null, 2));
// Trunk's own page does not know the folder.
rmSync(join(staging, "index.html"), { force: true });
// Tells scripts/frontend.sh what it finds.
if (release) writeFileSync(join(staging, ".release"), "");

/** Puts what the cart shares with most others, and its crumbs, into the main part and optimises
 * that: fewer files to ask for, and a large one compresses better. Returns the chunks that are no
 * files any more. */
async function joinWhatMostNeed() {
  const users = (chunk) => [...needs].filter(([, need]) => need.chunks.includes(chunk)).map(([part]) => part);
  const most = needs.size - 1;
  const isCrumb = (file) => statSync(join(parts, file)).size < 16 * 1024;
  const common = [...chunks]
    .filter(([chunk]) => users(chunk).includes("cart"))
    .filter(([chunk, { file }]) => users(chunk).length >= most || isCrumb(file))
    .map(([, found]) => found);
  const main = join(staging, MAIN);
  // A chunk imports the memory and the table of the main part by the name `__wasm_split`.
  const modules = common.flatMap(({ file }) => [join(parts, file), file]);
  await run("wasm-merge", [...FEATURES, main, "__wasm_split", ...modules, "-o", main]);
  await optimise(main, main);
  return common;
}

async function optimise(from, to) {
  await run("wasm-opt", ["-Oz", "--strip-debug", "--strip-producers", ...FEATURES, from, "-o", to]);
}

/** Shows what a tool says only if it fails: both warn of names that wasm-split left. */
async function run(tool, options) {
  await promisify(execFile)(tool, options);
}

/** The files of a part besides the main one. */
function filesOf(need) {
  const shared = need.chunks.map((chunk) => chunks.get(chunk)).filter((found) => !joined.includes(found));
  // What it shares may be all that a part needs.
  return [...shared.map(({ file }) => file), need.file].filter(Boolean);
}

async function compress(path) {
  const bytes = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const [brotli, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gz);
}
