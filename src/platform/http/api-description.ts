import type { Text } from '../errors.js';

/** A part of JSON Schema 2020-12, as OpenAPI 3.1 uses it: as much as the API needs. Sentences stand as `Text`. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: SchemaType | readonly SchemaType[];
  /** What it is called on the page of the API. */
  readonly title?: Text;
  /** How it is written. */
  readonly description?: Text;
  readonly format?: 'date' | 'date-time' | 'email' | 'uuid' | 'binary';
  readonly pattern?: string;
  readonly enum?: readonly (string | null)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
export type SchemaType = 'string' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/** What a request or an answer carries. */
export interface Carried {
  /** JSON unless said. */
  readonly type?: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** One route of the API, described beside its controller. */
export interface RouteDescription {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As its controller has it: `/api/v1/portal-users/:id`. */
  readonly path: string;
  /** What it does, in one sentence. */
  readonly says: Text;
  readonly query?: Readonly<Record<string, Schema>>;
  readonly body?: Carried;
  readonly answer: Partial<Carried> & { readonly status: number };
  /** Answered in place of the other when something came to be. */
  readonly created?: boolean;
  /** The answer carries an `ETag`; a change takes it back in `If-Match`. */
  readonly versioned?: boolean;
  /** Statuses that it refuses with, beyond those of every route (400, 401, 403, 429). */
  readonly refusals?: readonly number[];
}

/** What belongs together in the API: a collection, or a part of the portal. */
export interface ApiGroup {
  /** In addresses within the page, such as `portal-users`. */
  readonly key: string;
  readonly title: Text;
  readonly intro: Text;
  readonly routes: readonly RouteDescription[];
  /** By their names in the document; others refer to them by `ref`. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** A schema that stands in the document by its name. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** An object with these members; those named `required` must be there. */
export const object = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
): Schema => ({ type: 'object', properties, ...(required.length > 0 ? { required } : {}) });

export const list = (items: Schema, more: Partial<Schema> = {}): Schema => ({
  type: 'array',
  items,
  ...more,
});

/** The same, or null. */
export const orNull = (schema: Schema): Schema => {
  if (schema.$ref || schema.anyOf) return { anyOf: [schema, { type: 'null' }] };
  const types = [schema.type ?? []].flat();
  return {
    ...schema,
    type: [...types, 'null'],
    ...(schema.enum ? { enum: [...schema.enum, null] } : {}),
  };
};

export const yesNo: Schema = { type: 'boolean' };
export const moment: Schema = { type: 'string', format: 'date-time' };
export const id: Schema = { type: 'string', format: 'uuid' };
export const text = (maxLength?: number): Schema => ({ type: 'string', ...(maxLength ? { maxLength } : {}) });
export const reference: Schema = { type: 'string', minLength: 1, maxLength: 200 };
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
