import type { DemoSignIn } from './demo-sign-ins.js';

export interface RunningSummary {
  readonly title: string;
  /** Undefined when only a worker runs. */
  readonly baseUrl: string | undefined;
  readonly seconds: number;
  readonly signIns: readonly DemoSignIn[];
  /** The address of the page with kept mail. */
  readonly mailbox: string | undefined;
  readonly folder: string | undefined;
  readonly temporaryFolder: string | undefined;
  readonly notices: readonly string[];
}

const BOLD = ['\u001b[1m', '\u001b[22m'] as const;
const FAINT = ['\u001b[2m', '\u001b[22m'] as const;

/** The lines printed when Portico is ready: where it is, who may sign in, how to stop it. */
export function runningSummary(summary: RunningSummary, coloured: boolean): string {
  const paint = (text: string, [on, off]: readonly [string, string]) =>
    coloured ? `${on}${text}${off}` : text;
  const label = (text: string) => `  ${paint(text.padEnd(10), FAINT)}`;
  const lines = [
    '',
    `  ${paint(summary.title, BOLD)} ${paint(`ready in ${summary.seconds.toFixed(1)} s`, FAINT)}`,
    '',
  ];
  if (summary.baseUrl) lines.push(`${label('Address')}${paint(summary.baseUrl, BOLD)}`);
  if (summary.mailbox) lines.push(`${label('Mail')}${summary.mailbox}`);
  if (summary.folder) lines.push(`${label('Data')}${summary.folder}`);
  if (summary.temporaryFolder) {
    const why = 'because root runs it where others may not enter; npm run demo -- --clean removes it';
    lines.push(`${label('')}${summary.temporaryFolder}`, `${label('')}${paint(why, FAINT)}`);
  }
  if (summary.signIns.length > 0) lines.push('', ...signInTable(summary.signIns, paint));
  if (summary.notices.length > 0) lines.push('', ...summary.notices.map((notice) => `  ${notice}`));
  lines.push('', `  ${paint('Ctrl-C stops it. The data is kept.', FAINT)}`, '');
  return lines.join('\n');
}

function signInTable(
  signIns: readonly DemoSignIn[],
  paint: (text: string, style: readonly [string, string]) => string,
): string[] {
  const rows = signIns.map(({ who, email, password }) => [who, email, password] as const);
  const heads = ['Sign in as', 'Email', 'Password'] as const;
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd();
  return [paint(line(heads), FAINT), ...rows.map(line)];
}
