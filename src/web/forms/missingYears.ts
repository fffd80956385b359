// Which year is put where a typed date has none, and how is that said? The line as if the year had been typed.
import { inWords } from '../pages/inWords.ts'
import { type FoundDate, findDates } from './typedDate.ts'
import { inSchoolYear } from './typedYear.ts'

/** A line with the years put in, and words for each: what was taken for what. */
export interface YearsPutIn {
  readonly line: string
  readonly assumed: readonly string[]
}

/** A date that was found without a year, in the year that is meant. */
export type InYearMeant = (found: FoundDate) => FoundDate

/** Puts the year into each date like 2 Nov or 31st of March. Of a line the first 200 characters are looked at. */
export function missingYears(line: string, inYearMeant: InYearMeant): YearsPutIn {
  const assumed: string[] = []
  let whole = ''
  let at = 0
  for (const found of findDates(line.slice(0, 200), false)) {
    if (found.bare === null) continue
    const { date, fault } = inYearMeant(found)
    if (date === null) {
      // With its year, so that what is wrong with the date is said.
      const year = /\d{4}/.exec(fault ?? '')?.[0] ?? ''
      whole += `${line.slice(at, found.start)}${found.typed} ${year}`.trimEnd()
    } else {
      assumed.push(`“${found.typed}” is read as ${inWords.plainDay(date)}`)
      whole += `${line.slice(at, found.start)}${found.typed} ${date.slice(0, 4)}`
    }
    at = found.end + (line[found.end] === '.' ? 1 : 0)
  }
  return { line: whole + line.slice(at), assumed }
}

/** The year that such a day has in an academic year. */
export function inAcademicYear(academicYear: string): InYearMeant {
  return (found) => inSchoolYear(found, Number(academicYear.slice(0, 4)))
}
