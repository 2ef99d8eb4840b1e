import type { ListRequest } from './list.request.js';
import { fieldOf, type Section } from './section.js';

/** What pages of several customers are merged by. */
interface Sorted {
  readonly id: string;
  readonly sorted: string | null;
}

/** As the database sorts: texts by their bytes, numbers by what they are worth; nulls last; equals by their ids. */
export function inOrder(
  section: Section,
  { sorting, before }: ListRequest,
): (a: Sorted, b: Sorted) => number {
  const backwards = before !== undefined;
  const sign = sorting.descending !== backwards ? -1 : 1;
  const kind = fieldOf(section, sorting.field)?.kind;
  const compare = ['whole', 'weight', 'money'].includes(kind ?? '') ? byWorth : byBytes;
  return (a, b) => {
    if (a.sorted === null || b.sorted === null) {
      if (a.sorted !== b.sorted) return (a.sorted === null) === backwards ? -1 : 1;
    } else if (a.sorted !== b.sorted) return sign * compare(a.sorted, b.sorted);
    return sign * (a.id < b.id ? -1 : 1);
  };
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const byWorth = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : 1);
