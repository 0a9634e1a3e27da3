/** Faults of those who keep time: one product for all of them, each told in a file of its own. Its clock goes forwards from one to the next. */
import { oneBeside } from '../support/beside';
import { frozenTimekeeperStories } from './frozen-timekeeper.stories';
import { setAsideStories } from './set-aside.stories';
import { timekeepingStories } from './timekeeping.stories';

const get = oneBeside({ run: ['api', 'projector', 'timekeeper'], env: { HELPDESK_TEST_CLOCK: '1' } });
describe('obligations that cannot be handled', () => setAsideStories(get));
describe('a timekeeper that was frozen', () => frozenTimekeeperStories(get));
describe('timekeeping under kills', () => timekeepingStories(get));
