import type { Readable } from 'node:stream';
import { drawFacts, drawNote } from './paper.blocks.js';
import { faceFiles, Faces } from './paper.faces.js';
import { drawHead } from './paper.head.js';
import type { Letterhead, Paper } from './paper.js';
import { pictureOf } from './paper.picture.js';
import { MARGIN, Sheet, type Speech } from './paper.sheet.js';
import { drawTable } from './paper.table.js';

/**
 * Draws a paper as a PDF: A4, its parts named for those who have it read to them. It is drawn whole before the first
 * byte leaves, so that a fault is an error and never half a file; a page waits packed until it is known how many there
 * are.
 */
export async function paperPdf(paper: Paper, from: Letterhead, speech: Speech): Promise<Readable> {
  // Loaded by whoever makes papers, not by every process at its start.
  const [{ default: Document }, bytes, logo] = await Promise.all([
    import('pdfkit'),
    faceFiles(),
    from.logo ? pictureOf(from.logo) : undefined,
  ]);
  const title = speech.words.say(paper.title);
  const pdf = new Document({
    size: 'A4',
    layout: paper.landscape ? 'landscape' : 'portrait',
    margin: MARGIN,
    bufferPages: true,
    font: null as never,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: speech.words.locale,
    info: { Title: title, Author: from.name },
  });
  const sheet = new Sheet(pdf, new Faces(pdf, bytes), speech, from, paper.title);
  drawHead(sheet, paper, logo);
  for (const block of paper.blocks) {
    if (block.kind === 'facts') drawFacts(sheet, block);
    else if (block.kind === 'note') drawNote(sheet, block);
    else await drawTable(sheet, block);
  }
  sheet.number();
  pdf.end();
  return pdf as unknown as Readable;
}
