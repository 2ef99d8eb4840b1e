import { Get, HttpCode, Param, Post } from '@nestjs/common';
import { Anyone, Visitor } from '../access/access.decorators.js';
import { NotFound } from '../platform/errors.js';
import type { Page } from '../platform/pages/page.js';
import { stopPage, stoppedPage, unknownStopPage, type StopWords } from './stop.view.js';

/** Something that is mailed again and again until whoever gets it has had enough. */
export interface Stoppable {
  readonly stopped: boolean;
}

/** Mails that a link stops. */
export interface Stops<Found extends Stoppable> {
  /** Undefined for a link that nobody knows, and of what has ended. */
  readonly find: (token: string) => Promise<Found | undefined>;
  /** Twice is once. */
  readonly stop: (token: string) => Promise<Found | undefined>;
}

/**
 * The link by which somebody stops mails, without signing in. Only its form does: programs that look at links before
 * people do stop nothing.
 */
export abstract class StopController<Found extends Stoppable> {
  protected constructor(
    private readonly stops: Stops<Found>,
    private readonly words: StopWords<Found>,
  ) {}

  /** Also where a mail program that knows no one-click leads people. */
  @Get(['', 'one-click'])
  @Visitor()
  async form(@Param('token') token: string): Promise<Page> {
    const found = await this.stops.find(token);
    if (!found) return unknownStopPage(this.words);
    return found.stopped ? stoppedPage(this.words, found) : stopPage(this.words, token, found);
  }

  @Post()
  @Visitor()
  async stop(@Param('token') token: string): Promise<Page> {
    const found = await this.stops.stop(token);
    return found ? stoppedPage(this.words, found) : unknownStopPage(this.words);
  }

  /** What mail programs send when somebody presses their *Unsubscribe* (RFC 8058): the link alone says who it is. */
  @Post('one-click')
  @Anyone()
  @HttpCode(204)
  async oneClick(@Param('token') token: string): Promise<void> {
    if (!(await this.stops.stop(token))) throw new NotFound();
  }
}
