// How may an input be broken? All that facts can say, and blows that make it fit no longer, or nearly.
import fc from 'fast-check'

/** Everything that facts can say, at once. */
export const allFacts = {
  contacts: [{ at: '2026-10-12T09:50:00+01:00', reached: false }],
  explainedOn: null,
  explainedUntil: '2026-10-16',
  flags: { lookedAfter: false, protectionPlan: true, childInNeed: null, youthJustice: false },
  toldSocialWorkerOn: '2026-10-12',
  toldCmeOfficerOn: '2026-10-13',
  escalatedOn: '2026-10-14',
  homeVisitOn: null,
  referredToAuthorityOn: null,
  reviewsOn: ['2026-10-13', '2026-10-14'],
  riskAnswers: { A1: 'yes', A7: 'no', Q6a: 'unknown', Q9c: 'no' },
  riskAnsweredOn: '2026-10-12',
  referredAt: '2026-10-12T15:00Z',
  attendanceReturnsSentOn: ['2026-10-14'],
  sicknessReturnSentOn: null,
  foreseenSickness: { believedOn: '2026-10-12', from: '2026-10-12', to: '2026-11-20' },
  newPupilReturn: { sentOn: null, exempt: false },
  educationKnown: false,
  recordSentOn: null,
  enquiries: [
    { by: 'school', on: '2026-10-13', what: 'Asked: who saw her? “Nobody”.', signedAt: '2026-10-13T15:00:00.5Z' },
  ],
  sicknessOrUnavoidable: { answer: false, signedAt: '2026-10-14T10:00:00Z' },
  outcome: {
    kind: 'found',
    schoolSignedAt: '2026-10-14T10:00:00Z',
    authoritySignedAt: null,
    agreedNoReasonableGroundsToExpectReturn: true,
  },
  missing: [
    {
      reportedAt: '2026-10-12T20:00:00Z',
      from: 'care',
      protectionPlanOrS47: true,
      returnedAt: '2026-10-13T20:00:00Z',
      interviewedAt: null,
      refusedAt: '2026-10-14T08:00:00Z',
      parentConversationAt: null,
      safeAndWellAt: '2026-10-13T21:00:00Z',
      meetingsOn: ['2026-10-13'],
      assistantDirectorToldOn: '2026-10-13',
      leadMemberToldOn: null,
      strategyMeetingOn: null,
    },
  ],
}
/** Values that stand nearly anywhere wrongly, and some of them rightly. */
export const oddValues = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1,
    1000,
    1001,
    2.5,
    1e300,
    '',
    ' ',
    'N',
    'H',
    'AM',
    'PM',
    'yes',
    'school',
    'found',
    'care',
  ],
  ...['inset', '2026-02-30', '2026-10-14', '2026-10-14 ', '0000-10-14', '9999-12-31', '2026-10-14T10:00:00'],
  ...['2026-10-14T10:00:00Z', '2026-10-14T24:00:00Z', '2026-10-14T10:00:60Z', '0000-10-14T10:00:00Z', '24:00', '09:30'],
  ...[
    '14:00',
    '07:00',
    'a:b',
    [],
    {},
    [[]],
    [{}],
    ['2026-10-14'],
    { on: '2026-10-14', code: 'N' },
    { from: '2026-10-14' },
  ],
]
const oddKeys = [
  'extra',
  'toString',
  'constructor',
  '__proto__',
  'on',
  'from',
  'to',
  'session',
  'code',
  'A1',
  'Q6',
  'asOf',
]

export interface Damage {
  readonly where: number
  readonly what: 'replace' | 'remove' | 'add' | 'repeat' | 'reverse'
  readonly value: unknown
  readonly key: string
}

/** One blow to a value. */
export const damage: fc.Arbitrary<Damage> = fc.record({
  where: fc.nat(1_000_000),
  what: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'repeat', 'reverse'),
  value: fc.constantFrom(...oddValues),
  key: fc.constantFrom(...oddKeys),
})

type Json = Record<string | number, unknown>

/** Every place in a value, as the object or list that holds it and its key there. */
function placesIn(value: unknown, found: [Json, string | number][] = []): [Json, string | number][] {
  if (typeof value !== 'object' || value === null) return found
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value)
  for (const key of keys) {
    found.push([value as Json, key])
    placesIn((value as Json)[key], found)
  }
  return found
}

/** The text of a value after some blows. */
export function damaged(text: string, damages: readonly Damage[]): string {
  const value = JSON.parse(text)
  for (const { where, what, value: odd, key: added } of damages) {
    const places = placesIn(value)
    const [holder, key] = places[where % places.length]!
    if (what === 'replace') holder[key] = structuredClone(odd)
    else if (what === 'add' && !Array.isArray(holder))
      Object.defineProperty(holder, added, { value: structuredClone(odd), ...plainField })
    else if (what === 'reverse' && Array.isArray(holder)) holder.reverse()
    else if (what === 'repeat' && Array.isArray(holder)) holder.push(structuredClone(holder[key as number]))
    else if (Array.isArray(holder)) holder.splice(key as number, 1)
    else delete holder[key]
  }
  return JSON.stringify(value)
}

const plainField = { enumerable: true, configurable: true, writable: true }
