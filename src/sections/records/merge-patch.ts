import type { ChildBody, RecordKind } from '../engine/section.js';
import { asObject } from './record.fields.js';

/** A body as a patch leaves it. */
export function patched(kind: RecordKind, body: ChildBody, patch: unknown): unknown {
  return mergePatch(staying(kind, body, asObject(patch) ?? {}), patch);
}

/** What stays of a body when some of it is written: what it inherits is found anew where only that moves from which it does. */
export function staying({ inherits }: RecordKind, body: ChildBody, given: ChildBody): ChildBody {
  if (!inherits || inherits.field in given) return body;
  const moves = inherits.from.some((name) => name in given && given[name] !== body[name]);
  return moves ? { ...body, [inherits.field]: null } : body;
}

/** RFC 7396: null takes away, objects are merged, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const base = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {};
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}
