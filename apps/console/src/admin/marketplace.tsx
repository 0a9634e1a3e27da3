import './admin.css';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { nameOfMarket } from '../shared/markets';
import { SellerFinder } from '../shared/seller-finder';
import { SellerName } from '../shared/sellers';
import { dated, money } from '../shared/times';
import { fill, nameOf } from '../shared/words';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useMarketplaceWords } from '../words/marketplace';
import { useSellerWords } from '../words/seller';
import { useSharedWords } from '../words/shared';

/** Orders and sellers as the platform's systems told them, orders by their ids, sellers by their names, too; both stand in the address. */
export default function Marketplace() {
  const shared = useSharedWords();
  const inbox = useInboxWords();
  const address = useAddress();
  const order = address.query.get('order');
  const seller = address.query.get('seller');
  const id = useId();
  return (
    <div className="page stack">
      <h1>{shared.marketplace}</h1>
      <div className="row">
        <label key={order}>
          {inbox.order}
          <input
            defaultValue={order ?? ''}
            onKeyDown={({ key, currentTarget }) =>
              key === 'Enter' && go(withQuery(address, { order: currentTarget.value.trim() }))
            }
            onBlur={({ currentTarget }) => go(withQuery(address, { order: currentTarget.value.trim() }))}
          />
        </label>
        <label htmlFor={id}>
          {shared.seller}
          <SellerFinder
            id={id}
            label={shared.seller}
            seller={seller ?? undefined}
            onChoose={(one) => go(withQuery(address, { seller: one }))}
          />
        </label>
      </div>
      {order && <Order key={order} id={order} />}
      {seller && <Seller key={seller} id={seller} />}
    </div>
  );
}

function Order({ id }: { id: string }) {
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const words = useConversationWords();
  const order = useQuery({
    queryKey: ['lists', 'order', id],
    queryFn: () => ask('GET /v1/orders/{id}', { path: { id } }),
    retry: false,
  });
  if (order.error) return <Failed error={order.error} />;
  if (!order.data) return null;
  const { state, items, amount, currency, trackingNumbers, buyer, seller, at } = order.data;
  return (
    <section className="card stack">
      <h2>
        {inbox.order} {id} <span className="chip">{words.orderStates[state]}</span>
      </h2>
      <p>
        {shared.buyer}: {buyer} · {shared.seller}:{' '}
        <Link to={`/marketplace?seller=${seller}`}>
          <SellerName id={seller} />
        </Link>{' '}
        · <span className="faint">{dated(at)}</span>
      </p>
      <ul>
        {items.map(({ title, quantity, price }) => (
          <li key={title}>
            {quantity} × {title} {price && money(price, currency)}
          </li>
        ))}
      </ul>
      {amount && (
        <p>
          {words.sum}: {money(amount, currency)}
        </p>
      )}
      {trackingNumbers.length > 0 && (
        <p>
          {words.facts.trackingNumber}: {trackingNumbers.join(', ')}
        </p>
      )}
      <p>
        <Link to={`/replay?order=${encodeURIComponent(id)}`}>{shared.replay}</Link>
      </p>
    </section>
  );
}

function Seller({ id }: { id: string }) {
  const words = useMarketplaceWords();
  const shared = useSharedWords();
  const standings = useSellerWords();
  const kinds = useConversationWords().kinds;
  const path = { id };
  const seller = useQuery({
    queryKey: ['lists', 'seller', id],
    queryFn: () => ask('GET /v1/sellers/{id}', { path }),
    retry: false,
  });
  const standing = useQuery({
    queryKey: ['lists', 'standing', id],
    queryFn: () => ask('GET /v1/sellers/{id}/standing', { path }),
  });
  const score = useQuery({ queryKey: ['lists', 'score', id], queryFn: () => ask('GET /v1/sellers/{id}/score', { path }) });
  return (
    <section className="card stack">
      <h2>
        {shared.seller} {id}
      </h2>
      {seller.error ? (
        <Failed error={seller.error} />
      ) : (
        seller.data && (
          <>
            <p>
              <strong>{seller.data.name}</strong> <span className="faint">{dated(seller.data.at)}</span>
            </p>
            <p>
              {seller.data.markets.map(nameOfMarket).join(', ')} ·{' '}
              {seller.data.languages.map((tag) => nameOf('language', tag)).join(', ')}
            </p>
            <h3>{words.members}</h3>
            <ul>
              {seller.data.members?.map((member) => (
                <li key={member.id}>
                  {member.id} <span className="chip">{words.roles[member.role]}</span>
                </li>
              ))}
            </ul>
          </>
        )
      )}
      {standing.data && (
        <>
          <h3>{standings.effect}</h3>
          <p className="row">
            <span className="chip">{standings.effects[standing.data.effect]}</span>
            <span className="chip">{fill(standings.pointsGiven, { count: standing.data.points })}</span>
            {score.data && (
              <span className="chip">
                {standings.score}: {score.data.score ?? '–'}
              </span>
            )}
          </p>
          <ul className="stack">
            {standing.data.sanctions.map(({ id: name, step, state, at }) => (
              <li key={name}>
                <Link to={`/sanctions/${name}?tab=all`}>{standings.effects[step]}</Link>{' '}
                <span className="chip">{words.states[state]}</span> <span className="faint">{dated(at)}</span>
              </li>
            ))}
            {standing.data.violations.map(({ violation, conversation, kind, points, occurredAt }) => (
              <li key={violation}>
                <Link to={`/replay/${conversation}`}>{kinds[String(kind) as 'marketing']}</Link>{' '}
                <span className="chip">{fill(standings.pointsGiven, { count: points })}</span>{' '}
                <span className="faint">{dated(occurredAt)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="row">
        <Link to={`/overdue?seller=${id}`}>{shared.overdue}</Link>
        <Link to={`/reviews?seller=${id}`}>{shared.reviews}</Link>
        <Link to={`/replay?seller=${id}`}>{shared.replay}</Link>
      </p>
    </section>
  );
}
