import type { ImportLine } from './import.line.js';
import { openImport } from './import.lines.js';
import { JOB_FIELDS } from './job-fields.fixture.js';

/** A record's own fields, for maps of specs. */
export const OWN_FIELDS = {
  reference: '{No}',
  customer: '{Customer}',
  date: '{Date}',
  status: 'completed',
};
/** Opens lines of text for import. */
export const openLines = (rows: readonly string[], map: unknown) =>
  openImport({ source: Buffer.from(rows.join('\n')), map, fields: JOB_FIELDS, currency: 'GBP' });
/** The import lines of lines of text. */
export const readLines = async (rows: readonly string[], map: unknown): Promise<ImportLine[]> => {
  const lines: ImportLine[] = [];
  for await (const line of (await openLines(rows, map)).lines()) lines.push(line);
  return lines;
};
/** What a map is refused for. */
export const faultsOf = (rows: readonly string[], map: unknown) =>
  openLines(rows, map).then(
    () => 'opened',
    (error: { fields?: Record<string, { key: string; values?: unknown }> }) => error.fields,
  );
/** Every problem of some lines, short. */
export const problemsOf = (lines: readonly ImportLine[]) =>
  lines.flatMap((line) =>
    line.problems.map(({ row, column, value, reason }) => [row, column, value, reason.key]),
  );
