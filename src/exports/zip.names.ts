import { savedName } from '../sections/documents/file.name.js';

/** What an entry of a ZIP is called after. */
interface Named {
  readonly reference: string;
  readonly file: { readonly name: string; readonly mediaType: string };
}

/** The longest name that every system unpacks, before its ending and what tells it from others: some count bytes. */
const LONGEST = { letters: 150, bytes: 220 };

/**
 * Makes names of entries: the document's reference and its file's name, without anything that leads to a folder, and
 * none of them twice, on systems that do not tell capitals apart either.
 */
export function entryNames(): (document: Named) => string {
  const taken = new Set<string>(['index.csv']);
  return ({ reference, file }) => {
    const whole = folded(`${file.name} `).startsWith(folded(`${reference} `))
      ? file.name
      : `${reference} ${file.name}`;
    const [, stem = '', ending = ''] = /^(.*?)(\.\w{1,5})?$/s.exec(savedName(whole, file.mediaType)) ?? [];
    const short = shortened(stem);
    for (let copy = 1; ; copy++) {
      const name = copy === 1 ? `${short}${ending}` : `${short} (${copy})${ending}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
}

/** Whatever stands between letters and digits: `RET_26_1.pdf` is named after `RET-26-1` already, `RET-26-12.pdf` is not. */
const folded = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '_');

function shortened(stem: string): string {
  const letters = [...stem].slice(0, LONGEST.letters);
  while (Buffer.byteLength(letters.join('')) > LONGEST.bytes) letters.pop();
  return letters.join('').trim();
}
