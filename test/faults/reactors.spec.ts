/** Faults of those who react: one product for what they lead to, each told in a file of its own. Corrections come first, without a timekeeper. */
import { oneBeside } from '../support/beside';
import { correctionsStories } from './corrections.stories';
import { standingStories } from './standing.stories';

const get = oneBeside({ run: ['api', 'projector', 'reactor'], env: { HELPDESK_TEST_CLOCK: '1' } });
describe('corrections under kills', () => correctionsStories(get));
describe('standing under kills', () => standingStories(get));
