export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startPostgres } from './embedded-postgres';
