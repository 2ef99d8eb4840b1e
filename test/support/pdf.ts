import { inflateSync } from 'node:zlib';

/**
 * What stands on the pages of a PDF that Portico made: of each page its texts, in the order they were drawn. What was
 * drawn below the foot of a page nobody sees, and it is left out.
 */
export function pagesOf(pdf: Buffer): string[][] {
  const objects = objectsOf(pdf);
  const text = (id: string): string => objects.get(id) ?? '';
  const letters = new Map<string, ReadonlyMap<string, string>>();
  for (const [, name = '', id = ''] of [...objects.values()].join('\n').matchAll(/\/(F\d+) (\d+) 0 R/g))
    if (!letters.has(name))
      letters.set(name, lettersOf(text(/\/ToUnicode (\d+) 0 R/.exec(text(id))?.[1] ?? '')));
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body));
  return pages.map((page) => textsOf(text(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? ''), letters));
}

/** All of it as one text, white space folded. */
export const pdfText = (pdf: Buffer): string => pagesOf(pdf).flat().join(' ').replace(/\s+/g, ' ');

/** Objects by their numbers: what describes them, and unpacked what they hold. */
function objectsOf(pdf: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  const raw = pdf.toString('latin1');
  for (const match of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = match.index + match[0].length;
    const end = raw.indexOf('\nendobj', from);
    const stream = raw.indexOf('\nstream\n', from);
    const holds = stream !== -1 && stream < end;
    const head = raw.slice(from, holds ? stream : end);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const bytes = holds ? pdf.subarray(stream + 8, stream + 8 + length) : Buffer.alloc(0);
    const body = head.includes('/FlateDecode') && !head.includes('/Image') ? inflateSync(bytes) : bytes;
    found.set(match[1] as string, `${head}\n${body.toString('latin1')}`);
  }
  return found;
}

/** Which letters the codes of a face stand for. */
function lettersOf(map: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const [, first = '0', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g))
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ''], index) => {
      const code = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
      letters.set(code, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    });
  return letters;
}

function textsOf(content: string, letters: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  let face = '';
  let above = 0;
  const parts = /\/(F\d+) [\d.]+ Tf|1 0 0 1 [-\d.]+ ([-\d.]+) Tm|\[([^\]]*)\] TJ/g;
  return [...content.matchAll(parts)].flatMap(([, name, height, shown]) => {
    if (name) face = name;
    if (height) above = Number(height);
    if (shown === undefined || above < 0) return [];
    const codes = [...shown.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    return [codes.map((code) => letters.get(face)?.get(code) ?? '?').join('')];
  });
}
