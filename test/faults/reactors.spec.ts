/** Faults of those who react: one product for what they lead to, each told in a file of its own. Corrections come first, without a timekeeper. */
import { startBeside } from '../support/beside';
import { correctionsStories } from './corrections.stories';
import { standingStories } from './standing.stories';

let started: Awaited<ReturnType<typeof startBeside>>;
beforeAll(async () => {
  started = await startBeside({ run: ['api', 'projector', 'reactor'], env: { HELPDESK_TEST_CLOCK: '1' } });
});
afterAll(() => started?.stop());

const get = () => started;
describe('corrections under kills', () => correctionsStories(get));
describe('standing under kills', () => standingStories(get));
