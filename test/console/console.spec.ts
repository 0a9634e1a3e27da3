/** The console in a real browser: one stack for the stories of all roles, each told in a file of its own. */
import type { Browser } from 'playwright-core';
import { CLIENT, issuerAt } from '../support/identity-provider';
import { freePort, type Stack, startStack } from '../support/stack';
import { adminStories } from './admin.stories';
import { buyerStories } from './buyer.stories';
import { complianceStories } from './compliance.stories';
import { type Kit, kitOf, openBrowser } from './kit';
import { sellerStories } from './seller.stories';
import { sessionStories } from './session.stories';
import { signInStories } from './sign-in.stories';
import { viewsStories } from './views.stories';

const EVERYTHING = ['projector', 'timekeeper', 'reactor', 'notary', 'api'] as const;
/** What the provider calls a seller's people, beside the names that tokens of these stories have. */
const ROLES = {
  'helpdesk-agent': 'seller',
  ...Object.fromEntries(['buyer', 'seller', 'admin', 'compliance', 'platform'].map((role) => [role, role])),
};
let stack: Stack;
let browser: Browser;
let kit: ReturnType<typeof kitOf>;

beforeAll(async () => {
  const providerPort = await freePort();
  const env = { HELPDESK_TEST_CLOCK: '1', ...CLIENT, OIDC_ISSUER: issuerAt(providerPort), JWT_ROLES: JSON.stringify(ROLES) };
  [stack, browser] = await Promise.all([startStack({ run: EVERYTHING, env }), openBrowser()]);
  kit = kitOf(stack, browser, providerPort);
});
afterAll(() => Promise.all([browser?.close(), stack?.stop()]));
afterEach(() => kit.close());

const get = (): Kit => kit;
describe('whoever signs in', () => sessionStories(get));
describe('people with an account elsewhere', () => signInStories(get));
describe('a seller', () => sellerStories(get));
describe('a buyer', () => buyerStories(get));
describe('compliance', () => complianceStories(get));
describe('every view', () => viewsStories(get));
// It moves the time.
describe('an admin', () => adminStories(get));
