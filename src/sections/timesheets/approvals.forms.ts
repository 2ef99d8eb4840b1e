import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { SeenTimesheet } from './approvals.service.js';

/** Why a timesheet is not approved: the office reads it. */
export class RejectionForm {
  @IsNotEmpty({ message: 'timesheets.decision.reasonNeeded' })
  @IsString()
  @MaxLength(1000)
  reason: string = '';
}

/** The versions that were shown: `<id>.<version>`, one or several. What is none of these is left out. */
export function seenTimesheets(sent: unknown): SeenTimesheet[] {
  return [sent ?? []].flat().flatMap((one) => {
    const [, id, version] = /^([0-9a-f-]{36})\.(\d{1,9})$/.exec(String(one)) ?? [];
    return id && version ? [{ id, version: Number(version) }] : [];
  });
}
