import { object, ref, text, type ApiGroup } from '../../platform/http/api-description.js';
import { say } from '../../platform/errors.js';
import { FILE_BYTES, MEDIA_TYPES } from './file.kind.js';

/** What `DocumentFileApi` does, for the pages of the API. */
export const DOCUMENT_FILES_DESCRIPTION: ApiGroup = {
  key: 'document-files',
  title: say('api-docs.documentFiles.title'),
  intro: say('api-docs.documentFiles.intro', { most: FILE_BYTES / 1024 / 1024 }),
  schemas: {
    DocumentFile: object({
      name: text(),
      mediaType: { type: 'string', enum: MEDIA_TYPES },
      bytes: { type: 'integer', minimum: 1 },
      sha256: text(),
    }),
    DocumentWithFile: { allOf: [ref('Documents'), object({ file: ref('DocumentFile') })] },
  },
  routes: [
    {
      method: 'PUT',
      path: '/api/v1/documents/:reference/file',
      says: say('api-docs.documentFiles.put'),
      query: { name: { type: 'string', description: say('api-docs.documentFiles.name') } },
      body: { type: MEDIA_TYPES[0], schema: { type: 'string', format: 'binary' } },
      answer: { status: 200, schema: ref('DocumentWithFile') },
      created: true,
      versioned: true,
      refusals: [404, 412, 413, 415, 422],
    },
  ],
};
