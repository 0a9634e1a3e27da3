/** `npm run calendars`. It stands with the tests because it is for developers: what is shipped holds the calendars, not how they are made. */
import { generateCalendars } from './calendars';

generateCalendars().then(
  ({ written, unchanged }) => void process.stdout.write(`${written.length} calendars written, ${unchanged.length} unchanged\n`),
  (error: Error) => {
    process.stderr.write(`calendars: ${error.message}\n`);
    process.exitCode = 1;
  },
);
