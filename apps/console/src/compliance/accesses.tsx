import './compliance.css';
import { Link, useAddress, withQuery } from '../shared/address';
import { type Answer, ask, type Query } from '../shared/api';
import { useActions } from '../shared/keys';
import { useSellerNames } from '../shared/sellers';
import { dated, Time } from '../shared/times';
import { fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { accessed } from './accessed';
import { askedIn, Choice, Filters } from './filters';
import { usePaged } from './paged';
import { useRoles } from './roles';

type Access = Answer<'GET /v1/accesses'>['items'][number];
const NAMES = ['who', 'role', 'conversation', 'seller', 'buyer', 'order', 'refused', 'from', 'to'] as const;

/** Who read what of whom and why, and what was refused: the list of the data-protection officer. */
export default function Accesses() {
  const words = useComplianceWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const roles = useRoles();
  const asked = askedIn(useAddress().query, NAMES);
  const { items, takeIn, rest } = usePaged<Access>(
    ['accesses', asked],
    (cursor, signal) =>
      ask('GET /v1/accesses', { query: { ...(asked as unknown as Query<'GET /v1/accesses'>), limit: 50, cursor }, signal }),
    ({ position }) => position,
  );
  useActions([{ id: 'refresh', label: inbox.takeIn, key: '.', run: takeIn }]);
  const texts = {
    who: words.who,
    buyer: inbox.buyer,
    seller: shared.seller,
    order: inbox.order,
    conversation: words.conversation,
  };
  return (
    <div className="page stack">
      <h1>{shared.accesses}</h1>
      <p className="faint">{words.accessesHint}</p>
      <Filters texts={texts} asked={asked}>
        <Choice name="role" label={words.role} value={asked.role} options={roles} />
        <Choice
          name="refused"
          label={words.outcome}
          value={asked.refused}
          options={{ false: words.letThrough, true: words.onlyRefused }}
        />
      </Filters>
      {rest.news}
      <ol className="compliance-rows">
        {items.map((access) => (
          <li key={access.position}>
            <Told access={access} />
          </li>
        ))}
      </ol>
      {rest.end}
    </div>
  );
}

function Told({ access }: { access: Access }) {
  const words = useComplianceWords();
  const roles = useRoles();
  const address = useAddress();
  const { at, who, role, what, reason, about, asOf, refused, conversation, buyer, seller, order, origin } = access;
  const name = useSellerNames(seller ? [seller] : [])(seller ?? '');
  const whyRefused = refused && words.refusals[(refused.field === 'reason' ? 'reason' : refused.code) as 'reason'];
  return (
    <>
      <p className="row">
        <Time at={at} />
        <span>
          <Link to={withQuery(address, { who })} title={fill(words.only, { what: who })}>
            <strong>{who}</strong>
          </Link>{' '}
          <span className="faint">{roles[role as 'buyer'] ?? role}</span>
        </span>
        <span>
          {words.accessed[accessed(what) as 'search'] ?? ''} <code className="faint">{what}</code>
        </span>
        {refused && (
          <span className="chip late">{fill(words.refused, { code: whyRefused ?? refused.field ?? refused.code })}</span>
        )}
      </p>
      {reason ? (
        <p>
          <q>{reason}</q>
        </p>
      ) : (
        refused?.field !== 'reason' && <p className="faint">{words.noReason}</p>
      )}
      <p className="faint">
        {[
          about && fill(words.about, { what: about }),
          asOf && fill(words.asOf, { at: dated(asOf) }),
          buyer && seller && `${buyer} · ${name === seller ? seller : `${name} (${seller})`}`,
          order,
          origin,
        ]
          .filter(Boolean)
          .join(' · ')}
        {conversation && (
          <>
            {' · '}
            <Link to={withQuery(address, { conversation })}>{fill(words.only, { what: words.conversation })}</Link>
          </>
        )}
      </p>
    </>
  );
}
