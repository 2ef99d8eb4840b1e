import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config.js';
import { brandHref } from './brand.js';
import { flashCookie, packFlash, unpackFlash } from './flash.js';
import { FrameSource, type Flash, type Frame, type FrameFacts } from './frame.js';
import { MenuEntries } from './menu.js';
import { Page, Redirect } from './page.js';
import { Renderer } from './renderer.js';
import { strangersFacts } from './strangers-facts.js';

/** Turns what a controller returns, a page or a redirect, into the answer. */
@Injectable()
export class PageAnswers {
  private readonly cookie;

  constructor(
    private readonly renderer: Renderer,
    private readonly menu: MenuEntries,
    private readonly config: Config,
    private readonly source: FrameSource,
  ) {
    this.cookie = {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: config.baseUrl.startsWith('https:'),
      maxAge: 120,
    } as const;
  }

  async answer(answer: Page | Redirect, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    return answer instanceof Redirect ? this.redirect(answer, reply) : this.page(answer, request, reply);
  }

  private redirect({ href, flash, kind, next }: Redirect, reply: FastifyReply): string {
    if (flash)
      void reply.setCookie(
        flashCookie,
        packFlash({ text: flash, kind, next }, this.config.secretKeys[0]),
        this.cookie,
      );
    void reply.code(303).type('text/html; charset=utf-8').header('location', href);
    return '';
  }

  private async page(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const facts = await this.facts(page, request, reply);
    const flash = unpackFlash(request.cookies[flashCookie], this.config.secretKeys);
    if (flash) void reply.clearCookie(flashCookie, this.cookie);
    const document = this.renderer.page(page, this.frame(facts, flash, request));
    void reply.code(page.options.status ?? 200).type('text/html; charset=utf-8');
    return document;
  }

  /** The page that says something failed is shown even when the failure was in finding out who asks. */
  private async facts(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<FrameFacts> {
    const { status } = page.options;
    try {
      return await this.source.facts(request, reply, status === 503);
    } catch (error) {
      if (status !== 500) throw error;
      return strangersFacts;
    }
  }

  private frame(facts: FrameFacts, flash: Flash | null, request: FastifyRequest): Frame {
    const path = request.url.split('?', 1)[0] ?? '/';
    const { room, organisation, viewer, viewing = null, csrfToken } = facts;
    return {
      room,
      organisation,
      viewer,
      viewing,
      csrfToken,
      menu: this.menu.for(room, facts, path),
      flash,
      path,
      homeHref: room === 'visitor' ? '/' : `/${room}`,
      brandHref: brandHref(organisation.colour),
      now: new Date(),
    };
  }
}
