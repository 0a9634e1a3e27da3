/** `npm run bench [-- NAME…]`: ratios against a bare baseline taken in the same run. */
import { cpus } from 'node:os';
import { benchClockMath } from './clock-math.bench';

const [cpu] = cpus();
process.stdout.write(`${cpus().length} × ${cpu?.model ?? 'unknown'}, Node ${process.version}\n\n`);
for (const { name, value, unit, must } of benchClockMath())
  process.stdout.write(`${name.padEnd(50)} ${value.toFixed(2).padStart(9)} ${unit} (${must})\n`);
