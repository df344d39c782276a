// The agenda of a service: what waits stands there with its day, a calendar loads it, and whoever does not
// want it by mail says so once.
import { readFile } from "node:fs/promises";
import { expect, test, TODAY } from "../fixtures";
import { enterThePanel } from "../flows/demo_customer";
import { OwnShop } from "../flows/own_shop";
import { looksRight } from "../flows/widths";

const WIDTHS = [320, 375, 1280];
const END = "Scadenza: Fatturazione Elettronica";

test("what is coming is listed, loaded into a calendar, and mailed only while its owner wants it", async ({
  visitor,
  page,
  visit,
  hydrated,
}, info) => {
  test.slow();
  const shop = OwnShop.ofTest(info);
  const main = page.getByRole("main");
  const title = page.getByRole("heading", { level: 1 });
  const titles = main.getByRole("heading", { level: 3 });
  try {
    await shop.openOn(TODAY);
    await enterThePanel(page, shop.url);
    await hydrated();

    await test.step("the home leads to it, and each thing stands there with its day", async () => {
      await main.getByRole("link", { name: "Vedi l’agenda" }).click();
      await expect(title).toHaveText("Agenda");
      await hydrated();
      const april = main.getByRole("region", { name: /^aprile\s2027$/i });
      const row = april.getByRole("listitem").filter({ has: page.getByRole("heading", { name: END, exact: true }) });
      await expect(row.getByText(/^22\saprile\s2027$/)).toBeVisible();
      await expect(row.getByRole("link", { name: /^Rinnovo/ })).toBeVisible();
      await expect(titles.filter({ hasText: "Ultimo giorno sicuro per rinnovare con bonifico" })).toHaveCount(1);
      await looksRight(visitor, WIDTHS);
    });

    await test.step("the file for calendars holds the same, on the same days", async () => {
      const saved = page.waitForEvent("download");
      await main.getByRole("link", { name: "Scarica per il calendario" }).click();
      const file = await saved;
      expect(file.suggestedFilename()).toBe("agenda.ics");
      const lines = (await readFile(await file.path(), "utf8")).replaceAll("\r\n ", "");
      const events = lines.split("BEGIN:VEVENT").slice(1);
      expect(events).toHaveLength(await titles.count());
      const ends = events.filter((event) => event.includes(`SUMMARY:${END}`));
      expect(ends).toHaveLength(1);
      expect(ends[0]).toContain("DTSTART;VALUE=DATE:20270422\r\n");
    });

    await test.step("by mail it comes to whoever asks for it, and off it stays off", async () => {
      const box = main.getByRole("checkbox", { name: "Mandami anche le date in agenda" });
      await main.getByRole("link", { name: "Ricevila per email" }).click();
      await expect(title).toHaveText("Avvisi");
      await hydrated();
      await expect(box).not.toBeChecked();
      await main.getByRole("radio", { name: /giorn/ }).check();
      await looksRight(visitor, WIDTHS);
      const { pathname } = new URL(page.url());
      for (const isOn of [true, false]) {
        await box.setChecked(isOn);
        await main.getByRole("button", { name: "Salva", exact: true }).click();
        await expect(main.getByText("Avvisi: salvato")).toBeVisible();
        await visit(`${shop.url}${pathname}`);
        await expect(box).toBeChecked({ checked: isOn });
      }
    });
  } finally {
    await shop.close();
  }
});
