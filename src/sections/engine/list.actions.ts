import { say } from '../../platform/errors.js';
import type { Action } from '../../platform/pages/page.js';
import type { ListRequest } from './list.request.js';
import type { Section } from './section.js';

/** The way to a new record, of the customer that the list is narrowed to. */
export const addAction = ({ key }: Section, { customer }: ListRequest): Action => ({
  label: say(`${key}.form.adding`),
  href: `/admin/${key}/new${customer ? `?customer=${customer}` : ''}`,
  icon: 'plus',
});

/** The way to what was deleted, for whoever may bring it back. */
export const deletedAction = (base: string): Action => ({
  label: say('sections.deleted.title'),
  href: `${base}/deleted`,
  kind: 'quiet',
});
