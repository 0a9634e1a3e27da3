#!/bin/sh
# `npm test`: what bears the load of others, then what starts a whole product by its own command or counts moments, both three at a time,
# since much of it waits. On servers of somebody else all of it one by one: the stories would meet there. With arguments it is jest.
set -e
[ $# -eq 0 ] || exec jest "$@"
WORKERS="$([ -n "$EVENTSTORE_URL$DATABASE_URL" ] && echo 1 || echo 3)"
APART='test/helpdesk/start|test/event-store/embedded-server|test/event-store/command-handling-trouble'
LEFT_OUT="$APART"
if [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
  echo 'NO BROWSER: the stories of the console (test/console) are left out. Install chromium, or name one in CHROMIUM.' >&2
  LEFT_OUT="$APART|test/console/console"
fi
# The rules as four specs (test/rules), which is a third cheaper; one of them alone runs as ever.
jest --testMatch '<rootDir>/test/**/*.{spec,rules}.ts' --testMatch '<rootDir>/libs/{embedded-eventstore/**/*,evidence/verify-sh}.spec.ts' \
  --testPathIgnorePatterns "$LEFT_OUT" --maxWorkers "$WORKERS"
jest --testPathPatterns "$APART" --maxWorkers "$WORKERS"
