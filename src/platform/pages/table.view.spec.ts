import { describe, expect, it } from '@jest/globals';
import { cell } from './cells.js';
import { tableView } from './table.view.js';
import { verbatim } from './words.js';

const column = (key: string, more = {}) => ({ key, label: verbatim(key), ...more });
const caption = verbatim('Jobs');
const row = {
  href: '/jobs/1',
  cells: [
    cell.text('J-1'),
    cell.date('2026-03-04'),
    cell.text('Riverside Hotel, Maidenhead'),
    cell.tonnes(1_240_000),
    cell.text('x', '/sites/1'),
  ],
};
const columns = ['job', 'date', 'site', 'weight', 'other'];
const classes = (table: ReturnType<typeof tableView>) => table.columns.map((it) => it.class);

describe('a table', () => {
  it('opens the record from its first cell, and elsewhere only where a cell leads', () => {
    const table = tableView({ caption, columns: columns.map((key) => column(key)), rows: [row] });
    expect(table.rows[0]?.first.href).toBe('/jobs/1');
    expect(table.rows[0]?.others.map(({ href }) => href)).toEqual([null, null, null, '/sites/1']);
  });

  it('puts numbers to the right and keeps days and short references on one line', () => {
    const table = tableView({ caption, columns: columns.map((key) => column(key)), rows: [row] });
    expect(classes(table)).toEqual(['nowrap', 'nowrap', '', 'numeric', 'quiet nowrap']);
  });

  it('gives a moment room for its day on one line', () => {
    const at = { cells: [cell.text('J-1'), cell.dateTime(null)] };
    const later = { cells: [cell.text('J-2'), cell.dateTime('2026-03-04T10:00:00Z')] };
    const table = tableView({ caption, columns: [column('job'), column('at')], rows: [at, later] });
    expect(classes(table)).toEqual(['nowrap', 'moment']);
  });

  it('lets a reference of 200 characters break', () => {
    const long = { ...row, cells: [cell.text('x'.repeat(200)), ...row.cells.slice(1)] };
    expect(
      classes(tableView({ caption, columns: columns.map((key) => column(key)), rows: [row, long] }))[0],
    ).toBe('');
  });

  it('shows on a phone the reference and the columns that are telling', () => {
    const telling = columns.map((key) => column(key, { telling: ['date', 'other'].includes(key) }));
    const quiet = classes(tableView({ caption, columns: telling, rows: [row] })).map((name) =>
      name.includes('quiet'),
    );
    expect(quiet).toEqual([false, false, true, true, false]);
  });

  it('says which way a column is sorted', () => {
    const sorted = [column('a', { sorted: 'descending' }), column('b', { sorted: 'ascending' })];
    expect(
      tableView({ caption, columns: sorted, rows: [] }).columns.map(({ direction }) => direction),
    ).toEqual(['arrow-down', 'arrow-up']);
  });
});
