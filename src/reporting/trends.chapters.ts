import { say, type Text } from '../platform/errors.js';
import { barList } from '../platform/pages/bar-chart.view.js';
import { ewcChapter } from '../platform/codes/ewc-code.js';
import { cell } from '../platform/pages/cells.js';
import { tableView } from '../platform/pages/table.view.js';
import { monthsUntil, shiftMonth } from '../platform/months.js';
import { changeCell, changeSentence } from './trend-change.js';
import { heaviestFirst, NOTHING, sumBy, type SumLine } from './figures.js';
import type { ReportInput, ReportPart } from './report.js';
import type { TrendMonth } from './trend-months.js';
import { YEAR } from './year-earlier.js';

/** Each chapter of the list of waste over the latest twelve months, and over the twelve before. */
export function chaptersPart(
  types: readonly SumLine[],
  typesBefore: readonly SumLine[],
  { month, yearEarlier }: TrendMonth,
  input: ReportInput,
): ReportPart {
  const title = say('reporting.trends.chapters', { month });
  const [now, before] = [types, typesBefore].map(
    (lines) => new Map(sumBy(lines, ({ key }) => ewcChapter(key)).map((line) => [line.key, line])),
  ) as [Map<string, SumLine>, Map<string, SumLine>];
  const names = new Map([...input.names.values()].map(({ chapter, chapterName }) => [chapter, chapterName]));
  const chapters = heaviestFirst(
    [...new Set([...now.keys(), ...before.keys()])].map((key) => now.get(key) ?? { key, ...NOTHING }),
  );
  // Where there is no whole year before, its part of it is compared with nothing.
  const earlier = (chapter: string): bigint | undefined => yearEarlier && (before.get(chapter)?.grams ?? 0n);
  const hrefOf = (chapter: string, last: string): string | undefined =>
    input.jobsHref({ chapter, ...monthsUntil(last, YEAR) });
  return {
    title,
    list: barList({
      sentence: sentence(chapters[0], earlier, names, month),
      bars: chapters
        .filter(({ grams }) => grams > 0n)
        .map(({ key, grams }) => {
          const href = hrefOf(key, month);
          return {
            label: say('reporting.types.bar', { code: key, name: names.get(key) ?? '' }),
            value: Number(grams),
            cell: cell.weight(grams),
            ...(href ? { href } : {}),
          };
        }),
    }),
    table: tableView({
      caption: title,
      columns: [
        { key: 'chapter', label: say('reporting.columns.chapter') },
        { key: 'name', label: say('reporting.columns.name') },
        { key: 'weight', label: say('reporting.columns.weight'), numeric: true, telling: true },
        { key: 'earlier', label: say('reporting.trends.twelveBefore'), numeric: true, telling: true },
        { key: 'change', label: say('reporting.columns.change'), numeric: true, telling: true },
      ],
      rows: chapters.map(({ key, grams }) => {
        const href = now.has(key) ? hrefOf(key, month) : undefined;
        const old = earlier(key);
        return {
          ...(href ? { href } : {}),
          cells: [
            cell.text(key),
            cell.text(names.get(key) ?? ''),
            cell.weight(grams),
            old === undefined
              ? cell.words(say('reporting.noData'))
              : cell.words(
                  say('reporting.trends.weight', { grams: String(old) }),
                  before.has(key) ? hrefOf(key, shiftMonth(month, -YEAR)) : undefined,
                ),
            changeCell(grams, old),
          ],
        };
      }),
    }),
  };
}

function sentence(
  heaviest: SumLine | undefined,
  earlier: (chapter: string) => bigint | undefined,
  names: ReadonlyMap<string, string>,
  month: string,
): Text {
  if (!heaviest || heaviest.grams <= 0n) return say('reporting.nothingWeighed');
  const { key, grams } = heaviest;
  const values = { chapter: key, name: names.get(key) ?? '', grams: String(grams), month };
  return changeSentence('reporting.trends.chapterSentence', values, grams, earlier(key));
}
