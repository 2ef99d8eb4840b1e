import { buffer } from 'node:stream/consumers';
import { formatsFor } from '../pages/formats.js';
import { Words } from '../pages/words.js';
import type { Letterhead, Paper } from './paper.js';
import { paperPdf } from './paper.pdf.js';

export const LETTERHEAD: Letterhead = {
  name: 'Fenland Waste Ltd',
  colour: '#1b5e8c',
  lines: ['1 Ferry Lane, Saltfen', '01632 960 200'],
  logo: null,
};

const MESSAGES = {
  paper: { page: 'Page {{page}} of {{pages}}', estimated: '{{text}} (estimated)' },
  platform: { verbatim: '{{text}}' },
};

/** A paper as its bytes, in the words of its own sample. */
export const drawn = async (paper: Paper, from: Letterhead = LETTERHEAD): Promise<Buffer> =>
  buffer(
    await paperPdf(paper, from, {
      words: new Words(MESSAGES),
      formats: formatsFor('en-GB', 'Europe/London', 'GBP'),
    }),
  );
