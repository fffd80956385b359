// Which file can be uploaded, and for which school year?
import type { DateText } from '../../calendar/date.ts'
import { mostFileBytes } from '../forms/calendarFileText.ts'
import type { Paths } from '../paths.ts'
import type { CalendarYearAsked } from './calendarForm.ts'
import { academicYearOf, laterYear, yearInAddress, yearWords } from './calendarWords.ts'

/** The model of pages/calendarFile.njk. `year` as in an address. */
export function calendarFilePage(
  { urn, schoolName }: CalendarYearAsked,
  today: DateText,
  year: string,
  errors: readonly { readonly text: string; readonly href: string }[],
  paths: Paths,
) {
  const current = academicYearOf(today)
  return {
    title: 'Upload a calendar',
    schoolName,
    errors,
    back: paths.calendar(urn),
    action: paths.calendarFile(urn),
    starter: paths.calendarStarterFile(),
    mostKilobytes: mostFileBytes / 1024,
    years: [-1, 0, 1, 2].map((ahead) => {
      const academicYear = laterYear(current, ahead)
      const value = yearInAddress(academicYear)
      return { value, text: yearWords(academicYear), isChosen: value === year }
    }),
  }
}
