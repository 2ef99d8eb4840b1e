import { cellText, type Cell } from '../pages/cells.js';
import type { PaperFacts, PaperItem, PaperNote } from './paper.js';
import { lineHeight, STYLES, type Sheet, type Style } from './paper.sheet.js';

const GAP = 14;
const BELOW = 16;
/** A block's title never stands alone at the foot of a page. */
const KEEP = 60;

/** A cell as it stands on paper: what a page says by an icon or a tag stands there in words. */
export function written(cell: Cell, sheet: Sheet): string {
  const text = cellText(cell, sheet.speech.words, sheet.speech.formats);
  const estimated = 'estimated' in cell && cell.estimated;
  return sheet.shown(
    text && estimated ? sheet.speech.words.say({ key: 'paper.estimated', values: { text } }) : text,
  );
}

export function drawTitle(sheet: Sheet, title: PaperFacts['title'], keep = KEEP): void {
  sheet.need(keep);
  if (!title) return;
  const lines = sheet.lines(sheet.say(title), STYLES.heading, sheet.width);
  sheet.part('H2').add(() => {
    sheet.y = sheet.write(lines, STYLES.heading, sheet.left, sheet.y) + 4;
  });
}

/** Facts side by side, as many as have room, label above value. */
export function drawFacts(sheet: Sheet, { title, items }: PaperFacts): void {
  const known = items.filter(({ cell }) => cell.value !== null && cell.value !== '');
  if (known.length === 0) return;
  drawTitle(sheet, title);
  const across = Math.min(known.length, sheet.width > 600 ? 5 : 3);
  const width = (sheet.width - GAP * (across - 1)) / across;
  for (let from = 0; from < known.length; from += across)
    drawRow(sheet, known.slice(from, from + across), width);
  sheet.y += BELOW - 8;
}

interface SetLine {
  readonly text: string;
  readonly style: Style;
}

/** Facts beside one another. They stand on one page, unless one of them is higher than a page: then all go on. */
function drawRow(sheet: Sheet, items: readonly PaperItem[], width: number): void {
  const set = (text: string, style: Style): SetLine[] =>
    sheet.lines(text, style, width).map((line) => ({ text: line, style }));
  let rest = items.map(({ label, cell }) => [
    ...set(sheet.say(label), STYLES.label),
    ...set(written(cell, sheet), STYLES.body),
  ]);
  sheet.keep(Math.max(...rest.map(heightOf)));
  while (rest.some(({ length }) => length > 0)) {
    sheet.need(2 * lineHeight(STYLES.body));
    const { y: top, room } = sheet;
    const fitting = rest.map((lines) => lines.slice(0, fits(lines, room)));
    fitting.forEach((lines, index) => drawLines(sheet, lines, sheet.left + index * (width + GAP), top));
    sheet.y = top + Math.max(...fitting.map(heightOf));
    rest = rest.map((lines, index) => lines.slice(fitting[index]?.length));
  }
  sheet.y += 8;
}

const heightOf = (lines: readonly SetLine[]): number =>
  lines.reduce((height, { style }) => height + lineHeight(style), 0);

/** How many of the lines have room. */
function fits(lines: readonly SetLine[], room: number): number {
  let height = 0;
  const beyond = lines.findIndex(({ style }) => (height += lineHeight(style)) > room);
  return beyond === -1 ? lines.length : beyond;
}

function drawLines(sheet: Sheet, lines: readonly SetLine[], x: number, top: number): void {
  if (lines.length === 0) return;
  sheet.part('P').add(() => {
    let y = top;
    for (const { text, style } of lines) y = sheet.write([text], style, x, y);
  });
}

/** A text, line by line: it goes on on the next page. */
export function drawNote(sheet: Sheet, { title, text }: PaperNote): void {
  drawTitle(sheet, title, title ? KEEP : lineHeight(STYLES.body));
  for (const line of sheet.lines(sheet.say(text), STYLES.body, Math.min(sheet.width, 520))) {
    sheet.need(lineHeight(STYLES.body));
    sheet.part('P').add(() => {
      sheet.y = sheet.write([line], STYLES.body, sheet.left, sheet.y);
    });
  }
  sheet.y += BELOW;
}
