import { CODES } from './expression';

const NOBODY = -1;

/** Adds to the list of a place. */
export function put(lists: number[][], place: number, item: number): void {
  const list = lists[place];
  if (list) list.push(item);
  else lists[place] = [item];
}

/** Beginnings of words, as places that follow each other by a kind of sign. */
export class Tree {
  size = 1;
  steps = new Int32Array(CODES * 1_024);

  /** The place behind these kinds of signs; it is made where there is none. */
  at(prefix: readonly number[]): number {
    let place = 0;
    for (const code of prefix) {
      const step = place * CODES + code;
      place = this.steps[step] || this.grow(step);
    }
    return place;
  }

  /** A new place behind a step. */
  private grow(step: number): number {
    if ((this.size + 1) * CODES > this.steps.length) {
      const wider = new Int32Array(this.steps.length * 2);
      wider.set(this.steps);
      this.steps = wider;
    }
    this.steps[step] = this.size;
    this.size += 1;
    return this.size - 1;
  }
}

/**
 * The steps of a tree in little memory, so that what is looked up for each word of a text is near: the rows of all places lie
 * over each other, each where its steps meet free cells. A cell is a place; it says whose step leads there, and where its own row
 * begins.
 */
export class Steps {
  /** where in the cells each place of the tree is */
  readonly cells: Int32Array;
  /** of each cell where its row begins, and the cell before it */
  private rows = new Int32Array(8 * CODES).fill(NOBODY);

  constructor({ size, steps }: Tree) {
    this.cells = new Int32Array(size);
    this.rows[0] = 0;
    let free = 1;
    for (let place = 0; place < size; place += 1) {
      const row = steps.subarray(place * CODES, (place + 1) * CODES);
      const cell = this.cells[place] as number;
      const first = row.findIndex((target) => target !== 0);
      while (!this.isFree(free)) free += 1;
      if (first < 0) continue;
      let begin = Math.max(1, free - first);
      while (!this.takes(row, begin)) begin += 1;
      this.rows[2 * cell] = begin;
      row.forEach((target, code) => {
        if (target === 0) return;
        this.rows[2 * (begin + code)] = 0;
        this.rows[2 * (begin + code) + 1] = cell;
        this.cells[target] = begin + code;
      });
    }
  }

  /** The cell behind a cell by a kind of sign: 0 where nothing follows. */
  after(cell: number, code: number): number {
    const next = (this.rows[2 * cell] as number) + code;
    return this.rows[2 * next + 1] === cell ? next : 0;
  }

  private takes(row: Int32Array, begin: number): boolean {
    for (let code = 0; code < CODES; code += 1) if (row[code] !== 0 && !this.isFree(begin + code)) return false;
    return true;
  }

  /** Whether nobody is at a cell. There is room for a row that begins at it. */
  private isFree(cell: number): boolean {
    if (2 * (cell + CODES + 1) >= this.rows.length) {
      const wider = new Int32Array(this.rows.length * 2).fill(NOBODY);
      wider.set(this.rows);
      this.rows = wider;
    }
    return cell > 0 && this.rows[2 * cell] === NOBODY;
  }
}

/** Many short lists of numbers, one behind the other. */
export class Lists {
  readonly items: Int32Array;
  private readonly begins: Int32Array;

  /** The lists of places of a tree, by their cells. */
  static byCell(lists: readonly (readonly number[] | undefined)[], { cells }: Steps): Lists {
    const all: (readonly number[] | undefined)[] = [];
    for (const [place, cell] of cells.entries()) all[cell] = lists[place];
    return new Lists(all, all.length);
  }

  constructor(lists: readonly (readonly number[] | undefined)[], count: number) {
    this.begins = new Int32Array(count + 1);
    for (let list = 0; list < count; list += 1)
      this.begins[list + 1] = (this.begins[list] as number) + (lists[list]?.length ?? 0);
    this.items = new Int32Array(this.begins[count] as number);
    for (let list = 0; list < count; list += 1) this.items.set(lists[list] ?? [], this.begins[list]);
  }

  from(list: number): number {
    return this.begins[list] as number;
  }
}
