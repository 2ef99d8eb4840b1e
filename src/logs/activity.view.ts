import { say } from '../platform/errors.js';
import { verbatim } from '../platform/pages/words.js';
import type { AccessPlace } from './access.view.js';
import { OWN_KINDS, type OwnPerson } from './activity.filters.js';

export const ACTIVITY = '/portal/activity';

/** The log as a customer's manager reads it: people by name, and nothing about their computers. */
export function activityPlace({
  people,
  canDownload,
  months,
}: {
  readonly people: readonly OwnPerson[];
  readonly canDownload: boolean;
  readonly months: number;
}): AccessPlace {
  return {
    path: ACTIVITY,
    head: { title: say('logs.activity.title'), purpose: say('logs.activity.purpose') },
    columns: ['at', 'who', 'what'],
    people: people.filter(({ name }) => name).map(({ id, name }) => ({ value: id, label: verbatim(name) })),
    kinds: OWN_KINDS,
    canDownload,
    empty: say('logs.activity.empty'),
    kept: { text: say('logs.access.kept', { count: months }), href: null },
  };
}
