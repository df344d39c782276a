// After a release build: writes a brotli and a gzip twin beside each file that Trunk made, so that
// the server never compresses them itself. The mark `.release` tells scripts/frontend.sh that
// `dist` holds a release build.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR } = process.env;

if (TRUNK_PROFILE === "release") {
  for (const entry of readdirSync(TRUNK_STAGING_DIR, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|wasm|css|svg)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
  writeFileSync(join(TRUNK_STAGING_DIR, ".release"), "");
}
