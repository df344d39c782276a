// Debian's Chromium against the release build, once with WASM and once without JavaScript.
import { defineConfig } from "@playwright/test";

const PORT = Number(process.env.BOTTEGA_E2E_PORT ?? 4317);
const data = process.env.BOTTEGA_E2E_DATA;
const binary = process.env.BOTTEGA_E2E_BINARY;
if (!data || !binary) throw new Error("Run scripts/end2end.sh, which prepares a database.");

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  // Both projects share one shop and its demo customer: one after the other.
  workers: 1,
  timeout: 60_000,
  reporter: [["list"], ["html", { open: "never", outputFolder: "playwright-report" }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: "/usr/bin/chromium",
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
  webServer: {
    command: `"${binary}" serve --demo --today 2026-11-22 --log-format pretty`,
    cwd: "..",
    url: `http://127.0.0.1:${PORT}/salute`,
    env: {
      BOTTEGA_LISTEN: `127.0.0.1:${PORT}`,
      BOTTEGA_BASE_URL: `http://localhost:${PORT}`,
      BOTTEGA_DATABASE_URL: `sqlite:${data}/bottega.db`,
      BOTTEGA_LOG: "warn",
      // The law has ended on the day that the tests play on; theirs goes on.
      BOTTEGA_SPLIT_PAYMENT_UNTIL: "2029-12-31",
    },
    stdout: "pipe",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
