// What gives a restricted contact away, and what does not.
import { describe, expect, test } from 'vitest'
import {
  givesRestrictedAway,
  hiddenWords,
  isFromRestricted,
  isToRestricted,
} from '../../src/cases/mentionsRestricted.ts'

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

describe('any text', () => {
  const hidden = {
    ...father,
    emails: ['Gabor@hidden.example'],
    address: { lines: ['Flat 2', '9 Hidden Mews'], postcode: 'ZZ99 9ZZ' },
  }
  test.each([
    ['the name', 'Ask Gábor Nagy', true],
    ['the number', 'Ask 07700 900456', true],
    ['the e-mail address', 'Write to gabor@HIDDEN.example', true],
    ['the house', 'Seen at 9, hidden mews', true],
    ['the postcode', 'Somewhere in zz999zz', true],
    ['what was hidden before', `Asked: ${hiddenWords}`, true],
    ['another house of the street', 'Seen at 19 Hidden Mews', false],
    ['nothing', '', false],
  ])('with %s', (_, text, expected) => {
    expect(givesRestrictedAway([mother, hidden])(text)).toBe(expected)
  })

  test('with a postcode in which somebody unrestricted lives too gives nobody away', () => {
    const near = { ...mother, address: { lines: ['1 Open Road'], postcode: 'ZZ99 9ZZ' } }
    expect(givesRestrictedAway([near, hidden])('Somewhere in ZZ99 9ZZ')).toBe(false)
  })
})
