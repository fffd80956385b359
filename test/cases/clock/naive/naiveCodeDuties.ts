// What do the codes bring about, apart from the absence? One line of the contract's table after the other.
import { compulsorySchoolAge, plusMonth } from './naiveDates.ts'
import { type Day, isGNO, isVoid, type Known, nthSchoolDayAfter, workingFrom } from './naiveDays.ts'
import { isOn, type NaiveDuty, stateOn } from './naiveDuty.ts'

export function isOfAge(known: Known, date: string): boolean {
  const { from, to } = compulsorySchoolAge(known.input.pupil.dateOfBirth)
  return from <= date && date <= to
}

export function naiveCodeDuties(known: Known): NaiveDuty[] {
  if (known.input.pupil.boarder) return []
  return [...unexplainedCode(known), ...attendanceReturns(known), ...sicknessReturn(known)]
}

function unexplainedCode(known: Known): NaiveDuty[] {
  const earliest = known.soFar.find((day) => day.sessions.includes('N'))
  if (earliest === undefined) return []
  const { date: dueOn, working } = nthSchoolDayAfter(known, earliest.on, 5)
  const state = stateOn(known, dueOn, false)
  return [{ rule: 'unexplained-code', owedBy: 'school', dueOn, triggeredOn: earliest.on, state, working }]
}

function attendanceReturns(known: Known): NaiveDuty[] {
  const runs: string[][] = []
  let run: string[] = []
  for (const { on, sessions } of known.soFar) {
    const silent = (state: string) => state === '-' || isVoid(state)
    const away = (state: string) => isGNO(state) || state === 'U'
    if (sessions.every(silent)) continue
    run = sessions.every((state) => away(state) || silent(state)) ? [...run, on] : []
    if (run.length === 10) runs.push(run)
  }
  return runs
    .map((tenDays, index) => {
      const triggeredOn = tenDays[9]!
      const next = runs[index + 1]?.[9] ?? '9999-99-99'
      const isDone = (known.input.facts?.attendanceReturnsSentOn ?? []).some(
        (sent) => isOn(known, sent, triggeredOn) && sent < next,
      )
      const dueOn = plusMonth(triggeredOn)
      const state = stateOn(known, dueOn, isDone)
      const working = workingFrom(tenDays[0]!, tenDays)
      return { rule: 'attendance-return', owedBy: 'school', dueOn, triggeredOn, state, working }
    })
    .filter(({ triggeredOn }) => isOfAge(known, triggeredOn))
}

function sicknessReturn(known: Known): NaiveDuty[] {
  const facts = known.input.facts ?? {}
  const year = Number(known.today.slice(0, 4))
  const september = known.today >= `${year}-09-01` ? `${year}-09-01` : `${year - 1}-09-01`
  const ill = known.soFar.filter((day) => day.on >= september && day.sessions.every((state) => state === 'I'))
  const dates: string[] = []
  let counted = ill.map((day) => day.on)
  if (ill.length >= 15) dates.push(ill[14]!.on)
  const foreseen = facts.foreseenSickness
  if (foreseen && foreseen.believedOn <= known.today) {
    const isToCome = (day: Day) =>
      day.on > known.today ||
      (day.on === known.today &&
        day.sessions.includes('not yet') &&
        day.sessions.every((state) => state === 'not yet' || state === 'I'))
    const toCome = known.days.filter(
      (day) => day.isSchoolDay && day.on >= foreseen.from && day.on <= foreseen.to && isToCome(day),
    )
    counted = [...counted, ...toCome.map((day) => day.on)]
    if (ill.length + toCome.length >= 15) dates.push(foreseen.believedOn)
  }
  const dueOn = dates.filter((date) => isOfAge(known, date)).sort()[0]
  if (dueOn === undefined) return []
  const isDone = isOn(known, facts.sicknessReturnSentOn, september)
  const working = { counted: counted.slice(0, 15), skipped: [] }
  return [{ rule: 'sickness-return', owedBy: 'school', dueOn, state: stateOn(known, dueOn, isDone), working }]
}
