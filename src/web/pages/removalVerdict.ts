// May the name be deleted? One sentence: yes; not yet and what is missing, with the first lawful date; or why nobody can say.
import { dateText } from '../../calendar/date.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import type { Side } from '../../cases/caseWork.ts'
import { unseenAfterLeave } from '../../cases/gateDays.ts'
import { assertNever } from '../../cases/refusals.ts'
import { daysReachedOn, type GateCondition, type RemovalGate, sideOf } from '../../cases/removalGate.ts'
import { datesInWords, inWords } from './inWords.ts'
import { outcomeSignedBy, thingsMissing } from './removalWords.ts'

export interface Verdict {
  readonly tone: 'yes' | 'no' | 'review'
  readonly lead: string
  readonly text: string
}

/** The sentence at the head of the page. */
export function verdictOf(now: CaseNow, gate: RemovalGate): Verdict {
  switch (gate.status) {
    case 'met':
      return { tone: 'yes', lead: 'Yes, it can be decided.', text: `Every condition is met today, ${long(now.today)}.` }
    case 'needs-review':
      return { tone: 'review', lead: 'Needs review:', text: reviewWords(now, gate) }
    case 'unknown':
      return { tone: 'review', lead: 'Cannot be counted:', text: calendarWords(now) }
    case 'not-applicable':
      return { tone: 'no', lead: 'Does not apply:', text: whyNotApplicable(now, gate) }
    case 'not-met':
    case 'pending':
      return notYet(now, gate)
    default:
      return assertNever(gate.status)
  }
}

function notYet(now: CaseNow, gate: RemovalGate): Verdict {
  const missing = missingThings(gate)
  const isAgainst = gate.conditions.some(({ id, met }) => met === false && answersAgainst.has(id))
  const date = daysReachedOn(gate.answer)
  const lawful =
    gate.runFirstOn === null
      ? 'No run of days stands now, so there is no first lawful date.'
      : date === null
        ? `The first lawful date is not known: ${calendarWords(now)}`
        : lawfulWords(now, gate, date)
  const list = missing.length === 0 ? '' : `${thingsMissing(missing.length)}: ${inARow(missing)}. `
  return { tone: 'no', lead: isAgainst ? 'No.' : 'Not yet.', text: isAgainst ? list.trim() : `${list}${lawful}` }
}

// The date itself never moves: what moves is the day on which somebody can still act.
function lawfulWords({ today }: CaseNow, { ground }: RemovalGate, date: string): string {
  if (date >= today) return `First lawful date: ${long(date)}${date === today ? ' (today)' : ''}.`
  const which = ground === 'I' ? 'Day 20' : 'Day 10 after the leave'
  return `${which} was ${long(date)}; the earliest you can still act is today.`
}

const answersAgainst: ReadonlySet<string> = new Set(['not-sickness-or-unavoidable', 'outcome-signed', 'still-away'])

/** What is missing, in the order of the conditions; all that one side has to sign is one thing. */
export function missingThings(gate: RemovalGate): string[] {
  const unsigned: Record<Side, number> = { school: 0, authority: 0 }
  const things: string[] = []
  for (const condition of gate.conditions) {
    if (condition.met === true) continue
    const side = sidesUnsigned(gate, condition)
    for (const each of side) unsigned[each] += 1
    const thing = side.length > 0 ? null : thingMissing(gate, condition)
    if (thing) things.push(thing)
  }
  for (const side of ['school', 'authority'] as const) {
    if (unsigned[side] > 0) things.push(`the ${side}’s signature${unsigned[side] > 1 ? 's' : ''}`)
  }
  return things
}

function sidesUnsigned(gate: RemovalGate, { id, met }: GateCondition): Side[] {
  if (met !== null) return []
  if (id === 'not-sickness-or-unavoidable' || id === 'school-enquired') return ['school']
  if (id === 'authority-enquired') return ['authority']
  if (id !== 'outcome-signed') return []
  const signed = gate.signatures.filter(({ what }) => what === 'outcome').map(sideOf)
  return (['school', 'authority'] as const).filter((side) => !signed.includes(side))
}

