import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CalendarData, calendarOf } from '../../libs/domain';
import { generateCalendars } from './calendars';

describe('npm run calendars', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'calendars-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const read = async (name: string): Promise<CalendarData> => JSON.parse(await readFile(join(folder, name), 'utf8'));

  it('writes what the repository holds, one holiday per line', async () => {
    const { written } = await generateCalendars(folder, 2026);
    expect(written).toContain('de.2026-1.json');
    for (const name of written) {
      const { version, source, ...days } = await read(name);
      expect({ ...calendarOf(days.id).data, version: undefined, source: undefined }).toEqual(days);
      expect(version).toBe('2026-1');
      expect(source).toMatch(/^date-holidays 3\.\d+\.\d+$/);
    }
    expect(await readFile(join(folder, 'de.2026-1.json'), 'utf8')).toContain('\n    "2025-01-01": "Neujahr",\n');
  });

  it('writes nothing when nothing changed', async () => {
    expect((await generateCalendars(folder, 2027)).written).toEqual([]);
  });

  it('adds a version when days changed and leaves the old one alone', async () => {
    const old = { ...(await read('nl.2026-1.json')), holidays: { '2025-01-01': 'Nieuwjaar' } };
    await writeFile(join(folder, 'nl.2026-1.json'), JSON.stringify(old));
    expect((await generateCalendars(folder, 2026)).written).toEqual(['nl.2026-2.json']);
    expect(await read('nl.2026-1.json')).toEqual(old);
    expect((await readdir(folder)).filter((name) => name.startsWith('nl.'))).toHaveLength(2);
    const index = await readFile(join(folder, 'index.ts'), 'utf8');
    expect(index.indexOf('  nl_2026_1,')).toBeGreaterThan(0);
    expect(index.indexOf('  nl_2026_2,')).toBeGreaterThan(index.indexOf('  nl_2026_1,'));
  });

  it('says where to run it when the folder is not there', async () => {
    await expect(generateCalendars(join(folder, 'nowhere'))).rejects.toThrow('run this from the root of the repository');
  });
});
