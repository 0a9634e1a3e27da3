/** Before the specs under `npm run mutate`: properties are tried with few examples, the same for each mutant. */
import { configureGlobal } from 'fast-check';

configureGlobal({ numRuns: 10, seed: 1 });
