/** What texts and ids have to look like, however they come in. */

/** Half a surrogate pair: not well-formed Unicode. */
export const SURROGATE = /\p{Surrogate}/u;

/** A control character that is no part of a text of several lines; tabs and line ends (LF, CR LF) are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const CONTROL_IN_LINES = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** Ids of sellers: printable and safe in stream names. */
export const SELLER_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Ids of people: buyers and members, the subject of a token. */
export const PERSON_ID = /^[A-Za-z0-9._-]{1,128}$/;
