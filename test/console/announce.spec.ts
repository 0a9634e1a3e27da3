/** What happened is said, and nobody who hears the page is interrupted again and again (WCAG 4.1.3). */
import { announce, announced, onAnnounced } from '../../apps/console/src/shared/announce';

const texts = () => announced().map(({ text }) => text);

it('says what happens at once, and what follows on its heels together, seconds later', () => {
  jest.useFakeTimers();
  const said: string[][] = [];
  onAnnounced(() => said.push(texts()));
  for (let n = 1; n <= 20; n++) {
    announce(`Datei ${n}`);
    jest.advanceTimersByTime(50);
  }
  expect(said).toEqual([['Datei 1']]);
  jest.advanceTimersByTime(1_000);
  expect(said).toEqual([['Datei 1'], ['Datei 18', 'Datei 19', 'Datei 20']]);
  // What is said is not said again, and is gone after some seconds; then something new is said at once.
  announce('Datei 20');
  jest.advanceTimersByTime(10_000);
  expect(texts()).toEqual([]);
  announce('Datei 20');
  expect(texts()).toEqual(['Datei 20']);
  jest.useRealTimers();
});
