// What failed and why, in a few lines at the very end, where whoever reads a long log looks first.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

const LINES = 6;

export default class Why implements Reporter {
  private readonly failed: string[] = [];

  onTestEnd(test: TestCase, { status, error }: TestResult): void {
    if (status === "passed" || status === "skipped") return;
    const why = (error?.message ?? status).replace(/\x1b\[\d+m/g, "").split("\n");
    const told = why.filter((line) => line.trim()).slice(0, LINES);
    this.failed.push([test.titlePath().slice(1).join(" › "), ...told.map((line) => `    ${line}`)].join("\n"));
  }

  async onExit(): Promise<void> {
    if (this.failed.length > 0) console.log(`\nWhy:\n${this.failed.join("\n")}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
