import Handlebars from 'handlebars';
import { cellText, type Cell } from './cells.js';
import type { Formats } from './formats.js';
import type { RowChoice, ShownCell, TableView } from './table.view.js';
import type { Words } from './words.js';

/** A postcode, a phone number and the like: nobody wants half of it on the next line. */
const CODE = /^(?=.*\d)(?=.* )[\dA-Z+() -]{4,18}$/;

/** Longer than any word, without a place to break at: it breaks anywhere, as a table is as wide as its longest word. */
const UNBROKEN = /[^\s@-]{30}/;

/**
 * The rows of a table, written out. Not in a template: a list has hundreds of cells, and templates make of each some
 * dozens of small texts and objects, which cost more time than all the rest of a request.
 */
export function tableRows(rows: TableView['rows'], words: Words, formats: Formats): string {
  // A long address may go on below, from its sign.
  const text = (cell: Cell): string => {
    const plain = cellText(cell, words, formats);
    const written = escaped(plain).replaceAll('@', '<wbr>@');
    if (UNBROKEN.test(plain)) return `<span class="breaks">${written}</span>`;
    return cell.kind === 'text' && CODE.test(written) ? `<span class="one-line">${written}</span>` : written;
  };
  const said = (key: string): string => escaped(words.say(key));
  const aside = (words: string): string => ` <span class="aside">${words}</span>`;
  const status = (tone: string, words: string): string =>
    `<span class="status status-${tone}">${words}</span>`;

  const value = (cell: Cell): string => {
    if (cell.value === null || cell.value === '') return '<span class="none">&ndash;</span>';
    if (cell.kind === 'status')
      return status(cell.tone, text(cell)) + (cell.note ? aside(escaped(words.say(cell.note))) : '');
    const estimated = 'estimated' in cell && cell.estimated;
    const named = cell.kind === 'ewc' && cell.name;
    const hazardous = cell.kind === 'ewc' && cell.hazardous;
    return [
      text(cell),
      estimated ? aside(said('platform.cell.estimated')) : '',
      named ? aside(escaped(words.say(named))) : '',
      hazardous ? ` ${status('attention', said('platform.cell.hazardous'))}` : '',
    ].join('');
  };
  const content = ({ cell, href, plain }: ShownCell): string => {
    if (href) return `<a href="${escaped(href)}">${text(cell)}</a>`;
    if (plain) return text(cell);
    return cell.kind === 'status' && !cell.note ? value(cell) : `<span>${value(cell)}</span>`;
  };
  const name = ({ cell, href }: ShownCell): string =>
    href ? `<a class="row-link" href="${escaped(href)}">${text(cell)}</a>` : value(cell);

  const choiceBox = ({ name: field, value: chosen, form, label }: RowChoice): string =>
    `<label class="row-choice"><input type="checkbox" name="${escaped(field)}" value="${escaped(chosen)}" form="${escaped(form)}" aria-label="${escaped(words.say(label))}"></label>`;

  const openings = (rows[0]?.others ?? []).map(
    ({ class: classes, label }) => `<td class="${classes}" data-label="${escaped(words.say(label))}">`,
  );
  const row = ({ first, others, choice }: TableView['rows'][number]): string => {
    let html = `<tr${first.href ? ' class="opens"' : ''}><th scope="row" class="${first.class}">${choice ? choiceBox(choice) : ''}${name(first)}</th>`;
    for (const [index, shown] of others.entries()) html += `${openings[index]}${content(shown)}</td>`;
    return `${html}</tr>`;
  };
  return rows.map(row).join('\n');
}

const escaped = (text: string): string => Handlebars.escapeExpression(text);
