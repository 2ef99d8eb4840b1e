import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../audit/audit.service.js';
import { Refused, say } from '../../platform/errors.js';
import { Words } from '../../platform/pages/words.js';
import type { RecordKind } from '../engine/section.js';
import { batchLines } from './batch.lines.js';
import type { LineResult } from './record.results.js';
import { RecordWriter } from './record.writer.js';

const LINES_AT_ONCE = 250;

/** Many records in one request: NDJSON in, NDJSON out, in the order of the lines. An answered line is committed. */
@Injectable()
export class RecordBatch {
  constructor(
    private readonly writer: RecordWriter,
    private readonly words: Words,
  ) {}

  async answer(kind: RecordKind, request: FastifyRequest, reply: FastifyReply, actor: Actor): Promise<void> {
    const { body } = request;
    if (!(body instanceof Readable)) throw new Refused(say('sections.api.ndjson'));
    await reply
      .type('application/x-ndjson')
      .send(Readable.from(this.answers(kind, body, actor), { objectMode: false }));
  }

  private async *answers(kind: RecordKind, body: Readable, actor: Actor): AsyncGenerator<string> {
    let number = 0;
    for await (const lines of batchLines(body, LINES_AT_ONCE)) {
      const results = await this.writer.write(kind, lines, actor);
      yield results.map((result) => this.line(++number, result)).join('');
    }
  }

  private line(number: number, { reference, result, errors }: LineResult): string {
    const said = Object.entries(errors).map(([field, text]) => ({ field, message: this.words.say(text) }));
    return `${JSON.stringify({ line: number, reference, result, errors: said })}\n`;
  }
}
