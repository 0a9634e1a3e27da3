import * as queries from './queries';

describe('the table of queries', () => {
  it('has a row for each question there is', () => {
    const { ViewQuery, QUERIES } = queries;
    const classes = Object.values(queries).filter(
      (one) => typeof one === 'function' && (one as { prototype: unknown }).prototype instanceof ViewQuery,
    );
    const names = (all: readonly unknown[]) => all.map((one) => (one as { name: string }).name).sort();
    expect(names(QUERIES.map(({ query }) => query))).toEqual(names(classes));
    expect(classes.length).toBeGreaterThan(8);
  });
});
