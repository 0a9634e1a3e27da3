/** The database's own tables; those of the projections are made with their generations. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

class Projections1764000000000 implements MigrationInterface {
  readonly name = 'Projections1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE projections (
      name text NOT NULL, generation integer NOT NULL, version integer NOT NULL, active boolean NOT NULL,
      position bigint NOT NULL DEFAULT -1, event_at timestamptz, updated_at timestamptz NOT NULL DEFAULT now(),
      owner text, lease_until timestamptz, retries integer NOT NULL DEFAULT 0,
      poisoned_position bigint, poisoned_error text, PRIMARY KEY (name, generation))`);
    await runner.query('CREATE UNIQUE INDEX projections_active ON projections (name) WHERE active');
    await runner.query(`CREATE TABLE projection_parked (
      projection text NOT NULL, position bigint NOT NULL, by text NOT NULL, reason text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (projection, position))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE projection_parked, projections');
  }
}

class PlainSearch1764000000001 implements MigrationInterface {
  readonly name = 'PlainSearch1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS unaccent');
    await runner.query('CREATE TEXT SEARCH CONFIGURATION helpdesk_plain (COPY = simple)');
    await runner.query(
      'ALTER TEXT SEARCH CONFIGURATION helpdesk_plain ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TEXT SEARCH CONFIGURATION helpdesk_plain');
  }
}

/** Who asks which obligation at the moment. A crash may lose it: asked twice, an obligation says nothing twice. */
class ClockClaims1764000000002 implements MigrationInterface {
  readonly name = 'ClockClaims1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE UNLOGGED TABLE clock_claims (
      conversation uuid NOT NULL, message uuid NOT NULL, wake_at bigint NOT NULL, until timestamptz NOT NULL,
      PRIMARY KEY (conversation, message))`);
    await runner.query('CREATE INDEX clock_claims_until ON clock_claims (until)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE clock_claims');
  }
}

/** Parking is an event that followers fold: the table would be lost with the database. */
class ParkedByEvent1764000000003 implements MigrationInterface {
  readonly name = 'ParkedByEvent1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE projections ADD parked integer NOT NULL DEFAULT 0, ADD poisoned_since timestamptz');
    await runner.query(
      'UPDATE projections p SET parked = (SELECT count(*) FROM projection_parked k WHERE k.projection = p.name)',
    );
    await runner.query('DROP TABLE projection_parked');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE projections DROP parked, DROP poisoned_since');
    await runner.query(`CREATE TABLE projection_parked (
      projection text NOT NULL, position bigint NOT NULL, by text NOT NULL, reason text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (projection, position))`);
  }
}

/** What reactions have acted on, and the corrections of calendars being worked off. */
class Reactions1764000000010 implements MigrationInterface {
  readonly name = 'Reactions1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE reactions (
      name text PRIMARY KEY, position bigint NOT NULL DEFAULT -1, updated_at timestamptz NOT NULL DEFAULT now(),
      owner text, lease_until timestamptz, standing_position bigint, standing_reason text, standing_since timestamptz)`);
    await runner.query(`CREATE TABLE calendar_corrections (
      market text NOT NULL, version text NOT NULL, revision integer NOT NULL, position bigint NOT NULL,
      follows_market text, follows_version text, followers integer, after_conversation uuid, after_message uuid,
      found integer NOT NULL DEFAULT 0, moved integer NOT NULL DEFAULT 0, voided integer NOT NULL DEFAULT 0,
      failed integer NOT NULL DEFAULT 0, reached bigint NOT NULL DEFAULT -1, done_at timestamptz,
      owner text, lease_until timestamptz, PRIMARY KEY (market, version))`);
    await runner.query('CREATE INDEX calendar_corrections_open ON calendar_corrections (position) WHERE done_at IS NULL');
    await runner.query('CREATE INDEX calendar_corrections_follow ON calendar_corrections (follows_market, follows_version)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE calendar_corrections, reactions');
  }
}

