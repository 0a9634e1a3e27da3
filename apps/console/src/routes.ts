/** Every view of the console: its address, who has it, its name in the navigation, and where its code is. A view adds one line. */
import { type ComponentType, lazy } from 'react';
import type { useSharedWords } from './words/shared';

type Role = 'buyer' | 'seller' | 'admin' | 'compliance';

export interface ConsoleRoute {
  /** First part of the path; what follows is the view's own. */
  readonly path: string;
  readonly roles: readonly Role[];
  readonly label: keyof ReturnType<typeof useSharedWords>;
  /** Where a role has many views, it stands with others under this word. */
  readonly group?: 'record' | 'running';
  readonly view: ComponentType;
}

/** The first of a role is where it begins. */
export const ROUTES: readonly ConsoleRoute[] = [
  { path: 'inbox', roles: ['seller'], label: 'inbox', view: lazy(() => import('./inbox/inbox')) },
  { path: 'search', roles: ['seller'], label: 'search', view: lazy(() => import('./inbox/search')) },
  { path: 'times', roles: ['seller'], label: 'times', view: lazy(() => import('./inbox/times')) },
  { path: 'standing', roles: ['seller'], label: 'standing', view: lazy(() => import('./inbox/standing')) },
  { path: 'replies', roles: ['seller'], label: 'replies', view: lazy(() => import('./inbox/replies')) },
  { path: 'overdue', roles: ['admin'], label: 'overdue', view: lazy(() => import('./admin/overdue')) },
  { path: 'reviews', roles: ['admin'], label: 'reviews', view: lazy(() => import('./admin/reviews')) },
  { path: 'sanctions', roles: ['admin'], label: 'sanctions', view: lazy(() => import('./admin/sanctions')) },
  {
    path: 'marketplace',
    roles: ['admin'],
    group: 'running',
    label: 'marketplace',
    view: lazy(() => import('./admin/marketplace')),
  },
  { path: 'calendars', roles: ['admin'], group: 'running', label: 'calendars', view: lazy(() => import('./admin/calendars')) },
  { path: 'operations', roles: ['admin'], group: 'running', label: 'operations', view: lazy(() => import('./admin/operations')) },
  {
    path: 'trail',
    roles: ['compliance', 'admin'],
    group: 'record',
    label: 'trail',
    view: lazy(() => import('./compliance/trail')),
  },
  { path: 'find', roles: ['compliance', 'admin'], label: 'find', view: lazy(() => import('./compliance/find')) },
  { path: 'accesses', roles: ['compliance'], label: 'accesses', view: lazy(() => import('./compliance/accesses')) },
  {
    path: 'evidence',
    roles: ['compliance', 'admin'],
    group: 'record',
    label: 'evidence',
    view: lazy(() => import('./compliance/evidence')),
  },
  { path: 'retention', roles: ['compliance'], label: 'retention', view: lazy(() => import('./compliance/retention')) },
  { path: 'log', roles: ['compliance', 'admin'], group: 'record', label: 'log', view: lazy(() => import('./compliance/log')) },
  { path: 'replay', roles: ['admin', 'compliance'], label: 'replay', view: lazy(() => import('./replay/replay')) },
  { path: 'conversations', roles: ['buyer'], label: 'conversations', view: lazy(() => import('./buyer/conversations')) },
  { path: 'ask', roles: ['buyer'], label: 'ask', view: lazy(() => import('./buyer/ask')) },
];
