import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { say } from '../../platform/errors.js';
import type { RecordLine } from './record.lines.js';

const LONGEST_LINE = 1024 * 1024;

/**
 * Cuts a stream of NDJSON into parts of so many lines. A line that is no JSON, or longer than 1 MiB, is refused alone.
 * The rest of a connection that broke is no whole line and is left out.
 */
export async function* batchLines(body: Readable, atOnce: number): AsyncGenerator<RecordLine[]> {
  let part: RecordLine[] = [];
  for await (const line of wholeLines(body)) {
    if (line !== undefined && line.trim() === '') continue;
    part.push(line === undefined ? tooLong : parse(line));
    if (part.length < atOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

const tooLong: RecordLine = { reference: null, body: null, faults: { '': say('sections.api.lineTooLong') } };

function parse(line: string): RecordLine {
  try {
    const body: unknown = JSON.parse(line);
    const reference = (body as { reference?: unknown } | null)?.reference;
    return { reference, body };
  } catch {
    return { reference: null, body: null, faults: { '': say('sections.api.json') } };
  }
}

/** Lines without their ends; undefined for one that is too long to be kept. */
async function* wholeLines(body: Readable): AsyncGenerator<string | undefined> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let skipping = false;
  for await (const chunk of body) {
    const pieces = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      yield skipping || piece.length > LONGEST_LINE ? undefined : piece;
      skipping = false;
    }
    if (rest.length > LONGEST_LINE) {
      rest = '';
      skipping = true;
    }
  }
  // A last line without its end counts: the stream ended well, or this would have thrown.
  rest += decoder.end();
  if (skipping) yield undefined;
  else if (rest) yield rest;
}
