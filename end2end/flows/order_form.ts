// `Modulo d’ordine`, for somebody who has no mouse.
import { test, type Visitor } from "../fixtures";
import { OrderForm, paths } from "../pages/shop";
import { concluded, payAtTheDemoProvider } from "./buy";
import { chooseBelow, keyOn, tickAll } from "./keyboard";

/** Ticks, chooses and confirms; returns the order's number. */
export async function orderWithoutAMouse(visitor: Visitor, method: "transfer" | "card"): Promise<string> {
  const { page, hydrated } = visitor;
  return test.step("concludes the order by keyboard", async () => {
    await page.waitForURL(`**${paths.orderForm}`);
    await hydrated();
    const form = new OrderForm(page);
    await tickAll(visitor);
    if (!(await form[method].isVisible())) await keyOn(visitor, form.otherMethods);
    const chosen = page.getByRole("radio", { checked: true });
    // Tab stops at what is chosen, or at the first.
    const stop = (await chosen.count()) ? chosen : page.getByRole("radio");
    await chooseBelow(visitor, stop.first(), form[method]);
    await keyOn(visitor, form.confirm);
    if (method === "card") await payAtTheDemoProvider(visitor, "Il pagamento riesce");
    return concluded(visitor);
  });
}
