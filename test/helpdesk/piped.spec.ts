/** What helpdesk prints is read by other programs, which may stop reading. */
import { spawnSync } from 'node:child_process';
import { mainOf } from '../support/compiled';

it('a command whose reader has read enough ends, and says nothing of it', () => {
  const script = '"$0" "$1" screen --print-ruleset | head -c 10';
  const { stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, mainOf('helpdesk')], { encoding: 'utf8' });
  expect([stdout.length, stderr]).toEqual([10, '']);
});
