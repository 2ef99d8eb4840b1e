import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Composers } from './composers.js';
import { Deliveries } from './deliveries.service.js';
import { MailClaims } from './mail.claims.js';
import { Mail } from './mail.entity.js';
import { MailJobs } from './mail.jobs.js';
import { MailMessages } from './mail.message.js';
import { MailTransport } from './mail.transport.js';
import { MailboxController } from './mailbox.controller.js';
import { MailboxFiles } from './mailbox.files.js';
import { Outbox } from './outbox.service.js';
import { SenderQueries } from './sender.queries.js';
import { MailBacklog } from './mail.backlog.js';

/** The outbox: a row, then a job, then SMTP. */
@Global()
@Module({
  imports: [DiscoveryModule, TypeOrmModule.forFeature([Mail])],
  controllers: [MailboxController],
  providers: [
    Composers,
    Deliveries,
    MailBacklog,
    MailClaims,
    MailJobs,
    MailMessages,
    MailTransport,
    MailboxFiles,
    Outbox,
    SenderQueries,
  ],
  exports: [Composers, MailMessages, MailTransport, MailboxFiles, Outbox, SenderQueries],
})
export class MailModule {}
