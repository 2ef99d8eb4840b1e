import { Body, Controller, Get, Post } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { behindNotice } from '../../audit/behind-notice.js';
import { LatestChangeQueries } from '../../audit/latest-change.queries.js';
import { say } from '../../platform/errors.js';
import { again } from '../../platform/http/forms.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { verbatim, Words } from '../../platform/pages/words.js';
import { meet } from '../../platform/http/behind.js';
import { fileTypeAnswers } from './file-types.js';
import { checkNames, readNewFileType, sentFileTypes } from './file-types.forms.js';
import { FileTypeQueries } from './file-types.queries.js';
import { FileTypes, FileTypesMovedOn } from './file-types.service.js';
import { FILE_TYPES, fileTypesPage } from './file-types.view.js';
import { savedTypes } from './file-types.words.js';

type Sent = Readonly<Record<string, unknown>>;

@Controller(FILE_TYPES.slice(1))
@Staff('settings.write')
export class FileTypesController {
  constructor(
    private readonly queries: FileTypeQueries,
    private readonly types: FileTypes,
    private readonly words: Words,
    private readonly latest: LatestChangeQueries,
  ) {}

  @Get()
  async list(): Promise<Page> {
    return fileTypesPage({ types: await this.queries.all() });
  }

  @Post()
  async save(@Body() body: Sent | undefined, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    const types = await this.queries.all();
    const { answers, shown } = sentFileTypes(body ?? {}, types);
    try {
      checkNames(answers);
      const changes = await this.types.save(viewer, answers, shown);
      return new Redirect(FILE_TYPES, verbatim(savedTypes(changes, (text) => this.words.say(text))));
    } catch (error) {
      if (error instanceof FileTypesMovedOn) {
        const nameOf = (field: string) => this.fieldName(field, error);
        const met = meet(shown, fileTypeAnswers(error.now), answers, nameOf);
        return fileTypesPage({
          types: error.now,
          answers: met.answers,
          errors: met.marks,
          behind: behindNotice(await this.latest.ofAll('file-type.changed'), viewer),
        });
      }
      return again(error, (errors) => fileTypesPage({ types, answers, shown, errors }));
    }
  }

  @Post('additions')
  async add(@Body() body: Sent | undefined, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    const sent = body ?? {};
    try {
      const { name, customerFile } = await this.types.add(viewer, await readNewFileType(sent));
      const added = customerFile ? 'addedShown' : 'addedHidden';
      return new Redirect(FILE_TYPES, say(`documents.types.saved.${added}`, { name }));
    } catch (error) {
      const types = await this.queries.all();
      const addition = {
        name: String(sent['newName'] ?? ''),
        customerFile: sent['newCustomerFile'] !== undefined,
        showsPrices: sent['newShowsPrices'] !== undefined,
        olderVersions: sent['newOlderVersions'] !== undefined,
      };
      return again(error, (errors) => fileTypesPage({ types, errors, addition }));
    }
  }

  private fieldName(field: string, { now }: FileTypesMovedOn): string {
    const [column = '', key = ''] = field.split('.');
    const name = now.find((type) => type.key === key)?.name ?? key;
    return this.words.say(
      say('documents.types.fieldOf', { name, field: this.words.say(`documents.types.${column}`) }),
    );
  }
}
