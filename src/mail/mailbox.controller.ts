import { Controller, Get, Header, Param } from '@nestjs/common';
import { Anyone } from '../access/access.decorators.js';
import { Page } from '../platform/pages/page.js';
import { MailboxFiles } from './mailbox.files.js';
import { framedHtml, mailboxPage, mailPage, type MailboxPage, type MailPage } from './mailbox.view.js';

/** A mail is a stranger's page: it runs nothing, fetches nothing, and only our own page may frame it. */
const STRANGER =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; " +
  'sandbox allow-popups allow-top-navigation-by-user-activation';

/** The demonstration's mailbox. Outside a demonstration it does not exist. */
@Controller('dev/mailbox')
@Anyone()
export class MailboxController {
  constructor(private readonly files: MailboxFiles) {}

  @Get()
  async list(): Promise<Page<MailboxPage>> {
    return new Page('mail/mailbox', mailboxPage(await this.files.latest()));
  }

  @Get(':name')
  async show(@Param('name') name: string): Promise<Page<MailPage>> {
    return new Page('mail/mail', mailPage(await this.files.read(name)));
  }

  @Get(':name/html')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', STRANGER)
  async html(@Param('name') name: string): Promise<string> {
    return framedHtml((await this.files.read(name)).html);
  }
}
