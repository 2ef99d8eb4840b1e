import { say, type Text } from '../errors.js';

/** One order of a list, as a phone offers it that has no column heads: *Date: latest first*. */
export interface SortLink {
  readonly label: Text;
  readonly way: Text;
  readonly href: string;
  readonly current: boolean;
}

/** What a column's values are, so that their order can be said in words. */
export type SortedBy = 'days' | 'numbers' | 'words';

/** Both orders of one column, the usual one first. */
export function bothWays(
  label: Text,
  by: SortedBy,
  sorted: 'ascending' | 'descending' | undefined,
  hrefOf: (descending: boolean) => string,
): SortLink[] {
  const link = (descending: boolean): SortLink => {
    const way = descending ? 'descending' : 'ascending';
    const words = say(`platform.lists.sorts.${by}.${way}`);
    return { label, way: words, href: hrefOf(descending), current: sorted === way };
  };
  return [link(by === 'days'), link(by !== 'days')];
}
