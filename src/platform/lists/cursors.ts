import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { Refused, say } from '../errors.js';

/** Where a page of a list ends: the value it is sorted by, and the id that breaks ties. */
export interface Place {
  readonly value: string;
  readonly id: string;
}

/** Cursors carry values, signed, so that a page of a list begins where the last one ended and nowhere else. */
@Injectable()
export class Cursors {
  constructor(private readonly config: Config) {}

  /** @param sort what the list is sorted by: a cursor is of no use under another order */
  pack(sort: string, { value, id }: Place): string {
    const body = Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
    return `${body}.${sign(body, this.config.secretKeys[0])}`;
  }

  /** @throws Refused when we did not make it, or made it for another order */
  unpack(sort: string, cursor: string): Place {
    const [body = '', signature = ''] = cursor.split('.');
    if (!this.config.secretKeys.some((key) => same(sign(body, key), signature))) throw broken();
    const [madeFor, value, id] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as string[];
    if (madeFor !== sort || value === undefined || id === undefined) throw broken();
    return { value, id };
  }
}

const broken = () => new Refused(say('platform.lists.cursor'));

const sign = (body: string, key: string): string =>
  createHmac('sha256', key).update(`cursor ${body}`).digest('base64url').slice(0, 22);

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
