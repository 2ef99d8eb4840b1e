/** A code that could not be read, with the reason as a stable word; the caller finds the sentence for it. */
export type Problem<Reason extends string> = { readonly problem: Reason };

/**
 * A code as people and spreadsheets write it, tidied: composed and compatible characters made plain (a non-breaking
 * space becomes a space, a full-width digit a digit), invisible marks and the apostrophe by which a spreadsheet says
 * "text" removed, spaces single and none at the ends.
 */
export function tidyCode(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'/, '')
    .trim();
}
