// What should everybody at the removal gate look at before they sign, though no condition forbids it?

import { londonDate } from '../../calendar/londonTime.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { type RemovalGate, sideOf } from '../../cases/removalGate.ts'
import { standingOf } from '../../cases/standing.ts'
import { inWords } from './inWords.ts'

/** The warnings, a sentence or two each. */
export function removalWarnings(now: CaseNow, gate: RemovalGate): string[] {
  return [
    ...codeNOverdue(now, gate),
    ...signedEarly(gate),
    ...seenSince(now, gate),
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
