import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';

export type Pdf = typeof PDFDocument.prototype;
export type Face = 'plain' | 'bold';

/** The same letters as on pages (Inter, SIL Open Font License 1.1): Latin, Greek and Cyrillic. */
const FILES: Readonly<Record<Face, string>> = {
  plain: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  bold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
};

/** Stands for a letter that the face has not: something was there, and is seen to be. */
export const UNKNOWN = '□';

interface Run {
  readonly glyphs: readonly { readonly id: number; readonly advanceWidth: number }[];
  readonly positions: readonly { readonly xAdvance: number }[];
}

/** What pdfkit keeps of an embedded face. */
interface Embedded {
  readonly font: { hasGlyphForCodePoint(code: number): boolean };
  layoutRun(text: string, features: readonly string[]): Run;
  layout: (text: string) => Run & { readonly advanceWidth: number };
}

/** A letter, with how far it leads on. */
interface Letter extends Run {
  readonly advance: number;
}

let files: Promise<Readonly<Record<Face, Buffer>>> | undefined;

/** The faces' bytes, read once by whoever makes the first paper. */
export function faceFiles(): Promise<Readonly<Record<Face, Buffer>>> {
  const find = createRequire(import.meta.url);
  const read = (face: Face) => readFile(find.resolve(FILES[face]));
  files ??= Promise.all([read('plain'), read('bold')]).then(
    ([plain, bold]) => ({ plain, bold }),
    (error: unknown) => {
      // The next paper tries again.
      files = undefined;
      throw error;
    },
  );
  return files;
}

/** The two faces of one paper: what their letters are, and how wide. */
export class Faces {
  private readonly letters: Readonly<Record<Face, (sign: string) => Letter>>;
  private readonly has: (code: number) => boolean;

  constructor(
    private readonly pdf: Pdf,
    bytes: Readonly<Record<Face, Buffer>>,
  ) {
    const embed = (face: Face): Embedded => {
      pdf.registerFont(face, bytes[face]).font(face);
      return (pdf as unknown as { _font: Embedded })._font;
    };
    const [plain, bold] = [embed('plain'), embed('bold')];
    this.letters = { plain: letterByLetter(plain), bold: letterByLetter(bold) };
    this.has = (code) => plain.font.hasGlyphForCodePoint(code);
  }

  /** A text as it can be drawn: composed, without what controls terminals, unknown letters as boxes. */
  shown(text: string): string {
    const plain = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNSEEN, '');
    return [...plain]
      .map((sign) => (sign === '\n' || this.has(sign.codePointAt(0) ?? 0) ? sign : UNKNOWN))
      .join('');
  }

  width(text: string, face: Face, size: number): number {
    let width = 0;
    for (const sign of text) width += this.letters[face](sign).advance;
    return (width * size) / 1000;
  }

  use(face: Face, size: number): void {
    this.pdf.font(face).fontSize(size);
  }
}

/** Controls, and marks that only say in which direction to read. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/** Figures of one width stand below one another; hyphens and the like keep their own. */
const FEATURES = { figures: ['tnum'], others: [] };

/**
 * A long list sets tens of thousands of texts, and shaping each costs a millisecond: each letter is looked up once. The
 * scripts of this face need no more.
 */
function letterByLetter(face: Embedded): (sign: string) => Letter {
  const known = new Map<string, Letter>();
  const letter = (sign: string): Letter => {
    const found = known.get(sign);
    if (found) return found;
    const run = face.layoutRun(sign, /\d/.test(sign) ? FEATURES.figures : FEATURES.others);
    const made = { ...run, advance: run.positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) };
    known.set(sign, made);
    return made;
  };
  face.layout = (text) => {
    const letters = [...text].map(letter);
    return {
      glyphs: letters.flatMap(({ glyphs }) => glyphs),
      positions: letters.flatMap(({ positions }) => positions),
      advanceWidth: letters.reduce((sum, { advance }) => sum + advance, 0),
    };
  };
  return letter;
}
