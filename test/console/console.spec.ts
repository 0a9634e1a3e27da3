/** The console in a real browser: one stack for the stories of all roles, each told in a file of its own. */
import type { Browser } from 'playwright-core';
import { type Stack, startStack } from '../support/stack';
import { adminStories } from './admin.stories';
import { buyerStories } from './buyer.stories';
import { complianceStories } from './compliance.stories';
import { type Kit, kitOf, openBrowser } from './kit';
import { sellerStories } from './seller.stories';
import { sessionStories } from './session.stories';

const EVERYTHING = ['projector', 'timekeeper', 'reactor', 'notary', 'api'] as const;
let stack: Stack;
let browser: Browser;
let kit: ReturnType<typeof kitOf>;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ run: EVERYTHING, env: { HELPDESK_TEST_CLOCK: '1' } }), openBrowser()]);
  kit = kitOf(stack, browser);
});
afterAll(() => Promise.all([browser?.close(), stack?.stop()]));
afterEach(() => kit.close());

const get = (): Kit => kit;
describe('whoever signs in', () => sessionStories(get));
describe('a seller', () => sellerStories(get));
describe('a buyer', () => buyerStories(get));
describe('compliance', () => complianceStories(get));
// It moves the time.
describe('an admin', () => adminStories(get));
