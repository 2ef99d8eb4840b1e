import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { TARGETS } from '../../src/imports/import.targets.js';
import { ImportBackSteps } from '../../src/imports/taking-back/imports-back.steps.js';
import { remember, writtenOf } from '../../src/imports/taking-back/remembered.records.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { RecordWriter } from '../../src/sections/records/record.writer.js';
import type { RecordKind } from '../../src/sections/engine/section.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { sampleBody } from '../support/sample-records.js';
import { Scene } from '../support/scene.js';

describe('every kind of record that an import wrote', () => {
  let portico: TestPortico;
  let scene: Scene;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.customer('ACME', 'Acme Ltd');
    await scene.put('sites/YARD', { customer: 'ACME', name: 'Yard', kind: 'static' });
  });
  afterAll(() => portico.close());

  /** Writes a record as an import does; answers the import. */
  const imported = async (kind: RecordKind, turn: number): Promise<string> => {
    const id = newId();
    await portico.sql(
      `insert into imports (id, section, file_name, bytes, step) values ($1, $2, 'file.csv', 1, 'match')`,
      [id, kind.collection],
    );
    const sample = sampleBody(kind, {
      customer: 'ACME',
      site: 'YARD',
      token: `t${turn}`,
      turn,
      fileTypes: ['other'],
    });
    // No sample of a payment method differs from another.
    const body = 'brand' in sample ? { ...sample, brand: `Card ${turn}` } : sample;
    await portico.app.get(Database).transaction(async (manager) => {
      const results = await portico.app
        .get(RecordWriter)
        .writeWithin(manager, kind, [{ reference: 'R-1', body }], SYSTEM);
      expect(results).toMatchObject([{ result: turn === 0 ? 'created' : 'updated', errors: {} }]);
      await remember(manager, id, writtenOf(kind, results));
    });
    return id;
  };
  const takenBack = async (importId: string) => {
    await portico.app.get(ImportBackSteps).undo(
      {
        id: newId(),
        kind: 'import',
        payload: { importId },
        done: 0,
        total: 1,
        askedBy: null,
        attempt: 1,
        undoing: true,
      },
      () => Promise.resolve(),
    );
    expect(
      await portico.sql('select undone, why from import_records where import_id = $1', [importId]),
    ).toEqual([{ undone: true, why: null }]);
  };

  it.each(TARGETS.map(({ name, kind }) => [name, kind] as const))(
    '%s: what it changed is what it was, then what it made is gone',
    async (name, kind) => {
      const first = await imported(kind, 0);
      const { body: before } = await scene.api('GET', `${name}/R-1`);
      const second = await imported(kind, 3);
      const { body: between } = await scene.api('GET', `${name}/R-1`);
      expect(between).not.toEqual({
        ...before,
        version: between['version'],
        updatedAt: between['updatedAt'],
      });
      await takenBack(second);
      const { body: after } = await scene.api('GET', `${name}/R-1`);
      expect(after).toEqual({ ...before, version: after['version'], updatedAt: after['updatedAt'] });
      await takenBack(first);
      expect((await scene.api('GET', `${name}/R-1`)).status).toBe(404);
    },
  );
});
