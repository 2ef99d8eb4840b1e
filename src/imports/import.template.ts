/** A value written by hand: text with `{Column}` and `{#row}` in it; `{{` is a brace. Without any it is a constant. */
export type Template = readonly TemplatePart[];
export type TemplatePart = { readonly text: string } | { readonly column: string };

/** The place of a row in its file, as a spreadsheet shows it. */
export const ROW_NUMBER = '#row';

/** Parts a template; undefined when a brace is left open. */
export const parseTemplate = (written: string): Template | undefined => {
  const parts: TemplatePart[] = [];
  let text = '';
  for (let at = 0; at < written.length; at++) {
    const letter = written[at] as string;
    if ((letter === '{' || letter === '}') && written[at + 1] === letter) {
      text += letter;
      at++;
    } else if (letter === '{') {
      const end = written.indexOf('}', at);
      if (end < 0) return undefined;
      if (text) parts.push({ text });
      text = '';
      parts.push({ column: written.slice(at + 1, end) });
      at = end;
    } else text += letter;
  }
  if (text) parts.push({ text });
  return parts;
};
