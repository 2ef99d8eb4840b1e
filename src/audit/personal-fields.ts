/** Fields that say something of a person, wherever they stand. What somebody searched for may be a name. */
const PERSONAL = new Set([
  'contactName',
  'contact_name',
  'email',
  'phone',
  'accountManager',
  'account_manager',
  'accountManagerPhone',
  'account_manager_phone',
  'accountManagerEmail',
  'account_manager_email',
  'contacts',
  'crew',
  'notes',
  'replyAddress',
  'query',
  'firstName',
  'lastName',
  'assignee',
  'officer',
  'person',
  'reportedBy',
  'reported_by',
]);
/** Kinds of subjects whose `name` is a person's. */
const PEOPLE = ['login', 'portal-user'];
const HOLDS_EMAIL = /[^\s"]@[^\s"]/;

/** The two sides of a change without what they say of people, and that beside them, field by field. */
export interface Parted {
  readonly before: object | null;
  readonly after: object | null;
  readonly names: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

type Side = Readonly<Record<string, unknown>>;

/** Takes out of a change what names people. */
export function parted(kind: string, before?: object, after?: object): Parted {
  const [old, now] = [(before ?? {}) as Side, (after ?? {}) as Side];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const personal = fields.filter((field) =>
    [old[field], now[field]].some((value) => value !== undefined && isPersonal(kind, field, value)),
  );
  const without = (side: Side) =>
    Object.fromEntries(Object.entries(side).filter(([field]) => !personal.includes(field)));
  return {
    before: before ? without(old) : null,
    after: after ? without(now) : null,
    names: personal.map((field) => ({ field, before: old[field] ?? null, after: now[field] ?? null })),
  };
}

/** That a name changed says nothing of it. */
const isPersonal = (kind: string, field: string, value: unknown): boolean =>
  PERSONAL.has(field) ||
  (field === 'name' && PEOPLE.includes(kind) && value !== 'changed') ||
  HOLDS_EMAIL.test(JSON.stringify(value));
