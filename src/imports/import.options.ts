import { parseArgs } from 'node:util';
import { ConfigError } from '../platform/config.js';

/** What somebody asked for on the command line. */
export interface ImportOptions {
  readonly section: string;
  readonly file: string;
  readonly map: string | undefined;
  readonly dryRun: boolean;
  /** Where the refused rows are written to. */
  readonly report: string;
}

export const IMPORT_USAGE = 'import <section> <file> [--map <file>] [--dry-run] [--report <file>]';

/** @throws ConfigError that says how it is written */
export function importOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = read(args);
  const [section, file, ...others] = positionals;
  if (section === undefined || file === undefined || others.length > 0)
    throw new ConfigError(`Write: ${IMPORT_USAGE}`);
  return {
    section,
    file,
    map: values.map,
    dryRun: values['dry-run'] ?? false,
    report: values.report ?? `${file}.refused.csv`,
  };
}

const read = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { map: { type: 'string' }, 'dry-run': { type: 'boolean' }, report: { type: 'string' } },
    });
  } catch (error) {
    throw new ConfigError(`${(error as Error).message} Write: ${IMPORT_USAGE}`);
  }
};
