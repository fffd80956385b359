// The lead's answers to the risk questions: what is kept, what is refused, and when they open the case.
import { describe, expect, test } from 'vitest'
import type { RiskLevel } from '../../src/cases/caseWork.ts'
import { answerRisk, isLower, levelBefore, type RiskToAnswer } from '../../src/cases/decide/answerRisk.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { ageInYears, questionAsked, riskQuestionList } from '../../src/law/riskQuestionList.ts'
import { newCase } from '../../src/storage/caseStore.ts'
import { caseNowOf } from './caseNowOf.ts'

const ids = [
  ...['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'],
  ...['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q6a', 'Q6b', 'Q7', 'Q7a', 'Q8', 'Q9', 'Q9a', 'Q9b', 'Q9c'],
]
const allNo = Object.fromEntries(ids.map((id) => [id, 'no']))

function risk(change: Partial<RiskToAnswer> = {}): RiskToAnswer {
  return {
    answers: allNo,
    level: 'medium',
    decision: 'enquire',
    reason: 'Spoke to the aunt.',
    whyLower: '',
    known: ['A4: known'],
    shown: ['A4: shown'],
    ...change,
  }
}

const answered = (level: RiskLevel): CaseHappening => ({
  what: 'risk-answered',
  details: { on: '2026-10-12', answers: {}, level, decision: 'enquire', reason: 'r', known: [], shown: [] },
})
const reviewed = (level: RiskLevel): CaseHappening => ({
  what: 'review-held',
  details: { on: '2026-10-13', present: 'p', level, was: null, changed: '', next: '' },
})
const opened: CaseHappening = { what: 'case-opened', details: { because: 'by-hand', reason: 'r', schoolDay: 1 } }
const closed: CaseHappening = { what: 'case-closed', details: { because: 'attending', on: '2026-10-14' } }

const kindsOf = (decided: ReturnType<typeof answerRisk>) =>
  'accepted' in decided ? decided.accepted.map(({ what }) => what) : decided.refused

describe('the questions', () => {
  test('are the seven and the fifteen of the procedure, each a question in our own words', () => {
    expect(riskQuestionList.map(({ id }) => id)).toEqual(ids)
    expect(riskQuestionList.filter(({ kind }) => kind === 'must-refer').map(({ id }) => id)).toEqual(ids.slice(0, 7))
    expect(riskQuestionList.filter(({ asks }) => !/^[A-Z].{15,}\?$/.test(asks))).toEqual([])
  })

  test('a number the list no longer has stands for itself', () => {
    expect([questionAsked('A4'), questionAsked('Z9')]).toEqual(['Is the child looked after?', 'Z9'])
  })

  test.each([
    ['2015-10-14', '2026-10-14', 11],
    ['2015-10-15', '2026-10-14', 10],
    ['2016-02-29', '2027-02-28', 10],
    ['2016-02-29', '2027-03-01', 11],
  ])('a child born on %s is, on %s, %i', (born, on, age) => {
    expect(ageInYears(born, on)).toBe(age)
  })
})

test('the answers are kept with what was known and shown, on the day of the answers', () => {
  expect(answerRisk(caseNowOf([]), risk({ answers: { ...allNo, Q2: 'unknown', made: 'up' } }))).toEqual({
    accepted: [
      {
        what: 'risk-answered',
        details: {
          on: '2026-10-14',
          answers: { ...allNo, Q2: 'unknown' },
          level: 'medium',
          decision: 'enquire',
          reason: 'Spoke to the aunt.',
          known: ['A4: known'],
          shown: ['A4: shown'],
        },
      },
    ],
  })
})

test.each(ids)('%s without an answer is refused: silence is not no', (id) => {
  const { [id]: _, ...rest } = allNo
  expect(answerRisk(caseNowOf([]), risk({ answers: rest }))).toEqual({ refused: 'answer-missing' })
  expect(answerRisk(caseNowOf([]), risk({ answers: { ...rest, [id]: '' } }))).toEqual({ refused: 'answer-missing' })
  expect(answerRisk(caseNowOf([]), risk({ answers: { ...rest, [id]: 'maybe' } }))).toEqual({
    refused: 'answer-missing',
  })
  expect(kindsOf(answerRisk(caseNowOf([]), risk({ answers: { ...rest, [id]: 'unknown' } })))).toEqual(['risk-answered'])
})

