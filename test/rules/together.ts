/** Specs of rules as one: a worker of jest loads their modules once, not once a spec, which was a third of their time. */
import { join } from 'node:path';
import { globSync } from 'glob';

const ROOT = join(__dirname, '../..');
/** What starts processes, or is long by itself, stays a spec by itself. */
const BY_ITSELF = ['libs/embedded-eventstore/**', 'libs/evidence/verify-sh.spec.ts'];

/** The specs that match one of these globs and none of those left out, each under its name. */
export function together(globs: string | string[], leftOut: readonly string[] = []): void {
  const specs = globSync(globs, { cwd: ROOT, ignore: [...leftOut, ...BY_ITSELF] }).sort();
  for (const spec of specs)
    describe(spec, () => {
      require(join(ROOT, spec));
    });
}
