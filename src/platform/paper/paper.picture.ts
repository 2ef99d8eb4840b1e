import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

/** A picture that can be drawn. */
export interface Picture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A picture of more dots is none for the head of a letter, and would fill the memory when it is unpacked. */
const MOST_DOTS = 8_000_000;
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * A PNG or a JPEG, looked at before it is drawn: a logo may be kept from before logos were
 * checked whole, and a broken one would stop whoever draws it. Undefined where it cannot be drawn.
 */
export async function pictureOf(bytes: Buffer): Promise<Picture | undefined> {
  try {
    const size = bytes.subarray(0, 8).equals(PNG) ? await pngSize(bytes) : jpegSize(bytes);
    return size && size.width * size.height <= MOST_DOTS ? { bytes, ...size } : undefined;
  } catch {
    return undefined;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How many values a dot has, by the colour type of PNG (ISO/IEC 15948, 11.2.2). */
const VALUES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

async function pngSize(bytes: Buffer): Promise<Size | undefined> {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth = 0, colours = 0, , , interlaced] = bytes.subarray(24, 29);
  const values = VALUES[colours];
  if (!width || !height || !values || interlaced || width * height > MOST_DOTS) return undefined;
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const needed = height * (1 + Math.ceil((width * values * depth) / 8));
  const dots = await promisify(inflate)(Buffer.concat(parts), { maxOutputLength: needed + 1024 } as never);
  return (dots as Buffer).length >= needed ? { width, height } : undefined;
}

/**
 * Undefined where the picture is broken. Goes from mark to mark up to the one that says how large the picture is
 * (ITU T.81, B.2.2).
 */
export function jpegSize(bytes: Buffer): Size | undefined {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const mark = bytes[at + 1] ?? 0;
    if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
      return width && height ? { width, height } : undefined;
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
