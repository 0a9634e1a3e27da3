/** Screening of lines, without a store. */
import { open } from 'node:fs/promises';
import { allowing, type RuleSet, readRules, ruleSet, type ScreenedMessage, screen } from '../../libs/screening';
import { readNamed, sizeNamed } from './named-file';

const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{1,62}$/u;
const BYTE_ORDER_MARK = /^\ufeff/;

/** What a line of the file was answered. */
export interface Answered {
  lines: number;
  bad: number;
}

/** The rules of this release, with the hosts of a file. Throws where a line of it is no host. */
export function rulesOfRelease(allow: string | undefined): RuleSet {
  return ruleSet(allowing(allow === undefined ? [] : hostsOf(allow)));
}

/** The rules that a file says. Throws what is wrong with it, with its name. */
export function rulesIn(file: string): RuleSet {
  const written = readNamed('--shadow', file, 'rules as --print-ruleset writes them').toString('utf8');
  try {
    return ruleSet(readRules(written));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Answers each line of a file with one line, in the same order: what was found, or `error` with the line, its field and the rule.
 * Throws where the file or a host of the list cannot be read.
 */
export async function screenFile(
  file: string,
  allow: string | undefined,
  write: (line: string) => Promise<void>,
): Promise<Answered> {
  const rules = rulesOfRelease(allow);
  const answered = { lines: 0, bad: 0 };
  sizeNamed('FILE', file, 'one JSON object a line');
  const handle = await open(file);
  for await (const value of handle.readLines()) {
    answered.lines += 1;
    try {
      await write(JSON.stringify(answer(value, rules)));
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      answered.bad += 1;
      await write(JSON.stringify({ error: { line: answered.lines, field: error.field, detail: error.message } }));
    }
  }
  return answered;
}

/** A line that says no message, and which field is at fault. */
class BadLine extends Error {
  constructor(
    readonly field: string | null,
    rule: string,
  ) {
    super(rule);
  }
}

function answer(line: string, rules: RuleSet) {
  return screen(messageOf(line.replace(BYTE_ORDER_MARK, '')), rules);
}

function messageOf(line: string): ScreenedMessage {
  const { text, role, language, before, asked, order } = objectOf(line);
  if (typeof text !== 'string') throw new BadLine('text', 'has to be text');
  if (role !== 'buyer' && role !== 'seller') throw new BadLine('role', 'has to be buyer or seller');
  if (typeof language !== 'string' || language === '') throw new BadLine('language', 'has to name a language, such as de');
  if (!absent(before) && !isTexts(before)) throw new BadLine('before', 'has to be a list of texts');
  if (!absent(asked) && typeof asked !== 'string') throw new BadLine('asked', 'has to be text');
  return {
    text,
    role,
    language,
    before: absent(before) ? undefined : before,
    asked: absent(asked) ? undefined : asked,
    order: absent(order) ? undefined : orderOf(order),
  };
}

function orderOf(order: unknown): NonNullable<ScreenedMessage['order']> {
  if (typeof order !== 'object') throw new BadLine('order', 'has to be an object');
  const { numbers, address } = order as Record<string, unknown>;
  if (!absent(numbers) && !isTexts(numbers)) throw new BadLine('order.numbers', 'has to be a list of texts');
  if (!absent(address) && typeof address !== 'string') throw new BadLine('order.address', 'has to be text');
  return { ...(absent(numbers) ? {} : { numbers }), ...(absent(address) ? {} : { address }) };
}

function objectOf(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BadLine(null, 'has to be JSON');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new BadLine(null, 'has to be a JSON object');
  return value as Record<string, unknown>;
}

function absent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function hostsOf(file: string): string[] {
  return readNamed('--allow', file, 'one host a line')
    .toString('utf8')
    .replace(BYTE_ORDER_MARK, '')
    .split(/\r?\n/)
    .flatMap((line, index) => {
      const host = line.trim();
      if (host === '') return [];
      if (!HOST.test(host)) throw new Error(`--allow: line ${index + 1} has to be a host such as dhl.de, is "${host}"`);
      return [host];
    });
}
