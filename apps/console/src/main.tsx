import './shared/app.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Refusal } from './shared/api';
import { keepPlace } from './shared/place';
import { SignedIn } from './shared/session';
import { Shell } from './shared/shell';
import { language } from './shared/words';

document.documentElement.lang = language();
keepPlace();

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal stays one; a server or a line that is away comes back.
      retry: (failures, error) => failures < 5 && !(error instanceof Refusal && error.status !== 503 && error.status !== 429),
      retryDelay: (failures, error) =>
        (error instanceof Refusal && error.retryAfter * 1_000) || Math.min(8_000, 500 * 2 ** failures),
    },
  },
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Suspense>
        <SignedIn>
          <Shell />
        </SignedIn>
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
);
