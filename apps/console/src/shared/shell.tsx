import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { type ConsoleRoute, ROUTES } from '../routes';
import { LANGUAGES, type Language } from '../words/counted';
import { useRefusalWords } from '../words/refusals';
import { useSharedWords } from '../words/shared';
import { go, Link, useAddress } from './address';
import { askAgain } from './again';
import { Announcements } from './announcements';
import { Failed } from './failed';
import { keep, useKept } from './kept';
import { listenForKeys, useActions } from './keys';
import { KeysDialog } from './keys-dialog';
import { useLanding } from './landing';
import { follow, useLiveState } from './live';
import { Outbox } from './outbox';
import { Palette } from './palette';
import { came } from './presence';
import { signOut, usePerson } from './session';
import { chooseLanguage, fill, nameOf, useLanguage } from './words';

/** What stands around every view: where one can go, the view, and what happened. */
export function Shell() {
  const words = useSharedWords();
  const { role } = usePerson();
  const { path } = useAddress();
  const mine = ROUTES.filter(({ roles }) => roles.includes(role as 'seller'));
  const route = mine.find((one) => one.path === path[0]);
  const [open, setOpen] = useState<'palette' | 'keys'>();
  // They are there before anything is refused: what is written stays drawn meanwhile.
  useRefusalWords();
  useFollowing();
  useLanding(path.join('/'));
  useEffect(listenForKeys, []);
  useEffect(() => {
    if (path.length === 0 && mine[0]) go(`/${mine[0].path}`, { replace: true });
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setOpen('palette');
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  useActions([
    { id: 'keys', label: words.keys, key: '?', run: () => setOpen('keys') },
    ...mine.map(({ path: to, label }) => ({ id: `go-${to}`, label: String(words[label]), run: () => go(`/${to}`) })),
    { id: 'sign-out', label: words.signOut, run: () => void signOut() },
  ]);
  useEffect(() => {
    document.title = route ? `${String(words[route.label])} · ${words.helpdesk}` : words.helpdesk;
  });
  // On a phone the views stand in a row that is longer than the screen.
  useEffect(() => {
    if (route)
      document
        .querySelector('.top nav > [aria-current], .top nav .current')
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [route]);
  const View = route?.view;
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="top">
        <span className="brand">{words.helpdesk}</span>
        <nav aria-label={words.views}>
          <Views routes={mine} current={path[0]} />
        </nav>
        <Connection />
        <Settings onKeys={() => setOpen('keys')} onPalette={() => setOpen('palette')} />
      </header>
      <main id="content" tabIndex={-1}>
        <Failed.Boundary key={path[0]}>
          <Suspense fallback={<p className="empty">{words.loading}</p>}>
            {View ? <View /> : path.length > 0 && <p className="empty">{words.notFound}</p>}
          </Suspense>
        </Failed.Boundary>
      </main>
      <Outbox />
      <Announcements />
      {open === 'palette' && <Palette onClose={() => setOpen(undefined)} />}
      {open === 'keys' && <KeysDialog onClose={() => setOpen(undefined)} />}
    </>
  );
}

const MANY = 8;

/** Where one can go. Of many views those that belong together stand under one word. */
function Views({ routes, current }: { routes: readonly ConsoleRoute[]; current: string | undefined }) {
  const words = useSharedWords();
  const link = ({ path, label }: ConsoleRoute, onClick?: () => void) => (
    <Link key={path} to={`/${path}`} aria-current={path === current ? 'page' : undefined} onClick={onClick}>
      {String(words[label])}
    </Link>
  );
  if (routes.length <= MANY) return routes.map((route) => link(route));
  return (
    <>
      {routes.filter(({ group }) => !group).map((route) => link(route))}
      {(['running', 'record'] as const).map((group) => {
        const inside = routes.filter((route) => route.group === group);
        const close = () => document.getElementById(`views-${group}`)?.hidePopover();
        return (
          <span key={group} className="views">
            <button
              type="button"
              className={`quiet ${inside.some(({ path }) => path === current) ? 'current' : ''}`}
              popoverTarget={`views-${group}`}
            >
              {words[group]} ▾
            </button>
            <span id={`views-${group}`} popover="auto" className="card">
              {inside.map((route) => link(route, close))}
            </span>
          </span>
        );
      })}
    </>
  );
}

/** What no change that was missed makes old. What the platform reads of a case is on record each time: nobody reads it again unasked. */
const STAYS: readonly unknown[] = ['session', 'case', 'seller-name'];

/** What changed is asked for again: of one conversation, and of the lists it stands in. */
function useFollowing(): void {
  const client = useQueryClient();
  useEffect(() => {
    return follow(
      ({ conversation }) => askAgain(client, conversation ?? undefined),
      () => {
        const again = () => void client.invalidateQueries({ predicate: ({ queryKey: [what] }) => !STAYS.includes(what) });
        again();
        // What was told before this page listened may not stand in every list yet.
        setTimeout(again, 2_000);
      },
      (who) => came(client, who),
    );
  }, [client]);
}

function Connection() {
  const words = useSharedWords();
  const state = useLiveState();
  return (
    <span className={`connection ${state}`} role="status">
      <span className="dot" aria-hidden="true" />
      <span className={state === 'away' ? '' : 'unseen'}>
        {state === 'away' ? words.noConnection : state === 'live' ? words.live : words.connecting}
      </span>
    </span>
  );
}

function Settings({ onKeys, onPalette }: { onKeys: () => void; onPalette: () => void }) {
  const words = useSharedWords();
  const { sub, role, seller } = usePerson();
  const chosen = useLanguage();
  const scheme = useKept('scheme', 'auto');
  useEffect(() => {
    document.documentElement.dataset.scheme = scheme;
  }, [scheme]);
  return (
    <div className="settings">
      <button type="button" className="quiet" popoverTarget="settings">
        {words.settings}
      </button>
      <div id="settings" popover="auto" className="card">
        <p>{fill(words.signedInAs, { who: seller ? `${sub} (${seller})` : sub })}</p>
        <p className="faint">{words[role as 'seller']}</p>
        <label>
          {words.language}
          <select value={chosen} onChange={({ target }) => chooseLanguage(target.value as Language)}>
            {LANGUAGES.map((one) => (
              <option key={one} value={one} lang={one}>
                {nameOf('language', one, one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.scheme}
          <select value={scheme} onChange={({ target }) => keep('scheme', target.value)}>
            <option value="auto">{words.schemeAuto}</option>
            <option value="light">{words.schemeLight}</option>
            <option value="dark">{words.schemeDark}</option>
          </select>
        </label>
        <button type="button" onClick={onPalette}>
          {words.palette} <kbd>Ctrl K</kbd>
        </button>
        <button type="button" onClick={onKeys}>
          {words.keys} <kbd>?</kbd>
        </button>
        <button type="button" onClick={() => void signOut()}>
          {words.signOut}
        </button>
      </div>
    </div>
  );
}
