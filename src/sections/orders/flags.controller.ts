import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { say } from '../../platform/errors.js';
import { again, parseForm } from '../../platform/http/forms.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { MarkForm, NewFlagForm } from './flags.forms.js';
import { FlagQueries } from './flags.queries.js';
import { Flags } from './flags.service.js';
import { FLAGS, flagsPage } from './flags.view.js';

type Sent = Readonly<Record<string, unknown>>;

@Controller(FLAGS.slice(1))
@Staff('settings.write')
export class FlagsController {
  constructor(
    private readonly queries: FlagQueries,
    private readonly flags: Flags,
  ) {}

  @Get()
  async list(): Promise<Page> {
    return flagsPage(await this.queries.all());
  }

  @Post()
  async add(@Body() body: Sent | undefined, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    const sent = body ?? {};
    try {
      const { name } = await parseForm(NewFlagForm, sent);
      await this.flags.add(viewer, name);
      return new Redirect(FLAGS, say('orders.flags.added', { name }));
    } catch (error) {
      const flags = await this.queries.all();
      return again(error, (errors) => flagsPage(flags, { name: String(sent['name'] ?? ''), errors }));
    }
  }

  @Post(':key/mark')
  async mark(
    @Param('key') key: string,
    @Body() body: Sent | undefined,
    @Viewer() viewer: ViewerFacts,
  ): Promise<Redirect> {
    const { customerFlag } = await parseForm(MarkForm, body ?? {});
    const name = await this.flags.mark(viewer, key, customerFlag === 'yes');
    return new Redirect(FLAGS, say(`orders.flags.${customerFlag === 'yes' ? 'shown' : 'hidden'}`, { name }));
  }
}
