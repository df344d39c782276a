// A server with a database of its own: each worker has one for all of its tests, and a test may open
// another, where what takes months takes a restart on a later day.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";

const FIRST_PORT = Number(process.env.BOTTEGA_E2E_PORT ?? 4317);

/** Which of the workers at the same time, as Playwright counts them. */
type Place = { parallelIndex: number };

export class OwnShop {
  readonly url: string;
  private readonly env: NodeJS.ProcessEnv;
  private server?: ChildProcess;
  /** What the clock of the shop is ahead of ours, in milliseconds. */
  private ahead = 0;

  private constructor(name: string, port: number, settings: NodeJS.ProcessEnv = {}) {
    this.url = `http://localhost:${port}`;
    this.env = {
      ...process.env,
      BOTTEGA_LISTEN: `127.0.0.1:${port}`,
      BOTTEGA_BASE_URL: this.url,
      BOTTEGA_DATABASE_URL: `sqlite:${process.env.BOTTEGA_E2E_DATA}/${name}.db`,
      BOTTEGA_LOG: "warn",
      // The law has ended on the day that the tests play on; theirs goes on.
      BOTTEGA_SPLIT_PAYMENT_UNTIL: "2029-12-31",
      ...settings,
    };
  }

  /** The shop of a worker: the next one in its place finds none of it. */
  static ofWorker(worker: Place & { workerIndex: number }): OwnShop {
    return new OwnShop(`worker-${worker.workerIndex}`, FIRST_PORT + 2 * worker.parallelIndex);
  }

  /** The shop of a single test, beside that of its worker, with settings of its own. */
  static ofTest(test: Place & { testId: string }, settings: NodeJS.ProcessEnv = {}): OwnShop {
    return new OwnShop(`test-${test.testId}`, FIRST_PORT + 2 * test.parallelIndex + 1, settings);
  }

  /** Opens the shop on a day, with everything that happened in it before. */
  async openOn(day: string): Promise<void> {
    await this.close();
    const args = ["serve", "--demo", "--today", day, "--log-format", "pretty"];
    // It begins at midday in Italy; the tests play in winter.
    this.ahead = Date.parse(`${day}T12:00:00+01:00`) - Date.now();
    this.server = spawn(process.env.BOTTEGA_E2E_BINARY!, args, {
      cwd: "..",
      stdio: ["ignore", "ignore", "inherit"],
      env: this.env,
    });
    await this.answers();
  }

  /** What the clock of the shop shows, give or take the second in which it opened. */
  now(): number {
    return Date.now() + this.ahead;
  }

  /** Runs a command of the program on the shop's database. */
  command(args: string[], input: string): void {
    execFileSync(process.env.BOTTEGA_E2E_BINARY!, args, { cwd: "..", input, env: this.env });
  }

  private async answers(): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      const answer = await fetch(`${this.url}/salute`).catch(() => undefined);
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
