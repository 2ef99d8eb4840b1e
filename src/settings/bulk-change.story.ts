import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { LeftAlone, OperationMoment, OperationStory } from '../operations/operation.kinds.js';
import { say, type Text } from '../platform/errors.js';
import { verbatim, Words } from '../platform/pages/words.js';
import type { BulkResult } from './bulk-change.js';
import { BulkChangeQueries, type MovedOnCustomers } from './bulk-change.queries.js';
import { permissionName } from './portal-settings.words.js';

/** As many customers are named on a page; the rest are counted. */
const NAMED = 50;

/** Tells on the page of a change for all existing customers what it did, and what taking it back would do. */
@Injectable()
export class BulkStories {
  constructor(
    private readonly queries: BulkChangeQueries,
    private readonly catalogue: PermissionCatalogue,
    private readonly words: Words,
  ) {}

  async of({ id, state }: OperationMoment): Promise<OperationStory> {
    const result = await this.queries.result(id);
    const name = permissionName(this.catalogue, result.permission, (text) => this.words.say(text));
    if (state === 'queued' || state === 'running')
      return { points: [], left: [], stop: say('settings.bulk.stop') };
    return bulkStory(result, name, state === 'undone', await this.queries.movedOn(id, NAMED));
  }
}

/** The same of what was read. */
export function bulkStory(
  result: BulkResult,
  name: string,
  undone: boolean,
  moved: Readonly<Record<'byHand' | 'inBulk', MovedOnCustomers>>,
): OperationStory {
  const left = (['byHand', 'inBulk'] as const).flatMap((how) => leftAlone(how, undone, moved[how]));
  if (undone) return { points: [verdict('restored', result, name, result.restored)], left };
  return {
    points: [
      verdict('changed', result, name, result.changed),
      ...(result.overwritten > 0 ? [say('settings.bulk.overwritten', { count: result.overwritten })] : []),
      ...(result.kept > 0 ? [say('settings.bulk.kept', { count: result.kept })] : []),
    ],
    left,
    undo: undoing(result, name, left),
  };
}

const way = (shown: boolean): string => (shown ? 'shown' : 'hidden');

/** `Jobs is now hidden from 30 customers.` */
function verdict(which: 'changed' | 'restored', { value }: BulkResult, name: string, count: number): Text {
  return say(`settings.bulk.${which}.${way(value)}`, { name, count });
}

function leftAlone(how: 'byHand' | 'inBulk', undone: boolean, moved: MovedOnCustomers): LeftAlone[] {
  const { some, count } = moved;
  if (count === 0) return [];
  const items = some.map(({ id, name }) => ({
    label: verbatim(name),
    href: `/admin/customers/${id}/portal-access`,
  }));
  const sentence = say(`settings.bulk.${undone ? 'keep' : 'wouldKeep'}.${how}`, { count });
  return [{ sentence, items, more: count - items.length }];
}

function undoing(
  { value, changed, defaultMoved }: BulkResult,
  name: string,
  left: readonly LeftAlone[],
): OperationStory['undo'] {
  const staying = left.reduce((sum, { items, more }) => sum + items.length + more, 0);
  const count = changed - staying;
  if (changed === 0 && !defaultMoved) return undefined;
  const key = (which: string) => `settings.bulk.undo.${which}.${way(value)}`;
  return {
    text: say(key('text'), { name, count }),
    points: [...left.map(({ sentence }) => sentence), ...(defaultMoved ? [say(key('new'), { name })] : [])],
    button: say(key('button'), { name }),
  };
}
