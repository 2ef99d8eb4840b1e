import { Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { say } from '../../platform/errors.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { verbatim } from '../../platform/pages/words.js';
import { DocumentFileQueries, type OlderFile } from './document-files.queries.js';
import { DocumentVersions } from './document-versions.service.js';

/** Staff remove an older version of a document, after they were told which. */
@Controller('admin/documents/:id/versions/:number/deletion')
@Staff('records.write')
export class DocumentVersionsController {
  constructor(
    private readonly queries: DocumentFileQueries,
    private readonly versions: DocumentVersions,
  ) {}

  @Get()
  async ask(@Param('id') id: string, @Param('number') number: string): Promise<Page> {
    return questionOf(await this.queries.versionForStaff(id, number));
  }

  @Post()
  async remove(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Param('number') number: string,
  ): Promise<Redirect> {
    const version = await this.queries.versionForStaff(id, number);
    await this.versions.remove(viewer, version);
    return new Redirect(`/admin/documents/${id}`, say('documents.older.removal.done', namesOf(version)));
  }
}

const namesOf = ({ fileVersion, reference, name }: OlderFile) => ({
  number: String(fileVersion),
  reference,
  name,
});

function questionOf(version: OlderFile): Page {
  const names = namesOf(version);
  const href = `/admin/documents/${version.recordId}`;
  const back = { label: verbatim(version.reference), href };
  const confirm = {
    text: say('documents.older.removal.text', { ...names, day: version.until }),
    points: [say('documents.older.removal.stays', names), say('documents.older.removal.forever')],
    action: `${href}/versions/${version.fileVersion}/deletion`,
    button: say('documents.older.removal.button', names),
    danger: true,
    back: { label: say('platform.confirm.back'), href },
  };
  return new Page('platform/confirm', {
    head: { title: say('documents.older.removal.title', names), back },
    confirm,
  });
}
