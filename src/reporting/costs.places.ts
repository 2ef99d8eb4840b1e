import { say, type Text } from '../platform/errors.js';
import { barList } from '../platform/pages/bar-chart.view.js';
import { cell } from '../platform/pages/cells.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { amountOf, dearestFirst, type CostLine } from './cost-lines.js';
import { COST } from './costs.months.js';
import type { JobsBehind, ReportInput, ReportPart } from './report.js';
import { shareCell, shareText } from './share.js';

/** As many places as a chart can tell apart, and as a page can hold; the download has them all. */
const BARS = 12;
const ROWS = 100;

/** What jobs cost in one currency at each site; over all customers, of each customer. */
export function placesPart(
  title: Text,
  lines: readonly CostLine[],
  currency: string,
  input: ReportInput,
): ReportPart {
  const places = dearestFirst(lines);
  const whole = amountOf(places);
  const hrefOf = (line: CostLine) => input.jobsHref(behind(line, currency, input));
  return {
    title,
    list: barList({
      sentence: sentence(places, whole, input),
      series: COST,
      bars: places.slice(0, BARS).map((line) => {
        const href = hrefOf(line);
        return {
          label: verbatim(placeName(line, input)),
          value: Math.max(0, Number(line.amount)),
          cell: cell.money(line.amount, currency),
          ...(href ? { href } : {}),
        };
      }),
    }),
    ...(places.length > ROWS
      ? { note: say('reporting.costs.most', { shown: ROWS, count: places.length }) }
      : {}),
    table: table(title, places.slice(0, ROWS), whole, currency, hrefOf, input),
  };
}

/** A customer is only named where there are several of them to choose from. */
function behind({ customer, site }: CostLine, currency: string, input: ReportInput): JobsBehind {
  const whose = input.several || input.room === 'admin' ? { customer } : {};
  if (isCustomer(input)) return { currency, ...whose };
  return { currency, ...whose, ...(site ? { site } : { noSite: 'yes' as const }) };
}

const isCustomer = ({ room, request }: ReportInput): boolean => room === 'admin' && !request.customer;

/** A site by its name, with its customer's where there are several; a customer by its own. */
export function placeName({ customer, site }: CostLine, input: ReportInput): string {
  const { places, several, write } = input;
  const whose = places.get(customer) ?? '';
  if (isCustomer(input)) return whose;
  const name = site
    ? (places.get(site) ?? write(say('reporting.costs.formerSite')))
    : write(say('reporting.costs.noSite'));
  return several && whose ? write(say('reporting.costs.siteOf', { site: name, customer: whose })) : name;
}

function sentence(places: readonly CostLine[], whole: bigint, input: ReportInput): Text {
  const [first] = places;
  if (!first || whole <= 0n) return say('reporting.costs.nothing');
  const name = placeName(first, input);
  const nowhere = !isCustomer(input) && !first.site;
  if (places.length === 1)
    return nowhere ? say('reporting.costs.onlyNoSite') : say('reporting.costs.onePlace', { name });
  const share = input.write(shareText({ part: first.amount, whole }));
  if (nowhere) return say('reporting.costs.mostNoSite', { share });
  return places.length > BARS
    ? say('reporting.costs.mostOfMany', { name, share, count: BARS })
    : say('reporting.costs.mostAt', { name, share });
}

const table = (
  caption: Text,
  places: readonly CostLine[],
  whole: bigint,
  currency: string,
  hrefOf: (line: CostLine) => string | undefined,
  input: ReportInput,
): TableView =>
  tableView({
    caption,
    columns: [
      { key: 'place', label: say(`reporting.columns.${isCustomer(input) ? 'customer' : 'site'}`) },
      { key: 'jobs', label: say('reporting.columns.pricedJobs'), numeric: true },
      { key: 'cost', label: say('reporting.columns.cost'), numeric: true },
      { key: 'share', label: say('reporting.columns.share'), numeric: true },
    ],
    rows: places.map((line) => {
      const href = hrefOf(line);
      return {
        ...(href ? { href } : {}),
        cells: [
          cell.text(placeName(line, input)),
          cell.number(line.jobs),
          cell.money(line.amount, currency),
          shareCell({ part: line.amount, whole }),
        ],
      };
    }),
  });
