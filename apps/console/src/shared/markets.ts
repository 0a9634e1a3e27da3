import { useQuery } from '@tanstack/react-query';
import { ask } from './api';
import { language, nameOf } from './words';

/** The markets, by id: their zones and languages. */
export function useMarkets() {
  const { data } = useQuery({
    queryKey: ['markets'],
    queryFn: () => ask('GET /v1/markets'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return new Map((data?.items ?? []).map((market) => [market.id, market]));
}

/** Regions with holidays of their own that no code of a country names, as they call themselves. */
const REGIONS: Readonly<Record<string, string>> = {
  ...{ 'de-bb': 'Brandenburg', 'de-be': 'Berlin', 'de-bw': 'Baden-Württemberg', 'de-by': 'Bayern', 'de-hb': 'Bremen' },
  ...{ 'de-he': 'Hessen', 'de-hh': 'Hamburg', 'de-mv': 'Mecklenburg-Vorpommern', 'de-ni': 'Niedersachsen' },
  ...{ 'de-nw': 'Nordrhein-Westfalen', 'de-rp': 'Rheinland-Pfalz', 'de-sh': 'Schleswig-Holstein', 'de-sl': 'Saarland' },
  ...{ 'de-sn': 'Sachsen', 'de-st': 'Sachsen-Anhalt', 'de-th': 'Thüringen' },
  ...{ 'es-an': 'Andalucía', 'es-ar': 'Aragón', 'es-as': 'Asturias', 'es-cb': 'Cantabria', 'es-ce': 'Ceuta' },
  ...{ 'es-cl': 'Castilla y León', 'es-cm': 'Castilla-La Mancha', 'es-ct': 'Catalunya', 'es-ex': 'Extremadura' },
  ...{ 'es-ga': 'Galicia', 'es-ib': 'Illes Balears', 'es-mc': 'Región de Murcia', 'es-md': 'Madrid', 'es-ml': 'Melilla' },
  ...{ 'es-nc': 'Navarra', 'es-pv': 'Euskadi', 'es-ri': 'La Rioja', 'es-vc': 'Comunitat Valenciana' },
  ...{ 'fr-57': 'Moselle', 'fr-67': 'Bas-Rhin', 'fr-68': 'Haut-Rhin', 'it-32': 'Trentino-Alto Adige', 'it-bz': 'Bolzano/Bozen' },
};

/** Regions that have a code as countries do, other than their own. */
const CODES: Readonly<Record<string, string>> = { 'es-cn': 'IC' };

/** What a market is called in the language of whoever looks: its country, and the region where it is one. */
export function nameOfMarket(id: string): string {
  const [country, region] = id.toUpperCase().split('-');
  const name = nameOf('region', country);
  return region ? `${name} – ${REGIONS[id] ?? nameOf('region', CODES[id] ?? region)}` : name;
}

/** Markets with their names, in the order of these. */
export const namedMarkets = (ids: Iterable<string>): { readonly id: string; readonly name: string }[] =>
  [...ids].map((id) => ({ id, name: nameOfMarket(id) })).sort((one, other) => one.name.localeCompare(other.name, language()));
