import { say, type Text } from '../../platform/errors.js';
import type { FileTypeChange } from './file-types.service.js';

type Say = (text: Text | string) => string;

/** What a save did to whom, in sentences: what customers no longer see first. */
export function savedTypes(changes: readonly FileTypeChange[], write: Say): string {
  if (changes.length === 0) return write('documents.types.saved.nothing');
  const marked = (on: boolean) =>
    changes.filter(
      ({ before, after }) => before.customerFile !== after.customerFile && after.customerFile === on,
    );
  const priced = (on: boolean) =>
    changes.filter(
      ({ before, after }) => before.showsPrices !== after.showsPrices && after.showsPrices === on,
    );
  const older = (on: boolean) =>
    changes.filter(
      ({ before, after }) => before.olderVersions !== after.olderVersions && after.olderVersions === on,
    );
  const sentences = [
    ...sentence('hidden', marked(false), write),
    ...sentence('shown', marked(true), write),
    ...sentence('priced', priced(true), write),
    ...sentence('unpriced', priced(false), write),
    ...sentence('older', older(true), write),
    ...sentence('newest', older(false), write),
    ...changes
      .filter(({ before, after }) => before.name !== after.name)
      .map(({ before, after }) =>
        say('documents.types.saved.renamed', { before: before.name, after: after.name }),
      ),
  ];
  return [say('documents.types.saved.done'), ...sentences].map(write).join(' ');
}

function sentence(which: string, changes: readonly FileTypeChange[], write: Say): Text[] {
  if (changes.length === 0) return [];
  const names = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(
    changes.map(({ after }) => `“${after.name}”`),
  );
  const count = changes.reduce((sum, { after }) => sum + after.documents, 0);
  const documents = write(say('documents.count', { count }));
  return [say(`documents.types.saved.${which}`, { names, documents })];
}
