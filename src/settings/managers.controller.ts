import { Body, Controller, Get, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { ManagersSetting } from './managers.service.js';
import { MANAGERS_SETTING, managersSettingPage } from './managers.view.js';

/** One switch: whether customers may manage their own people. */
@Controller(MANAGERS_SETTING.slice(1))
@Staff('settings.write')
export class ManagersSettingController {
  constructor(private readonly setting: ManagersSetting) {}

  @Get()
  async show(): Promise<Page> {
    return managersSettingPage(await this.setting.current());
  }

  @Post()
  async save(
    @Viewer() viewer: ViewerFacts,
    @Body() sent: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Redirect> {
    const on = sent?.['on'] === 'on';
    await this.setting.set(viewer, on);
    return new Redirect(MANAGERS_SETTING, say(`settings.managers.${on ? 'savedOn' : 'savedOff'}`));
  }
}