/** Who handles which timer at the moment, and what could not be handled. A crash may lose it: asked twice, nothing is said twice. */
class TimerClaims1764000000010 implements MigrationInterface {
  readonly name = 'TimerClaims1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE clock_claims');
    await runner.query(`CREATE UNLOGGED TABLE timer_claims (
      stream text NOT NULL, key text NOT NULL, command text NOT NULL, wake_at bigint NOT NULL, until timestamptz NOT NULL,
      failures integer NOT NULL DEFAULT 0, reason text NOT NULL DEFAULT '', PRIMARY KEY (stream, key, command))`);
    await runner.query('CREATE INDEX timer_claims_until ON timer_claims (until)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE timer_claims');
    await runner.query(`CREATE UNLOGGED TABLE clock_claims (
      conversation uuid NOT NULL, message uuid NOT NULL, wake_at bigint NOT NULL, until timestamptz NOT NULL,
      PRIMARY KEY (conversation, message))`);
  }
}

/** The log of proofs: leaves and tiles are the same whenever they are made, so no generation of theirs is ever made anew. */
class ProofLog1764000000020 implements MigrationInterface {
  readonly name = 'ProofLog1764000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE log_state (
      one boolean PRIMARY KEY DEFAULT true CHECK (one), position bigint NOT NULL DEFAULT -1, size bigint NOT NULL DEFAULT 0,
      told bigint NOT NULL DEFAULT 0, key text, updated_at timestamptz NOT NULL DEFAULT now())`);
    await runner.query('INSERT INTO log_state DEFAULT VALUES');
    await runner.query(
      'CREATE TABLE log_leaves (index bigint PRIMARY KEY, event uuid NOT NULL, position bigint NOT NULL, leaf bytea NOT NULL)',
    );
    await runner.query('CREATE INDEX log_leaves_event ON log_leaves (event)');
    await runner.query(`CREATE TABLE log_tiles (
      level smallint NOT NULL, index bigint NOT NULL, hashes bytea NOT NULL, PRIMARY KEY (level, index))`);
    // Hashes do not get smaller.
    await runner.query('ALTER TABLE log_tiles ALTER hashes SET STORAGE EXTERNAL');
    await runner.query('CREATE TABLE log_streams (stream bytea PRIMARY KEY, leaf bytea NOT NULL)');
    await runner.query(`CREATE TABLE log_checkpoints (
      size bigint PRIMARY KEY, root bytea NOT NULL, note text NOT NULL, witnesses text[] NOT NULL DEFAULT '{}',
      stamp bytea, made_at timestamptz NOT NULL DEFAULT now())`);
    await runner.query(`CREATE TABLE log_outlets (
      name text PRIMARY KEY, size bigint NOT NULL DEFAULT 0, trouble text, since timestamptz, updated_at timestamptz NOT NULL DEFAULT now())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE log_outlets, log_checkpoints, log_streams, log_tiles, log_leaves, log_state');
  }
}

