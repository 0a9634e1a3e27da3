import { correctedVersion, correctionsIn, MARKETS, regionalMarkets } from '.';

/** The table of markets (R8), to be read beside the code. */
const EXPECTED = `
de Europe/Berlin EUR de en bb be bw by hb he hh mv ni nw rp sh sl sn st th
at Europe/Vienna EUR de en
pl Europe/Warsaw PLN pl en
cz Europe/Prague CZK cs en
sk Europe/Bratislava EUR sk en
fr Europe/Paris EUR fr en 57 67 68 bl gf gp mf mq re yt
it Europe/Rome EUR it en 32 bz
es Europe/Madrid EUR es en an ar as cb ce cl cm cn ct ex ga ib mc md ml nc pv ri vc
nl Europe/Amsterdam EUR nl en
be Europe/Brussels EUR nl fr de en
ro Europe/Bucharest RON ro en
hu Europe/Budapest HUF hu en
ie Europe/Dublin EUR en
`;

describe('the table of markets (R8)', () => {
  it('names zone, currency and languages of each, and its regions', () => {
    const lines = MARKETS.map(({ id, zone, currency, languages }) =>
      [id, zone, currency, languages.join(' '), ...regionalMarkets(id).map((region) => region.id.slice(3))].join(' '),
    );
    expect(lines.join('\n')).toBe(EXPECTED.trim());
  });
});

describe('the version of a corrected calendar (R2.6)', () => {
  it('says how many corrections are in it', () => {
    expect([correctedVersion('2026-1', 1), correctedVersion('2026-1', 12)]).toEqual(['2026-1+1', '2026-1+12']);
    expect(['2026-1', '2026-1+1', '2026-1+12'].map(correctionsIn)).toEqual([0, 1, 12]);
  });
});
