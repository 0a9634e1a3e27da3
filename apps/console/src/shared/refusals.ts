/** What a person is told of a refusal, in words of its code, or else of its status: what the API says of it is English, for programs. */
import type { words as refusalWords } from '../words/refusals/en';

type Words = typeof refusalWords;

const OF_CODE: Readonly<Record<string, keyof Words>> = {
  'not-found': 'done',
  'conversation-ended': 'ended',
  'obligation-not-open': 'done',
  'obligation-unknown': 'done',
  'not-excused': 'done',
  'nothing-to-contest': 'done',
  'already-contested': 'done',
  'message-not-held': 'done',
  'already-decided': 'done',
  'sanction-not-proposed': 'done',
  'appeal-lodged-already': 'done',
  'appeal-decided': 'done',
  'no-appeal': 'done',
  'not-standing': 'done',
  'not-parked': 'done',
  'outage-unknown': 'done',
  'hold-unknown': 'done',
  'already-claimed': 'taken',
  'another-human': 'another',
  'clock-decides': 'clock',
  'not-reportable': 'notReportable',
  'promise-in-the-past': 'past',
  'date-in-the-past': 'past',
  'hold-over': 'past',
  'promise-too-far': 'tooFar',
  'stage-facts-missing': 'missing',
  'stage-contradicts-history': 'contradicts',
  'amount-invalid': 'amount',
  'order-unknown': 'order',
  'order-required': 'orderNeeded',
  'seller-unknown': 'shop',
  'seller-suspended': 'suspended',
  'seller-removed': 'removed',
  'calendar-date-invalid': 'calendar',
  'outage-invalid': 'calendar',
  'outside-calendar': 'calendar',
  'time-not-covered': 'calendar',
  'not-appealable': 'appealOver',
  'appeal-too-late': 'appealOver',
  'attachment-unknown': 'file',
  'evidence-not-there': 'package',
  'evidence-erased': 'package',
  'package-lost': 'package',
  'evidence-restricted': 'restricted',
  'already-erased': 'done',
  'under-hold': 'kept',
  'erasure-waits': 'kept',
  'not-screenable': 'unscreened',
  'signature-false': 'unsigned',
  'foreign-log': 'unsigned',
  'checkpoint-ahead': 'disagrees',
  'checkpoint-contradicts': 'disagrees',
  'proof-false': 'disagrees',
};

const OF_STATUS: Readonly<Record<number, keyof Words>> = {
  400: 'wrong',
  401: 'signIn',
  403: 'forbidden',
  404: 'done',
  409: 'changed',
  410: 'gone',
  413: 'tooLarge',
  415: 'wrong',
  422: 'refused',
  429: 'busy',
  503: 'away',
};

/** Why it was refused, in these words. */
export function toldOf(words: Words, { status, code }: { readonly status: number; readonly code: string }): string {
  const text = words[OF_CODE[code] ?? OF_STATUS[status] ?? (status < 500 ? 'wrong' : 'broken')];
  return text.replace('{code}', code);
}
