// How far is the deletion of a name, said in one line of a list? For the page, the gate is asked itself.
import { londonDate } from '../calendar/londonTime.ts'
import { calendarOfYearGroup } from '../calendar/schoolCalendar.ts'
import type { CaseAnswer } from './caseAnswer.ts'
import { outcomesNow } from './caseFacts.ts'
import type { CaseListed, SchoolOfLoad } from './caseload.ts'
import { closedDaysMarked } from './closedDaysMarked.ts'
import { groundHStatus, groundIStatus } from './gateDays.ts'
import { gateNews, isOvertakenBy, signaturesNow } from './gateNews.ts'
import { standingOf } from './standing.ts'

const gates = ['met', 'waiting-for-authority', 'waiting-for-school', 'to-consider', 'registers-missing'] as const
/** How far the deletion of the name is, once its days are reached: the first that holds, of both grounds. */
export type Gate = (typeof gates)[number]

/** As the gate itself has it: stricter than the clock about days nobody saw, and about what was signed before something became known. */
export function gateOnLoad(
  { answer, runs }: CaseAnswer,
  { summary, marks, pupil }: CaseListed,
  { asOf, calendar, silent, completeSessions }: SchoolOfLoad,
): Gate | null {
  const { standing, explainedBy, explainedOn } = summary
  if (standing.some(({ what }) => what === 'removed')) return null
  const { school: ofSchool, authority } = outcomesNow(standing, runs)
  if (calendar === null) return null
  const seen = { marks, silent }
  const school = calendarOfYearGroup(calendar, pupil.yearGroup)
  const registers = { school, marks, completeSessions, pupil, today: londonDate(asOf) }
  const reasons = explainedBy === null || explainedOn === null ? [] : [{ version: explainedBy, on: explainedOn }]
  const found = (['I', 'H'] as const).map((ground): Gate | null => {
    const isI = ground === 'I'
    const status = isI ? groundIStatus(answer, calendar, londonDate(asOf)) : groundHStatus(answer, seen)
    if (status === 'needs-review') return 'registers-missing'
    if (status !== 'met' && status !== 'pending') return null
    const from = runs[ground]
    if (from !== null && closedDaysMarked(registers, from).length > 0) return 'registers-missing'
    const signed = signaturesNow(standing, ground, runs)
    const isOvertaken = gateNews(standing, runs[ground], { reasons, findings: standingOf(standing, 'found') }).some(
      (news) => signed.some(isOvertakenBy(news)),
    )
    if (status === 'met') return isOvertaken ? 'to-consider' : 'met'
    if (ofSchool && !authority) return 'waiting-for-authority'
    return authority && !ofSchool ? 'waiting-for-school' : 'to-consider'
  })
  return gates.find((gate) => found.includes(gate)) ?? null
}
