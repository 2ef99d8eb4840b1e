import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Anyone } from '../access/access.decorators.js';
import { Storage } from '../files/storage.js';
import { NotFound } from '../platform/errors.js';
import { OrganisationQueries } from './organisation.queries.js';

const A_YEAR = 'public, max-age=31536000, immutable';

/** The business's logo, for everybody: it stands on the page where people sign in. */
@Controller('logo')
export class LogoController {
  constructor(
    private readonly queries: OrganisationQueries,
    private readonly storage: Storage,
  ) {}

  /** Pages ask for it with its version, so a browser may keep it for ever; without, it asks again each time. */
  @Get()
  @Anyone()
  async serve(
    @Query('v') asked: string | undefined,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { logo, version } = await this.queries.current();
    if (!logo) throw new NotFound();
    const tag = `"${logo.file}"`;
    void reply
      .header('cache-control', asked === String(version) ? A_YEAR : 'public, no-cache')
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
      .header('etag', tag);
    if (known === tag) return void (await reply.status(304).send());
    const size = await this.storage.size(logo.file);
    await reply
      .type(logo.type)
      .header('content-length', size)
      .send(await this.storage.open(logo.file));
  }
}
