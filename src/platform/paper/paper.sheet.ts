import { brandInk } from '../pages/brand.js';
import type { Formats } from '../pages/formats.js';
import type { Words } from '../pages/words.js';
import { say, type Text } from '../errors.js';
import { Faces, type Face, type Pdf } from './paper.faces.js';
import { linesOf } from './paper.lines.js';
import type { Letterhead } from './paper.js';

export const [INK, GREY, LINE] = ['#1b1f24', '#5b6570', '#c9cfd6'];
export const MARGIN = 44;
const FOOT = 46;
/** Where a page begins, below what it belongs to. */
const TOP = 52;

export interface Speech {
  readonly words: Words;
  readonly formats: Formats;
}

export type Part = ReturnType<Pdf['struct']>;
type Kind = Parameters<Pdf['struct']>[0];

/** How a text is set. */
export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
}

export const STYLES = {
  title: { face: 'bold', size: 18, colour: INK },
  heading: { face: 'bold', size: 11, colour: INK },
  label: { face: 'plain', size: 8, colour: GREY },
  body: { face: 'plain', size: 9.5, colour: INK },
  strong: { face: 'bold', size: 9.5, colour: INK },
  small: { face: 'plain', size: 7.5, colour: GREY },
} satisfies Record<string, Style>;

export const lineHeight = ({ size }: Style): number => Math.round(size * 1.4 * 10) / 10;

/** The page that is being written on: where its next line stands, and how much room is left. */
export class Sheet {
  y = 0;
  private readonly document: Part;
  /** As dark as the brand's colour must be to be read. */
  readonly brand: string;

  constructor(
    readonly pdf: Pdf,
    private readonly faces: Faces,
    readonly speech: Speech,
    readonly from: Letterhead,
    private readonly title: Text,
  ) {
    this.brand = brandInk(from.colour);
    this.document = pdf.struct('Document');
    pdf.addStructure(this.document);
  }

  get left(): number {
    return MARGIN;
  }

  get width(): number {
    return this.pdf.page.width - 2 * MARGIN;
  }

  get room(): number {
    return this.pdf.page.height - FOOT - this.y;
  }

  say(text: Text): string {
    return this.faces.shown(this.speech.words.say(text));
  }

  shown(text: string): string {
    return this.faces.shown(text);
  }

  measure({ face, size }: Style): (text: string) => number {
    return (text) => this.faces.width(text, face, size);
  }

  lines(text: string, style: Style, width: number): string[] {
    return linesOf(text, width, this.measure(style));
  }

  /** A part of the paper, for those who have it read to them. */
  part(kind: Kind, within: Part = this.document): Part {
    const part = this.pdf.struct(kind);
    within.add(part);
    return part;
  }

  /** Lines below one another, from `top`; where they end. */
  write(lines: readonly string[], style: Style, x: number, top: number, right?: number): number {
    this.faces.use(style.face, style.size);
    this.pdf.fillColor(style.colour);
    lines.forEach((line, index) => {
      const at = right === undefined ? x : right - this.faces.width(line, style.face, style.size);
      if (line) this.pdf.text(line, at, top + index * lineHeight(style), { lineBreak: false });
    });
    return top + lines.length * lineHeight(style);
  }

  rule(y: number, x = this.left, width = this.width, colour = LINE, thick = 0.5): void {
    this.beside('Layout', () => {
      this.pdf
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(thick)
        .stroke(colour);
    });
  }

  /** Something that is not read out: lines, and what every page repeats. */
  beside(type: 'Layout' | 'Pagination', draw: () => void): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  /** A fresh page, which says at its top what it belongs to. */
  turn(): void {
    this.pdf.addPage();
    this.beside('Pagination', () => {
      const name = this.lines(
        `${this.say(this.title)}  ·  ${this.shown(this.from.name)}`,
        STYLES.small,
        this.width,
      );
      this.write(name.slice(0, 1), STYLES.small, this.left, 30);
    });
    this.y = TOP;
  }

  /** Goes on on the next page where this one has no room for so much. */
  need(height: number): void {
    if (this.room < height) this.turn();
  }

  /** The same for what should stand together; what is higher than a page begins where it is. */
  keep(height: number): void {
    if (height <= this.pdf.page.height - FOOT - TOP) this.need(height);
  }

  /** At the foot of every page, once it is known how many there are. */
  number(): void {
    const { count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.pdf.switchToPage(page);
      const bottom = this.pdf.page.height - 32;
      this.rule(bottom - 6);
      this.beside('Pagination', () => {
        const place = this.say(say('paper.page', { page: page + 1, pages: count }));
        const name = this.lines(this.shown(this.from.name), STYLES.small, this.width - 90);
        this.write(name.slice(0, 1), STYLES.small, this.left, bottom);
        this.write([place], STYLES.small, 0, bottom, this.left + this.width);
      });
    }
  }
}
