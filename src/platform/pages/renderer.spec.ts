import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { say } from '../errors.js';
import { Assets } from './assets.js';
import type { Frame } from './frame.js';
import { Page } from './page.js';
import { Renderer } from './renderer.js';
import { strangersFacts } from './strangers-facts.js';
import { readMessages, verbatim, Words } from './words.js';

const frame: Frame = {
  ...strangersFacts,
  menu: [],
  flash: null,
  path: '/',
  homeHref: '/',
  brandHref: '/assets/brand-0b5d66.css',
  now: new Date('2026-03-04T12:00:00Z'),
};
const words = new Words(readMessages('messages/en'));
const assets = new Assets('public');

let folder: string;
const renderer = (templates: Readonly<Record<string, string>>): Renderer => {
  for (const [name, source] of Object.entries(templates)) writeFileSync(join(folder, `${name}.hbs`), source);
  return new Renderer(folder, words, assets);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-views-'));
  mkdirSync(join(folder, 'components'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the renderer', () => {
  it('escapes what people typed', () => {
    expect(renderer({ a: '<p>{{name}}</p>' }).part('a', { name: '<script>' }, frame)).toBe(
      '<p>&lt;script&gt;</p>',
    );
  });

  it('escapes what people typed inside a sentence', () => {
    const html = renderer({ a: '{{t title}}' }).part(
      'a',
      { title: verbatim('<b>{{x}} $t(platform.frame.menu)') },
      frame,
    );
    expect(html).toBe('&lt;b&gt;{{x}} $t(platform.frame.menu)');
  });

  it('refuses a model that lacks what the view names', () => {
    expect(() => renderer({ a: '{{nothing}}' }).part('a', {}, frame)).toThrow('"nothing" not defined');
  });

  it('refuses words that nobody wrote', () => {
    expect(() => renderer({ a: "{{t 'platform.nowhere'}}" }).part('a', {}, frame)).toThrow(
      'platform.nowhere',
    );
  });

  it('refuses a helper that does not exist, whatever the model holds', () => {
    const view = renderer({ a: '{{#if name}}{{shout name}}{{/if}}' });
    expect(() => view.part('a', { name: '' }, frame)).toThrow('unknown helper shout');
  });

  it('gives a component only what it is given', () => {
    const html = renderer({
      a: '{{> components/box title=title}}',
      'components/box': '[{{title}}{{#if help}}{{help}}{{/if}}]',
    }).part('a', { title: 'Title', help: 'of the page' }, frame);
    expect(html).toBe('[Title]');
  });

  it('leaves the lines of a text as they were typed, however deep the component stands', () => {
    const html = renderer({
      a: '<div>\n    {{> components/text value=value}}\n</div>',
      'components/text': '<textarea>\n{{value}}</textarea>',
    }).part('a', { value: 'one\ntwo' }, frame);
    expect(html).toContain('<textarea>\none\ntwo</textarea>');
  });

  it('formats by the locale, time zone and currency of the business', () => {
    const html = renderer({
      a: "{{date d}} {{dateTime at}} {{weight g}} {{money m 'GBP'}} {{ewc c hazardous=true}}",
    }).part(
      'a',
      { d: '2026-03-04', at: '2026-07-04T12:00:00Z', g: '1240000', m: '123450', c: '160601' },
      frame,
    );
    expect(html).toBe('Wed 4 Mar 2026 Sat 4 Jul 2026, 13:00 1.24 t £1,234.50 16 06 01*');
  });
});

describe('a page', () => {
  const views = new Renderer('views', words, assets);
  const because = say('platform.errorPages.expired.because');

  it('stands in the layout of the room its viewer is in, with its title once as a heading', () => {
    const html = views.page(
      new Page('platform/expired', { head: { title: verbatim('Too old') }, because }),
      frame,
    );
    expect(html).toContain('<title>Too old &middot; Portico</title>');
    expect(html.match(/<h1>Too old<\/h1>/g)).toHaveLength(1);
    expect(html).toContain('class="room-visitor"');
  });

  it('says in its title that fields need another look', () => {
    const errors = { email: verbatim('Enter an email address') };
    const html = views.page(
      new Page('platform/expired', { head: { title: verbatim('Invite') }, because, errors }),
      frame,
    );
    expect(html).toContain('<title>Please check: Invite &middot; Portico</title>');
  });
});
