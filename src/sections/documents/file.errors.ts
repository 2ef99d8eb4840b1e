import { PorticoError, say } from '../../platform/errors.js';
import { FILE_BYTES } from './file.kind.js';

const MEBIBYTE = 1024 * 1024;

/** Nothing arrived. */
export class FileEmpty extends PorticoError {
  readonly status = 422;
  constructor() {
    super(say('documents.wrong.empty'));
  }
}

/** More bytes than a document may have. */
export class FileTooLarge extends PorticoError {
  readonly status = 413;
  constructor() {
    super(say('documents.wrong.tooLarge', { most: FILE_BYTES / MEBIBYTE }));
  }
}

/** Not a kind of file that is kept, or not the kind it says it is. */
export class FileOfWrongKind extends PorticoError {
  readonly status = 415;
}
