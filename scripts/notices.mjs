// Prints the licences of what others wrote and the built programs contain, with the texts that their
// authors ask to pass on: for each package its name, its licence, and the files in which it says so.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const cargo = (...options) =>
  execFileSync("cargo", [...options, "--locked"], { encoding: "utf8", maxBuffer: 1 << 28 });

/** What is compiled into a package, as `name version`: not what only builds or tests need. */
const inside = (name, target) =>
  cargo("tree", "--package", name, "--target", target, "--edges", "normal", "--prefix", "none", "--format", "{p}")
    .split("\n")
    .map((line) => line.split(" ").slice(0, 2).join(" ").replace(" v", " "))
    .filter(Boolean);

const shipped = new Set([
  ...inside("server", `${process.arch === "arm64" ? "aarch64" : "x86_64"}-unknown-linux-gnu`),
  ...inside("frontend", "wasm32-unknown-unknown"),
]);
const packages = JSON.parse(cargo("metadata", "--format-version", "1"))
  .packages.filter(({ name, version, source }) => source && shipped.has(`${name} ${version}`))
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));

// Many packages have the same text, but for the names in it.
const texts = new Map();
const keep = (path, owner) => {
  const text = readFileSync(path, "utf8").trim();
  texts.set(text, [...(texts.get(text) ?? []), owner]);
};
for (const { name, version, license, authors, repository, manifest_path } of packages) {
  const folder = dirname(manifest_path);
  const isNotice = ({ name }) => /^(licen[cs]e|copying|notice|unlicense|copyright)/i.test(name);
  const files = readdirSync(folder, { withFileTypes: true }).filter(isNotice);
  console.log(`${name} ${version}: ${license ?? "see its files"}`);
  if (authors.length > 0) console.log(`  by ${authors.join(", ")}`);
  if (repository) console.log(`  ${repository}`);
  for (const file of files.filter((file) => file.isFile())) keep(join(folder, file.name), `${name} ${version} (${file.name})`);
}
// Fonts are inside the program, the typeface of the pages beside the style sheet; that is made of two
// packages.
const fonts = execFileSync("git", ["ls-files", "*/fonts/*LICENSE*"], { encoding: "utf8" }).trim().split("\n");
for (const font of fonts) keep(font, basename(font));
for (const name of ["@fontsource-variable/figtree", "tailwindcss", "daisyui"]) keep(join("node_modules", name, "LICENSE"), name);

for (const [text, owners] of texts) {
  console.log(`\n${"=".repeat(80)}\n${owners.join("\n")}\n${"-".repeat(80)}\n${text}`);
}
