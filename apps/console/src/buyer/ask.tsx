import './buyer.css';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Check } from '../conversation/check';
import { useSettled } from '../conversation/draft';
import { Attach, useFiles } from '../files/attach';
import { moveTo, takeAway } from '../files/attaching';
import { go, useAddress, withQuery } from '../shared/address';
import { announce } from '../shared/announce';
import { ask, Refusal } from '../shared/api';
import { useMarkets } from '../shared/markets';
import { useSellerNames } from '../shared/sellers';
import { usePerson } from '../shared/session';
import { instant } from '../shared/times';
import { useWhy } from '../shared/why';
import { fill, nameOf, useLanguage } from '../shared/words';
import { useBuyerWords } from '../words/buyer';
import { useConversationWords } from '../words/conversation';
import { useFilesWords } from '../words/files';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';

const OF_AN_ORDER = ['order', 'shipping', 'return', 'withdrawal', 'complaint', 'warranty', 'claim'] as const;
type Topic = (typeof OF_AN_ORDER)[number] | 'question';

/** A buyer asks a shop: about an order, whose shop and market are known by its number, or about a product. Links fill it: `?order=A-1`. */
export default function Ask() {
  const words = useBuyerWords();
  const shared = useSharedWords();
  const why = useWhy();
  const inbox = useInboxWords();
  const conversation = useConversationWords();
  const client = useQueryClient();
  const address = useAddress();
  const language = useLanguage();
  const { sub } = usePerson();
  const markets = useMarkets();
  const given = (name: string) => address.query.get(name) ?? '';
  const ofProduct = given('about') === 'product';
  const [order, setOrder] = useState(given('order'));
  const [seller, setSeller] = useState(given('seller'));
  const [market, setMarket] = useState(given('market'));
  const [topic, setTopic] = useState<Topic>('order');
  const [subject, setSubject] = useState(given('subject'));
  const [body, setBody] = useState('');
  const { place } = useFiles(undefined);
  const filesWords = useFilesWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  /** The same question again is the same one, whatever became of the first try. */
  const tried = useRef<{ readonly text: string; readonly key: string }>(undefined);

  const asked = useSettled(ofProduct ? '' : order);
  const known = useQuery({
    queryKey: ['order', asked],
    enabled: asked !== undefined,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => ask('GET /v1/orders/{id}', { path: { id: asked ?? '' } }).catch(nothing),
  });
  const found = !ofProduct && order.trim() !== '' ? known.data : undefined;
  const called = useSellerNames(found ? [found.seller] : []);
  const shop = useSettled(found ? '' : seller);
  const profile = useQuery({
    queryKey: ['seller', shop],
    enabled: shop !== undefined,
    retry: false,
    queryFn: () => ask('GET /v1/sellers/{id}', { path: { id: shop ?? '' } }).catch(nothing),
  });
  const countries = [...markets.values()].filter(({ region }) => !region);
  const own = countries.find(({ languages }) => languages.includes(language))?.id;
  const where = found?.market ?? (market || own || '');
  const send = async () => {
    const opening = {
      market: where as 'de',
      seller: found?.seller ?? seller.trim(),
      topic: ofProduct ? ('question' as const) : topic,
      subject: subject.trim(),
      ...(!ofProduct && order.trim() && { order: order.trim() }),
      message: { body },
    };
    const text = JSON.stringify(opening);
    if (tried.current?.text !== text) tried.current = { text, key: crypto.randomUUID() };
    setBusy(true);
    setError(undefined);
    try {
      const { conversation: id, obligation } = await ask('POST /v1/conversations', { body: opening, key: tried.current.key });
      const zone = markets.get(where)?.zone;
      announce(obligation ? fill(words.asked, { due: instant(obligation.dueAt, zone) }) : conversation.sent);
      await sendFiles(id);
      await client.invalidateQueries({ queryKey: ['lists'] });
      go(`/conversations/${id}`, { replace: true });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  /** They belong to a conversation, so they follow in a message of their own; what failed stays with what is written there. */
  const sendFiles = async (id: string) => {
    const files = await moveTo(id, place);
    if (files.length === 0) return;
    try {
      if (files.some(({ sha256 }) => sha256 === undefined)) throw new Error('not all of them');
      const attachments = files.flatMap(({ sha256 }) => sha256 ?? []);
      const names = files.map(({ name }) => name).join(', ');
      const message = { body: fill(filesWords.ofMyQuestion, { names }), attachments };
      await ask('POST /v1/conversations/{id}/messages', { path: { id }, body: message });
      takeAway({ ...place, conversation: id });
    } catch {
      announce(filesWords.filesNotSent);
    }
  };
  const about = (what: 'order' | 'product') => (
    <button
      type="button"
      aria-pressed={(what === 'product') === ofProduct}
      onClick={() => go(withQuery(address, { about: what === 'product' ? what : undefined }), { replace: true })}
    >
      {what === 'order' ? words.aboutOrder : words.aboutProduct}
    </button>
  );
  return (
    <form
      className="page stack ask"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h1>{shared.ask}</h1>
      <fieldset className="row plain" aria-label={words.about}>
        {about('order')}
        {about('product')}
      </fieldset>
      {!ofProduct && (
        <>
          <label>
            {words.orderNumber}
            <input required maxLength={100} value={order} onChange={({ target }) => setOrder(target.value)} />
          </label>
          {order === '' && <Orders onChosen={setOrder} />}
          <div role="status">
            {found ? (
              <p>
                {fill(words.orderFound, { seller: called(found.seller), state: conversation.orderStates[found.state] })}{' '}
                {found.items.map(({ title, quantity }) => `${quantity} × ${title}`).join(', ')}
              </p>
            ) : (
              asked && known.data === null && <p className="faint">{words.orderUnknown}</p>
            )}
          </div>
        </>
      )}
      {!found && (
        <>
          <label>
            {words.shop}
            <input required maxLength={100} value={seller} onChange={({ target }) => setSeller(target.value)} />
          </label>
          <p role="status" className="faint">
            {shop && (profile.data ? profile.data.name : profile.data === null && words.shopUnknown)}
          </p>
        </>
      )}
      {!found?.market && (
        <label>
          {words.market}
          <select required value={where} onChange={({ target }) => setMarket(target.value)}>
            {countries.map(({ id, country }) => (
              <option key={id} value={id}>
                {nameOf('region', country)}
              </option>
            ))}
          </select>
        </label>
      )}
      {!ofProduct && (
        <label>
          {inbox.topic}
          <select value={topic} onChange={({ target }) => setTopic(target.value as Topic)}>
            {OF_AN_ORDER.map((one) => (
              <option key={one} value={one}>
                {inbox.topics[one]}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {ofProduct ? words.product : words.subject}
        <input required maxLength={200} value={subject} onChange={({ target }) => setSubject(target.value)} />
      </label>
      <label>
        {words.question}
        <textarea required rows={5} maxLength={10_000} value={body} onChange={({ target }) => setBody(target.value)} />
      </label>
      <Check text={body} />
      <Attach place={place} />
      {error !== undefined && (
        <p className="failed" role="alert">
          {fill(conversation.notSent, { why: why(error) })}
        </p>
      )}
      <p className="faint">{fill(words.askedAs, { who: sub })}</p>
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {words.send}
        </button>
      </div>
    </form>
  );
}

const SHOWN = 6;

/** Orders that the platform told of, the last ones first: one is chosen where its number is not at hand. */
function Orders({ onChosen }: { onChosen: (order: string) => void }) {
  const words = useBuyerWords();
  const { orderStates } = useConversationWords();
  const { data } = useQuery({ queryKey: ['lists', 'orders'], queryFn: () => ask('GET /v1/orders', { query: { limit: SHOWN } }) });
  const called = useSellerNames(data?.items.map(({ seller }) => seller) ?? []);
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={words.yourOrders}>
      <p className="faint">{words.yourOrders}</p>
      <ul className="orders">
        {data.items.map(({ order, seller, state, items }) => (
          <li key={order}>
            <button type="button" onClick={() => onChosen(order)}>
              <strong>{order}</strong>
              <span>{items.map(({ title, quantity }) => `${quantity} × ${title}`).join(', ')}</span>
              <span className="faint">
                {called(seller)} · {orderStates[state]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** There is none, or it is somebody else's: both look alike. */
function nothing(error: unknown): null {
  if (error instanceof Refusal && error.status === 404) return null;
  throw error;
}
