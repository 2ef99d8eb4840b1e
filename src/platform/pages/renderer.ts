import Handlebars from 'handlebars';
import { Assets } from './assets.js';
import { formatsFor } from './formats.js';
import type { Frame } from './frame.js';
import type { RenderData } from './helpers.js';
import type { Page } from './page.js';
import { compileTemplates, type Template } from './templates.js';
import { Words } from './words.js';

/** Turns a page and its frame into HTML. Templates are compiled once, here. */
export class Renderer {
  private readonly templates: ReadonlyMap<string, Template>;

  constructor(
    viewsFolder: string,
    private readonly words: Words,
    private readonly assets: Assets,
  ) {
    this.templates = compileTemplates(viewsFolder);
  }

  /** The whole document: the view within the layout of the page's room. */
  page(page: Page, frame: Frame): string {
    const body = new Handlebars.SafeString(this.part(page.view, page.model, frame));
    const wrong = Object.keys(page.model.errors ?? {}).length > 0;
    const layout = `layouts/${page.options.layout ?? frame.room}`;
    return this.part(layout, { head: page.model.head, wrong, body }, frame);
  }

  /** One view or component alone. */
  part(name: string, model: object, frame: Frame): string {
    const template = this.templates.get(name);
    if (!template) throw new Error(`There is no view "${name}" in views/.`);
    const { locale, timeZone, currency } = frame.organisation;
    const data: RenderData = {
      frame,
      words: this.words,
      formats: formatsFor(locale, timeZone, currency),
      assets: this.assets,
    };
    return template(model, { data });
  }
}
