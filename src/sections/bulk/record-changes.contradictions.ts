import { kindsOf, ofKind, type Section } from '../engine/section.js';

/** SQL over `r` that holds where a record contradicts what stands beside it, in the status that `status` says. */
export function contradictsSql(section: Section, status: string): string {
  const all = kindsOf(section).flatMap((kind) =>
    Object.entries(kind.byHand?.statusInBulk?.backUnless ?? {}).map(
      ([one, condition]) => `(${ofKind(kind)} and ${status} = '${one}' and ${condition})`,
    ),
  );
  return all.length > 0 ? `coalesce(${all.join(' or ')}, false)` : 'false';
}

/**
 * SQL over `r` and `n`, what was kept of it when many were changed: it holds where the record would contradict as it stood
 * before. What did so already is brought back as it was.
 */
export const contradictsSinceSql = (section: Section): string =>
  `(not n.contradicted and ${contradictsSql(section, 'coalesce(n.status_before, r.status)')})`;
