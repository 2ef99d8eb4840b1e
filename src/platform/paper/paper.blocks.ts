import { cellText, type Cell } from '../pages/cells.js';
import type { PaperFacts, PaperItem, PaperNote } from './paper.js';
import { lineHeight, STYLES, type Sheet } from './paper.sheet.js';

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

function drawRow(sheet: Sheet, items: readonly PaperItem[], width: number): void {
  const shown = items.map(({ label, cell }) => ({
    label: sheet.lines(sheet.say(label), STYLES.label, width),
    value: sheet.lines(written(cell, sheet), STYLES.body, width),
  }));
  const height = Math.max(
    ...shown.map(
      ({ label, value }) => label.length * lineHeight(STYLES.label) + value.length * lineHeight(STYLES.body),
    ),
  );
  sheet.need(height);
  const top = sheet.y;
  shown.forEach(({ label, value }, index) => {
    const x = sheet.left + index * (width + GAP);
    sheet.part('P').add(() => {
      const below = sheet.write(label, STYLES.label, x, top);
      sheet.write(value, STYLES.body, x, below);
    });
  });
  sheet.y = top + height + 8;
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
