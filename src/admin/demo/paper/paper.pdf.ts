import { buffer } from 'node:stream/consumers';
import type PDFDocument from 'pdfkit';
import type { Box, Letterhead, Paper, Signature, Table } from './paper.js';

const [LEFT, WIDTH, BOTTOM] = [44, 507, 770];
const PAD = 8;
const [INK, GREY, LINE] = ['#1b1f24', '#5b6570', '#c3cad1'];

type Pdf = typeof PDFDocument.prototype;

/** The paper as a small PDF of one or more A4 pages. */
export async function paperPdf(paper: Paper, from: Letterhead): Promise<Buffer> {
  // Loaded by whoever writes papers, not by every process at its start.
  const { default: Document } = await import('pdfkit');
  const pdf = new Document({
    size: 'A4',
    margins: { top: 40, bottom: 30, left: LEFT, right: LEFT },
    info: {
      Title: `${paper.title} ${paper.number}`,
      Author: from.name,
      CreationDate: new Date(`${paper.day}T12:00:00Z`),
    },
    lang: 'en-GB',
    displayTitle: true,
  });
  const bytes = buffer(pdf);
  heading(pdf, paper, from);
  for (const box of paper.boxes) drawBox(pdf, box, from.colour);
  if (paper.signatures) signatures(pdf, paper.signatures);
  footer(pdf, paper, from);
  pdf.end();
  return bytes;
}

function heading(pdf: Pdf, { title, number, under }: Paper, { name, colour, lines }: Letterhead): void {
  pdf.rect(0, 0, 595, 12).fill(colour);
  pdf.fillColor(colour).font('Helvetica-Bold').fontSize(13).text(name, LEFT, 34, { width: 300 });
  pdf
    .fillColor(GREY)
    .font('Helvetica')
    .fontSize(7.5)
    .text(lines.join('\n'), 360, 34, { width: 191, align: 'right' });
  pdf.fillColor(INK).font('Helvetica-Bold').fontSize(17).text(title, LEFT, 82, { width: 360 });
  pdf.font('Helvetica').fontSize(9).fillColor(GREY).text('Number', 420, 82, { width: 131, align: 'right' });
  pdf
    .font('Helvetica-Bold')
    .fontSize(11)
    .fillColor(INK)
    .text(number, 380, 94, { width: 171, align: 'right' });
  if (under) pdf.font('Helvetica').fontSize(9).fillColor(GREY).text(under, LEFT, 106, { width: 360 });
  pdf.y = 128;
}

function drawBox(pdf: Pdf, box: Box, colour: string): void {
  const height = boxHeight(pdf, box);
  if (pdf.y + height > BOTTOM) pdf.addPage();
  const top = pdf.y;
  pdf.rect(LEFT, top, WIDTH, 17).fill(colour);
  pdf
    .fillColor('#ffffff')
    .font('Helvetica-Bold')
    .fontSize(9)
    .text(box.heading, LEFT + PAD, top + 5, { lineBreak: false });
  let y = top + 17 + PAD;
  for (const [label, value] of box.facts ?? []) {
    pdf
      .font('Helvetica')
      .fontSize(8)
      .fillColor(GREY)
      .text(label, LEFT + PAD, y, { width: 128 });
    pdf
      .font('Helvetica')
      .fontSize(9)
      .fillColor(INK)
      .text(value, LEFT + 144, y - 0.5, { width: WIDTH - 152 });
    y += factHeight(pdf, value);
  }
  if (box.text) {
    pdf
      .font('Helvetica')
      .fontSize(9)
      .fillColor(INK)
      .text(box.text, LEFT + PAD, y, { width: WIDTH - 2 * PAD });
    y = pdf.y + 4;
  }
  if (box.table) drawTable(pdf, box.table, y);
  pdf.rect(LEFT, top, WIDTH, height).lineWidth(0.7).stroke(LINE);
  pdf.y = top + height + 9;
}

const factHeight = (pdf: Pdf, value: string): number =>
  pdf
    .font('Helvetica')
    .fontSize(9)
    .heightOfString(value, { width: WIDTH - 152 }) + 3;

function boxHeight(pdf: Pdf, { facts = [], text, table }: Box): number {
  const ofFacts = facts.reduce((sum, [, value]) => sum + factHeight(pdf, value), 0);
  const ofText = text
    ? pdf
        .font('Helvetica')
        .fontSize(9)
        .heightOfString(text, { width: WIDTH - 2 * PAD }) + 4
    : 0;
  return 17 + PAD + ofFacts + ofText + (table ? 15 * (table.rows.length + 1) : 0) + PAD - 3;
}

function drawTable(pdf: Pdf, { columns, rows }: Table, top: number): void {
  const write = (cells: readonly string[], y: number) => {
    let x = LEFT + PAD;
    columns.forEach(({ width, right }, index) => {
      const align = right ? 'right' : 'left';
      pdf.text(cells[index] ?? '', x, y, { width: width - 6, align, height: 11, ellipsis: true });
      x += width;
    });
  };
  pdf.font('Helvetica-Bold').fontSize(8).fillColor(GREY);
  write(
    columns.map(({ head }) => head),
    top,
  );
  pdf.font('Helvetica').fontSize(8.5).fillColor(INK);
  rows.forEach((row, index) => {
    const y = top + 15 * (index + 1);
    pdf
      .moveTo(LEFT + PAD, y - 3.5)
      .lineTo(LEFT + WIDTH - PAD, y - 3.5)
      .lineWidth(0.4)
      .stroke(LINE);
    write(row, y);
  });
}

function signatures(pdf: Pdf, list: readonly Signature[]): void {
  if (pdf.y + 64 > BOTTOM) pdf.addPage();
  const top = pdf.y + 4;
  const width = WIDTH / list.length;
  list.forEach(({ role, name, when }, index) => {
    const x = LEFT + index * width;
    pdf
      .font('Helvetica')
      .fontSize(7.5)
      .fillColor(GREY)
      .text(role, x, top, { width: width - 12 });
    pdf
      .font('Helvetica')
      .fontSize(15)
      .fillColor('#1d3a6e')
      .text(name, x, top + 14, { width: width - 12, height: 20, ellipsis: true, oblique: 18 });
    pdf
      .moveTo(x, top + 35)
      .lineTo(x + width - 14, top + 35)
      .lineWidth(0.7)
      .stroke(LINE);
    pdf
      .font('Helvetica')
      .fontSize(7.5)
      .fillColor(GREY)
      .text(name ? `${name}, ${when}` : 'Not signed yet', x, top + 39, { width: width - 12 });
  });
  pdf.y = top + 60;
}

function footer(pdf: Pdf, { title, number }: Paper, { name }: Letterhead): void {
  pdf.font('Helvetica').fontSize(7).fillColor(GREY);
  pdf.text(
    `${title} ${number} of ${name}. Made for a demonstration: the businesses, people and places on it do not exist.`,
    LEFT,
    795,
    {
      width: WIDTH,
      lineBreak: false,
    },
  );
}
