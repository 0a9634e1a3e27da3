/** What texts and ids have to look like, however they come in. */

/** Half a surrogate pair: not well-formed Unicode. */
export const SURROGATE = /\p{Surrogate}/u;

/** What no JSON column of a database takes: U+0000, and half a surrogate pair. */
const NOT_STORABLE = /[\0\p{Surrogate}]/gu;

/** Whether a text has none of that. Each text of each event that is read is looked at, so not by an expression. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** A text as far as it can be stored: U+FFFD stands for what cannot. */
export const storable = (text: string): string => text.replaceAll(NOT_STORABLE, '\ufffd');

/** A control character that is no part of a text of several lines; tabs and line ends (LF, CR LF) are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const CONTROL_IN_LINES = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * Something to be seen: not only blanks of all kinds, characters that only steer others (joiners, variation selectors, tags), fillers,
 * what is no character, and the few signs whose shape is empty (Braille without dots, a note without a head).
 */
export const VISIBLE =
  /[^\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{1d159}\u{16fe4}]/u;

/** What embeds, overrides or isolates a direction of writing: it can show a line in another order than it is stored. Marks do not. */
export const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;

// A point or two alone lead elsewhere in an address (RFC 3986, 5.2.4), however they are written there: nobody could ask for it.
const NO_WAY = 'not only one or two points';

/** Ids of sellers: printable and safe in stream names and addresses. */
export const SELLER_ID = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;

/** The same in words, behind `has to be`. */
export const SELLER_ID_IS = `1 to 64 letters, digits, points, underscores or hyphens (ASCII), ${NO_WAY}`;

const BLANKS = `printable ASCII characters, without a blank at an end, ${NO_WAY}`;

/** Numbers of orders: printable ASCII as the shop writes them, such as `A-1001/2`; blanks inside only. */
export const ORDER_ID = /^(?!\.{1,2}$)[!-~](?:[ -~]{0,98}[!-~])?$/;

/** The same in words, behind `has to be`. */
export const ORDER_ID_IS = `1 to 100 ${BLANKS}`;

/**
 * Ids of people (R1.7): buyers and members, the subject of a token. Printable ASCII as the identity provider writes it, such as
 * `auth0|0123`; blanks inside only, since one at an end is seen by nobody.
 */
export const PERSON_ID = /^(?!\.{1,2}$)[!-~](?:[ -~]{0,253}[!-~])?$/;

/** The same in words, behind `has to be`. */
export const PERSON_ID_IS = `1 to 255 ${BLANKS}`;
