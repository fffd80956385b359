// Does a reason suggest a code only where its words leave one, and nothing at all where they might mean somebody else?
import { expect, test } from 'vitest'
import { suggestedCode } from '../../src/cases/suggestedCode.ts'

test.each([
  ['Sick in the night', 'I'],
  ['ILL, back tomorrow', 'I'],
  ['Chickenpox', 'I'],
  ['Dentist at ten', 'M'],
  ['Hospital today', 'M'],
  ['Interview at the college', 'J1'],
  ['Eid', 'R'],
  ['Suspended until Friday', 'E'],
])('%s suggests %s', (reason, code) => {
  expect(suggestedCode(reason)?.code).toBe(code)
})

test('the meaning comes from the list of codes', () => {
  expect(suggestedCode('Poorly')).toEqual({ code: 'I', meaning: 'Illness' })
})

test.each([
  'Not ill, gone to town',
  'Isn’t sick',
  'Her mother is in hospital',
  'Baby brother unwell',
  'Sick and at the doctor',
  'On holiday',
  'Gone to Wales',
  'Will be late',
  'Illustration day',
  'Overslept',
  '',
])('%j suggests nothing', (reason) => {
  expect(suggestedCode(reason)).toBeNull()
})
