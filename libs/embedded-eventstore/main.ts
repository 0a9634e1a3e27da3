#!/usr/bin/env node
/** `embedded-eventstore --port P --data DIR`: runs until SIGTERM, SIGINT, or its parent's end. */
import { serve } from './command-line';

serve(process.argv.slice(2)).then(
  (stop) => {
    let ending = false;
    const end = () => {
      if (ending) return;
      ending = true;
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.on('SIGTERM', end).on('SIGINT', end).on('disconnect', end);
    process.send?.({ ready: true });
  },
  (error: unknown) => {
    process.stderr.write(`event store: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
