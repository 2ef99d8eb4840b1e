import { daysUntil, shiftDay } from '../platform/calendar.js';
import { say } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import { fieldCell } from '../sections/engine/field.cells.js';
import type { Row } from '../sections/engine/list.queries.js';
import { incidentSeverity } from '../sections/incidents/incidents.fields.js';
import { licenceKind, licenceState } from '../sections/licences/licences.fields.js';
import { orderStatus } from '../sections/orders/orders.fields.js';
import { known, reference, text, type HomeBlock } from './home.block.js';

/** So many days before its end an offer, or a season ticket, is news. */
const OFFERS_END = 30;
const TICKETS_END = 60;

/** What matters at once: who is there, what waits for an answer, what went wrong. */
export const FIRST_BLOCKS: readonly HomeBlock[] = [
  {
    key: 'onSite',
    section: 'clock-ins',
    needs: 'clock-ins.live',
    ifAny: true,
    query: () => ({ now: 'on-site' }),
    most: 8,
    entry: (row) => ({
      title: cell.text(text(row, 'person')),
      beside: known([cell.text(text(row, 'role'))])[0] ?? null,
      notes: known([cell.text(text(row, 'site'))]),
      value: cell.dateTime(row['inAt'] as Date | null),
      status: null,
    }),
  },
  {
    key: 'approval',
    section: 'timesheets',
    needs: 'timesheets.approval',
    ifAny: true,
    query: () => ({ state: 'waiting', sort: 'date' }),
    most: 5,
    entry: (row) => ({
      title: cell.text(text(row, 'person')),
      beside: null,
      notes: known([cell.date(text(row, 'date')), cell.text(text(row, 'site'))]),
      value: cell.text(text(row, 'hours')),
      status: null,
    }),
  },
  {
    key: 'licences',
    section: 'licences',
    ifAny: true,
    query: () => ({ renewal: 'due' }),
    most: 5,
    entry: (row) => ({
      title: cell.text(text(row, 'holder')),
      beside: fieldCell('licences', licenceKind, row),
      notes: known([cell.text(text(row, 'number')), cell.text(text(row, 'site'))]),
      value: cell.date(text(row, 'validTo')),
      status: fieldCell('licences', licenceState, row),
    }),
  },
  {
    key: 'incidents',
    section: 'incidents',
    ifAny: true,
    query: () => ({}),
    most: 5,
    entry: (row) => ({
      title: cell.text(text(row, 'title')),
      beside: null,
      notes: known([cell.dateTime(row['submittedAt'] as Date | null), cell.text(text(row, 'site'))]),
      value: null,
      status: fieldCell('incidents', incidentSeverity, row),
    }),
  },
];

/** What is on its way, or ends before long. */
export const LATER_BLOCKS: readonly HomeBlock[] = [
  {
    key: 'orders',
    section: 'orders',
    ifAny: true,
    query: () => ({ progress: 'open', sort: 'deadline' }),
    most: 5,
    entry: (row) => ({
      title: known([cell.text(text(row, 'title'))])[0] ?? reference(row),
      beside: null,
      notes: known([reference(row), cell.text(text(row, 'site'))]),
      value: cell.date(text(row, 'deadline')),
      status: fieldCell('orders', orderStatus, row),
    }),
  },
  {
    key: 'quotes',
    section: 'sales',
    ifAny: true,
    query: (today) => ({
      kind: 'quote',
      status: 'sent',
      expiresFrom: today,
      expiresTo: shiftDay(today, OFFERS_END),
      sort: 'expires',
    }),
    most: 5,
    entry: (row, today) => ({
      title: known([cell.text(text(row, 'title'))])[0] ?? reference(row),
      beside: null,
      notes: known([reference(row), cell.text(text(row, 'site'))]),
      value: ends(row, 'expires', today),
      status: null,
    }),
  },
  {
    key: 'tickets',
    section: 'documents',
    ifAny: true,
    query: (today) => ({
      type: 'season-ticket',
      validToFrom: today,
      validToTo: shiftDay(today, TICKETS_END),
      sort: 'validTo',
    }),
    most: 5,
    entry: (row, today) => ({
      title: cell.text(text(row, 'name')),
      beside: null,
      notes: known([reference(row), cell.text(text(row, 'site'))]),
      value: ends(row, 'validTo', today),
      status: null,
    }),
  },
];

function ends(row: Row, field: string, today: string): Cell {
  const day = text(row, field);
  return day ? cell.words(say('portal.home.ends', { count: daysUntil(day, today) })) : cell.text(null);
}
