// What might be known beside the register? Every fact of the contract, near the days on which it would matter.
import type { ClockFacts, MissingFact } from '../../../../src/cases/clock/clockTypes.ts'
import type { Chance } from './chance.ts'
import { instantText, isSummerTime, plus, secondsOf } from './naiveDates.ts'
import type { Run } from './randomMarks.ts'

/** Where facts gather: the run, the moment asked about, and the day after a leave. */
export interface Around {
  run: Run
  today: string
  asOf: string
  /** Whether everything that a ground asks for is likely to be there. */
  isRipe: boolean
}

/** The same moment, written with one offset or another. */
export function written(chance: Chance, seconds: number): string {
  const [offset, ahead] = chance.pick([
    ['Z', 0],
    ['Z', 0],
    isSummerTime(seconds) ? ['+01:00', 3600] : ['+00:00', 0],
    ['+05:45', 20700],
    ['-05:00', -18000],
  ] as const)
  return instantText(seconds + ahead).replace('Z', offset)
}

export function randomFacts(chance: Chance, around: Around): ClockFacts {
  const { run, today, isRipe } = around
  const asOf = secondsOf(around.asOf)
  const near = (date: string) => plus(date, chance.pick([0, 0, 0, -1, 1, -2, 2, 5, -31, chance.whole(-30, 30)]))
  const date = () => (chance.oneIn(2) ? near(run.firstOn) : near(today))
  const instant = () =>
    chance.oneIn(3)
      ? written(chance, asOf + chance.pick([-1, 0, 1, -60, 60, -72 * 3600, -7 * 86400, chance.whole(-9e5, 9e4)]))
      : written(chance, secondsOf(`${date()}T00:00:00Z`) + chance.whole(-3600, 86400))
  const rarely = <Item>(make: () => Item, times = 3): Item | null | undefined =>
    chance.oneIn(times) ? make() : chance.pick([null, undefined, undefined])
  const good = <Item>(make: () => Item): Item | null | undefined =>
    isRipe && !chance.oneIn(16) ? make() : rarely(make)
  const yesOrNo = () => chance.pick([true, false])
  const soundly = () => (isRipe && !chance.oneIn(6) ? written(chance, asOf - chance.whole(0, 5000)) : instant())
  const soundDate = () => (isRipe && !chance.oneIn(6) ? plus(today, -chance.whole(0, 3)) : date())

  const facts: ClockFacts = {
    contacts: rarely(() => chance.upTo(3, () => ({ at: instant(), reached: yesOrNo() }))),
    explainedOn: rarely(date, 4),
    explainedUntil: rarely(date, 4),
    flags: rarely(() => ({
      lookedAfter: rarely(yesOrNo),
      protectionPlan: rarely(yesOrNo),
      childInNeed: rarely(yesOrNo),
      youthJustice: rarely(yesOrNo),
    })),
    toldSocialWorkerOn: rarely(date),
    toldCmeOfficerOn: rarely(date),
    escalatedOn: rarely(date),
    homeVisitOn: rarely(date),
    referredToAuthorityOn: rarely(date),
    reviewsOn: rarely(() => chance.upTo(3, date)),
    riskAnswers: rarely(() => ({
      [chance.pick(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'])]: chance.pick(['yes', 'yes', 'no', 'unknown'] as const),
      [chance.pick(['Q1', 'Q2', 'Q6b', 'Q7a', 'Q9c', 'A7'])]: chance.pick(['yes', 'no', 'unknown'] as const),
    })),
    riskAnsweredOn: rarely(date, 2),
    referredAt: rarely(instant),
    attendanceReturnsSentOn: rarely(() => chance.upTo(3, date)),
    sicknessReturnSentOn: rarely(date),
    foreseenSickness: rarely(() => {
      const from = near(today)
      return { believedOn: date(), from, to: plus(from, chance.whole(0, 40)) }
    }),
    newPupilReturn: rarely(() => ({ sentOn: rarely(date), exempt: rarely(yesOrNo) })),
    educationKnown: rarely(yesOrNo),
    recordSentOn: rarely(date),
    enquiries: isRipe
      ? (['school', 'authority'] as const)
          .filter(() => !chance.oneIn(16))
          .map((by) => ({ by, on: soundDate(), what: 'A visit.', signedAt: good(soundly) }))
      : rarely(() =>
          chance.upTo(3, () => ({
            by: chance.pick(['school', 'authority'] as const),
            on: date(),
            what: rarely(() => 'A telephone call.'),
            signedAt: rarely(instant, 2),
          })),
        ),
    sicknessOrUnavoidable: good(() => ({ answer: chance.oneIn(isRipe ? 8 : 2), signedAt: soundly() })),
    outcome: good(() => ({
      kind: chance.pick(['not-found', 'found'] as const),
      schoolSignedAt: good(soundly),
      authoritySignedAt: good(soundly),
      agreedNoReasonableGroundsToExpectReturn: chance.pick([true, true, false, null, undefined]),
    })),
    missing: rarely(() => chance.upTo(3, () => randomEpisode(chance, around, instant, date))),
  }
  // A field that is not there is not the same as one that is null.
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

function randomEpisode(chance: Chance, around: Around, instant: () => string, date: () => string): MissingFact {
  const rarely = <Item>(make: () => Item): Item | null => (chance.oneIn(2) ? make() : null)
  const monthAgo = plus(around.today, -chance.pick([27, 28, 29, 30, 31, 32]))
  // Missing for long enough that the monthly review comes round.
  if (chance.oneIn(5)) {
    const reportedAt = `${plus(monthAgo, -chance.whole(0, 9))}T12:00:00Z`
    return { reportedAt, from: 'care', meetingsOn: [monthAgo, ...chance.upTo(1, date)] }
  }
  return {
    reportedAt: instant(),
    from: chance.pick(['care', 'home'] as const),
    protectionPlanOrS47: chance.pick([true, true, false, null]),
    returnedAt: rarely(instant),
    interviewedAt: rarely(instant),
    refusedAt: rarely(instant),
    parentConversationAt: rarely(instant),
    safeAndWellAt: rarely(instant),
    meetingsOn: rarely(() => chance.upTo(3, date)),
    assistantDirectorToldOn: rarely(date),
    leadMemberToldOn: rarely(date),
    strategyMeetingOn: rarely(date),
  }
}
