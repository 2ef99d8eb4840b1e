import { setImmediate as breath } from 'node:timers/promises';
import { drawTitle, written } from './paper.blocks.js';
import type { PaperItem, PaperTable } from './paper.js';
import { lineHeight, STYLES, type Part, type Sheet, type Style } from './paper.sheet.js';
import { columnWidths, type Wish } from './paper.widths.js';

const PAD = 4;
const GAP = 10;
/** Rows that say how wide columns should be. */
const LOOKED_AT = 200;
/** After so many rows others have their turn. */
const IN_ONE_GO = 50;

interface Column {
  readonly head: readonly string[];
  readonly x: number;
  readonly width: number;
  readonly numeric: boolean;
}

/** A table over as many pages as it needs, with its heads at the top of each. */
export async function drawTable(sheet: Sheet, table: PaperTable): Promise<void> {
  const style: Style = sheet.width > 600 ? { ...STYLES.body, size: 8.5 } : STYLES.body;
  const columns = columnsOf(sheet, table, style);
  drawTitle(sheet, table.title, 90);
  const part = sheet.part('Table');
  drawHeads(sheet, part, columns, style);
  for (const [index, row] of table.rows.entries()) {
    const cells = columns.map(({ width }, at) => {
      const cell = row[at];
      return cell ? sheet.lines(written(cell, sheet), style, width) : [''];
    });
    drawCells(sheet, part, columns, cells, style);
    if (index % IN_ONE_GO === IN_ONE_GO - 1) await breath();
  }
  part.end();
  drawTotals(sheet, table.totals ?? []);
  sheet.y += 14;
}

function columnsOf(sheet: Sheet, { columns, rows }: PaperTable, style: Style): Column[] {
  const measure = sheet.measure(style);
  const head = sheet.measure(headStyle(style));
  const wishes = columns.map(({ label }, index): Wish => {
    const texts = rows.slice(0, LOOKED_AT).map((row) => (row[index] ? written(row[index], sheet) : ''));
    const said = sheet.say(label);
    const words = texts.flatMap((text) => text.split(/[\s/-]+/));
    return {
      least: widest([...words.map(measure), ...said.split(' ').map(head)]),
      wanted: widest([...texts.map(measure), head(said)]),
    };
  });
  const widths = columnWidths(wishes, sheet.width - GAP * (columns.length - 1));
  let x = sheet.left;
  return columns.map(({ label, numeric = false }, index) => {
    const width = widths[index] ?? 0;
    const column = { head: sheet.lines(sheet.say(label), headStyle(style), width), x, width, numeric };
    x += width + GAP;
    return column;
  });
}

/** A whisker more than they measure, or rounding breaks what fits. */
const widest = (widths: readonly number[]): number =>
  widths.reduce((most, one) => Math.max(most, one), 0) + 0.5;

const headStyle = (style: Style): Style => ({ ...STYLES.label, size: style.size - 1 });

function drawHeads(sheet: Sheet, part: Part, columns: readonly Column[], body: Style): void {
  const style = headStyle(body);
  const lines = Math.max(...columns.map(({ head }) => head.length));
  const row = sheet.part('TR', part);
  for (const { head, x, width, numeric } of columns)
    sheet.part('TH', row).add(() => {
      // Heads of one line stand at the foot of those of two.
      const top = sheet.y + (lines - head.length) * lineHeight(style);
      sheet.write(head, style, x, top, numeric ? x + width : undefined);
    });
  row.end();
  sheet.y += lines * lineHeight(style) + 2;
  sheet.rule(sheet.y, sheet.left, sheet.width, sheet.brand, 1);
  sheet.y += PAD;
}

/** One row. It stands on one page, unless it is higher than a page. */
function drawCells(
  sheet: Sheet,
  part: Part,
  columns: readonly Column[],
  cells: readonly (readonly string[])[],
  style: Style,
): void {
  const step = lineHeight(style);
  const lines = Math.max(...cells.map(({ length }) => length));
  let begun = false;
  for (let from = 0; from < lines;) {
    const fits = Math.floor((sheet.room - PAD) / step);
    if (fits < lines - from && (!begun || fits < 1)) {
      sheet.turn();
      drawHeads(sheet, part, columns, style);
      begun = true;
      continue;
    }
    const to = Math.min(lines, from + fits);
    const row = sheet.part('TR', part);
    for (const [index, { x, width, numeric }] of columns.entries())
      sheet.part('TD', row).add(() => {
        const shown = (cells[index] ?? []).slice(from, to);
        sheet.write(shown, style, x, sheet.y, numeric ? x + width : undefined);
      });
    row.end();
    sheet.y += (to - from) * step + PAD;
    from = to;
    begun = false;
  }
  sheet.rule(sheet.y - PAD / 2 - 0.5);
  sheet.y += 1;
}

function drawTotals(sheet: Sheet, totals: readonly PaperItem[]): void {
  const step = lineHeight(STYLES.body) + 2;
  if (totals.length > 0) sheet.keep(totals.length * step + PAD);
  sheet.y += totals.length > 0 ? PAD : 0;
  totals.forEach(({ label, cell }, index) => {
    sheet.need(step);
    const style = index === totals.length - 1 ? STYLES.strong : STYLES.body;
    const right = sheet.left + sheet.width;
    sheet.part('P').add(() => {
      sheet.write([sheet.say(label)], style, 0, sheet.y, right - 110);
      sheet.write([written(cell, sheet)], style, 0, sheet.y, right);
    });
    sheet.y += step;
  });
}