test.each([
  ['to refer', { decision: 'refer', level: 'low' }, ['risk-answered', 'case-opened']],
  ['that the level is high', { decision: 'enquire', level: 'high' }, ['risk-answered', 'case-opened']],
  ['to enquire at a medium level', { decision: 'enquire', level: 'medium' }, ['risk-answered']],
] as const)('a decision %s adds %j', (_, change, kinds) => {
  expect(kindsOf(answerRisk(caseNowOf([]), risk(change)))).toEqual(kinds)
})

test('a case that is open stays open and is not opened twice', () => {
  const now = caseNowOf([{ happening: opened }])
  expect(kindsOf(answerRisk(now, risk({ decision: 'refer', level: 'high' })))).toEqual(['risk-answered'])
})

test('the opening says which answers asked for it, without anybody’s words', () => {
  const decided = answerRisk(caseNowOf([]), risk({ decision: 'refer', answers: { ...allNo, A4: 'yes', A7: 'yes' } }))
  expect('accepted' in decided && decided.accepted[1]).toEqual({
    what: 'case-opened',
    details: { because: 'risk', reason: 'Referral decided, with yes to A4, A7.', schoolDay: null },
  })
})

test('a decision to enquire with a yes is kept, with its reason', () => {
  const decided = answerRisk(caseNowOf([]), risk({ answers: { ...allNo, A1: 'yes' } }))
  expect(kindsOf(decided)).toEqual(['risk-answered'])
})

test.each([
  ['a reason of nothing but blanks', [], risk({ reason: ' \u200b ' }), 'decision-reason-needed'],
  ['a closed case', [opened, closed], risk(), 'case-closed'],
  ['a level lower than the last answers', [answered('high')], risk({ level: 'medium' }), 'lowering-reason-needed'],
  ['a level lower than the review after', [answered('low'), reviewed('high')], risk(), 'lowering-reason-needed'],
] as const)('%s is refused', (_, happenings, input, refusal) => {
  const now = caseNowOf(happenings.map((happening) => ({ happening })))
  expect(answerRisk(now, input)).toEqual({ refused: refusal })
})

test('lowering with its own words keeps both reasons; raising and staying ask for none', () => {
  const high = caseNowOf([{ happening: answered('high') }])
  const lowered = answerRisk(high, risk({ level: 'low', whyLower: 'The aunt has her.' }))
  expect('accepted' in lowered && lowered.accepted[0]?.details).toMatchObject({
    level: 'low',
    reason: 'Spoke to the aunt.\n\nWhy the level is lower than before: The aunt has her.',
  })
  expect(kindsOf(answerRisk(high, risk({ level: 'high' })))).toEqual(['risk-answered', 'case-opened'])
  expect(kindsOf(answerRisk(caseNowOf([{ happening: answered('low') }]), risk({ level: 'medium' })))).toEqual([
    'risk-answered',
  ])
})

test('an absence that is not the child’s only one going on is not opened beside another', () => {
  const { summary } = newCase('newer', 'zsofia', '100001')
  const running = { ...summary, beganOn: '2026-10-14', version: 1 }
  const over = { ...running, endedOn: '2026-10-14' }
  const closedToo = { ...over, openedAt: 'x', closedAt: 'y' }
  const openStill = { ...over, openedAt: 'x' }
  const referring = risk({ decision: 'refer' })
  expect(answerRisk(caseNowOf([], undefined, [running]), referring)).toEqual({ refused: 'other-case-open' })
  expect(answerRisk(caseNowOf([], undefined, [openStill]), referring)).toEqual({ refused: 'other-case-open' })
  expect(kindsOf(answerRisk(caseNowOf([], undefined, [over, closedToo]), referring))).toHaveLength(2)
  expect(kindsOf(answerRisk(caseNowOf([], undefined, [running]), risk()))).toEqual(['risk-answered'])
})

test.each([
  [[], null],
  [[answered('low')], 'low'],
  [[answered('low'), reviewed('high')], 'high'],
  [[reviewed('high'), answered('low')], 'low'],
  [[answered('high'), { what: 'entry-withdrawn', details: { version: 2, reason: 'x' } }], null],
] as const)('the level before is that of the last word that stands: %j', (happenings, level) => {
  expect(levelBefore(caseNowOf(happenings.map((happening) => ({ happening }))).summary)).toBe(level)
})

test.each([
  ['low', 'medium', true],
  ['low', 'high', true],
  ['medium', 'high', true],
  ['high', 'low', false],
  ['medium', 'medium', false],
  ['low', null, false],
] as const)('%s after %s is lower: %s', (level, before, lower) => {
  expect(isLower(level, before)).toBe(lower)
})
