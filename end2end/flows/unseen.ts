// Forms that are sent without being shown: what has to be there before a story begins.
import { expect, type Page } from "@playwright/test";

/** Sends a form of a page as a browser without a script does, with what stands in it and these answers.
 * Returns the address that it leads to. */
export async function send(page: Page, path: string, name: string, answers: Record<string, string> = {}): Promise<string> {
  const at = new URL(path, page.url());
  const stands = at.pathname === new URL(page.url()).pathname;
  const html = stands ? await page.content() : await (await page.request.get(at.href)).text();
  const { action, fields } = await page.evaluate(
    ({ html, name }) => {
      const shown = new DOMParser().parseFromString(html, "text/html");
      const form = shown.querySelector<HTMLFormElement>(`form[action*="/api/${name}"]`);
      if (!form) throw new Error(`no form ${name} in ${shown.title}`);
      const fields = [...new FormData(form)].map(([field, value]) => [field, String(value)] as const);
      return { action: form.getAttribute("action")!, fields: Object.fromEntries(fields) };
    },
    { html, name },
  );
  const answer = await page.request.post(new URL(action, at).href, {
    headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
    data: new URLSearchParams({ ...fields, ...answers }).toString(),
    maxRedirects: 0,
  });
  expect(answer.status(), `${name} of ${path}`).toBe(302);
  const { pathname, search } = new URL(answer.headers()["location"]!, at);
  expect(pathname, `${name} comes back`).not.toBe(path);
  return pathname + search;
}
