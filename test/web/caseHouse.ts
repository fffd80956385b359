// A case at Oakfield, opened on its third school day, on which both sides wrote; and a record with one entry of every kind.
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { writesOfMarks } from '../../src/storage/markStore.ts'
import {
  completeRegisters,
  happened,
  markOf,
  oakfield,
  type PupilHouse,
  pupilHouse,
  withContacts,
} from './pupilHouse.ts'

/** Monday 26 October 2026, 10:00 in London: half-term, after ten school days away. */
export const halfTerm = '2026-10-26T10:00:00.000Z'

export const tenDays = [12, 13, 14, 15, 16, 19, 20, 21, 22, 23].map((day) => `2026-10-${day}`)

/** The absence as the register tells it: N on every session from Monday 12 to Friday 23 October. */
export async function caseHouse({ at = halfTerm, days = tenDays }: { at?: string; days?: readonly string[] } = {}) {
  const house = await pupilHouse({ at, marked: false })
  const marks = days.flatMap((on) => [markOf('zsofia', on, 'AM', 'N'), markOf('zsofia', on, 'PM', 'N')])
  await house.database.commit(writesOfMarks(oakfield, marks, []))
  await completeRegisters(house, oakfield, days)
  await withContacts(house)
  await write(house, 'mis', '2026-10-12T08:40:00.000Z', [{ what: 'absence-began', details: { firstOn: '2026-10-12' } }])
  return house
}

/** Adds happenings to Zsófia's case, in one commit. */
export function write(house: PupilHouse, by: string, at: string, happenings: readonly CaseHappening[]): Promise<void> {
  return happened(house, 'kase', 'zsofia', happenings, { at, by })
}

export const openedByClock: readonly CaseHappening[] = [
  { what: 'case-opened', details: { because: 'school-day', reason: 'School day 3, unexplained.', schoolDay: 3 } },
  {
    what: 'told',
    details: {
      whom: 'education-welfare',
      on: '2026-10-14',
      who: 'Education Welfare Service',
      how: 'by message',
      words: '',
      messageId: 'message-1',
    },
  },
]

export async function opened(house: PupilHouse): Promise<void> {
  await write(house, 'mis', '2026-10-14T08:40:00.000Z', openedByClock)
}

const risk = {
  on: '2026-10-12',
  answers: { A1: 'no', A4: 'yes', Q1: 'unknown' },
  level: 'high',
  decision: 'refer',
  reason: 'Placement at risk, secret words of risk',
  known: [],
  shown: [],
} as const
const signed = { ground: 'I', statement: 'Signed words', role: 'head teacher', runFirstOn: '2026-10-12' } as const
const rang = { contactId: null, who: 'A neighbour', number: null, method: 'phone', words: '' } as const

