import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config.js';
import { Refused, say } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import type { Section, Sorting } from './section.js';

/** Where a page of a list ends: the value it is sorted by, and the record's id to tell equals apart. */
export interface Cursor {
  readonly value: string | null;
  readonly id: string;
}

/** Places in lists as they travel in addresses: they carry values, and are signed so that nobody makes up others. */
@Injectable()
export class Cursors {
  constructor(private readonly config: Config) {}

  write(section: Section, sorting: Sorting, { value, id }: Cursor): string {
    const body = Buffer.from(JSON.stringify([value, id])).toString('base64url');
    return `${body}.${sign(this.config.secretKeys[0], section, sorting, body)}`;
  }

  /** @throws Refused for a cursor of another list, another sorting, or nobody's */
  read(section: Section, sorting: Sorting, text: string): Cursor {
    const [body = '', signature = ''] = text.split('.');
    const ours = this.config.secretKeys.some((key) => same(sign(key, section, sorting, body), signature));
    if (!ours) throw new Refused(say('sections.list.notUnderstood', { name: 'after' }));
    const [value, id] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
      string | null,
      string,
    ];
    if (!isId(id)) throw new Refused(say('sections.list.notUnderstood', { name: 'after' }));
    return { value, id };
  }
}

const sign = (key: string, section: Section, { field, descending }: Sorting, body: string): string =>
  createHmac('sha256', key)
    .update(`cursor:${section.key}:${descending ? '-' : ''}${field}:${body}`)
    .digest('base64url')
    .slice(0, 22);

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
