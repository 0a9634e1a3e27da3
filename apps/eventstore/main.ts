/** The embedded event store as a process: `npm run eventstore -- --port P --data DIR [--host H] [--max-append-size BYTES]`. */
import { join } from 'node:path';
import { runProcess } from '../../libs/config';
import { serve } from '../../libs/embedded-eventstore';

runProcess('event store', () => serve(process.argv.slice(2), join(process.env.HELPDESK_DATA || '.helpdesk', 'eventstore')));
