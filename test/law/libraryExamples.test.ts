// Is what the rulebook tells as an example of a rule that answers by itself what it answers? Each sentence's dates, none left out.
import { describe, expect, it } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { childProtectionFileDue } from '../../src/law/childProtectionFile.ts'
import { isClosingReason } from '../../src/law/closedByEvidence.ts'
import { isBackdated } from '../../src/law/deletionNotBackdated.ts'
import { groundShown } from '../../src/law/deletionOnlyOnGround.ts'
import { deletionReturnFaults, isDeletionReturnOwed } from '../../src/law/deletionReturn.ts'
import { dualRegistrationEnded } from '../../src/law/dualRegistrationDeletion.ts'
import { educatedOtherwiseOn } from '../../src/law/educatedOtherwiseDeletion.ts'
import { expectedStarterDays } from '../../src/law/expectedStarter.ts'
import { lostPupilFiles } from '../../src/law/lostPupilFile.ts'
import { isMissingEducationReason } from '../../src/law/missingEducationReason.ts'
import { missingEducationBand } from '../../src/law/missingEducationTime.ts'
import { overlappingEpisodes } from '../../src/law/missingEpisodesApart.ts'
import { missingFromCareTypeFault } from '../../src/law/missingFromCareType.ts'
import { isNotInSchoolRegisterKept } from '../../src/law/notInSchoolRegister.ts'
import { nextPenaltyNotice } from '../../src/law/penaltyNoticeCap.ts'
import { mayCategoryStand } from '../../src/law/policeRiskCategory.ts'
import { amendmentLacks } from '../../src/law/registerAmendment.ts'
import { registeredElsewhereOn } from '../../src/law/registeredElsewhereDeletion.ts'
import { registerEntryKeptUntil } from '../../src/law/registerRetention.ts'
import { findInLibrary, ruleLibrary } from '../../src/law/ruleLibrary.ts'
import { findRule } from '../../src/law/rules.ts'
import { authoritiesOf } from '../../src/law/twoAuthorities.ts'
import { ask } from '../cases/clock/ask.ts'
import { calendarA } from '../support/calendars.ts'
import { datesSaid, withWeekday } from './datesSaid.ts'
import { sentReturn, summer2024, twoSigned } from './libraryCast.ts'

/** Rule · every date of its sentence, in order · other words it must have · what is asked of it · what it answers. */
type Row = readonly [
  rule: string,
  dates: readonly string[],
  words: readonly string[],
  ask: () => unknown,
  answers: unknown,
]

const elsewhere = { registeredOn: '2026-11-09', isNamedInOrder: false, isMobileChildsMainSchool: false }
const dual = { isReturnExpected: false, isNamedInOrder: false, isMobileChildsMainSchool: false }
const notice = { isInWriting: true, after: '2026-11-06' }
const spoken = { isInWriting: false, after: '2026-11-06' }
const noOrder = { isNamedInOrder: false, doesAuthorityConsent: true }
const notices = [
  { issuedOn: '2024-10-03', isWithdrawn: false },
  { issuedOn: '2026-02-01', isWithdrawn: false },
]
const amendment = { original: 'N', amended: 'O', reason: '', on: '2026-10-19', name: 'A B', position: 'Office' }
const siblings = (leftOn: string | null) => ['one', 'two'].map((id) => ({ id, leftOn }))

const autumn = prepareCalendar(calendarA)

