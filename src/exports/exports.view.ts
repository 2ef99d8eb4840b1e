import { say, type Text } from '../platform/errors.js';
import type { PageModel } from '../platform/pages/page.js';
import { DOWNLOAD_FORMATS, EXPORT_FORMATS, type DownloadFormat } from './export.formats.js';
import type { ExportRow } from './exports.queries.js';
import type { OfficeList } from './office.lists.js';

/** One export on its page. */
export interface ExportCard {
  readonly title: Text;
  readonly format: Text;
  readonly asked: Date;
  readonly state: { readonly words: Text; readonly tone: 'good' | 'attention' | 'danger' | 'neutral' };
  readonly sentence: Text;
  /** How far it is, while it is on its way. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly fileHref: string | null;
  readonly bytes: number | null;
  readonly until: Date | null;
}

export interface ExportsModel extends PageModel {
  readonly lists: readonly {
    readonly label: Text;
    readonly files: readonly { readonly label: Text; readonly href: string }[];
  }[];
  readonly exports: readonly ExportCard[];
  /** The page asks again by itself while something is on its way: after so many milliseconds. */
  readonly poll: number | null;
}

const TONES = {
  queued: 'neutral',
  running: 'attention',
  done: 'good',
  failed: 'danger',
  withdrawn: 'neutral',
  expired: 'neutral',
} as const;

const files = (base: string, formats: readonly DownloadFormat[]) =>
  formats.map((format) => ({ label: say(`exports.formats.${format}`), href: `${base}.${format}` }));

/** What can be downloaded, and what has been asked for. */
export function exportsView(
  room: 'portal' | 'admin',
  sections: readonly string[],
  rows: readonly ExportRow[],
  officeLists: readonly OfficeList[] = [],
): ExportsModel {
  const busy = rows.some(({ state }) => state === 'queued' || state === 'running');
  return {
    head: {
      title: say('exports.title'),
      purpose: say('exports.purpose'),
      ...(busy ? { refreshSeconds: 3 } : {}),
    },
    lists: [
      ...officeLists.map((key) => ({
        label: say(`${key}.list.title`),
        files: files(`/admin/${key}`, EXPORT_FORMATS),
      })),
      ...sections.map((key) => ({
        label: say(`${key}.title`),
        files: files(`/${room}/${key}`, DOWNLOAD_FORMATS),
      })),
    ],
    exports: rows.map((row) => card(room, row)),
    poll: busy ? 1500 : null,
  };
}

function card(room: string, row: ExportRow): ExportCard {
  const [done, total] = [Number(row.rowsWritten), Number(row.rowsExpected)];
  const onItsWay = row.state === 'queued' || row.state === 'running';
  return {
    title: say(`${row.section}.title`),
    format: say(`exports.formats.${row.format}`),
    asked: row.createdAt,
    state: { words: say(`exports.states.${row.state}`), tone: TONES[row.state] },
    sentence: sentence(row, done, total),
    progress: onItsWay ? { done, total } : null,
    fileHref: row.state === 'done' ? `/${room}/exports/${row.id}/file` : null,
    bytes: row.state === 'done' ? Number(row.bytes) : null,
    until: row.state === 'done' ? row.expiresAt : null,
  };
}

/** In which states a ZIP has words of its own: it holds files, not rows. */
const ZIP_SENTENCES = { queued: true, running: true, done: true };

/** Rows counted before and after: what came or went meanwhile is said. */
function sentence({ state, format }: ExportRow, done: number, total: number): Text {
  if (format === 'zip' && state in ZIP_SENTENCES) {
    const whole = state === 'done' && done !== total ? 'doneSome' : state;
    return say(`exports.zips.${whole}`, { count: state === 'done' ? done : total, documents: total });
  }
  if (state !== 'done') return say(`exports.sentences.${state}`, { count: total });
  return done === total
    ? say('exports.sentences.done', { count: done })
    : say('exports.sentences.doneOther', { count: done, expected: total });
}
