import { Controller, Get } from '@nestjs/common';
import { Staff } from '../access/access.decorators.js';
import { Page } from '../platform/pages/page.js';
import { say } from '../platform/errors.js';

/** What staff see first. */
@Controller('admin')
export class AdminHomeController {
  @Get()
  @Staff()
  home(): Page {
    return new Page('admin/home', {
      head: { title: say('admin.home.title'), purpose: say('admin.home.purpose') },
    });
  }
}
