import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Anyone } from '../access/access.decorators.js';
import { Page } from '../platform/pages/page.js';
import { MailboxFiles } from './mailbox.files.js';
import {
  framedHtml,
  STRANGER,
  mailboxPage,
  mailPage,
  type MailboxPage,
  type MailPage,
} from './mailbox.view.js';

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

  /** The headers are set last: when the mail is not there, the page that says so has its own. */
  @Get(':name/html')
  async html(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { html } = await this.files.read(name);
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', STRANGER);
    return framedHtml(html);
  }
}
