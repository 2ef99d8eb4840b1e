/** A JSON object of the document. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a reference such as `#/components/schemas/Sites` stands for. */
export function resolve(document: Json, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), document);
}

/** Where a value is not what a schema says, members that the schema does not know included. */
export function misfits(document: Json, schema: Json, value: unknown, at: string): string[] {
  if (typeof schema['$ref'] === 'string') {
    const named = resolve(document, schema['$ref']);
    return isObject(named) ? misfits(document, named, value, at) : [`${at} is described nowhere`];
  }
  const any = schema['anyOf'] as Json[] | undefined;
  if (any) {
    const each = any.map((one) => misfits(document, one, value, at));
    return each.find((faults) => faults.length === 0) ?? each[0] ?? [];
  }
  const all = schema['allOf'] as Json[] | undefined;
  if (all) return misfits(document, merged(document, all), value, at);
  const types = [schema['type'] ?? []].flat() as string[];
  if (!types.some((type) => isOf(type, value))) return [`${at} is no ${types.join(' or ')}`];
  if (value === null) return [];
  const choices = schema['enum'] as unknown[] | undefined;
  if (choices && !choices.includes(value)) return [`${at} is none of ${choices.join(', ')}`];
  if (typeof value === 'string') return textFaults(schema, value, at);
  if (Array.isArray(value)) {
    const [least, most] = [Number(schema['minItems'] ?? 0), Number(schema['maxItems'] ?? Infinity)];
    if (value.length < least || value.length > most) return [`${at} has ${value.length} items`];
    return value.flatMap((one, index) => misfits(document, schema['items'] as Json, one, `${at}[${index}]`));
  }
  return isObject(value) ? memberFaults(document, schema, value, at) : [];
}

function memberFaults(document: Json, schema: Json, value: Json, at: string): string[] {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const required = (schema['required'] ?? []) as string[];
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, one]) => {
      const known = properties[name];
      return known
        ? misfits(document, known, one, `${at}.${name}`)
        : [`${at}.${name} is not in the document`];
    }),
  ];
}

function textFaults(schema: Json, value: string, at: string): string[] {
  const { pattern, maxLength, minLength, format } = schema;
  const formats: Readonly<Record<string, RegExp>> = {
    date: /^\d{4}-\d\d-\d\d$/,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d/,
    uuid: /^[0-9a-f-]{36}$/,
    email: /^\S+@\S+$/,
  };
  const form = formats[String(format)];
  return [
    ...(pattern && !new RegExp(String(pattern)).test(value) ? [`${at} is not like ${pattern}`] : []),
    ...(value.length > Number(maxLength ?? Infinity) ? [`${at} is too long`] : []),
    ...(value.length < Number(minLength ?? 0) ? [`${at} is too short`] : []),
    ...(form && !form.test(value) ? [`${at} is no ${format}`] : []),
  ];
}

/** Objects laid over each other, as `allOf` means it for objects. */
function merged(document: Json, all: readonly Json[]): Json {
  const parts = all.map((one) =>
    typeof one['$ref'] === 'string' ? (resolve(document, one['$ref']) as Json) : one,
  );
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map((one) => one['properties'])),
    required: parts.flatMap((one) => (one['required'] ?? []) as string[]),
  };
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
