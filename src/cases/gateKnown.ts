// What stands against a deletion though the clock is not asked it? Today's register, an unknown age, and what became known since somebody signed.
import type { CaseNow } from './caseNow.ts'
import type { GroundLetter } from './caseWork.ts'
import type { RemovalCondition } from './clock/clockTypes.ts'
import { closedDaysMarked } from './closedDaysMarked.ts'
import { type GateNews, isOvertakenBy, type SignatureStanding } from './gateNews.ts'

/** The conditions beside the clock's: listed only where they stand against a deletion. */
export function knownBeside(
  now: CaseNow,
  ground: GroundLetter,
  signatures: readonly SignatureStanding[],
  news: readonly GateNews[],
): readonly RemovalCondition[] {
  return [
    // The clock looks at whole days: a child who came this morning is not absent, though today is not over.
    ...(ground === 'I' && isReached(now) && now.answer!.absence === null
      ? [{ id: 'still-away', met: false, because: `${now.today}: ${todaysCodes(now)}.` }]
      : []),
    ...closedDayMarked(now, ground),
    ...reasonSince(now, signatures, news),
    ...seenSince(signatures, news),
    ...foundSinceSigned(signatures, news),
    ...(now.pupil.dateOfBirth === null
      ? [{ id: 'age-known', met: null, because: 'The date of birth was never sent.' }]
      : []),
  ]
}

// A day closed by mistake would join two absences into one of twenty days.
function closedDayMarked(now: CaseNow, ground: GroundLetter): readonly RemovalCondition[] {
  const from = now.runs[ground]
  const first = from === null ? undefined : closedDaysMarked(now, from)[0]
  if (!first) return []
  const { on, session, code, closedBecause } = first
  const because = `${on}, ${session}: the register says ${code}, and the calendar says there was no school (${closedBecause}).`
  return [{ id: 'closed-days-agree', met: false, because }]
}

function isReached({ answer }: CaseNow): boolean {
  return answer?.removal.groundI.conditions.some(({ id, met }) => id === 'twenty-school-days' && met === true) ?? false
}

function todaysCodes({ marks, today }: CaseNow): string {
  const codes = marks.filter(({ on }) => on === today).map(({ session, code }) => `${session} ${code}`)
  return codes.length > 0 ? codes.join(', ') : 'present'
}

/** The newest of a kind that some signature was given before; null without. */
function overtaking(signatures: readonly SignatureStanding[], news: readonly GateNews[], what: GateNews['what']) {
  return news.findLast((each) => each.what === what && signatures.some(isOvertakenBy(each))) ?? null
}

function reasonSince(now: CaseNow, signatures: readonly SignatureStanding[], news: readonly GateNews[]) {
  const reason = overtaking(signatures, news, 'reason')
  if (!reason) return []
  const { explainedBy, explainedUntil } = now.summary
  const isInForce = explainedBy === reason.version && (explainedUntil === null || explainedUntil >= now.today)
  const until = isInForce && explainedUntil !== null ? ` until ${explainedUntil}` : ''
  const lead = isInForce ? `A reason in force${until}` : 'A reason that is no longer in force'
  return [{ id: 'reason-since', met: false, because: `${lead}, given on ${reason.on}, after the signatures.` }]
}

function seenSince(signatures: readonly SignatureStanding[], news: readonly GateNews[]) {
  const seen = overtaking(signatures, news, 'seen')
  return seen
    ? [{ id: 'seen-since', met: false, because: `Seen on ${seen.on}, written down after the outcome was signed.` }]
    : []
}

function foundSinceSigned(signatures: readonly SignatureStanding[], news: readonly GateNews[]) {
  const isSignedNotFound = signatures.some((each) => each.what === 'outcome' && each.kind === 'not-found')
  const last = news.findLast(({ what }) => what === 'found')
  if (last && isSignedNotFound) {
    return [
      { id: 'not-found-since', met: false, because: `Found on ${last.on}, and the outcome signed is “not found”.` },
    ]
  }
  const found = overtaking(signatures, news, 'found')
  return found
    ? [
        {
          id: 'not-found-since',
          met: false,
          because: `Found on ${found.on}, written down after the outcome was signed.`,
        },
      ]
    : []
}