/** One entry of each kind there is; versions from 1. What withdraws names one before it. */
export const everyKind: readonly CaseHappening[] = [
  { what: 'absence-began', details: { firstOn: '2026-10-12' } },
  { what: 'contact-attempted', details: { ...rang, outcome: 'no-answer' } },
  { what: 'contact-attempt-withdrawn', details: { version: 2 } },
  {
    what: 'reason-given',
    details: { explainedOn: '2026-10-12', explainedUntil: '2026-10-12', reason: 'Tooth', whoSaid: 'Mother' },
  },
  { what: 'reason-withdrawn', details: { version: 4 } },
  { what: 'absence-start-moved', details: { from: '2026-10-12', to: '2026-10-13' } },
  { what: 'mark-corrected', details: { on: '2026-10-12', session: 'AM', from: 'N', to: 'I', reason: 'Ill' } },
  { what: 'absence-ended', details: { on: '2026-10-15', because: 'attended' } },
  { what: 'absence-began-again', details: { firstOn: '2026-10-16' } },
  {
    what: 'case-opened',
    details: { because: 'cme-officer-told', reason: 'The school told the CME officer.', schoolDay: 2 },
  },
  { what: 'case-allocated', details: { personId: 'dan', personName: 'Dan Hale' } },
  { what: 'risk-answered', details: risk },
  {
    what: 'referral-made',
    details: {
      side: 'school',
      to: 'police',
      at: '2026-10-16T09:05:00.000Z',
      reference: 'NP-2231',
      takenBy: 'PC Lowe',
      dueOn: '2026-10-17',
      said: [],
      words: 'Secret words of the referral',
    },
  },
  {
    what: 'referral-acknowledged',
    details: { version: 13, on: '2026-10-16', who: 'Sgt Byrne', reference: 'NP-2231' },
  },
  {
    what: 'referral-answered',
    details: { version: 13, on: '2026-10-17', who: 'Sgt Byrne', answer: 'Secret words of the answer' },
  },
  {
    what: 'told',
    details: {
      whom: 'social-worker',
      on: '2026-10-16',
      who: 'Lena Cole, social worker',
      how: 'by telephone',
      words: 'Will visit',
      messageId: null,
    },
  },
  {
    what: 'telling-held',
    details: {
      whom: 'education-welfare',
      on: '2026-10-16',
      messageId: 'm1',
      because: 'No register is known for 1 of these days.',
    },
  },
  {
    what: 'not-reached',
    details: { version: 17, messageId: 'm1', because: 'The address does not exist.' },
  },
  { what: 'return-sent', details: { on: '2026-10-26', how: 'through a portal', words: '' } },
  { what: 'record-sent', details: { on: '2026-10-26', to: 'Beck School, Leeds', how: 'by post' } },
  {
    what: 'check-made',
    details: {
      side: 'school',
      check: 'S8',
      on: '2026-10-19',
      how: 'at the door',
      who: 'Ruth Adeyemi',
      result: 'nothing-found',
      words: 'Nobody in, card left',
      nextStep: 'Again',
      nextOn: '2026-10-21',
      childSeen: false,
    },
  },
  {
    what: 'review-held',
    details: {
      on: '2026-10-20',
      present: 'Ruth Adeyemi, Dan Hale',
      level: 'medium',
      was: 'high',
      changed: 'Secret words of the review',
      next: 'Ask housing',
    },
  },
  {
    what: 'child-seen',
    details: {
      side: 'authority',
      on: '2026-10-21',
      who: 'Omar Bell',
      profession: 'school nurse',
      where: 'at the clinic',
      words: 'Well dressed',
    },
  },
  { what: 'sickness-signed', details: { ...signed, answer: false } },
  { what: 'enquiries-signed', details: { ...signed, side: 'authority', checks: [21] } },
  { what: 'outcome-signed', details: { ...signed, side: 'school', kind: 'not-found', agreed: null } },
  {
    what: 'name-removed',
    details: {
      ground: 'I',
      on: '2026-10-23',
      statement: 'Decided words',
      role: 'head teacher',
      conditions: [],
      returnMessageId: 'm2',
    },
  },
  {
    what: 'child-found',
    details: {
      side: 'authority',
      kind: 'another-school',
      on: '2026-10-24',
      who: 'Beck School',
      how: 'The new school confirmed the admission',
      where: 'Beck School, Leeds',
      words: 'Started Monday',
    },
  },
  { what: 'case-closed', details: { because: 'another-school', on: '2026-10-24' } },
  { what: 'entry-withdrawn', details: { version: 16, reason: 'Wrong child' } },
  {
    what: 'deadlines-moved',
    details: {
      source: 'typed',
      publishedAt: '2026-10-14T09:00:00.000Z',
      reason: 'A day was missing',
      moved: [
        { rule: 'home-visit', from: '2026-10-16', to: '2026-10-19' },
        { rule: 'ground-i', from: '2026-11-16', to: null },
      ],
    },
  },
]

/** The details of one entry are erased; the entry stays. */
export async function erased(house: PupilHouse, version: number): Promise<void> {
  await house.database.commit([sql`DELETE FROM case_event_details WHERE case_id = 'kase' AND version = ${version}`])
}

/** The page as it reads: spaces between the lines of a template say nothing. */
export async function pageText(house: PupilHouse, who: string, path = '/cases/kase'): Promise<string> {
  const answer = await house.ask(who, path)
  if (answer.status !== 200) throw new Error(`${path} answered ${who} with ${answer.status}`)
  return (await answer.text()).replace(/\s+/g, ' ')
}
