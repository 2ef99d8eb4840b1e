import { say, type Text } from '../../platform/errors.js';
import type { ApiGroup, Schema } from '../../platform/http/api-description.js';

/** The properties of one object of the API. */
export interface PropertyTable {
  readonly title: Text;
  readonly rows: readonly {
    readonly name: string;
    readonly title: Text | undefined;
    readonly kind: Text;
    readonly needed: boolean;
  }[];
}

/** What a group's bodies and answers hold, each object with those inside it after it. */
export function propertyTables({ schemas }: ApiGroup): PropertyTable[] {
  return Object.entries(schemas).flatMap(([name, schema]) => {
    if (!schema.properties || DERIVED.test(name) || isAnswerOfRecord(name, schemas)) return [];
    const isSent = name.endsWith('Body');
    const title = say(isSent ? 'api-docs.tables.sent' : 'api-docs.tables.answered', {
      name: name.replace(/Body$/, ''),
    });
    return [{ title, rows: rowsOf(schema) }, ...inside(name.replace(/Body$/, ''), schema)];
  });
}

/** Made of another by rules that the page tells once. */
const DERIVED = /(Patch|Line|Page)$/;

/** A record is answered as it was sent, with its stamps. */
const isAnswerOfRecord = (name: string, schemas: ApiGroup['schemas']): boolean =>
  `${name}Body` in schemas && `${name}Page` in schemas;

const rowsOf = ({ properties = {}, required = [] }: Schema): PropertyTable['rows'] =>
  Object.entries(properties).map(([name, one]) => ({
    name,
    title: one.title,
    kind: kindOf(one),
    needed: required.includes(name),
  }));

function inside(path: string, { properties = {} }: Schema): PropertyTable[] {
  const members = Object.entries(properties);
  // Where every member is alike, as with one switch for each permission, their rows have said it all.
  if (members.length > 1 && members.every(([, one]) => one === members[0]?.[1])) return [];
  return members.flatMap(([name, one]) => {
    const object = one.type === 'array' ? one.items : one;
    if (!object?.properties || one.description) return [];
    const at = `${path}.${name}`;
    const title = say(one.type === 'array' ? 'api-docs.tables.each' : 'api-docs.tables.object', { name: at });
    return [{ title, rows: rowsOf(object) }, ...inside(at, object)];
  });
}

/** How a value is written, with its limits. */
function kindOf(schema: Schema): Text {
  const choices = (schema.enum ?? []).filter((one) => one !== null && one !== '');
  if (choices.length > 0) return say('api-docs.kinds.oneOf', { choices: choices.join(', ') });
  if (schema.description && schema.maxLength && schema.description.key === 'api-docs.kinds.text')
    return say('api-docs.kinds.textTo', { longest: schema.maxLength });
  if (schema.description) return schema.description;
  if (schema.$ref) return say('api-docs.kinds.named', { name: schema.$ref.split('/').at(-1) ?? '' });
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  const [type = 'object'] = types;
  if (type === 'array') return listKind(schema);
  if (type === 'object' && schema.properties && Object.keys(schema.properties).length < 5)
    return say('api-docs.kinds.objectOf', { members: Object.keys(schema.properties).join(', ') });
  if (type === 'string' && schema.format) return say(`api-docs.formats.${schema.format}`);
  return say(`api-docs.types.${type}`);
}

function listKind({ items, minItems, maxItems }: Schema): Text {
  if (minItems && maxItems) return say('api-docs.kinds.listBetween', { least: minItems, most: maxItems });
  if (maxItems) return say('api-docs.kinds.listTo', { most: maxItems });
  return items?.$ref
    ? say('api-docs.kinds.listOf', { name: items.$ref.split('/').at(-1) ?? '' })
    : say('api-docs.types.array');
}
