import { Body, Controller, Get, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { Security } from './security.service.js';
import { SECURITY, securityPage } from './security.view.js';

/** One switch: whether staff need two-step sign-in. */
@Controller(SECURITY.slice(1))
@Staff('settings.write')
export class SecurityController {
  constructor(private readonly security: Security) {}

  @Get()
  async show(): Promise<Page> {
    return securityPage(await this.security.current());
  }

  @Post()
  async save(
    @Viewer() viewer: ViewerFacts,
    @Body() sent: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Redirect> {
    const needed = sent?.['staffNeedTwoStep'] === 'on';
    await this.security.needTwoStep(viewer, needed);
    return new Redirect(SECURITY, say(`settings.security.${needed ? 'savedOn' : 'savedOff'}`));
  }
}
