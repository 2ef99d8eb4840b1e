import { say, type Text } from '../../platform/errors.js';
import type { FileTypeChange } from './file-types.service.js';

type Say = (text: Text | string) => string;

/** What a save did to whom, in sentences: what customers no longer see first. */
export function savedTypes(changes: readonly FileTypeChange[], write: Say): string {
  if (changes.length === 0) return write('documents.types.saved.nothing');
  const sentences = [
    ...SWITCHES.flatMap(({ field, on, words }) => sentence(words, turned(changes, field, on), write)),
    ...changes
      .filter(({ before, after }) => before.name !== after.name)
      .map(({ before, after }) =>
        say('documents.types.saved.renamed', { before: before.name, after: after.name }),
      ),
  ];
  return [say('documents.types.saved.done'), ...sentences].map(write).join(' ');
}

/** What each switch says when it is turned: what customers no longer see first. */
const SWITCHES = [
  { field: 'customerFile', on: false, words: 'hidden' },
  { field: 'customerFile', on: true, words: 'shown' },
  { field: 'showsPrices', on: true, words: 'priced' },
  { field: 'showsPrices', on: false, words: 'unpriced' },
  { field: 'olderVersions', on: true, words: 'older' },
  { field: 'olderVersions', on: false, words: 'newest' },
] as const;

const turned = (
  changes: readonly FileTypeChange[],
  field: (typeof SWITCHES)[number]['field'],
  on: boolean,
): FileTypeChange[] =>
  changes.filter(({ before, after }) => before[field] !== after[field] && after[field] === on);

function sentence(which: string, changes: readonly FileTypeChange[], write: Say): Text[] {
  if (changes.length === 0) return [];
  const names = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(
    changes.map(({ after }) => `“${after.name}”`),
  );
  const count = changes.reduce((sum, { after }) => sum + after.documents, 0);
  const documents = write(say('documents.count', { count }));
  return [say(`documents.types.saved.${which}`, { names, documents })];
}
