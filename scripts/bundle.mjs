// Finishes a folder with the programs, their bindings and the style sheet: puts everything into a
// folder named after its content, so that browsers may keep it for ever and never mix two builds. The
// server finds it by bundle.json. For a release (`bundle.mjs FOLDER release`) everything is optimised,
// and every file gets a brotli and a gzip twin. Without arguments Trunk has called: one program does
// the work of all.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [staging = process.env.TRUNK_STAGING_DIR, release = false] = process.argv.slice(2);
// As `ui::Program` calls them.
const PROGRAMS = ["page", "cart", "renewal", "account"];
// What style/typeface.css names.
const TYPEFACE = "figtree.woff2";
const TYPEFACE_FROM = "node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2";

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

if (release) await Promise.all(PROGRAMS.map((name) => optimise(join(staging, `${name}_bg.wasm`))));

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
const note = {
  style: address("main.css"),
  icon: address("icon.svg"),
  typeface: address(TYPEFACE),
  programs: Object.fromEntries(PROGRAMS.map((name) => [name, program(release ? name : "whole")])),
};
writeFileSync(join(staging, "bundle.json"), JSON.stringify(note, null, 2));
// Trunk's own page does not know the folder.
rmSync(join(staging, "index.html"), { force: true });
// Tells scripts/frontend.sh what it finds.
if (release) writeFileSync(join(staging, ".release"), "");

async function optimise(file) {
  const options = ["-Oz", "--strip-debug", "--strip-producers", ...FEATURES, file, "-o", file];
  await promisify(execFile)("wasm-opt", options);
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
