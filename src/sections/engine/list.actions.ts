import { CHANGES_FOR_MANY } from '../../operations/operations.service.js';
import { say } from '../../platform/errors.js';
import type { WayOn } from '../../platform/lists/office-list.view.js';
import type { Action } from '../../platform/pages/page.js';
import type { ListRequest } from './list.request.js';
import type { Section } from './section.js';

/** The way to a new record, of the customer that the list is narrowed to. */
export const addAction = ({ key }: Section, { customer }: ListRequest): Action => ({
  label: say(`${key}.form.adding`),
  href: `/admin/${key}/new${customer ? `?customer=${customer}` : ''}`,
  icon: 'plus',
});

/** Where whoever changes and deletes records finds them again. */
export const foundAgain = (base: string): WayOn[] => [
  { icon: 'undo', label: say('operations.many.title'), href: CHANGES_FOR_MANY },
  { icon: 'trash', label: say('sections.deleted.title'), href: `${base}/deleted` },
];
