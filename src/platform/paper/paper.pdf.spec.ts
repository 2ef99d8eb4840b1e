import { describe, expect, it } from '@jest/globals';
import { pagesOf, pdfText } from '../../../test/support/pdf.js';
import { cell } from '../pages/cells.js';
import { verbatim } from '../pages/words.js';
import { drawn, LETTERHEAD } from './paper.fixture.js';
import type { Paper, PaperBlock } from './paper.js';

const paper = (...blocks: PaperBlock[]): Paper => ({
  title: verbatim('Invoice 2026/114'),
  under: verbatim('For work at Ketton'),
  blocks,
});
const table = (rows: number, more: object = {}): PaperBlock => ({
  kind: 'table',
  title: verbatim('Lines'),
  columns: [{ label: verbatim('What') }, { label: verbatim('Amount'), numeric: true }],
  rows: Array.from({ length: rows }, (_, index) => [
    cell.text(`Line ${index + 1}`),
    cell.money(1234 + index, 'EUR'),
  ]),
  ...more,
});
const TINY = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a paper', () => {
  it('is a PDF that says whose it is, what, in which language, and holds what it was given', async () => {
    const facts: PaperBlock = {
      kind: 'facts',
      title: null,
      items: [
        { label: verbatim('Due'), cell: cell.date('2026-03-04') },
        { label: verbatim('Empty'), cell: cell.text(null) },
        { label: verbatim('Weight'), cell: cell.weight(1_240_000, true) },
      ],
    };
    const totals = [{ label: verbatim('Total'), cell: cell.money(-123_450, 'GBP') }];
    const pdf = await drawn(
      paper(facts, table(2, { totals }), { kind: 'note', title: null, text: verbatim('Thanks') }),
    );
    const raw = pdf.toString('latin1');
    expect(raw.startsWith('%PDF-1.7')).toBe(true);
    expect(raw.trimEnd().endsWith('%%EOF')).toBe(true);
    for (const part of [
      '/Lang (en-GB)',
      '/DisplayDocTitle true',
      '/Marked true',
      '/S /Table',
      '/S /TH',
      '/S /H1',
    ])
      expect(raw).toContain(part);
    const text = pdfText(pdf);
    for (const said of [
      'Fenland Waste Ltd',
      '1 Ferry Lane',
      'Invoice 2026/114',
      'Wed 4 Mar 2026',
      '1.24 t (estimated)',
    ])
      expect(text).toContain(said);
    for (const said of ['Line 2', '€12.34', 'Total', '-£1,234.50', 'Thanks', 'Page 1 of 1'])
      expect(text).toContain(said);
    expect(text).not.toContain('Empty');
  });

  it('breaks a long table over pages, with its heads on each and every row once', async () => {
    const pages = pagesOf(await drawn(paper(table(200))));
    expect(pages.length).toBeGreaterThan(4);
    for (const [index, page] of pages.entries()) {
      expect(page.filter((one) => one === 'What')).toHaveLength(1);
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    }
    const rows = pages.flat().filter((one) => /^Line \d+$/.test(one));
    expect(rows).toEqual(Array.from({ length: 200 }, (_, index) => `Line ${index + 1}`));
  });

  it('leaves nothing of a row out that is higher than a page', async () => {
    const words = Array.from({ length: 3000 }, (_, index) => `w${index}`);
    const pages = pagesOf(
      await drawn(paper(table(1, { rows: [[cell.text(words.join(' ')), cell.number(1)]] }))),
    );
    expect(pages.length).toBeGreaterThan(1);
    expect(
      pages
        .flat()
        .join(' ')
        .match(/\bw\d+\b/g),
    ).toEqual(words);
  });

  it('leaves nothing of a row out that begins in the middle of a page, nor of two that are high', async () => {
    const words = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${name}${index}`);
    const [first, second, third] = [words('a', 1500), words('b', 900), words('c', 1200)];
    const said = (list: string[]) => cell.text(list.join('\n'));
    const rows = [
      [cell.text('x'), cell.number(1)],
      [said(first), said(second)],
      [said(third), cell.number(2)],
    ];
    const pages = pagesOf(await drawn(paper(table(20), table(1, { rows }))));
    expect(pages.length).toBeGreaterThan(20);
    const shown = pages.flat();
    for (const [name, list] of [
      ['a', first],
      ['b', second],
      ['c', third],
    ] as const)
      expect(shown.filter((one) => new RegExp(`^${name}\\d+$`).test(one))).toEqual(list);
  });

  it('leaves nothing of a fact out that is higher than a page, nor of what stands beside and below it', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `line ${index}`);
    const facts: PaperBlock = {
      kind: 'facts',
      title: verbatim('About'),
      items: [
        { label: verbatim('Short'), cell: cell.text('beside') },
        { label: verbatim('Address'), cell: cell.text(lines.join('\n')) },
        { label: verbatim('Third'), cell: cell.text('third') },
        { label: verbatim('Fourth'), cell: cell.text('below') },
      ],
    };
    for (const landscape of [false, true]) {
      const pages = pagesOf(await drawn({ ...paper(facts, table(3)), landscape }));
      const shown = pages.flat();
      expect(pages.length).toBeGreaterThan(4);
      expect(shown.filter((one) => /^line \d+$/.test(one))).toEqual(lines);
      for (const one of ['Short', 'beside', 'Address', 'Third', 'below', 'Line 3'])
        expect(shown.filter((said) => said === one)).toEqual([one]);
    }
  });

  it('keeps totals on the page, however many there are', async () => {
    const totals = Array.from({ length: 90 }, (_, index) => ({
      label: verbatim(`Rate ${index}`),
      cell: cell.money(index, 'EUR'),
    }));
    const shown = pagesOf(await drawn(paper(table(3, { totals })))).flat();
    expect(shown.filter((one) => /^Rate \d+$/.test(one))).toHaveLength(90);
  });

  it('writes Polish, Greek and Cyrillic, and shows that a letter is there which it has not', async () => {
    const said = ['Zażółć gęślą jaźń', 'Ελληνική Εταιρεία', 'Київ Ёлка', 'Tiếng Việt', '₴ € £'];
    const text = pdfText(await drawn(paper({ kind: 'note', title: null, text: verbatim(said.join('\n')) })));
    for (const one of said) expect(text).toContain(one);
    const foreign = pdfText(
      await drawn(paper({ kind: 'note', title: null, text: verbatim('日本 a\u0301\u0007\ud800b') })),
    );
    expect(foreign).toContain('□□ á□b');
  });

  it('is drawn in any colour and with any logo: one that is broken is left out', async () => {
    for (const colour of ['#000000', '#ffffff', '#ffd400'])
      expect(pdfText(await drawn(paper(), { ...LETTERHEAD, colour }))).toContain('Fenland Waste Ltd');
    expect((await drawn(paper(), { ...LETTERHEAD, logo: TINY })).includes('/Subtype /Image')).toBe(true);
    const broken = [
      TINY.subarray(0, 45),
      Buffer.from('ffd8ffe000104a464946', 'hex'),
      Buffer.from(TINY).fill(7, 43, 50),
    ];
    for (const logo of broken) {
      const pdf = await drawn(paper(), { ...LETTERHEAD, logo });
      expect([pdf.includes('/Subtype /Image'), pdfText(pdf).includes('Fenland Waste Ltd')]).toEqual([
        false,
        true,
      ]);
    }
  });
});
