import { describe, expect, test } from 'vitest'
import { byMessage, onlyShown } from '../../src/cases/messageBehind.ts'
import { isServiceUntold, type UnsentMessage } from '../../src/cases/serviceUntold.ts'
import { caseAt, found, opened, told, type Written } from './caseAt.ts'

const unsent: UnsentMessage = { id: 'm', state: 'waiting', because: 'No address is known.', tellings: [3] }
const toldByMessage: Written = {
  what: 'told',
  details: {
    whom: 'education-welfare',
    on: '2026-10-14',
    who: 'Education Welfare Service',
    how: byMessage,
    words: '',
    messageId: 'm',
  },
}
const notReached: Written = { what: 'not-reached', details: { version: 3, messageId: 'm', because: 'Given up.' } }
const ended: Written = { what: 'absence-ended', details: { on: '2026-10-16', because: 'attended' } }
const closed: Written = { what: 'case-closed', details: { because: 'home-educated', on: '2026-10-22' } }

const isUntold = (message: UnsentMessage | null, ...happenings: Written[]) =>
  isServiceUntold(caseAt('2026-10-22', [opened, ...happenings]).summary, message)

describe('the service has not read of an open case', () => {
  test.each([
    ['its message waits for an address', unsent, [toldByMessage], true],
    ['its message failed and is tried again', { ...unsent, state: 'failed', because: 'Busy' }, [toldByMessage], true],
    ['its message was given up', { ...unsent, state: 'dead', because: 'Refused' }, [toldByMessage, notReached], true],
    ['nothing is unsent', null, [toldByMessage], false],
    ['a demonstration shows its message', { ...unsent, because: onlyShown }, [toldByMessage], false],
    ['somebody told the service another way', unsent, [toldByMessage, told('education-welfare')], false],
    ['somebody told the CME officer', unsent, [toldByMessage, told('cme-officer')], true],
    ['the message was given up and the absence is over', unsent, [toldByMessage, notReached, ended], false],
    ['the case is closed', unsent, [toldByMessage, found('home-educated', 'authority'), closed], false],
  ] as const)('when %s', (_, message, happenings, is) => {
    expect(isUntold(message, ...happenings)).toBe(is)
  })
})
