import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Page, type PageModel } from '../../src/platform/pages/page.js';
import { rooms, type Room } from '../../src/platform/pages/frame.js';
import { templateSources } from '../../src/platform/pages/templates.js';
import { sampleFrame, sampleRenderer } from '../support/sample-frame.js';
import type { Sample, Samples } from './samples/samples.js';
import { inlineCode, literalText, rawOutput, renderedFaults } from './views.rules.js';

const views = templateSources('views');
/** Mail programs read nothing but style attributes; no page is made of these. */
const isMail = (name: string) => name.startsWith('mails/');

const folders = [...new Set(views.map(([name]) => name.split('/')[0] ?? ''))].filter(
  (name) => name !== 'layouts',
);
const samplesByFolder = new Map<string, Samples>();
for (const folder of folders.filter((name) => existsSync(`test/house/samples/${name}.ts`))) {
  const module = (await import(`./samples/${folder}.ts`)) as { samples: Samples };
  samplesByFolder.set(folder, module.samples);
}

const samplesOf = (view: string): readonly Sample[] => {
  const [folder = '', ...rest] = view.split('/');
  const given = samplesByFolder.get(folder)?.[rest.join('/')];
  return given === undefined ? [] : Array.isArray(given) ? (given as Sample[]) : [given as Sample];
};

const isPage = (model: Sample): model is PageModel => 'head' in model;

/** A page in each room it may stand in; a component where somebody is signed in. */
function rendered(name: string, model: Sample, room: Room): string {
  if (isPage(model)) return sampleRenderer.page(new Page(name, model), sampleFrame(room, `/${room}`));
  return sampleRenderer.part(name, model, sampleFrame(room === 'visitor' ? 'portal' : room, `/${room}`));
}

describe.each(views)('the view %s', (name, source) => {
  it('prints nothing raw', () => expect(rawOutput(source)).toEqual([]));

  it('holds no literal text', () => expect(literalText(source)).toEqual([]));

  if (!isMail(name)) it('holds no inline script or style', () => expect(inlineCode(source)).toEqual([]));

  if (name.startsWith('layouts/')) return;

  const models = samplesOf(name);
  it('has a sample model in test/house/samples', () => expect(models.length).toBeGreaterThan(0));

  it('renders its sample so that nobody stumbles', () => {
    for (const model of models) {
      for (const room of rooms) expect(renderedFaults(rendered(name, model, room))).toEqual([]);
    }
  });
});

describe('samples', () => {
  it('are all of views that exist', () => {
    const known = new Set(views.map(([name]) => name));
    const orphans = [...samplesByFolder].flatMap(([folder, samples]) =>
      Object.keys(samples)
        .map((name) => `${folder}/${name}`)
        .filter((name) => !known.has(name)),
    );
    expect(orphans).toEqual([]);
  });
});

describe('the rules find', () => {
  it('raw output', () => {
    expect(rawOutput('<p>{{{name}}}</p>')).toEqual(['raw output in line 1']);
    expect(rawOutput('{{#if a}}\n{{&name}}{{/if}}')).toEqual(['raw output in line 2']);
    expect(rawOutput('<p>{{name}}</p>')).toEqual([]);
  });

  it('literal text, in whatever depth', () => {
    expect(literalText('<p>Save</p>')).toEqual(['literal text "Save"']);
    expect(literalText('{{#if a}}<p>{{b}}</p>{{else}}None{{/if}}')).toEqual(['literal text "None"']);
    expect(literalText("{{'Save'}}")).toEqual(['literal string in line 1']);
    expect(literalText('<a title="Open {{name}}">{{name}}</a>')[0]).toMatch(/^literal title "Open/);
    expect(literalText('<input placeholder="Search">')).toEqual(['literal placeholder "Search"']);
    expect(literalText('<p class="a{{#if b}} c{{/if}}">{{t x}} · {{t y}} –</p>')).toEqual([]);
  });

  it('inline script and style', () => {
    expect(inlineCode('<p style="color:red">')).toEqual(['attribute style on <p>']);
    expect(inlineCode('<p onclick="{{x}}">')).toEqual(['attribute onclick on <p>']);
    expect(inlineCode('<script>alert()</script><style>p{}</style>')).toEqual([
      'an inline <script>',
      'a <style> element',
    ]);
    expect(inlineCode('<script src="{{x}}" defer></script>')).toEqual([]);
  });

  it('what a reader would stumble over', () => {
    expect(renderedFaults('<p>undefined</p>')).toEqual(['"undefined" is shown']);
    expect(renderedFaults('<p id="a"></p><p id="a"></p>')).toEqual(['two elements have the id "a"']);
    expect(renderedFaults('<input name="q">')).toEqual(['the field "q" has no label']);
    expect(renderedFaults('<form method="post" action="/x"></form>')).toEqual([
      'a form by POST has no token against forgery',
    ]);
    expect(renderedFaults('<a href="">x</a>')).toEqual(['a <a> leads nowhere']);
    expect(renderedFaults('<button><svg></svg></button>')).toEqual(['a <button> has no words']);
  });
});
