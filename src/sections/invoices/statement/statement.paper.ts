import { say, type Text } from '../../../platform/errors.js';
import type { Range } from '../../../platform/months.js';
import { cell } from '../../../platform/pages/cells.js';
import type { Paper, PaperBlock, PaperItem } from '../../../platform/paper/paper.js';
import { AGES, entryWords, howToPay, type Statement } from './statement.js';

/** A statement of account as its paper: the lines of its page, one currency after the other. Pure. */
export const statementPaper = (
  statements: readonly Statement[],
  range: Range,
  addressee: readonly PaperItem[],
  how: readonly Text[],
): Paper => ({
  title: say('statement.title'),
  under: say('statement.period', { ...range }),
  blocks: [
    { kind: 'facts', title: null, items: addressee },
    ...statements.flatMap((statement) => blocksOf(statement, range)),
    ...howToPay(statements, how),
    { kind: 'note', title: say('statement.about.title'), text: say('statement.about.text') },
  ],
});

function blocksOf(
  { currency, opening, lines, closing, ages, unset }: Statement,
  { from, to }: Range,
): PaperBlock[] {
  const money = (amount: bigint) => cell.money(amount, currency);
  const balance = (day: string, what: Text, amount: bigint) => [
    cell.date(day),
    cell.words(what),
    cell.text(null),
    money(amount),
  ];
  const label = (name: string) => say(`statement.columns.${name}`);
  return [
    {
      kind: 'table',
      title: say('statement.account', { currency }),
      columns: [
        { label: say('sections.fields.date') },
        { label: label('what') },
        { label: label('amount'), numeric: true },
        { label: label('balance'), numeric: true },
      ],
      rows: [
        balance(from, say('statement.opening'), opening),
        ...lines.map((line) => [
          cell.date(line.date),
          cell.words(entryWords(line)),
          money(BigInt(line.amount)),
          money(line.balance),
        ]),
      ],
      totals: [{ label: say('statement.closingOn', { day: to }), cell: money(closing) }],
    },
    {
      kind: 'facts',
      title: say('statement.ageing'),
      items: [
        ...AGES.map((age) => ({ label: say(`statement.ages.${age}`), cell: money(ages[age]) })),
        ...(unset === 0n ? [] : [{ label: say('statement.unset'), cell: money(-unset) }]),
      ],
    },
  ];
}
