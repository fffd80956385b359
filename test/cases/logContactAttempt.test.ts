// One call, written down for one child or for brothers and sisters: what is accepted and what refused.
import { expect, test } from 'vitest'
import { type AbsenceSeen, type AttemptMade, logContactAttempt } from '../../src/cases/decide/logContactAttempt.ts'
import { newCase } from '../../src/storage/caseStore.ts'

const mother = {
  id: 'c1',
  name: 'Ana Ferreira',
  relationship: 'mother',
  priority: 1,
  phones: [{ number: '07700 900123', kind: 'mobile' }],
  restricted: false,
}
const sameMother = { ...mother, id: 'c9', phones: [{ number: '+44 7700 900123', kind: null }] }
const father = {
  id: 'c2',
  name: 'Rui Ferreira',
  relationship: null,
  priority: 2,
  phones: [{ number: '07700 900555', kind: null }],
  restricted: true,
}

function absence(
  contacts: AbsenceSeen['contacts'],
  change: Partial<AbsenceSeen['summary']> = {},
  seenVersion = 1,
): AbsenceSeen {
  return { summary: { ...newCase('a', 'lucia', '100001').summary, version: 1, ...change }, contacts, seenVersion }
}

const byPhone = { method: 'phone', outcome: 'no-answer', words: '' } as const
const rang: AttemptMade = { whom: { contactId: 'c1', number: '07700 900123' }, ...byPhone }

test('an attempt at a contact names who it was, with the relationship', () => {
  expect(logContactAttempt([absence([mother])], rang)).toEqual({
    accepted: [
      [
        {
          what: 'contact-attempted',
          details: {
            contactId: 'c1',
            who: 'Ana Ferreira, mother',
            number: '07700 900123',
            method: 'phone',
            outcome: 'no-answer',
            words: '',
          },
        },
      ],
    ],
  })
})

test('for a brother it is his own contact with the same number, however it is written; without one, nobody on his record', () => {
  const decided = logContactAttempt([absence([mother]), absence([sameMother]), absence([])], rang)
  expect(
    'accepted' in decided &&
      decided.accepted.map(([first]) => first?.what === 'contact-attempted' && first.details.contactId),
  ).toEqual(['c1', 'c9', null])
})

test('somebody who is not on the record is written down by name', () => {
  const decided = logContactAttempt([absence([mother])], {
    whom: { contactId: null, name: 'A neighbour', number: null },
    ...byPhone,
    method: 'in-person',
  })
  expect(decided).toEqual({
    accepted: [
      [
        {
          what: 'contact-attempted',
          details: {
            contactId: null,
            who: 'A neighbour',
            number: null,
            method: 'in-person',
            outcome: 'no-answer',
            words: '',
          },
        },
      ],
    ],
  })
})

test.each([
  ['the absence is over', [absence([mother], { endedOn: '2026-10-13' })], rang, 'absence-over'],
  ['somebody wrote meanwhile', [absence([mother], { version: 2 })], rang, 'changed-meanwhile'],
  [
    'somebody wrote about the brother meanwhile',
    [absence([mother]), absence([sameMother], { version: 3 })],
    rang,
    'changed-meanwhile',
  ],
  ['the contact is gone', [absence([])], rang, 'contact-not-found'],
  [
    'the number is no longer the contact’s',
    [absence([mother])],
    { ...rang, whom: { contactId: 'c1', number: '07700 900999' } },
    'contact-not-found',
  ],
  [
    'the contact is restricted',
    [absence([father])],
    { ...rang, whom: { contactId: 'c2', number: null } },
    'contact-restricted',
  ],
  [
    'the number is a restricted contact’s, typed by hand',
    [absence([father])],
    { ...rang, whom: { contactId: null, name: 'Rui', number: '07700900555' } },
    'contact-restricted',
  ],
  [
    'the number is restricted for the brother alone',
    [absence([mother]), absence([{ ...sameMother, restricted: true }])],
    rang,
    'contact-restricted',
  ],
] as const)('refused when %s', (_, absences, attempt, refusal) => {
  expect(logContactAttempt(absences, attempt)).toEqual({ refused: refusal })
})
