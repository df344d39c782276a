// Markup that a browser reads otherwise than it was written: it ends a paragraph before another one,
// and takes a button out of a button. What was sent and what is joined to it would not be the same.
import type { Page } from "@playwright/test";

const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const TAG = /<!--[^]*?-->|<(\/?)([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;

/** The elements of a body, each with those around it, as their tags were written. */
function written(html: string): string[] {
  const [around, all]: [string[], string[]] = [[], []];
  const body = html.slice(html.search(/<body[\s>]/));
  // What stands within a script, a style or a text field are no tags.
  const tags = body.replace(/(<(script|style|textarea)\b[^>]*>)[^]*?(?=<\/\2>)/gi, "$1");
  for (const [, ends, written, rest] of tags.matchAll(TAG)) {
    const name = written?.toLowerCase();
    // What comes after the end of the body belongs to it, too.
    if (!name || name === "html" || (ends && name === "body")) continue;
    if (ends) {
      if (around.at(-1) === name) around.pop();
      else all.push(`${[...around, name].join(" ")}, which ends nothing`);
      continue;
    }
    all.push([...around, name].join(" "));
    if (!VOID.test(name) && !rest?.endsWith("/")) around.push(name);
  }
  return all;
}

/** The first element of a page that a browser finds in another place, if there is one. */
export async function misread(page: Page, html: string): Promise<string | undefined> {
  const read = await page.evaluate((html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const placeOf = (it: Element): string[] =>
      it === body ? ["body"] : [...placeOf(it.parentElement!), it.localName.toLowerCase()];
    return [body, ...body.querySelectorAll("*")].map((it) => placeOf(it).join(" "));
  }, html);
  const sent = written(html);
  const at = sent.findIndex((place, at) => place !== read[at]);
  if (at >= 0) return `written: ${sent[at]}; read: ${read[at]}`;
  return read.length > sent.length ? `read: ${read[sent.length]}` : undefined;
}
