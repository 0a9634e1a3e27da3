/** What an operator gives as a reason, or as a name, stands in the record: a command that has none does nothing. */
import { spawnSync } from 'node:child_process';
import { mainOf } from '../support/compiled';

it.each([
  ['--reason', ['park', 'inbox', '5', '--reason', '']],
  ['--reason', ['retry', 'inbox', '5', '--reason', ' \u200b']],
  ['--by', ['park', 'inbox', '5', '--reason', 'x', '--by', ' ']],
  ['--by', ['replay', 'c1', '--reason', 'x', '--by', '']],
  ['--by', ['verify', '--by', '']],
])('%s of helpdesk %j says nothing', (option, args) => {
  const env = { ...process.env, HELPDESK_DATA: '/nowhere', EVENTSTORE_URL: '', DATABASE_URL: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [mainOf('helpdesk'), ...args], { encoding: 'utf8', env });
  expect([status, stdout, stderr]).toEqual([1, '', `helpdesk: ${option}: is empty, and is put on record\n`]);
});
