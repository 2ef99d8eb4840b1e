import { object, ref, text, type ApiGroup } from '../../platform/http/api-description.js';
import { say, type Text } from '../../platform/errors.js';
import { FILE_BYTES, MEDIA_TYPES } from './file.kind.js';

const put = (collection: string, answer: string, says: Text): ApiGroup['routes'][number] => ({
  method: 'PUT',
  path: `/api/v1/${collection}/:reference/file`,
  says,
  query: { name: { type: 'string', description: say('api-docs.documentFiles.name') } },
  body: { type: MEDIA_TYPES[0], schema: { type: 'string', format: 'binary' } },
  answer: { status: 200, schema: ref(answer) },
  created: true,
  versioned: true,
  refusals: [404, 412, 413, 415, 422],
});

/** What `DocumentFileApi` and `LicenceFileApi` do, for the pages of the API. */
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
    LicenceWithFile: { allOf: [ref('Licences'), object({ file: ref('DocumentFile') })] },
    DocumentWithFile: { allOf: [ref('Documents'), object({ file: ref('DocumentFile') })] },
  },
  routes: [
    put('documents', 'DocumentWithFile', say('api-docs.documentFiles.put')),
    put('licences', 'LicenceWithFile', say('api-docs.documentFiles.putLicence')),
  ],
};
