import { say, type Text } from '../platform/errors.js';
import { barChart, type Bar, type Series } from '../platform/pages/bar-chart.view.js';
import { cell } from '../platform/pages/cells.js';
import { tableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { recoveryRate, recyclingRate, type FateTotals } from './fate-rates.js';
import { GROUP_SERIES } from './fates.report.js';
import type { ReportInput, ReportPart } from './report.js';
import { ratioOf, shareCell, shareText } from './share.js';
import { pointsCell } from './trend-change.js';
import { named, newestFirst, numeric, type Months } from './trend-cells.js';
import type { Amount } from './trend-months.js';

const RECOVERY: Series = 4;

/** What of twelve months was recycled and recovered; each row opens the fates of its twelve months. */
export function ratesPart(months: Months, input: ReportInput): ReportPart {
  const title = say('reporting.trends.rates');
  const shown = months.flatMap((one) =>
    one.fates && one.year ? [{ ...one, fates: one.fates, year: one.year }] : [],
  );
  const hrefOf = ({ from, to }: Amount): { href?: string } => {
    const href = input.reportHref('fates', { from, to });
    return href ? { href } : {};
  };
  const rates = [
    { key: 'recycling', series: GROUP_SERIES.recycling, rateOf: recyclingRate },
    { key: 'recovery', series: RECOVERY, rateOf: recoveryRate },
  ] as const;
  return {
    title,
    chart: barChart({
      sentence: ratesSentence(shown.filter(({ over }) => over).at(-1) ?? shown.at(-1), input),
      unit: say('reporting.trends.percent'),
      bars: shown.flatMap(({ month, year, fates }) =>
        rates.map(({ key, series, rateOf }): Bar => {
          const value = ratioOf(rateOf(fates)) * 100;
          const written = shareCell(rateOf(fates));
          const label = say(`reporting.fates.rates.${key}`);
          const first = key === 'recycling';
          return {
            label: first ? say('reporting.month', { month }) : say('reporting.shortMonth', { month }),
            ...(first ? { silent: true as const } : { group: verbatim(month.slice(0, 4)) }),
            value,
            cell: written,
            parts: [{ series, label, value, cell: written }],
            ...hrefOf(year),
          };
        }),
      ),
    }),
    table: tableView({
      caption: title,
      columns: [
        { key: 'month', label: say('reporting.trends.upTo') },
        ...rates.flatMap(({ key }) => [
          numeric(key, `reporting.fates.rates.${key}`),
          numeric(`${key}Change`, 'reporting.columns.change'),
        ]),
      ],
      rows: newestFirst(shown).map((one) => ({
        ...hrefOf(one.year),
        cells: [
          cell.words(named(one)),
          ...rates.flatMap(({ rateOf }) => [
            shareCell(rateOf(one.fates)),
            one.over
              ? pointsCell(rateOf(one.fates), one.fatesEarlier && rateOf(one.fatesEarlier))
              : cell.words(say('reporting.trends.notOver')),
          ]),
        ],
      })),
    }),
  };
}

function ratesSentence(
  latest: { readonly month: string; readonly fates: FateTotals } | undefined,
  { write }: ReportInput,
): Text {
  if (!latest || latest.fates.total <= 0n) return say('reporting.nothingWeighed');
  const { fates, month } = latest;
  if (fates.groups.unknown === fates.total) return say('reporting.fates.allUnknown');
  return say('reporting.trends.ratesSentence', {
    month,
    recycled: write(shareText(recyclingRate(fates))),
    recovered: write(shareText(recoveryRate(fates))),
  });
}
