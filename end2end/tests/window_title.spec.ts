// The window always has a name, also while a part of the page is taken over.
import { expect, test } from "../fixtures";
import { enterThePanel } from "../flows/demo_customer";
import { noteTitles } from "../flows/titles";

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "only a script can change a title");

test("no page of the shop or the panel is without a name", async ({ page, visit, hydrated }) => {
  const titles = await noteTitles(page);
  for (const path of ["/", "/prodotti/documenti", "/accedi", "/registrati", "/condizioni", "/pannello/accedi"]) {
    await visit(path);
    expect(await titles(), path).toHaveLength(1);
    expect((await titles())[0], path).toMatch(/Bottega$/);
  }
  await enterThePanel(page);
  await hydrated();
  expect((await titles()).filter((title) => !title.endsWith("Bottega"))).toEqual([]);
});