function thingMissing(gate: RemovalGate, { id, met, because }: GateCondition): string | null {
  switch (id) {
    case 'twenty-school-days':
      return `${more(20 - (gate.answer?.schoolDays ?? 0))} with only G, N or O`
    case 'only-g-n-o':
      return null
    case 'ten-school-days':
      if (met === null) return `a look at the registers (${datesInWords(because).replace(/\.$/, '')})`
      return because.startsWith(`${gate.answer?.schoolDays} of `)
        ? `${more(10 - (gate.answer?.schoolDays ?? 0))} without the child coming`
        : `the child has come since the leave ended (${datesInWords(because).replace(/\.$/, '')})`
    case 'not-sickness-or-unavoidable':
      return 'the school signed that there is reason to believe in sickness or an unavoidable cause'
    case 'outcome-signed':
      if (gate.isDisputed) return disputed(gate)
      return met === false ? 'both found the child and do not both rule out a return' : 'one outcome signed by both'
    case 'still-away':
      return `today’s register does not say that the child is away (${datesInWords(because).replace(/\.$/, '')})`
    case 'closed-days-agree':
      return `the register or the calendar is to be corrected first (${datesInWords(because).replace(/\.$/, '')})`
    case 'reason-since':
      return 'a reason was given after the signatures, which are to be given anew'
    case 'seen-since':
      return 'the child was seen after the outcome was signed, which is to be signed anew'
    case 'not-found-since':
      return because.includes('“not found”')
        ? 'the child was found, so “not found” no longer holds'
        : 'the child was found after the outcome was signed, which is to be signed anew'
    case 'age-known':
      return 'the date of birth, which your MIS has not sent'
    default:
      return because
  }
}

function disputed({ signatures }: RemovalGate): string {
  const [school, authority] = (['school', 'authority'] as const).map((side) => outcomeSignedBy(side, signatures))
  return `school and authority signed different outcomes (the school ${school}, the authority ${authority})`
}

function more(days: number): string {
  return days === 1 ? '1 more school day' : `${days} more school days`
}

function inARow(things: readonly string[]): string {
  return things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`
}

function reviewWords(now: CaseNow, gate: RemovalGate): string {
  if (gate.ground === 'H') {
    const unseen = unseenAfterLeave(gate.answer?.working?.counted ?? [], now).map(inWords.plainDay)
    return `no register is known on ${inARow(unseen)}, after the leave. Silence is not absence: look at the register of each day before anybody signs.`
  }
  const since = now.answer?.absence?.firstOn ?? now.summary.beganOn
  const marked = new Set(now.marks.map(({ on, session }) => on + session))
  const unclear = [
    ...now.marks.filter(({ code, on }) => ['Y3', 'Y4', '-'].includes(code) && on >= since).map(({ on }) => on),
    ...now.silent.filter(({ on, session }) => on >= since && !marked.has(on + session)).map(({ on }) => on),
  ]
  const days = [...new Set(unclear)].sort().map(inWords.plainDay)
  const count = `${gate.answer?.schoolDays ?? 0} school days in a row have only G, N or O.`
  return `on ${inARow(days)} the school was shut or no register is known. ${count} With those days it would be 20 or more: look at the register of each before anybody signs.`
}

function calendarWords({ school, calendar }: CaseNow): string {
  if (!school || !calendar) return 'the school has not published its calendar.'
  return `the school’s calendar ends on ${inWords.plainDay(dateText(school.lastDay))}. Ask for the next year to be published.`
}

function whyNotApplicable({ pupil, answer, leave }: CaseNow, { ground }: RemovalGate): string {
  if (pupil.boarder) {
    return 'the child is a boarder. Boarders are not in the attendance register, so school days cannot be counted by its codes.'
  }
  if (answer && ground === 'H' && leave === null) return 'no leave is on record.'
  const span = answer?.compulsorySchoolAge
  const when = span ? ` It runs from ${inWords.plainDay(span.from)} to ${inWords.plainDay(span.to)}.` : ''
  return `the child is not of compulsory school age today.${when} Grounds H and I are for children who are.`
}

const long = (date: string) => inWords.longDay(date)
