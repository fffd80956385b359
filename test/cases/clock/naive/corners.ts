// Which corners of the contract does a case reach? Named and counted, so that no agreement is about nothing.
import type { ClockInput } from '../../../../src/cases/clock/clock.ts'
import type { NaiveAnswer } from './naiveClock.ts'
import { isSummerTime, londonOf, secondsOf } from './naiveDates.ts'
import { lastDayOfTheOldLaw } from './naiveGrounds.ts'

export type Corners = Map<string, number>

/** The corners of one case, each once. */
export function cornersOf(input: ClockInput, answer: NaiveAnswer): Set<string> {
  const { groundH, groundI } = answer.removal
  const corners = new Set<string>()
  corners.add(`status ${answer.status}`)
  corners.add(answer.covered ? 'covered' : 'not covered')
  corners.add(`band ${answer.attendance.band}`)
  if (answer.attendance.considerPenaltyNotice) corners.add('penalty notice to consider')
  for (const duty of answer.duties) corners.add(`duty ${duty.rule} ${duty.state}`)
  for (const [name, ground] of Object.entries({ groundH, groundI })) {
    corners.add(`${name} ${ground.status}`)
    for (const { id, met } of ground.conditions) corners.add(`${name} ${id} ${met}`)
    if (ground.firstLawfulOn === undefined) continue
    const isOldLaw = (ground.firstLawfulOn ?? londonOf(input.asOf).date) <= lastDayOfTheOldLaw
    corners.add(`${name} by the ${isOldLaw ? 'old' : 'new'} law`)
    const isFound = ground.conditions.some(({ id, met }) => id === 'outcome-signed' && met === false)
    if (isOldLaw && isFound) corners.add('found under the old law')
  }
  if (answer.absence === null) corners.add('no absence')
  else {
    corners.add(`absence ${answer.absence.unexplained ? 'unexplained' : 'explained'}`)
    if (answer.absence.unknownDays > 0) corners.add('absence with unknown days')
    if (answer.absence.schoolDays >= 20) corners.add('absence of twenty days')
  }
  for (const mark of input.marks ?? []) corners.add(`code ${mark.code}`)
  for (const closed of input.calendar.closed ?? []) corners.add(`closed ${closed.because}`)
  for (const corner of momentCorners(input)) corners.add(corner)
  if (input.pupil.boarder) corners.add('boarder')
  if (input.leave) corners.add('leave')
  return corners
}

function momentCorners({ asOf, calendar }: ClockInput): string[] {
  const { date, time } = londonOf(asOf)
  const corners = [`year ${date.slice(0, 4)}`, isSummerTime(secondsOf(asOf)) ? 'summer time' : 'winter time']
  if (date.endsWith('02-29')) corners.push('29 February')
  if (date !== asOf.slice(0, 10)) corners.push('another date in London')
  for (const closing of [calendar.registersClose?.AM ?? '09:30', calendar.registersClose?.PM ?? '14:00']) {
    if (time === `${closing}:00`) corners.push('at the closing of a register')
    if (time < closing && time >= before(closing)) corners.push('within a minute before the closing of a register')
  }
  return corners
}

/** The minute before, as a clock shows it. */
function before(closing: string): string {
  const [hours, minutes] = closing.split(':').map(Number) as [number, number]
  const earlier = hours * 60 + minutes - 1
  return [Math.floor(earlier / 60), earlier % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

export function count(corners: Corners, reached: Iterable<string>): void {
  for (const corner of reached) corners.set(corner, (corners.get(corner) ?? 0) + 1)
}
