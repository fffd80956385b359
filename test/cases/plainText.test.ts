// What is kept of a text, and what is nothing to see.
import { expect, test } from 'vitest'
import { isSeen, plainLine, plainLines } from '../../src/cases/plainText.ts'

test.each([
  ['spaces and tabs', '  Ana\t  Ferreira ', 'Ana Ferreira'],
  ['NUL and other control characters', 'A\u0000n\u001ba\u0085Ferreira', 'Ana Ferreira'],
  ['overrides of direction', '\u202Egnp.exe\u202C \u2067x\u2069', 'gnp.exe x'],
  ['what has no width', 'An\u200Ba\uFEFF\u00AD', 'Ana'],
  ['an accent of its own', 'Jose\u0301', 'José'],
  ['line breaks', 'one\r\ntwo\nthree\u2028four', 'one two three four'],
  ['half a character', 'a\ud800b', 'a\ufffdb'],
  ['a joiner that a name needs', 'نی\u200cلو', 'نی\u200cلو'],
])('%s on one line', (_, typed, kept) => {
  expect(plainLine(typed)).toBe(kept)
})

test('line breaks stay where there are lines', () => {
  expect(plainLines(' one \r\n\u202Etwo\t2 \r three\n\n')).toBe('one\ntwo 2\nthree')
})

test.each([
  ['Ana', true],
  ['安', true],
  ['-', true],
  ['', false],
  [' ', false],
  ['\u200d\u200c', false],
  ['\u3164', false],
  ['\u115f\u2800', false],
  ['\u0301', false],
])('whether %j is seen', (text, seen) => {
  expect(isSeen(text)).toBe(seen)
})
