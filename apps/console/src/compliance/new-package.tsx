import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { go, useAddress } from '../shared/address';
import { type Answer, ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { SellerFinder } from '../shared/seller-finder';
import { dated } from '../shared/times';
import { count, fill, nameOf, useLanguage } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { LANGUAGES, type Language } from '../words/counted';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { InstantField, ZONE } from './filters';

const WAYS = ['conversations', 'order', 'seller'] as const;
type Way = (typeof WAYS)[number];
type Texts = 'masked' | 'chosen' | 'none';
type Field = keyof ReturnType<typeof useComplianceWords>['fields'];
type Preview = Answer<'POST /v1/evidence/preview'>;

/** Says what is to be in a package; shows what it will hold and leave out; asks for it. */
export function NewPackage() {
  const words = useComplianceWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const { query } = useAddress();
  const now = useLanguage();
  const [way, setWay] = useState<Way>(WAYS.find((one) => query.has(one)) ?? 'conversations');
  const [given, setGiven] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(query));
  const [texts, setTexts] = useState<Texts>('masked');
  const [fields, setFields] = useState<ReadonlySet<Field>>(new Set<Field>(['body', 'subject']));
  const [language, setLanguage] = useState<Language>(now);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const disclose = texts === 'masked' ? undefined : texts === 'none' ? [] : [...fields];
  const selection = { ...selected(way, given), asOf: given.asOf || undefined, disclose };
  const preview = useMutation({ mutationFn: () => ask('POST /v1/evidence/preview', { body: selection }) });
  const order = useMutation({
    mutationFn: () => {
      const { purpose = '', reason = '' } = given;
      return ask('POST /v1/evidence', { body: { ...selection, purpose, reason, language }, key });
    },
    onSuccess: ({ id }) => go(`/evidence/${id}`),
  });
  const sellerField = useId();
  const set = (name: string, value = '') => {
    setGiven({ ...given, [name]: value });
    setKey(crypto.randomUUID());
    if (name !== 'purpose' && name !== 'reason') preview.reset();
  };
  const text = (name: string, label: string, max = 500) => (
    <label>
      {label}
      <input required maxLength={max} size={9} value={given[name] ?? ''} onChange={({ target }) => set(name, target.value)} />
    </label>
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (preview.data) order.mutate();
    else preview.mutate();
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>{words.orderEvidence}</h2>
      <fieldset className="compliance-fields">
        <legend>{words.choose}</legend>
        <div className="row">
          {WAYS.map((one) => (
            <label key={one} className="check">
              <input
                type="radio"
                name="way"
                checked={way === one}
                onChange={() => {
                  setWay(one);
                  preview.reset();
                }}
              />
              {words.selections[one]}
            </label>
          ))}
        </div>
        {way === 'conversations' && (
          <label>
            {words.conversationIds}
            <textarea
              required
              rows={2}
              value={given.conversations ?? ''}
              onChange={({ target }) => set('conversations', target.value)}
            />
          </label>
        )}
        {way === 'order' && text('order', inbox.order, 100)}
        {way === 'seller' && (
          <>
            <label htmlFor={sellerField}>
              {shared.seller}
              <SellerFinder
                id={sellerField}
                label={shared.seller}
                seller={given.seller}
                required
                onChoose={(seller) => set('seller', seller)}
              />
            </label>
            <InstantField label={fill(words.from, { zone: ZONE })} value={given.from} onSet={(at) => set('from', at)} />
            <InstantField label={fill(words.until, { zone: ZONE })} value={given.to} onSet={(at) => set('to', at)} />
          </>
        )}
        <InstantField label={fill(words.asOfField, { zone: ZONE })} value={given.asOf} onSet={(at) => set('asOf', at)} />
      </fieldset>
      {preview.error && <Failed error={preview.error} />}
      {!preview.data && (
        <div className="row">
          <button type="submit" className="primary" disabled={preview.isPending}>
            {words.preview}
          </button>
        </div>
      )}
      {preview.data && (
        <>
          <Held preview={preview.data} />
          <fieldset className="compliance-fields">
            <legend>{words.texts}</legend>
            {(['masked', 'chosen', 'none'] as const).map((one) => (
              <label key={one} className="check">
                <input type="radio" name="texts" checked={texts === one} onChange={() => setTexts(one)} />
                {{ masked: words.textsMasked, chosen: words.textsChosen, none: words.textsNone }[one]}
              </label>
            ))}
            {texts === 'chosen' && (
              <div className="row">
                {preview.data.texts.map(({ field, count: number }) => (
                  <label key={field} className="check">
                    <input
                      type="checkbox"
                      checked={fields.has(field as Field)}
                      onChange={({ target }) => {
                        const next = new Set(fields);
                        if (target.checked) next.add(field as Field);
                        else next.delete(field as Field);
                        setFields(next);
                        setKey(crypto.randomUUID());
                      }}
                    />
                    {words.fields[field as Field] ?? field} <span className="faint">{count(words.textCount, number)}</span>
                  </label>
                ))}
              </div>
            )}
          </fieldset>
          <fieldset className="compliance-fields">
            <legend className="unseen">{words.purpose}</legend>
            {text('purpose', words.purpose)}
            {text('reason', words.reasonField, 2_000)}
            <label>
              {shared.language}
              <select value={language} onChange={({ target }) => setLanguage(target.value as Language)}>
                {LANGUAGES.map((one) => (
                  <option key={one} value={one}>
                    {nameOf('language', one, one)}
                  </option>
                ))}
              </select>
            </label>
          </fieldset>
          {order.error && <Failed error={order.error} />}
          <div className="row">
            <button type="submit" className="primary" disabled={order.isPending}>
              {words.makeIt}
            </button>
          </div>
        </>
      )}
    </form>
  );
}

/** What of a form says which conversations. */
function selected(way: Way, given: Readonly<Record<string, string>>) {
  if (way === 'conversations') return { conversations: (given.conversations ?? '').split(/[\s,;]+/).filter(Boolean) };
  if (way === 'order') return { order: given.order?.trim() };
  return { seller: given.seller?.trim(), from: given.from, to: given.to };
}

function Held({ preview: { conversations, events, first, last, later, unreadable } }: { preview: Preview }) {
  const words = useComplianceWords();
  return (
    <div role="status" className="warning">
      <p>
        <strong>{count(words.holds, events)}</strong> {count(words.ofConversations, conversations)}
        {first && last && `, ${fill(words.betweenTimes, { first: dated(first), last: dated(last) })}`}
      </p>
      {later > 0 && <p>{count(words.later, later)}</p>}
      {unreadable > 0 && <p>{count(words.unreadable, unreadable)}</p>}
    </div>
  );
}
