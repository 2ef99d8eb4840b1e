import { say } from '../../platform/errors.js';
import type { Ask } from '../../platform/database/portal-reads.js';
import { documentsOf, moreThan } from '../engine/record.blocks.js';
import type { Block, RecordContext } from '../engine/record-page.js';
import type { FullRecord } from '../engine/record.queries.js';

/** Documents of this type that hold an image are photos of the job they name. */
export const PHOTO = 'photo';
/** As many as a page shows. */
const MOST = 60;

interface Photo {
  readonly id: string;
  readonly name: string;
  readonly date: string;
  readonly customerFile: boolean;
  readonly showsPrices: boolean;
  /** How many photos the job has; a page shows the first. */
  readonly total: number;
}

/** Under the same scope as the job: only photos of what whoever asks may see. */
export const readPhotos = (jobId: unknown, ask: Ask): Promise<Photo[]> =>
  ask<Photo>(
    `select d.id, d.name, d.date::text, t.customer_file as "customerFile", t.shows_prices as "showsPrices",
       count(*) over ()::int as total
     from documents d join files f on f.id = d.file_id join file_types t on t.key = d.type
     where d.job_id = $1 and d.type = '${PHOTO}' and d.deleted_at is null and f.media_type like 'image/%'
     order by d.date, d.id limit ${MOST}`,
    [jobId],
    'photos of a job',
  );

/** Customers see them where they see the job; with prices only where those are open to them. */
export function photos(record: FullRecord, { room, can, hrefOf }: RecordContext): Block[] {
  const { id, values, extra } = record;
  const shown = (extra['photos'] as readonly Photo[]).filter(
    (photo) => room === 'admin' || (photo.customerFile && (!photo.showsPrices || can('money'))),
  );
  if (shown.length === 0) return [];
  return [
    {
      kind: 'photos',
      title: say('jobs.photos.title'),
      photos: shown.map((photo) => ({
        href:
          room === 'admin' ? `/admin/documents/${photo.id}/file` : `/portal/jobs/${id}/photos/${photo.id}`,
        name: photo.name,
        day: photo.date,
      })),
      more: moreThan(
        shown.length,
        shown[0]?.total ?? 0,
        'jobs.photos.more',
        hrefOf('documents', undefined, documentsOf('job', values, PHOTO)),
      ),
    },
  ];
}