const table: readonly Row[] = [
  [
    'expected-starter',
    ['2026-10-12', '2026-10-14', '2026-10-24', '2026-11-03'],
    [],
    () => {
      const monday = expectedStarterDays(autumn, '2026-10-12')
      return [monday.first.on, monday.openedBy.on, expectedStarterDays(autumn, '2026-10-24').first.on]
    },
    ['2026-10-12', '2026-10-14', '2026-11-03'],
  ],
  [
    'register-amendment',
    ['2026-10-19'],
    ['nobody says why: refused'],
    () => [amendmentLacks(amendment), amendmentLacks({ ...amendment, reason: 'No answer from the family' })],
    [['reason'], []],
  ],
  ['register-retention', ['2026-10-12', '2032-10-12'], [], () => registerEntryKeptUntil('2026-10-12'), '2032-10-12'],
  [
    'lost-pupil-file',
    ['2026-11-12', '2026-11-16'],
    ['8734022_CTF_XXXXXXX_001.xml and 8734022_CTF_XXXXXXX_002.xml'],
    () => [
      lostPupilFiles('8734022', siblings(null), '2026-11-12'),
      lostPupilFiles('8734022', siblings('2026-11-16'), '2026-11-16'),
    ],
    [
      { stillOnRoll: ['one', 'two'] },
      {
        files: [
          {
            pupilId: 'one',
            name: '8734022_CTF_XXXXXXX_001.xml',
            destination: { authority: 'XXX', establishment: 'XXXX' },
          },
          {
            pupilId: 'two',
            name: '8734022_CTF_XXXXXXX_002.xml',
            destination: { authority: 'XXX', establishment: 'XXXX' },
          },
        ],
      },
    ],
  ],
  [
    'child-protection-file',
    ['2026-11-16', '2026-11-21', '2026-11-20'],
    [],
    () => childProtectionFileDue({ confirmedOn: '2026-11-16', termBeginsOn: null }),
    { dueOn: '2026-11-21', warnOn: '2026-11-20' },
  ],
  [
    'police-risk-category',
    ['2026-11-02', '2014-11-03'],
    ['“absent” is refused', '“medium” is accepted'],
    () => [
      mayCategoryStand('absent', '2026-11-02'),
      mayCategoryStand('medium', '2026-11-02'),
      mayCategoryStand('absent', '2014-11-03'),
    ],
    [false, true, true],
  ],
  [
    'missing-from-care-type',
    ['2026-11-02'],
    ['M and A are accepted', '“absent” is refused'],
    () => [
      ['M', 'A', 'absent'].map((type) => missingFromCareTypeFault(type, true)),
      missingFromCareTypeFault('M', false),
    ],
    [[null, null, 'no-such-type'], 'not-looked-after'],
  ],
  [
    'missing-episodes-apart',
    ['2026-11-02', '2026-11-05', '2026-11-04', '2026-11-06', '2026-11-05'],
    ['is refused', 'is not'],
    () => [
      overlappingEpisodes([
        { from: '2026-11-02', to: '2026-11-05' },
        { from: '2026-11-04', to: '2026-11-06' },
      ]),
      overlappingEpisodes([
        { from: '2026-11-02', to: '2026-11-05' },
        { from: '2026-11-05', to: '2026-11-06' },
      ]),
    ],
    [[[0, 1]], []],
  ],
  [
    'deletion-only-on-ground',
    ['2024-08-16', '2024-08-18', '2024-08-19'],
    ['none of the fifteen'],
    () => groundShown('P', { unwell: true }),
    null,
  ],
  [
    'ground-a',
    ['2026-11-09', '2026-11-09'],
    [],
    () => [
      registeredElsewhereOn({ ...elsewhere, isDualAgreed: false }, '2026-11-09').status,
      registeredElsewhereOn({ ...elsewhere, isDualAgreed: true }, '2026-11-09').status,
    ],
    ['met', 'not-met'],
  ],
  [
    'ground-c',
    ['2026-11-09', '2026-11-10'],
    [],
    () => [
      dualRegistrationEnded({ ...dual, consents: [true, null] }).status,
      dualRegistrationEnded({ ...dual, consents: [true, true] }).status,
    ],
    ['pending', 'met'],
  ],
  [
    'ground-f',
    ['2026-11-02', '2026-11-06', '2026-11-07'],
    ['only said so'],
    () => [
      educatedOtherwiseOn({ ...noOrder, notice }, '2026-11-06').status,
      educatedOtherwiseOn({ ...noOrder, notice }, '2026-11-07').status,
      educatedOtherwiseOn({ ...noOrder, notice: spoken }, '2026-11-07').status,
    ],
    ['not-met', 'met', 'not-met'],
  ],
  [
    'deletion-return',
    ['2026-11-16', '2027-07-21'],
    ['at 10:00', 'one of 10:05 is not', 'Year 6', 'unless the authority has asked'],
    () => [
      deletionReturnFaults(sentReturn('10:00'), Date.parse('2026-11-16T10:00:00Z')),
      deletionReturnFaults(sentReturn('10:05'), Date.parse('2026-11-16T10:00:00Z')),
      isDeletionReturnOwed({ isInMostSeniorClass: true, isAtOrAfterEndOfLastTerm: true, isAskedFor: false }),
      isDeletionReturnOwed({ isInMostSeniorClass: true, isAtOrAfterEndOfLastTerm: true, isAskedFor: true }),
    ],
    [[], ['late'], false, true],
  ],
  [
    'deletion-not-backdated',
    ['2026-11-17', '2026-11-16', '2026-11-17'],
    [],
    () => [isBackdated('2026-11-16', '2026-11-17'), isBackdated('2026-11-17', '2026-11-17')],
    [true, false],
  ],
  [
    'penalty-notice-cap',
    ['2024-10-03', '2026-02-01', '2026-03-01', '2027-10-03'],
    ['a second, of 160 pounds'],
    () => [
      nextPenaltyNotice(notices.slice(0, 1), '2026-02-01'),
      nextPenaltyNotice(notices, '2026-03-01'),
      nextPenaltyNotice(notices, '2027-10-03').mayIssue,
    ],
    [
      { mayIssue: true, nth: 2, pounds: 160, poundsIfPaidEarly: null },
      { mayIssue: false, counted: ['2024-10-03', '2026-02-01'], againFrom: '2027-10-03' },
      true,
    ],
  ],
  [
    'closed-by-evidence',
    ['2027-05-17'],
    ['“No contact” closes nothing'],
    () => ['No contact', 'another-school'].map(isClosingReason),
    [false, true],
  ],
  [
    'two-authorities',
    ['2026-11-16'],
    ['873', '874'],
    () => authoritiesOf('873', '874'),
    { returnsTo: '873', missingEducationIn: '874', tell: ['873', '874'] },
  ],
  [
    'missing-education-time',
    ['2026-11-16', '2027-01-21'],
    ['66 days', '“8 to 12 weeks”'],
    () => missingEducationBand('2026-11-16', '2027-01-21'),
    '8 to 12 weeks',
  ],
  [
    'missing-education-reason',
    ['2026-09-01'],
    ['“moved country” is refused', 'so is “Unknown”'],
    () => ['moved country', 'Believed to have moved to another country', 'Unknown'].map(isMissingEducationReason),
    [false, true, true],
  ],
  ['not-in-school-register', ['2026-11-21'], ['no day'], () => isNotInSchoolRegisterKept('2026-11-21'), false],
  [
    'attendance-return-2006',
    ['2024-06-03', '2024-06-14', '2024-07-14'],
    [],
    () => {
      const { duties } = ask('2024-06-14T20:00:00Z', summer2024('2024-06-14'))
      const duty = duties.find(({ rule }) => rule === 'attendance-return')
      return [duty?.triggeredOn, duty?.dueOn]
    },
    ['2024-06-14', '2024-07-14'],
  ],
  [
    'ground-i-2006',
    ['2024-06-03', '2024-07-02', '2024-06-28', '2024-07-02'],
    ['school day 20', 'it would have stayed'],
    () =>
      [twoSigned('2024-07-02', 'not-found'), twoSigned('2024-07-02', 'found')].map((facts) => {
        const answer = ask('2024-07-02T20:00:00Z', { ...summer2024('2024-07-02'), facts })
        return [answer.removal.groundI.twentiethSchoolDay, answer.removal.groundI.status]
      }),
    [
      ['2024-06-28', 'met'],
      ['2024-06-28', 'not-met'],
    ],
  ],
  [
    'ground-h-2006',
    ['2024-06-14', '2024-06-17', '2024-06-28'],
    ['tenth school day', 'the name stays'],
    () => {
      const leave = { endedOn: '2024-06-14' }
      const facts = twoSigned('2024-06-28', 'found')
      const { groundH } = ask('2024-06-28T20:00:00Z', { ...summer2024('2024-06-28'), leave, facts }).removal
      return [groundH.tenthSchoolDay, groundH.status]
    },
    ['2024-06-28', 'not-met'],
  ],
]

describe.each(table)('the worked example of %s', (id, dates, words, answer, expected) => {
  it('says these dates, each with its weekday, and no other', () => {
    const { workedExample } = findInLibrary(id)!
    expect(datesSaid(workedExample)).toEqual(dates.map(withWeekday))
    for (const word of words) expect(workedExample).toContain(word)
  })

  it('is what the rule answers', () => {
    expect(answer()).toEqual(expected)
  })
})

it('every rule that the clock does not answer has its worked example in this table, and each older version', () => {
  expect(table.map(([id]) => id)).toEqual(ruleLibrary.filter(({ id }) => !findRule(id)).map(({ id }) => id))
})
