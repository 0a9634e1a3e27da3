/** What takes longest begins first: a worker that gets it last would be waited for alone. */
const Sequencer = require('@jest/test-sequencer').default;

const LONG = [
  'test/console/',
  'test/faults/',
  'test/read-models/',
  'test/event-store/',
  'test/stories/',
  'libs/embedded-eventstore/',
];
const place = ({ path }) => (LONG.findIndex((part) => path.includes(part)) + LONG.length + 1) % (LONG.length + 1);

module.exports = class extends Sequencer {
  sort(tests) {
    // Within a place as ever: by how long they took, or how large they are.
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};
