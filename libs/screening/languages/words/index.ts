import { ABUSE_WORDS } from './abuse';
import { ASK_WORDS } from './ask';
import { CONTACT_WORDS } from './contact';
import { DEALING_WORDS } from './dealings';
import { DEAL_WORDS } from './deals';
import { HINT_WORDS } from './hints';
import { OUTSIDE_WORDS } from './outside';
import { PRESENCE_WORDS } from './presence';
import { REACH_WORDS } from './reach';
import { TRADE_WORDS } from './trade';
import { WHEREABOUTS_WORDS } from './whereabouts';

/** The words of every meaning that rules put together. */
export const WORDS = {
  ...CONTACT_WORDS,
  ...ASK_WORDS,
  ...HINT_WORDS,
  ...REACH_WORDS,
  ...PRESENCE_WORDS,
  ...TRADE_WORDS,
  ...OUTSIDE_WORDS,
  ...DEAL_WORDS,
  ...DEALING_WORDS,
  ...WHEREABOUTS_WORDS,
  ...ABUSE_WORDS,
};

/** What a meaning is called. */
export type Meaning = keyof typeof WORDS;
