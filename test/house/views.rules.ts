import { load } from 'cheerio';
import Handlebars from 'handlebars';

type Node = hbs.AST.Node;

/** What stands where a template puts a value: no letter, so that it is never taken for literal text. */
const hole = '\u0001';
const spokenAttributes = ['aria-label', 'alt', 'title', 'placeholder'];
const letters = /\p{L}/u;

/** Every node of a template, in the order of the source. */
function nodes(template: string): Node[] {
  const found: Node[] = [];
  class Collector extends Handlebars.Visitor {
    override accept(node: Node | null | undefined): void {
      if (!node) return;
      found.push(node);
      super.accept(node);
    }
  }
  new Collector().accept(Handlebars.parse(template));
  return found;
}

/** The template's own HTML with every value cut out. */
const skeleton = (template: string): string =>
  nodes(template)
    .map((node) => {
      if (node.type === 'ContentStatement') return (node as hbs.AST.ContentStatement).original;
      return /^(MustacheStatement|PartialStatement)$/.test(node.type) ? hole : '';
    })
    .join('');

/** `{{{x}}}` and `{{&x}}` print what people typed as if it were ours. */
export const rawOutput = (template: string): string[] =>
  nodes(template)
    .filter((node) => node.type === 'MustacheStatement' && !(node as hbs.AST.MustacheStatement).escaped)
    .map((node) => `raw output in line ${node.loc.start.line}`);

/** Words stand in messages/, so that a trade and a language can change them. */
export function literalText(template: string): string[] {
  const $ = load(skeleton(template), { xml: { xmlMode: false, decodeEntities: true } });
  const faults: string[] = [];
  $('style, script').remove();
  $('*')
    .contents()
    .add($.root().contents())
    .each((_, node) => {
      if (node.type === 'text' && letters.test(node.data)) faults.push(`literal text "${node.data.trim()}"`);
    });
  for (const name of spokenAttributes) {
    $(`[${name}]`).each((_, element) => {
      const text = $(element).attr(name) ?? '';
      if (letters.test(text)) faults.push(`literal ${name} "${text}"`);
    });
  }
  const strings = nodes(template).filter(
    (node) =>
      node.type === 'MustacheStatement' && (node as hbs.AST.MustacheStatement).path.type === 'StringLiteral',
  );
  return [...new Set([...faults, ...strings.map((node) => `literal string in line ${node.loc.start.line}`)])];
}

/** The content security policy forbids both; a browser would drop them without a word. */
export function inlineCode(template: string): string[] {
  const $ = load(skeleton(template), { xml: { xmlMode: false } });
  const faults: string[] = [];
  for (const element of $('*').toArray()) {
    if (!('attribs' in element)) continue;
    for (const name of Object.keys(element.attribs)) {
      if (name === 'style' || /^on/.test(name)) faults.push(`attribute ${name} on <${element.name}>`);
    }
    if (element.name === 'style') faults.push('a <style> element');
    if (element.name === 'script' && !('src' in element.attribs)) faults.push('an inline <script>');
  }
  return faults;
}

/** What a reader would stumble over in the finished page. */
export function renderedFaults(html: string): string[] {
  const $ = load(html);
  const faults: string[] = [];
  for (const slip of ['undefined', '[object Object]', 'NaN', 'Invalid Date']) {
    if (html.includes(slip)) faults.push(`"${slip}" is shown`);
  }
  const ids = $('[id]')
    .toArray()
    .map((element) => element.attribs['id'] ?? '');
  for (const id of ids.filter((other, index) => ids.indexOf(other) !== index))
    faults.push(`two elements have the id "${id}"`);
  $('input:not([type=hidden]), select, textarea').each((_, element) => {
    const labelled =
      element.attribs['aria-label'] || $(`label[for="${element.attribs['id']}"]`).text().trim();
    if (!labelled) faults.push(`the field "${element.attribs['name'] ?? ''}" has no label`);
  });
  $('a[href=""], form[action=""]').each(
    (_, element) => void faults.push(`a <${element.name}> leads nowhere`),
  );
  $('form[method="post"]').each((_, element) => {
    if ($(element).find('input[name="_csrf"]').length === 0)
      faults.push('a form by POST has no token against forgery');
  });
  $('a, button').each((_, element) => {
    const name =
      $(element).text().trim() || element.attribs['aria-label'] || $(element).find('title, [alt]').length > 0;
    if (!name && element.attribs['class'] !== 'brand') faults.push(`a <${element.name}> has no words`);
  });
  return faults;
}
