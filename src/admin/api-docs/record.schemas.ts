import { list, object, orNull, ref, type Schema } from '../../platform/http/api-description.js';
import * as schemas from '../../platform/http/api-description.js';
import { say, type Text } from '../../platform/errors.js';
import { isWritten, type Field } from '../../sections/engine/field.js';
import { fieldLabel } from '../../sections/engine/field.cells.js';
import type { Child, RecordKind } from '../../sections/engine/section.js';
import { apiName } from '../../sections/records/record.fields.js';

/** What a kind's schemas are called: `Sites`, and from it `SitesBody`, `SitesPatch`. */
export const schemaName = ({ collection }: RecordKind): string =>
  collection.replace(/(^|-)(.)/g, (_, _dash, letter: string) => letter.toUpperCase());

/** The schemas of one kind of record: as it is sent whole, patched, sent in a batch, answered, and left as a tombstone. */
export function recordSchemas(kind: RecordKind, hasWords: (key: string) => boolean): Record<string, Schema> {
  const name = schemaName(kind);
  const fields = writtenFields(kind.fields);
  const members = {
    ...Object.fromEntries(
      fields.map((field) => [apiName(field), fieldSchema(field, titleOf(kind, field, hasWords))]),
    ),
    ...childMembers(kind, kind.children ?? [], hasWords, []),
  };
  const kept = Object.fromEntries(
    kind.fields
      .filter(({ readOnly }) => readOnly)
      .map((field) => [apiName(field), fieldSchema(field, titleOf(kind, field, hasWords))]),
  );
  const needed = fields.filter(({ required }) => required).map(apiName);
  const stamps = {
    version: { type: 'integer', minimum: 1 },
    createdAt: schemas.moment,
    updatedAt: schemas.moment,
  } as const;
  const optional = Object.entries(members).map(([key, schema]) => [key, orNull(schema)]);
  return {
    [`${name}Body`]: object(members, needed),
    [`${name}Patch`]: object(Object.fromEntries(optional) as Record<string, Schema>, []),
    [`${name}Line`]: { allOf: [object({ reference: schemas.reference }), ref(`${name}Body`)] },
    [name]: object({ id: schemas.id, reference: schemas.reference, ...members, ...kept, ...stamps }),
    [`${name}Page`]: object({
      items: list({ anyOf: [ref(name), ref('Removed')] }),
      next: orNull({ type: 'string', description: say('api-docs.properties.next') }),
      updatedSince: { type: 'string', description: say('api-docs.properties.updatedSince') },
    }),
  };
}

/** What every collection shares. */
export const SHARED_SCHEMAS: Readonly<Record<string, Schema>> = {
  Removed: object({
    id: schemas.id,
    reference: schemas.reference,
    deleted: schemas.yesNo,
    version: { type: 'integer', minimum: 1 },
    createdAt: schemas.moment,
    updatedAt: schemas.moment,
  }),
  BatchAnswer: object({
    line: { type: 'integer', minimum: 1 },
    reference: orNull({ type: 'string' }),
    result: schemas.oneOf('created', 'updated', 'unchanged', 'refused'),
    errors: list(ref('Fault')),
  }),
  Fault: object({ field: schemas.text(), message: schemas.text() }),
  Problem: object(
    {
      type: schemas.text(),
      title: schemas.text(),
      status: { type: 'integer', minimum: 400, maximum: 599 },
      errors: list(ref('Fault')),
    },
    ['type', 'title', 'status'],
  ),
};

export const writtenFields = (fields: readonly Field[]): Field[] =>
  fields.filter((field) => isWritten(field) && field.kind !== 'reference');

function childMembers(
  kind: RecordKind,
  children: readonly Child[],
  hasWords: (key: string) => boolean,
  path: readonly string[],
): Record<string, Schema> {
  return Object.fromEntries(
    children.map((child) => {
      const at = [...path, child.name];
      const size = { ...(child.least ? { minItems: child.least } : {}), maxItems: child.most };
      const titled = (name: string) => {
        const key = `api-docs.properties.${[kind.collection, ...at, name].join('.')}`;
        return hasWords(key) ? say(key) : undefined;
      };
      const [only] = child.fields;
      if (child.bare && only) return [child.name, list(fieldSchema(only, titled('each')), size)];
      const fields = writtenFields(child.fields);
      const members = {
        ...Object.fromEntries(
          fields.map((field) => [apiName(field), fieldSchema(field, titled(apiName(field)))]),
        ),
        ...childMembers(kind, child.children ?? [], hasWords, at),
      };
      const least = (child.children ?? []).filter((one) => one.least).map(({ name }) => name);
      const needed = [...fields.filter(({ required }) => required).map(apiName), ...least];
      return [child.name, list(object(members, needed), size)];
    }),
  );
}

/** How a field is called in lists and exports is what it is called here. */
function titleOf(kind: RecordKind, field: Field, hasWords: (key: string) => boolean): Text | undefined {
  const label = fieldLabel(kind, field);
  return hasWords(label.key) ? label : undefined;
}

/** What a field's kind means to a system. Text that nobody gave is empty, everything else is null. */
export function fieldSchema(field: Field, title: Text | undefined): Schema {
  const described = { ...(title ? { title } : {}), description: say(`api-docs.kinds.${field.kind}`) };
  const schema = (kindSchema: Schema): Schema => {
    const neverNull =
      field.required || field.empty !== undefined || ['text', 'choice', 'yesNo'].includes(field.kind);
    return { ...(neverNull ? kindSchema : orNull(kindSchema)), ...described };
  };
  switch (field.kind) {
    case 'reference':
    case 'customer':
    case 'site':
    case 'job':
    case 'order':
    case 'document':
    case 'invoice':
    case 'flag':
    case 'fileType':
      return schema(schemas.reference);
    case 'text':
      return schema({
        ...schemas.text(field.longest ?? 500),
        ...(field.required ? { minLength: 1 } : {}),
        ...(field.shape ? { pattern: `${field.required ? '' : '^$|'}${field.shape.pattern.source}` } : {}),
      });
    case 'choice':
      return schema({ type: 'string', enum: field.choices ?? [] });
    case 'date':
      return schema({ type: 'string', format: 'date' });
    case 'time':
      return schema({ type: 'string', format: 'date-time' });
    case 'whole':
    case 'weight':
      return schema({ type: 'integer', minimum: 0 });
    case 'yesNo':
      return schema(schemas.yesNo);
    case 'money':
      return schema(
        object({ amount: { type: 'integer' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } }),
      );
    case 'ewc':
    case 'fate':
      return schema({ type: 'string', minLength: 1 });
  }
}
