/** The embedded PostgreSQL, below a directory that only its owner may enter: as root its data are elsewhere. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../libs/embedded-postgres';

describe('the embedded database', () => {
  it('keeps its data over a restart, and loses them with the directory they belong to', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'helpdesk-postgres-'));
    const dataDir = join(parent, 'data', 'postgres');
    const elsewhere: string[] = [];
    const ask = async (statement: string) => {
      const server = await startPostgres({ dataDir });
      if (server.dataDir !== dataDir) elsewhere.push(dirname(server.dataDir));
      const client = new pg.Client({ connectionString: server.url });
      try {
        await client.connect();
        return (await client.query(statement)).rows;
      } finally {
        await client.end();
        await server.stop();
      }
    };
    const there = "SELECT to_regclass('kept') IS NOT NULL AS there";
    try {
      await ask('CREATE TABLE kept (a integer)');
      // A machine that lost its power leaves a file whose number may be anybody's since.
      await writeFile(
        join(elsewhere.length > 0 ? join(elsewhere[0], 'postgres') : dataDir, 'postmaster.pid'),
        `${process.pid}\n`,
      );
      expect(await ask(there)).toEqual([{ there: true }]);
      await rm(join(parent, 'data'), { recursive: true });
      expect(await ask(there)).toEqual([{ there: false }]);
    } finally {
      for (const one of [parent, ...elsewhere]) await rm(one, { recursive: true, force: true });
    }
  });
});
