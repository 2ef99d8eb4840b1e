import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { Refused, say } from '../errors.js';

/** Where a page of a list ends: the value it is sorted by, as text, and the id that breaks ties. */
export interface Place {
  readonly value: string | null;
  readonly id: string;
}

/** Places in lists as they travel in addresses: they carry values, signed, so that nobody makes up others. */
@Injectable()
export class Cursors {
  constructor(private readonly config: Config) {}

  /** @param order the list and what it is sorted by: a cursor is of no use in another */
  pack(order: string, { value, id }: Place): string {
    const body = Buffer.from(JSON.stringify([value, id])).toString('base64url');
    return `${body}.${sign(order, body, this.config.secretKeys[0])}`;
  }

  /** @throws Refused when we did not make it, or made it for another list or order */
  unpack(order: string, cursor: string): Place {
    const [body = '', signature = ''] = cursor.split('.');
    if (!this.config.secretKeys.some((key) => same(sign(order, body, key), signature)))
      throw new Refused(say('platform.lists.cursor'));
    const [value, id] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
      string | null,
      string,
    ];
    return { value, id };
  }
}

const sign = (order: string, body: string, key: string): string =>
  createHmac('sha256', key).update(`cursor ${order} ${body}`).digest('base64url').slice(0, 22);

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
