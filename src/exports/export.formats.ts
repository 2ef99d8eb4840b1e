/** What a list of any length may be downloaded as. */
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ListFormat = (typeof EXPORT_FORMATS)[number];
/** A list, or the files of its documents together. */
export type ExportFormat = ListFormat | 'zip';

/** What each list offers; a paper holds so many rows and no more. */
export const DOWNLOAD_FORMATS = [...EXPORT_FORMATS, 'pdf'] as const;
export type DownloadFormat = (typeof DOWNLOAD_FORMATS)[number] | ExportFormat;

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

/** The headers under which a list is handed over. */
export const fileHeaders = (
  section: string,
  format: ExportFormat,
  bytes: number,
): Record<string, string | number> => ({
  'content-type': MEDIA_TYPES[format],
  'content-length': bytes,
  'content-disposition': `attachment; filename="${section}.${format}"`,
});
