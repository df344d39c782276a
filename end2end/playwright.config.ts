// Debian's Chromium, the shell without windows of its own, against the bundle as it is released: once
// with WASM and once without JavaScript.
import { defineConfig } from "@playwright/test";

if (!process.env.BOTTEGA_E2E_DATA || !process.env.BOTTEGA_E2E_BINARY) throw new Error("Run scripts/end2end.sh, which prepares a database.");

// In a slower browser a whole story takes longer; what each step waits for is the same.
const slower = Number(process.env.BOTTEGA_E2E_SLOWER ?? 1);

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  // Each has a shop of its own; the tests of a file follow each other in one.
  workers: 2,
  timeout: 60_000 * slower,
  reporter: [["list"], ["html", { open: "never", outputFolder: "playwright-report" }], ["./why.ts"]],
  use: {
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    screenshot: "only-on-failure",
    // The page at each step tells enough; filming it as well would cost every test that passes.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      executablePath: "/usr/bin/chromium-headless-shell",
      // Without the last five it waits for servers that a closed network does not reach.
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "wasm" },
    { name: "no-js", use: { javaScriptEnabled: false } },
  ],
});
