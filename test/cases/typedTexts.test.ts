// What is left of an entry, a leave or a mark for who may not read all of it?
import { expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/cases/attempts.ts'
import { hiddenWords } from '../../src/cases/mentionsRestricted.ts'
import { unlessHidden, withoutHidden } from '../../src/cases/typedTexts.ts'

const isHidden = (text: string) => text.includes('secret')
const written = { caseId: 'c', pupilId: 'p', version: 3, at: '2026-10-14T09:00:00.000Z', by: 'ruth', byName: 'Ruth' }

test('a text that is hidden says only that; the others stay, and so does what nobody typed', () => {
  const told = {
    whom: 'authority',
    on: '2026-10-14',
    who: 'secret',
    how: 'secretly',
    words: 'Will ring',
    messageId: 'secret',
  }
  const event = { ...written, what: 'told', details: told } as RecordedEvent
  expect(withoutHidden(event, isHidden)).toEqual({
    ...event,
    details: { ...told, who: hiddenWords, how: hiddenWords },
  })
})

test('a number is left out', () => {
  const rang = { contactId: 'secret', who: 'A', number: '1 secret', method: 'phone', outcome: 'reached', words: '' }
  const event = { ...written, what: 'contact-attempted', details: rang } as RecordedEvent
  expect(withoutHidden(event, isHidden).details).toEqual({ ...rang, number: null })
})

test('of kept sentences the line that is hidden goes, and what it is about stays', () => {
  const said = ['Tried: Monday\nsecret\nTuesday', 'Found: secret', 'secret', 'secret: words', 'School: Oakfield']
  const event = { ...written, what: 'referral-made', details: { said } } as unknown as RecordedEvent
  expect(withoutHidden(event, isHidden).details).toEqual({
    said: [
      `Tried: Monday\n${hiddenWords}\nTuesday`,
      `Found: ${hiddenWords}`,
      hiddenWords,
      hiddenWords,
      'School: Oakfield',
    ],
  })
})

test('lines that give somebody away together go together', () => {
  const event = {
    ...written,
    what: 'referral-made',
    details: { said: ['Found: se\ncret'] },
  } as unknown as RecordedEvent
  const shown = withoutHidden(event, (text) => text.replace('\n', '').includes('secret')).details
  expect(shown).toEqual({ said: [`Found: ${hiddenWords}`] })
})

test('parts within an entry are looked at, too; an entry whose details were erased has none', () => {
  const conditions = [{ id: 'secret', because: 'secret' }]
  const removed = { ...written, what: 'name-removed', details: { conditions } } as unknown as RecordedEvent
  expect(withoutHidden(removed, isHidden).details).toEqual({ conditions: [{ id: 'secret', because: hiddenWords }] })
  const erased = { ...written, what: 'told', details: {} } as unknown as RecordedEvent
  expect(withoutHidden(erased, isHidden)).toEqual(erased)
})

test('a field that this version does not know counts as typed', () => {
  const event = { ...written, what: 'child-seen', details: { mood: 'secret' } } as unknown as RecordedEvent
  expect(withoutHidden(event, isHidden).details).toEqual({ mood: hiddenWords })
})

test('a text alone, or none', () => {
  expect([unlessHidden('secret', isHidden), unlessHidden('open', isHidden), unlessHidden(null, isHidden)]).toEqual([
    hiddenWords,
    'open',
    null,
  ])
})
