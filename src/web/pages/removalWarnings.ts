// What should everybody at the removal gate look at before they sign, though no condition forbids it?

import { londonDate } from '../../calendar/londonTime.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { attendedOn } from '../../cases/decide/recordLeave.ts'
import { daysUnseen } from '../../cases/gateDays.ts'
import { daysReachedOn, type RemovalGate, sideOf } from '../../cases/removalGate.ts'
import { standingOf } from '../../cases/standing.ts'
import { inWords } from './inWords.ts'

/** The warnings, a sentence or two each. */
export function removalWarnings(now: CaseNow, gate: RemovalGate): string[] {
  return [
    ...codeNOverdue(now, gate),
    ...signedEarly(gate),
    ...seenSince(now, gate),
    ...reasonInForce(now, gate),
    ...(gate.ground === 'H' ? attendedDuringLeave(now) : []),
    ...(gate.ground === 'H' ? unseenSince(now, gate) : []),
    ...(now.silent.some(({ on }) => on === now.today)
      ? ['Today’s register is not known here yet. Ask whether the child is in school.']
      : []),
  ]
}

function codeNOverdue({ answer, marks }: CaseNow, { runFirstOn }: RemovalGate): string[] {
  const duty = answer?.duties.find(({ rule, state }) => rule === 'unexplained-code' && state === 'overdue')
  const earliest = marks
    .filter(({ code }) => code === 'N')
    .map(({ on }) => on)
    .sort()
    .at(0)
  if (!duty?.dueOn || runFirstOn === null || earliest === undefined || earliest < runFirstOn) return []
  return [
    `Code N of ${inWords.plainDay(earliest)} is past its fifth school day, ${inWords.plainDay(duty.dueOn)}: change it in your MIS to the code that is right. A code other than G, N or O begins the count again.`,
  ]
}

function signedEarly({ answer, signatures, conditions }: RemovalGate): string[] {
  const isReached = conditions[0]?.met === true
  const reachedOn = answer && 'twentiethSchoolDay' in answer ? answer.twentiethSchoolDay : null
  if (!isReached || typeof reachedOn !== 'string') return []
  const early = signatures.filter(({ at }) => londonDate(at) < reachedOn)
  if (early.length === 0) return []
  const sides = [...new Set(early.map(sideOf))].map((side) => `the ${side}`).join(' and ')
  return [`Signed by ${sides} before school day 20 was reached: ask whether it still holds.`]
}

function seenSince({ summary }: CaseNow, { runFirstOn }: RemovalGate): string[] {
  if (runFirstOn === null) return []
  const seen = [
    ...standingOf(summary.standing, 'seen').map(({ on }) => on),
    ...standingOf(summary.standing, 'check').flatMap(({ childSeen, on }) => (childSeen ? [on] : [])),
  ].filter((on) => on >= runFirstOn)
  const last = seen.sort().at(-1)
  return last ? [`A professional saw the child on ${inWords.plainDay(last)}, in this run of days.`] : []
}

// Given before the signatures: whoever signed had it before them. Given after them, it stands among the conditions.
function reasonInForce({ summary, events, today }: CaseNow, { conditions }: RemovalGate): string[] {
  const { explainedOn, explainedUntil, explainedBy } = summary
  const isReason = events.some(({ version, what }) => version === explainedBy && what === 'reason-given')
  const isOver = explainedUntil !== null && explainedUntil < today
  if (!isReason || explainedOn === null || isOver || conditions.some(({ id }) => id === 'reason-since')) return []
  const until = explainedUntil === null ? '' : ` until ${inWords.plainDay(explainedUntil)}`
  return [
    `A reason is in force${until}, given on ${inWords.plainDay(explainedOn)}. Look at it before anybody signs or decides.`,
  ]
}

// Leave on a day on which the child came cannot be right, whichever of the two was written down first.
function attendedDuringLeave(now: CaseNow): string[] {
  const on = now.leave && attendedOn(now.leave, now, now.pupil)
  return on
    ? [
        `By the register the child attended on ${inWords.plainDay(on)}, during the leave. Look at both before anybody signs.`,
      ]
    : []
}

// The ten days are asked for by the condition; a child may have come on a later one.
function unseenSince({ silent, marks, today }: CaseNow, { answer }: RemovalGate): string[] {
  const tenth = daysReachedOn(answer)
  if (tenth === null) return []
  const days = [...new Set(silent.map(({ on }) => on))].filter((on) => on > tenth && on < today)
  const unseen = daysUnseen(days, { silent, marks }).map(inWords.plainDay)
  return unseen.length > 0
    ? [`No register is known on ${unseen.join(', ')}. Ask whether the child has come since.`]
    : []
}