/** The keys that texts of people are sealed with, and how far they follow the ledger of erasures; backed up apart from all else. */
class PersonKeys1764000000021 implements MigrationInterface {
  readonly name = 'PersonKeys1764000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE person_keys (
      id uuid PRIMARY KEY, person text NOT NULL, class text NOT NULL, master text NOT NULL, wrapped bytea,
      created_at timestamptz NOT NULL DEFAULT now(), restricted_on date, erased_on date)`);
    await runner.query(`CREATE UNIQUE INDEX person_keys_in_use ON person_keys (person, class)
      WHERE erased_on IS NULL AND restricted_on IS NULL`);
    await runner.query('CREATE INDEX person_keys_person ON person_keys (person)');
    await runner.query('CREATE TABLE person_key_ledger (position bigint NOT NULL, last bigint NOT NULL)');
    await runner.query('INSERT INTO person_key_ledger VALUES (-1, -1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE person_keys, person_key_ledger');
  }
}

/** What people keep while they write. */
class Writing1764000000030 implements MigrationInterface {
  readonly name = 'Writing1764000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE drafts (
      person text NOT NULL, conversation uuid NOT NULL, kind text NOT NULL, body text NOT NULL, at timestamptz NOT NULL,
      PRIMARY KEY (person, conversation, kind))`);
    await runner.query('CREATE INDEX drafts_at ON drafts (at)');
    await runner.query(`CREATE TABLE saved_replies (
      seller text NOT NULL, id uuid NOT NULL, name text NOT NULL, language text NOT NULL, body text NOT NULL,
      PRIMARY KEY (seller, id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_replies, drafts');
  }
}

/** How far packages of evidence are: only for who waits. */
class EvidenceProgress1764000000040 implements MigrationInterface {
  readonly name = 'EvidenceProgress1764000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE UNLOGGED TABLE evidence_progress (
      evidence uuid PRIMARY KEY, conversations integer NOT NULL, events integer NOT NULL, updated_at timestamptz NOT NULL DEFAULT now())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evidence_progress');
  }
}

/** Up to which erasure tables were cleaned of what rows left behind. */
class CleanedUpTo1764000000041 implements MigrationInterface {
  readonly name = 'CleanedUpTo1764000000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person_key_ledger ADD cleaned bigint NOT NULL DEFAULT -1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person_key_ledger DROP cleaned');
  }
}

/** Who can follow which projection at the moment. A crash may lose it: it is said again every few seconds. */
class ProjectionFollowers1764000000050 implements MigrationInterface {
  readonly name = 'ProjectionFollowers1764000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE UNLOGGED TABLE projection_followers (
      projection text NOT NULL, owner text NOT NULL, until timestamptz NOT NULL, PRIMARY KEY (projection, owner))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE projection_followers');
  }
}

/** Which events a generation passed over, so that one that is retried is taken by another. -1: one of before, which is not known. */
class PassedOver1764000000060 implements MigrationInterface {
  readonly name = 'PassedOver1764000000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE projections ADD passed_over bigint[] NOT NULL DEFAULT '{}'");
    await runner.query('UPDATE projections SET passed_over = ARRAY[-1] WHERE parked > 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE projections DROP passed_over');
  }
}

/** Which keys seal nothing any more, though they are not ended yet. */
class ClosedKeys1764000000061 implements MigrationInterface {
  readonly name = 'ClosedKeys1764000000061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person_keys ADD closed boolean NOT NULL DEFAULT false');
    await runner.query('DROP INDEX person_keys_in_use');
    await runner.query(`CREATE UNIQUE INDEX person_keys_in_use ON person_keys (person, class)
      WHERE erased_on IS NULL AND restricted_on IS NULL AND NOT closed`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX person_keys_in_use');
    await runner.query('ALTER TABLE person_keys DROP closed');
    await runner.query(`CREATE UNIQUE INDEX person_keys_in_use ON person_keys (person, class)
      WHERE erased_on IS NULL AND restricted_on IS NULL`);
  }
}

const LOCK = 7_351_001;

/** Brings a database up to date; any number of processes may call it at once, and again. Throws where its encoding is not UTF8. */
export async function migrate(databaseUrl: string): Promise<void> {
  // Loaded here: processes that migrate nothing start faster and smaller without it.
  const { DataSource } = await import('typeorm');
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [
      Projections1764000000000,
      PlainSearch1764000000001,
      ClockClaims1764000000002,
      ParkedByEvent1764000000003,
      Reactions1764000000010,
      TimerClaims1764000000010,
      ProofLog1764000000020,
      PersonKeys1764000000021,
      Writing1764000000030,
      EvidenceProgress1764000000040,
      CleanedUpTo1764000000041,
      ProjectionFollowers1764000000050,
      PassedOver1764000000060,
      ClosedKeys1764000000061,
    ],
    migrationsTableName: 'migrations',
  });
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    // In another, texts of some languages cannot be kept, or not be found.
    const [{ server_encoding: encoding }] = await runner.query('SHOW server_encoding');
    if (encoding !== 'UTF8') throw new Error(`the encoding of the database is ${encoding}; it has to be UTF8`);
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await source.runMigrations();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await runner.release();
    await source.destroy();
  }
}
