import { describe, expect, it } from '@jest/globals';
import { load } from 'cheerio';
import { cell, type Cell } from './cells.js';
import { formatsFor } from './formats.js';
import { tableRows } from './table.rows.js';
import { tableView } from './table.view.js';
import { readMessages, verbatim, Words } from './words.js';

const words = new Words(readMessages('messages/en'));
const formats = formatsFor('en-GB', 'Europe/London', 'GBP');
const columns = ['reference', 'other'].map((key) => ({ key, label: verbatim(`The "${key}"`) }));

/** A row of two cells as a browser reads it. */
function written(cells: readonly Cell[], href?: string) {
  const { rows } = tableView({
    caption: verbatim('Jobs'),
    columns,
    rows: [{ cells, ...(href ? { href } : {}) }],
  });
  return load(tableRows(rows, words, formats), { xml: { xmlMode: false } });
}
const other = (it: Cell) => written([cell.text('J-1'), it])('td');

describe('the rows of a table', () => {
  it('open the record by the link of their first cell', () => {
    const $ = written([cell.text('J-1'), cell.date('2026-03-04')], '/portal/jobs/1?a=1&b=2');
    expect($('tr').attr('class')).toBe('opens');
    expect($('th[scope=row] a.row-link').attr('href')).toBe('/portal/jobs/1?a=1&b=2');
    expect($('td').text()).toBe('Wed 4 Mar 2026');
    expect($('td').attr('data-label')).toBe('The "other"');
  });

  it('let a name that is longer than any word break anywhere, and no other', () => {
    const long = 'x'.repeat(200);
    const $ = written([cell.text(long), cell.text(long, '/x')], '/y');
    for (const place of ['th a', 'td a']) expect($(`${place} .breaks`).text()).toBe(long);
    expect(other(cell.text('Buckinghamshire Hospitality Group')).find('.breaks')).toHaveLength(0);
  });

  it('show what people typed as text, wherever it stands', () => {
    const typed = `<b onclick="x">&amp;'`;
    const $ = written([cell.text(typed), cell.text(typed, `/x?q="><script>`)], `/"><b>`);
    expect($('b, script')).toHaveLength(0);
    expect($('th').text()).toBe(typed);
    expect($('td').text()).toBe(typed);
    expect($('td a').attr('href')).toBe(`/x?q="><script>`);
  });

  it('say of each value what is known of it, and a dash of nothing', () => {
    expect(other(cell.text(null)).find('.none').text()).toBe('–');
    expect(other(cell.number(0)).text()).toBe('0');
    expect(
      other(cell.status(verbatim('Completed'), 'good'))
        .find('span.status-good')
        .text(),
    ).toBe('Completed');
    expect(other(cell.weight(1_240_000, true)).text()).toMatch(/^1.24 t +\(?est/i);
    const code = other(cell.ewc('160601', true, verbatim('Lead batteries')));
    expect(code.text()).toMatch(/^16 06 01\* +Lead batteries +hazardous/);
    expect(code.find('.status-attention').text()).toBe('hazardous');
  });

  it('are none where there are none', () => expect(tableRows([], words, formats)).toBe(''));
});
