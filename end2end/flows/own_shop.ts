// A shop that belongs to one test: what takes months there takes a restart on a later day.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "../fixtures";

const PORT = Number(process.env.BOTTEGA_E2E_PORT ?? 4317) + 1;

export class OwnShop {
  readonly url = `http://localhost:${PORT}`;
  private server?: ChildProcess;

  constructor(private readonly name: string) {}

  /** Opens the shop on a day, with everything that happened in it before. */
  async openOn(day: string): Promise<void> {
    await test.step(`the shop opens on ${day}`, async () => {
      await this.close();
      const args = ["serve", "--demo", "--today", day, "--log-format", "pretty"];
      this.server = spawn(process.env.BOTTEGA_E2E_BINARY!, args, {
        cwd: "..",
        stdio: "ignore",
        env: {
          ...process.env,
          BOTTEGA_LISTEN: `127.0.0.1:${PORT}`,
          BOTTEGA_BASE_URL: this.url,
          BOTTEGA_DATABASE_URL: `sqlite:${process.env.BOTTEGA_E2E_DATA}/${this.name}.db`,
          BOTTEGA_LOG: "warn",
        },
      });
      await this.answers();
    });
  }

  private async answers(): Promise<void> {
    for (let tries = 0; tries < 150; tries += 1) {
      const answer = await fetch(`http://127.0.0.1:${PORT}/salute`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("The shop does not open.");
  }

  async close(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server || server.exitCode !== null) return;
    const closed = once(server, "exit");
    server.kill("SIGTERM");
    await closed;
  }
}
