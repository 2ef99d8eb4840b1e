import { isHazardousEwcCode, parseEwcCode } from '../../platform/codes/ewc-code.js';
import type { ChildBody } from '../engine/section.js';

/** Fates heavier than the item are refused; what they leave over is not yet known. */
export function fatesFit({ weightGrams, fates }: ChildBody): { field: string; key: string } | undefined {
  const parts = Array.isArray(fates) ? (fates as ChildBody[]) : [];
  const sum = parts.reduce((grams, fate) => grams + BigInt(String(fate['weightGrams'] ?? 0)), 0n);
  return sum > BigInt(String(weightGrams ?? 0))
    ? { field: 'fates', key: 'jobs.wrong.fatesTooHeavy' }
    : undefined;
}

/** A code names an item once. */
export function codesAreFew({ ewcCodes }: ChildBody): { field: string; key: string } | undefined {
  const codes = codesOf(ewcCodes);
  return new Set(codes).size < codes.length ? { field: 'ewcCodes', key: 'jobs.wrong.codeTwice' } : undefined;
}

/** The first code is the main one; an item is hazardous when any of its codes is. */
export function derivedOfItem({ ewcCodes }: ChildBody): Record<string, unknown> {
  const codes = codesOf(ewcCodes);
  return { ewc_code: codes[0] ?? null, hazardous: codes.some(isHazardousEwcCode) };
}

const codesOf = (ewcCodes: unknown): string[] =>
  (Array.isArray(ewcCodes) ? ewcCodes : []).flatMap((text) => {
    const code = parseEwcCode(String(text));
    return 'problem' in code ? [] : [code.code];
  });
