// What a person does with stored payment methods.
import { expect } from "@playwright/test";
import { test, type Visitor } from "../fixtures";
import { MethodsPage, renewalPaths } from "../pages/renewal";

/** From the button that adds or replaces, through the provider's page, back to the shop. */
export async function leaveACard(
  { page, hydrated, axe }: Visitor,
  behaviour: string,
): Promise<void> {
  await test.step(`leaves a card: ${behaviour}`, async () => {
    await page.waitForURL(`**${renewalPaths.newMethod}*`);
    await hydrated();
    await page.getByRole("radio", { name: /^Carta di credito/ }).check();
    await axe();
    await page.getByRole("button", { name: "Prosegui" }).click();

    await page.waitForURL("**tipo=Card*");
    await hydrated();
    await axe();
    await page.getByRole("button", { name: "Autorizza e procedi" }).click();

    await page.waitForURL("**/demo/metodo/*");
    await hydrated();
    await axe();
    await page.getByRole("button", { name: `Scegli: ${behaviour}` }).click();
    await page.waitForURL(/\/metodi-di-pagamento\/[0-9a-f-]{36}$/);
    await hydrated();
    await axe();
  });
}

/** `Rimuovi`, and yes. */
export async function removeMethod({ page }: Visitor, name: string): Promise<void> {
  await test.step(`removes ${name}`, async () => {
    const methods = new MethodsPage(page);
    await methods.method(name).locator("summary").click();
    await expect(methods.method(name)).toContainText(`Vuoi rimuovere ${name}?`);
    await methods.removeForGood.first().click();
    await expect(methods.method(name)).toHaveCount(0);
  });
}
