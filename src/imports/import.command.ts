import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../audit/audit.service.js';
import { Refused, say, type Text } from '../platform/errors.js';
import { Words } from '../platform/pages/words.js';
import { alikeTexts, withMoreAlike } from './alike.references.js';
import { Importer, type ImportPart } from './importer.js';
import { ImportOpening } from './import.opening.js';
import { parseMap } from './import.map.js';
import type { ImportOptions } from './import.options.js';
import { added, countLines, fileTexts, NOTHING, refusalLine } from './import.report.js';
import { targetOf } from './import.targets.js';
import { RefusalsFile } from './refusals.file.js';
import type { Terminal } from './terminal.js';
import { unreadCurrencies } from './unread.currencies.js';

/** So many refused cells are shown; the file has all. */
const SHOWN = 20;
export const ALL_WELL = 0;
export const SOME_REFUSED = 2;

/** `npm run portico -- import`: a file from this machine, with its report on the terminal. */
@Injectable()
export class ImportCommand {
  constructor(
    private readonly opening: ImportOpening,
    private readonly importer: Importer,
    private readonly words: Words,
  ) {}

  /**
   * Imports a file and answers the exit code: 0, or 2 when rows were refused.
   * @throws Refused or Invalid for a section, file or map that cannot be used; nothing has been written then
   */
  async run(options: ImportOptions, terminal: Terminal): Promise<number> {
    const english = (text: Text) => this.words.say(text);
    const { kind } = targetOf(options.section);
    const map = options.map === undefined ? undefined : parseMap(await readMapFile(options.map));
    const file = await this.opening.open(options.section, options.file, map);
    const understood = [...fileTexts(file), ...(await unreadCurrencies(file))];
    understood.map(english).forEach(terminal.line);
    if (resolve(options.report) === resolve(options.file))
      throw new Refused(say('imports.report.overItself', { path: options.report }));
    const report = await RefusalsFile.begin(options.report, english);
    let [counts, shown, hidden] = [NOTHING, 0, 0];
    let alike: ImportPart['alike'] = [];
    try {
      const wish = { kind, file, actor: SYSTEM, dryRun: options.dryRun };
      for await (const part of this.importer.run(wish)) {
        counts = added(counts, part.counts);
        alike = withMoreAlike(alike, part.alike);
        await report.add(part.problems);
        const seen = part.problems.slice(0, SHOWN - shown);
        seen.forEach((problem) => terminal.line(refusalLine(problem, english)));
        shown += seen.length;
        hidden += part.problems.length - seen.length;
        terminal.passing(english(say('imports.report.progress', { count: part.done })));
      }
    } finally {
      await report.end();
    }
    if (hidden > 0) terminal.line(english(say('imports.report.more', { count: hidden })));
    alikeTexts(alike).map(english).forEach(terminal.line);
    countLines(counts, options.dryRun, english).forEach(terminal.line);
    if (counts.refused === 0) return ALL_WELL;
    terminal.line(english(say('imports.report.written', { path: options.report })));
    return SOME_REFUSED;
  }
}

const readMapFile = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refused(say('imports.map.cannotRead', { path, code: error.code ?? '' }));
  });
