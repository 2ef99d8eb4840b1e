import { fateGroup, FATE_GROUPS, type FateGroup } from '../platform/codes/fate-code.js';
import { say, type Text } from '../platform/errors.js';
import { barList, type BarListView, type Series } from '../platform/pages/bar-chart.view.js';
import { cell } from '../platform/pages/cells.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { estimatedStat } from './estimated.js';
import { fateTotals, landfillDiversion, recoveryRate, recyclingRate, type FateTotals } from './fate-rates.js';
import { heaviestFirst, totalOf, type SumLine } from './figures.js';
import type { Report, ReportInput, Stat } from './report.js';
import { shareCell, shareText } from './share.js';

/** The same group has the same colour on every page. */
export const GROUP_SERIES: Readonly<Record<FateGroup, Series>> = {
  recycling: 3,
  energy: 2,
  'other-recovery': 5,
  interim: 1,
  disposal: 6,
  unknown: 8,
};

/** What became of the waste: each operation in one group, and what is not yet known kept apart. */
export const fates: Report = {
  key: 'fates',
  icon: 'recycle',

  figures: ({ range, chapter }) => [{ measure: 'fate', by: ['code'], range, chapter }],

  body: (input) => {
    const lines = inGroups(input.lines[0] ?? []);
    const totals = fateTotals(lines.map(({ key, grams }) => [key, grams]));
    return {
      stats: stats(lines, totals, input),
      list: chart(lines, totals, input),
      ...(totals.groups.unknown > 0n && totals.groups.unknown < totals.total
        ? { note: say('reporting.fates.unknownNote') }
        : {}),
      tables: [
        { title: say('reporting.fates.groups'), table: groupsTable(totals, input) },
        { title: say('reporting.fates.table'), table: codesTable(lines, totals, input) },
      ],
      formulas: (['recycling', 'recovery', 'diversion', 'interim', 'unknown'] as const).map((name) => ({
        label: say(`reporting.fates.rates.${name}`),
        cell: cell.words(say(`reporting.fates.formulas.${name}`)),
      })),
    };
  },

  csv: ({ lines }) => ({
    columns: ['fate', 'fateName', 'fateGroup', 'kilograms'].map((name) => say(`reporting.columns.${name}`)),
    rows: inGroups(lines[0] ?? []).map(({ key, grams }) => [
      key,
      nameOf(key),
      say(`jobs.fates.groups.${fateGroup(key || null)}`),
      grams,
    ]),
  }),
};

/** By the order of the groups, the heaviest first in each; an empty code is what is not yet known. */
function inGroups(lines: readonly SumLine[]): SumLine[] {
  const place = ({ key }: SumLine): number => FATE_GROUPS.indexOf(fateGroup(key || null));
  return heaviestFirst(lines.filter(({ grams }) => grams !== 0n)).sort((a, b) => place(a) - place(b));
}

const nameOf = (code: string): Text => say(code ? `jobs.fates.codes.${code}` : 'jobs.fates.groups.unknown');

function stats(lines: readonly SumLine[], totals: FateTotals, { jobsHref, write }: ReportInput): Stat[] {
  const rate = (
    name: 'recycling' | 'recovery' | 'diversion',
    share: Parameters<typeof shareCell>[0],
    note = say(`reporting.fates.short.${name}`),
  ): Stat => ({ label: say(`reporting.fates.rates.${name}`), cell: shareCell(share), note, href: null });
  const { unknown } = totals.groups;
  const share = write(shareText({ part: unknown, whole: totals.total }));
  return [
    {
      label: say('reporting.total'),
      cell: cell.weight(totals.total),
      note: null,
      href: jobsHref({}) ?? null,
    },
    rate('recycling', recyclingRate(totals)),
    rate('recovery', recoveryRate(totals)),
    rate(
      'diversion',
      landfillDiversion(totals),
      unknown > 0n ? say('reporting.fates.short.diversionUnknown', { unknown: share }) : undefined,
    ),
    estimatedStat(totalOf(lines)),
  ];
}

function chart(lines: readonly SumLine[], totals: FateTotals, { jobsHref, write }: ReportInput): BarListView {
  return barList({
    sentence: sentence(totals, write),
    bars: lines.map(({ key, grams }) => {
      const href = jobsHref({ fate: key || 'unknown' });
      const group = fateGroup(key || null);
      const label = say(`jobs.fates.groups.${group}`);
      return {
        label: key ? say('reporting.fates.bar', { code: key, name: write(nameOf(key)) }) : label,
        value: Number(grams),
        cell: cell.weight(grams),
        parts: [{ series: GROUP_SERIES[group], label, value: Number(grams), cell: cell.weight(grams) }],
        ...(href ? { href } : {}),
      };
    }),
  });
}

function sentence(totals: FateTotals, write: ReportInput['write']): Text {
  const { total, landfill, groups } = totals;
  if (total <= 0n) return say('reporting.nothingWeighed');
  if (groups.unknown === total) return say('reporting.fates.allUnknown');
  const share = (part: bigint): string => write(shareText({ part, whole: total }));
  return say('reporting.fates.sentence', { recycled: share(groups.recycling), landfill: share(landfill) });
}

const groupsTable = (totals: FateTotals, { jobsHref }: ReportInput): TableView =>
  tableView({
    caption: say('reporting.fates.groups'),
    columns: [
      { key: 'group', label: say('reporting.columns.fateGroup') },
      { key: 'codes', label: say('reporting.columns.codes') },
      { key: 'weight', label: say('reporting.columns.weight'), numeric: true },
      { key: 'share', label: say('reporting.columns.share'), numeric: true },
    ],
    rows: FATE_GROUPS.map((group) => {
      const grams = totals.groups[group];
      const href = grams > 0n ? jobsHref({ fate: group }) : undefined;
      return {
        ...(href ? { href } : {}),
        cells: [
          cell.words(say(`jobs.fates.groups.${group}`)),
          cell.words(say(`reporting.fates.codes.${group}`)),
          cell.weight(grams),
          shareCell({ part: grams, whole: totals.total }),
        ],
      };
    }),
  });

const codesTable = (lines: readonly SumLine[], totals: FateTotals, { jobsHref }: ReportInput): TableView =>
  tableView({
    caption: say('reporting.fates.table'),
    columns: [
      { key: 'code', label: say('reporting.columns.fate') },
      { key: 'name', label: say('reporting.columns.fateName'), telling: true },
      { key: 'group', label: say('reporting.columns.fateGroup') },
      { key: 'weight', label: say('reporting.columns.weight'), numeric: true, telling: true },
      { key: 'share', label: say('reporting.columns.share'), numeric: true, telling: true },
    ],
    rows: lines.map(({ key, grams }) => {
      const href = jobsHref({ fate: key || 'unknown' });
      return {
        ...(href ? { href } : {}),
        cells: [
          key ? cell.text(key) : cell.words(say('reporting.fates.noCode')),
          cell.words(nameOf(key)),
          cell.words(say(`jobs.fates.groups.${fateGroup(key || null)}`)),
          cell.weight(grams),
          shareCell({ part: grams, whole: totals.total }),
        ],
      };
    }),
  });
