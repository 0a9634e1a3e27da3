/** The bare baseline of an inbox page: a Fastify route, the same statement through `pg`, the rows as JSON. Its own process. */
import fastify from 'fastify';
import pg from 'pg';

process.once('message', async ({ databaseUrl, text, values }: { databaseUrl: string; text: string; values: unknown[][] }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const server = fastify();
  values.forEach((own, index) => {
    server.get(`/inbox/${index}`, async () => (await pool.query({ name: 'inbox', text, values: own })).rows);
  });
  process.send?.({ url: await server.listen({ host: '127.0.0.1', port: 0 }) });
});
process.on('disconnect', () => process.exit(0));
