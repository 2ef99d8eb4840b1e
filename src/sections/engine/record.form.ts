import type { Text } from '../../platform/errors.js';
import { Page } from '../../platform/pages/page.js';
import type { RecordModel } from './record.pages.js';

/** A record's page again, with what was typed into one of its forms and the faults at its fields. */
export function formAgain(
  { model }: Page<RecordModel>,
  action: string,
  typed: Readonly<Record<string, unknown>>,
  errors: Readonly<Record<string, Text>>,
): Page<RecordModel> {
  const blocks = model.blocks.map((block) => {
    if (block.kind !== 'form' || block.action !== action) return block;
    const fields = block.fields.map((field) => ({
      ...field,
      value: typeof typed[field.name] === 'string' ? String(typed[field.name]) : '',
      error: errors[field.name] ?? null,
    }));
    return { ...block, fields };
  });
  return new Page('sections/record', { ...model, errors, blocks }, { status: 422 });
}
