/** Those of an area, for `npm run mutate` (.stryker.cjs). */
import { together } from './together';

together((process.env.SPECS ?? '').split(','));
