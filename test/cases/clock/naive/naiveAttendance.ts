// How much has the child attended? The contract, taken one session at a time.
import { plus, weekday } from './naiveDates.ts'
import { isGNO, type Known } from './naiveDays.ts'

const notPossible = ['D', 'Q', 'X', 'Z', '-', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7']
const absences = ['C', 'C1', 'C2', 'E', 'I', 'J1', 'M', 'R', 'S', 'T', 'G', 'N', 'O', 'U']

export interface Attendance {
  possible: number
  absent: number
  band: 'none' | 'persistent' | 'severe'
  unauthorisedInTenWeeks: number
  considerPenaltyNotice: boolean
}

export function naiveAttendance(known: Known): Attendance {
  const entered = known.input.pupil.enteredOn ?? known.first
  const states = known.soFar
    .filter((day) => day.on >= entered)
    .flatMap((day) => day.sessions)
    .filter((state) => state !== 'not yet')
  const possible = states.filter((state) => !notPossible.includes(state)).length
  const absent = states.filter((state) => absences.includes(state)).length
  const unauthorisedInTenWeeks = tenWeeks(known)
  return {
    possible,
    absent,
    band:
      possible > 0 && absent * 2 >= possible
        ? 'severe'
        : possible > 0 && absent * 10 >= possible
          ? 'persistent'
          : 'none',
    unauthorisedInTenWeeks,
    considerPenaltyNotice: unauthorisedInTenWeeks >= 10,
  }
}

/** G, N, O and U in the school week of today, or the last before it, and the nine school weeks before. */
function tenWeeks(known: Known): number {
  const entered = known.input.pupil.enteredOn ?? known.first
  let weeks = 0
  let sessions = 0
  for (
    let monday = plus(known.today, 1 - weekday(known.today));
    plus(monday, 6) >= known.first;
    monday = plus(monday, -7)
  ) {
    const week = known.days.filter((day) => day.isSchoolDay && day.on >= monday && day.on <= plus(monday, 6))
    if (week.length === 0) continue
    weeks++
    for (const day of week.filter((each) => each.on <= known.today && each.on >= entered)) {
      sessions += day.sessions.filter((state) => isGNO(state) || state === 'U').length
    }
    if (weeks === 10) break
  }
  return sessions
}
