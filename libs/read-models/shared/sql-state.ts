/** Why PostgreSQL refused something, by the codes of its manual (appendix A). */

/** Others had the lock for as long as was waited. */
export const LOCK_NOT_AVAILABLE = '55P03';
/** This account may not. */
export const INSUFFICIENT_PRIVILEGE = '42501';
/** A table is not there, or not any more. */
export const UNDEFINED_TABLE = '42P01';

/** The SQLSTATE of an error, or the code of one that is not PostgreSQL's, such as ECONNREFUSED; undefined where it has none. */
export const sqlStateOf = (error: unknown): string | undefined => (error as { readonly code?: string } | undefined)?.code;
