export { type EmbeddedPostgres, type EmbeddedPostgresOptions, endLeftoverPostgres, startPostgres } from './embedded-postgres';
