/**
 * What takes longest begins first: a worker that gets it last would be waited for alone. What shares a running product (`shared-stack.ts`)
 * comes last, one after the other: until then there is none, and none waits for its next story while others run.
 */
const { readFileSync } = require('node:fs');
const Sequencer = require('@jest/test-sequencer').default;

const LONG = [
  'test/helpdesk/start',
  'test/console/',
  'test/faults/',
  'test/read-models/',
  'test/event-store/',
  'test/rules/',
  'test/stories/',
  'libs/embedded-eventstore/',
];
const SHARES = /\b(sharedStack|ClockStory\.shared)\(/;

function place({ path }) {
  if (SHARES.test(readFileSync(path, 'utf8'))) return LONG.length + 1;
  const long = LONG.findIndex((part) => path.includes(part));
  return long < 0 ? LONG.length : long;
}

module.exports = class extends Sequencer {
  sort(tests) {
    const places = new Map(tests.map((test) => [test, place(test)]));
    // Within a place as ever: by how long they took, or how large they are.
    return super.sort(tests).sort((one, other) => places.get(one) - places.get(other));
  }
};
