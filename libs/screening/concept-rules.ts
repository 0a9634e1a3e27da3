import type { ConceptRule } from './concepts';
import type { Meaning } from './languages/words';

/** A meaning, or several with bars between; the spec looks whether each is one. */
type Said = Meaning | `${Meaning}|${string}`;

const rule = (name: string, score: number, within: number, all: readonly Said[], none: readonly Meaning[] = []): ConceptRule => ({
  rule: name,
  intent: name.split('-')[0] as ConceptRule['intent'],
  score,
  within,
  all,
  none,
});

/** What people say when they break a rule, whatever the words: the same in every language. */
export const CONCEPT_RULES: readonly ConceptRule[] = [
  rule('hint-on-paper', 0.7, 12, ['paper', 'own', 'number'], ['order']),
  rule('hint-in-parcel', 0.7, 16, ['card', 'inParcel', 'getInTouch'], ['order']),
  rule('hint-how-to-reach', 0.7, 5, ['how', 'us', 'reach']),
  rule('hint-ending', 0.75, 9, ['name', 'ending']),
  rule('hint-same-name', 0.7, 9, ['network', 'same']),
  rule('hint-search-name', 0.7, 9, ['search', 'name', 'net|network'], ['order']),
  rule('hint-search-us', 0.7, 6, ['search', 'us', 'network|net'], ['feature']),
  rule('hint-known', 0.7, 10, ['called', 'know', 'net|how']),
  rule('ask-give-yours', 0.75, 6, ['give', 'yours', 'number'], ['order', 'own']),
  rule('ask-toss', 0.75, 3, ['toss', 'number'], ['order']),
  rule('ask-where', 0.75, 9, ['number', 'where'], ['order', 'own']),
  rule('ask-called', 0.75, 5, ['how', 'called', 'network']),
  rule('ask-has', 0.7, 4, ['youHave', 'network'], ['feature', 'own']),
  rule('ask-mailbox', 0.7, 8, ['youHave', 'mailbox', 'whereTo'], ['order', 'own']),
  rule('ask-reach', 0.7, 7, ['how', 'reach', 'direct'], ['order']),
  rule('deal-take-down', 0.9, 24, ['cancel', 'listing', 'privately'], ['refund', 'not']),
  rule('deal-cancel-cheaper', 0.9, 24, ['cancel', 'privately|direct2us', 'cheaper'], ['refund', 'not']),
  rule('deal-between-us', 0.8, 16, ['betweenUs', 'privately|cheaper|bypass'], ['refund', 'not']),
  rule('deal-you-directly', 0.7, 6, ['pay', 'youDirect'], ['refund']),
  rule('deal-shop-cheaper', 0.8, 18, ['here', 'ourShop', 'cheaper'], ['refund']),
  rule('deal-bypass', 0.9, 12, ['bypass', 'privately|pay|cheaper'], ['refund', 'not']),
  rule('deal-odd-money', 0.8, 5, ['pay', 'odd'], ['not']),
  rule('deal-direct-cheaper', 0.9, 12, ['direct2us', 'cheaper'], ['refund', 'not']),
  rule('marketing-review-for-gift', 0.8, 16, ['review', 'gift']),
  rule('marketing-friend', 0.8, 12, ['recommend', 'friend', 'benefit|gift']),
  rule('marketing-catalogue', 0.75, 8, ['catalogue', 'offer']),
  rule('marketing-sale-on-all', 0.75, 8, ['sale', 'all'], []),
  rule('abuse-fool', 0.8, 2, ['fool', 'toYou']),
  rule('abuse-harm', 0.8, 6, ['harm', 'target']),
  rule('abuse-home', 0.8, 0, ['home']),
];
