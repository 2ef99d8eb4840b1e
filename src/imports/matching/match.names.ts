import { declaredPath, type ImportField, scopeOf } from '../import.fields.js';

/** What a form calls a field: brackets would make lists of it. `wasteItems[0].weight` is `wasteItems(0).weight`. */
export const nameOf = (path: string): string => path.replaceAll('[]', '').replace(/\[(\d+)\]/g, '($1)');

/** The path that a form's name stands for; undefined where there is no such field. */
export const pathOf = (name: string, fields: readonly ImportField[]): string | undefined => {
  const parts = name.split('.');
  const last = parts.pop() ?? '';
  const path = [
    ...parts.map((part) => (part.endsWith(')') ? part.replace(/\((\d+)\)$/, '[$1]') : `${part}[]`)),
    last,
  ].join('.');
  return fields.some((field) => field.path === declaredPath(path)) ? path : undefined;
};

/** The field of a path, whichever of several children it is. */
export const fieldAt = (path: string, fields: readonly ImportField[]): ImportField | undefined =>
  fields.find((field) => field.path === declaredPath(path));

/**
 * The lists of children that a map fills, each before those below it and numbered where the map numbers them; each
 * declared list once at least.
 */
export function listPaths(lists: readonly string[], paths: readonly string[]): readonly string[] {
  const scopes = new Set(paths.flatMap(scopesOf));
  const below = (parent: string): string[] => {
    const prefix = parent === '' ? '' : `${parent}.`;
    return lists
      .filter((list) => scopeOf(list) === declaredPath(parent))
      .flatMap((list) => {
        const own = [...scopes].filter((scope) => scopeOf(scope) === parent && declaredPath(scope) === list);
        const numbered = own.length > 0 ? own.toSorted(inOrder) : [prefix + lastOf(list)];
        return numbered.flatMap((one) => [one, ...below(one)]);
      });
  };
  return below('');
}

/** Everything that a path stands in: `wasteItems[].fates[]` and `wasteItems[]` of `wasteItems[].fates[].code`. */
function scopesOf(path: string): string[] {
  const scope = scopeOf(path);
  return scope === '' ? [] : [scope, ...scopesOf(scope)];
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
// wasteItems[2] before wasteItems[10].
const inOrder = new Intl.Collator('en', { numeric: true }).compare;

/** The same map with one more child beside the last of a list, and the numbers of both. */
export function withAnother(
  fields: Readonly<Record<string, unknown>>,
  last: string,
): { readonly fields: Readonly<Record<string, unknown>>; readonly lists: readonly string[] } {
  const number = Number(/\[(\d+)\]$/.exec(last)?.[1] ?? 0);
  const list = last.replace(/\[\d*\]$/, '');
  const first = `${list}[${number}]`;
  const renamed = Object.entries(fields).map(
    ([path, written]) =>
      [path.startsWith(`${last}.`) ? first + path.slice(last.length) : path, written] as const,
  );
  return { fields: Object.fromEntries(renamed), lists: [first, `${list}[${number + 1}]`] };
}
