import type { LeftAlone } from '../../operations/operation.kinds.js';
import { say } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Section } from '../engine/section.js';
import { suits, type Deed } from './selection.js';
import { NAMED } from './selection.view.js';

const WHY = ['deleted', 'already', 'contradicts', 'others'] as const;

/** A record that a change of many was to change and left as it was, as far as can be told why. */
export interface LeftRow {
  readonly reference: string;
  readonly href: string;
  readonly why: (typeof WHY)[number];
  /** How many were left alone for that. */
  readonly count: number;
}

/** The first of those by reference, for each reason. */
export function leftAloneSql(section: Section, status: string | null): string {
  const deed: Deed = status === null ? { kind: 'deletion' } : { kind: 'status', status };
  return `select reference, '/admin/${section.key}/' || id as href, why, count from (
      select r.id, r.reference, why.why, count(*) over (partition by why.why)::int as count,
        row_number() over (partition by why.why order by r.reference) as place
      from record_change_rows n join record_changes c on c.operation_id = n.operation_id
        join ${section.table} r on r.id = n.record_id,
        lateral (select case
          when r.deleted_at is not null then 'deleted'
          ${status === null ? '' : `when r.status = c.status then 'already'`}
          when not coalesce(${suits(section, deed)}, false) then 'contradicts'
          else 'others' end as why) as why
      where n.operation_id = $1 and n.done and n.version_after is null) as those
    where place <= ${NAMED} order by reference`;
}

/** The same as the page names them. */
export const leftAlone = (rows: readonly LeftRow[]): LeftAlone[] =>
  WHY.flatMap((why) => {
    const those = rows.filter((row) => row.why === why);
    const [first] = those;
    if (!first) return [];
    return [
      {
        sentence: say(`sections.bulk.left.${why}`),
        items: those.map(({ reference, href }) => ({ label: verbatim(reference), href })),
        more: first.count - those.length,
      },
    ];
  });
