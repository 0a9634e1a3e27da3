/** All specs of an area as one, for `npm run mutate` (.stryker.cjs). */
import { join } from 'node:path';

for (const spec of (process.env.SPECS ?? '').split(',')) require(join(__dirname, '../..', spec));
