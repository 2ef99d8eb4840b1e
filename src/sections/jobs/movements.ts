import { isHazardousEwcCode } from '../../platform/codes/ewc-code.js';
import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import type { Block } from '../engine/record-page.js';
import type { ChildRow, FullRecord } from '../engine/record.queries.js';

const COLUMNS = ['code', 'consignment', 'tracking', 'receivingSite', 'permit', 'receivedAt'] as const;
const KNOWN = ['consignmentCode', 'trackingId', 'receivingSite', 'receivingPermit', 'receivedAt'] as const;

/** How each waste item travelled: under which codes, to which site with which permit, and when it arrived. */
export function movements({ children }: FullRecord): Block[] {
  const codes = children['ewcCodes'] ?? [];
  const moved = (children['wasteItems'] ?? []).filter((item) => KNOWN.some((name) => item[name]));
  if (moved.length === 0) return [];
  const title = say('jobs.movements.title');
  return [
    {
      kind: 'table',
      title,
      table: tableView({
        caption: title,
        columns: COLUMNS.map((key) => ({
          key,
          label: say(`jobs.movements.${key}`),
          // A record's page is the one place for it: a phone hides none.
          telling: true,
        })),
        rows: moved.map((item) => {
          const code = String(codes.find(({ parentId }) => parentId === item.id)?.['code'] ?? '');
          return {
            cells: [
              cell.ewc(code, isHazardousEwcCode(code)),
              text(item, 'consignmentCode'),
              text(item, 'trackingId'),
              text(item, 'receivingSite'),
              text(item, 'receivingPermit'),
              cell.dateTime((item['receivedAt'] as Date | null) ?? null),
            ],
          };
        }),
      }),
    },
  ];
}

const text = (item: ChildRow, name: string) => cell.text((item[name] as string) || null);
