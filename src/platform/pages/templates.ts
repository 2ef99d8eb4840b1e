import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Handlebars from 'handlebars';
import { helpers } from './helpers.js';

export type Template = (model: object, options: { data: object }) => string;

/**
 * Strict: a name that the model lacks is an error, not an empty place. Partials see only what they are given,
 * so that a `help` of the page never ends up below a field. Only our own helpers exist.
 */
const strictness = {
  strict: true,
  explicitPartialContext: true,
  preventIndent: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
  knownHelpersOnly: true,
};

/** Nothing but what a model's objects hold themselves is reached from a template. */
const ownOnly = {
  properties: { whitelist: {}, defaultValue: undefined },
  methods: { whitelist: {}, defaultValue: undefined },
};

/**
 * Every `*.hbs` below the folder, by its path without ending. `layouts` and `components` are partials. Each is compiled
 * when it is first used: most processes show a few pages only, and a house test renders every one of them.
 */
export function compileTemplates(folder: string): ReadonlyMap<string, Template> {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(helpers);
  const templates = new Map<string, Template>();
  // Handed over as to a partial: a whole page would otherwise wrap every helper anew, and copy the options of each call.
  const { helpers: all, partials } = handlebars;
  const given = {
    partial: true,
    helpers: all,
    partials,
    decorators: {},
    hooks: {},
    protoAccessControl: ownOnly,
  };
  for (const [name, source] of templateSources(folder)) {
    const compiled = whenUsed(() => compile(handlebars, source, name));
    const template: Template = (model, options) => compiled(model, { ...given, ...options });
    templates.set(name, template);
    if (/^(layouts|components)\//.test(name))
      handlebars.registerPartial(name, compiled as Handlebars.Template);
  }
  return templates;
}

/** Every template below the folder: name and source. */
export function templateSources(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path).replace(/\.hbs$/, ''), readFileSync(path, 'utf8')] as const)
    .sort(([a], [b]) => a.localeCompare(b));
}

function whenUsed(make: () => Template): Template {
  let made: Template | undefined;
  return (model, options) => (made ??= make())(model, options);
}

function compile(handlebars: typeof Handlebars, source: string, name: string): Template {
  // The plain text of a mail is not HTML: there an ampersand is an ampersand.
  const options = { ...strictness, noEscape: name.endsWith('.text') };
  const specification: unknown = new Function(`return ${handlebars.precompile(source, options) as string}`)();
  return handlebars.template(specification as TemplateSpecification) as Template;
}
