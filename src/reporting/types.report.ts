import { say, type Text } from '../platform/errors.js';
import { barList, type BarListView } from '../platform/pages/bar-chart.view.js';
import { cell } from '../platform/pages/cells.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { ewcChapter, formatEwcCode, isHazardousEwcCode } from '../platform/codes/ewc-code.js';
import { verbatim } from '../platform/pages/words.js';
import { estimatedStat } from './estimated.js';
import { heaviestFirst, sumBy, totalOf, type Sum, type SumLine } from './figures.js';
import type { Report, ReportInput, Stat } from './report.js';
import { shareCell, shareText } from './share.js';

/** As many codes as a chart can tell apart; the table has them all. */
const BARS = 12;

/** What kinds of waste were collected: by the main code of each item, with the totals of chapters. */
export const types: Report = {
  key: 'types',
  icon: 'layers',
  codesOf: ([codes = []]) => codes.map(({ key }) => key),

  figures: ({ range, chapter }) => [{ measure: 'ewc', by: ['code'], range, chapter }],

  body: (input) => {
    const codes = heaviestFirst(input.lines[0] ?? []);
    const sum = totalOf(codes);
    return {
      stats: stats(codes, sum, input),
      list: chart(codes, sum, input),
      tables: [
        { title: say('reporting.types.table'), table: codesTable(codes, sum, input) },
        { title: say('reporting.types.chapters'), table: chaptersTable(codes, sum, input) },
      ],
    };
  },

  csv: (input) => ({
    columns: ['code', 'waste', 'hazardous', 'chapter', 'kilograms', 'estimatedKilograms'].map((name) =>
      say(`reporting.columns.${name}`),
    ),
    rows: heaviestFirst(input.lines[0] ?? []).map(({ key, grams, estimated }) => [
      formatEwcCode(key),
      nameOf(key, input),
      say(isHazardousEwcCode(key) ? 'sections.yes' : 'sections.no'),
      ewcChapter(key),
      grams,
      estimated,
    ]),
  }),
};

const nameOf = (code: string, { names }: ReportInput): string => names.get(code)?.name ?? '';

function stats(codes: readonly SumLine[], sum: Sum, { jobsHref, write }: ReportInput): Stat[] {
  const hazardous = totalOf(codes.filter(({ key }) => isHazardousEwcCode(key)));
  const share = { part: hazardous.grams, whole: sum.grams };
  return [
    {
      label: say('reporting.total'),
      cell: cell.weight(sum.grams),
      note: say('reporting.types.count', { count: codes.length }),
      href: jobsHref({}) ?? null,
    },
    {
      label: say('reporting.types.hazardous'),
      cell: cell.weight(hazardous.grams),
      note:
        hazardous.grams > 0n
          ? say('reporting.types.hazardousShare', { share: write(shareText(share)) })
          : null,
      href: null,
    },
    estimatedStat(sum),
  ];
}

function chart(codes: readonly SumLine[], sum: Sum, input: ReportInput): BarListView {
  const shown = codes.slice(0, BARS);
  return barList({
    sentence: sentence(codes, sum, input),
    bars: shown.map(({ key, grams }) => {
      const href = input.jobsHref({ mainEwc: key });
      return {
        label: say(isHazardousEwcCode(key) ? 'reporting.types.hazardousBar' : 'reporting.types.bar', {
          code: formatEwcCode(key),
          name: nameOf(key, input),
        }),
        value: Number(grams),
        cell: cell.weight(grams),
        ...(href ? { href } : {}),
      };
    }),
  });
}

function sentence(codes: readonly SumLine[], sum: Sum, input: ReportInput): Text {
  const [first] = codes;
  if (!first || sum.grams <= 0n) return say('reporting.nothingWeighed');
  const values = { code: formatEwcCode(first.key), name: nameOf(first.key, input) };
  if (codes.length === 1) return say('reporting.types.only', values);
  const share = input.write(shareText({ part: first.grams, whole: sum.grams }));
  return codes.length > BARS
    ? say('reporting.types.mostOfMany', { ...values, share, count: BARS })
    : say('reporting.types.most', { ...values, share });
}

const codesTable = (codes: readonly SumLine[], sum: Sum, input: ReportInput): TableView =>
  tableView({
    caption: say('reporting.types.table'),
    columns: [
      { key: 'code', label: say('reporting.columns.code') },
      { key: 'waste', label: say('reporting.columns.waste'), telling: true },
      { key: 'hazardous', label: say('reporting.columns.hazardous'), telling: true },
      { key: 'weight', label: say('reporting.columns.weight'), numeric: true, telling: true },
      { key: 'share', label: say('reporting.columns.share'), numeric: true, telling: true },
      { key: 'estimated', label: say('reporting.columns.estimated'), numeric: true },
    ],
    rows: codes.map(({ key, grams, estimated }) => {
      const href = input.jobsHref({ mainEwc: key });
      return {
        ...(href ? { href } : {}),
        cells: [
          cell.ewc(key, isHazardousEwcCode(key)),
          cell.text(nameOf(key, input)),
          isHazardousEwcCode(key)
            ? cell.status(say('platform.cell.hazardous'), 'attention')
            : cell.words(say('sections.no')),
          cell.weight(grams),
          shareCell({ part: grams, whole: sum.grams }),
          grams > 0n ? shareCell({ part: estimated, whole: grams }) : cell.percentage(null),
        ],
      };
    }),
  });

function chaptersTable(codes: readonly SumLine[], sum: Sum, { names, jobsHref }: ReportInput): TableView {
  const chapterNames = new Map([...names.values()].map(({ chapter, chapterName }) => [chapter, chapterName]));
  const chapters = sumBy(codes, ({ key }) => ewcChapter(key)).sort((a, b) => (a.key < b.key ? -1 : 1));
  return tableView({
    caption: say('reporting.types.chapters'),
    columns: [
      { key: 'chapter', label: say('reporting.columns.chapter') },
      { key: 'name', label: say('reporting.columns.name') },
      { key: 'weight', label: say('reporting.columns.weight'), numeric: true },
      { key: 'share', label: say('reporting.columns.share'), numeric: true },
    ],
    rows: chapters.map(({ key, grams }) => {
      const href = jobsHref({ chapter: key });
      return {
        ...(href ? { href } : {}),
        cells: [
          cell.text(key),
          cell.words(verbatim(chapterNames.get(key) ?? '')),
          cell.weight(grams),
          shareCell({ part: grams, whole: sum.grams }),
        ],
      };
    }),
  });
}
