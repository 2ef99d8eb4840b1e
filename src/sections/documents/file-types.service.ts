import { Injectable } from '@nestjs/common';
import { Audit, difference, type Actor } from '../../audit/audit.service.js';
import { breaksUnique, Database } from '../../platform/database/database.js';
import { Conflict, Invalid, say } from '../../platform/errors.js';
import type { Answers } from '../../platform/http/behind.js';
import { fileTypeAnswers, keyOf, withAnswers, type FileType } from './file-types.js';
import { FileTypeQueries } from './file-types.queries.js';

/** A type before and after a save. */
export interface FileTypeChange {
  readonly before: FileType;
  readonly after: FileType;
}

/** Somebody changed a field since the form was shown that this form wants otherwise. */
export class FileTypesMovedOn extends Conflict {
  constructor(readonly now: readonly FileType[]) {
    super(say('documents.types.movedOn'));
  }
}

/** Changes which kinds of documents there are. What customers see changes from the next request on, everywhere. */
@Injectable()
export class FileTypes {
  constructor(
    private readonly database: Database,
    private readonly queries: FileTypeQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * Saves what a person changed and leaves the rest as it stands.
   * @param shown the answers as the form had shown them
   * @throws Invalid at a name that another type has, FileTypesMovedOn
   */
  async save(actor: Actor, sent: Answers, shown: Answers | undefined): Promise<FileTypeChange[]> {
    return this.database.transaction(async (manager) => {
      const types = await this.queries.locked(manager);
      const now = fileTypeAnswers(types);
      const wanted = Object.entries(sent).filter(
        ([field, value]) => field in now && value !== shown?.[field],
      );
      if (wanted.some(([field, value]) => value !== now[field] && shown?.[field] !== now[field]))
        throw new FileTypesMovedOn(types);
      const after = withAnswers(types, { ...now, ...Object.fromEntries(wanted) });
      const changes = types.flatMap((before, index): FileTypeChange[] => {
        const next = after[index];
        return next && difference(before, next) ? [{ before, after: next }] : [];
      });
      refuseSameNames(after, changes);
      for (const { before, after: next } of changes) {
        await manager.query(
          'update file_types set name = $2, customer_file = $3, shows_prices = $4, older_versions = $5 where key = $1',
          [next.key, next.name, next.customerFile, next.showsPrices, next.olderVersions],
        );
        const sides = difference(before, next);
        await this.audit.record(manager, actor, {
          action: 'file-type.changed',
          subject: { kind: 'file-type' },
          before: { type: next.key, ...sides?.before },
          after: { type: next.key, ...sides?.after },
        });
      }
      return changes;
    });
  }

  /** A new type, at the end of the list. @throws Invalid at `newName` when there is one of this name */
  async add(actor: Actor, type: Omit<FileType, 'key' | 'documents'>): Promise<FileType> {
    const key = keyOf(type.name);
    if (!key) throw new Invalid({ newName: say('documents.types.nameUnreadable') });
    try {
      await this.database.transaction(async (manager) => {
        await manager.query(
          `insert into file_types (key, name, customer_file, shows_prices, older_versions, position)
           select $1, $2, $3, $4, $5, coalesce(max(position), 0) + 1 from file_types`,
          [key, type.name, type.customerFile, type.showsPrices, type.olderVersions],
        );
        await this.audit.record(manager, actor, {
          action: 'file-type.added',
          subject: { kind: 'file-type' },
          after: { type: key, ...type },
        });
      });
    } catch (error) {
      const taken = ['file_types_pkey', 'file_types_name'].some((name) => breaksUnique(error, name));
      if (taken) throw new Invalid({ newName: say('documents.types.nameTaken', { name: type.name }) });
      throw error;
    }
    return { key, documents: 0, ...type };
  }
}

/** @throws Invalid at each new name that another type has */
function refuseSameNames(types: readonly FileType[], changes: readonly FileTypeChange[]): void {
  const folded = (name: string) =>
    name
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase();
  const renamed = changes.filter(({ before, after }) => before.name !== after.name);
  const taken = renamed.filter(
    ({ before, after }) =>
      types.some((other) => other.key !== after.key && folded(other.name) === folded(after.name)) ||
      changes.some(
        (other) => other.before.key !== before.key && folded(other.before.name) === folded(after.name),
      ),
  );
  if (taken.length === 0) return;
  throw new Invalid(
    Object.fromEntries(
      taken.map(({ after }) => [`name.${after.key}`, say('documents.types.nameTaken', { name: after.name })]),
    ),
  );
}
