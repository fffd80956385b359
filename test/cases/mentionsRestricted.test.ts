// What gives a restricted contact away, and what does not.
import { expect, test } from 'vitest'
import { isFromRestricted, isToRestricted } from '../../src/cases/mentionsRestricted.ts'

const mother = { id: 'c1', name: 'Ilona Nagy', phones: [{ number: '01632 960044', kind: null }], restricted: false }
const father = { id: 'c2', name: 'Gábor Nagy', phones: [{ number: '07700 900456', kind: null }], restricted: true }
const attempt = { contactId: 'c1', number: '01632 960044', who: 'Ilona Nagy, mother', words: '' }

test.each([
  ['the contact', { ...attempt, contactId: 'c2', number: null }, true],
  ['their number, written otherwise', { ...attempt, contactId: null, number: '+44 7700 900456' }, true],
  ['their number in what was said', { ...attempt, words: 'Try (0)7700-900-456' }, true],
  ['their name for somebody else', { ...attempt, contactId: null, who: 'GABOR  NAGY (father)' }, true],
  ['their name in what was said', { ...attempt, words: 'He is with Gábor Nagy.' }, true],
  ['somebody else', attempt, false],
  ['a part of their name', { ...attempt, words: 'Gábor Nagyapa rang.' }, false],
  ['a date', { ...attempt, words: 'Until 14/10/2026' }, false],
])('an attempt with %s', (_, made, expected) => {
  expect(isToRestricted([mother, father])(made)).toBe(expected)
})

test.each([
  ['given by them', { whoSaid: 'Gábor Nagy, father', reason: 'Ill' }, true],
  ['with their number', { whoSaid: 'Ilona Nagy', reason: 'Ask 07700 900456' }, true],
  ['given by another', { whoSaid: 'Ilona Nagy, mother', reason: 'Ill' }, false],
])('a reason %s', (_, reason, expected) => {
  expect(isFromRestricted([mother, father])(reason)).toBe(expected)
})

test('a name that an unrestricted contact has too gives nobody away, nor does a contact without number or name', () => {
  const namesake = { ...father, id: 'c3', restricted: false, phones: [] }
  const bare = { ...father, id: 'c4', name: '', phones: [{ number: '', kind: null }] }
  const made = { ...attempt, words: 'Gábor Nagy answered.' }
  expect(isToRestricted([mother, father, namesake, bare])(made)).toBe(false)
})
