#!/bin/sh
# `npm test`: rules, api and stories two at a time, then what minds the load of others one by one. On servers of somebody else all of it
# one by one: the stories would meet there. With arguments it is jest.
set -e
[ $# -eq 0 ] || exec jest "$@"
jest --roots libs apps test/stories --maxWorkers "$([ -n "$EVENTSTORE_URL$DATABASE_URL" ] && echo 1 || echo 2)"
jest --roots test --testPathIgnorePatterns '<rootDir>/test/stories'
