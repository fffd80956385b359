// Which dates does a worked example say, and are their weekdays right?

const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** The dates of a sentence in order, each 'YYYY-MM-DD Weekday'. A date without a year is in that of the one before it. */
export function datesSaid(sentence: string): string[] {
  let year = ''
  return [...sentence.matchAll(new RegExp(`(?:(\\w+day) )?(\\d+) (${months.join('|')})(?: (\\d{4}))?`, 'g'))].map(
    ([, weekday, day, month, said]) => {
      year = said ?? year
      const date = `${year}-${String(months.indexOf(month!) + 1).padStart(2, '0')}-${day!.padStart(2, '0')}`
      return `${date} ${weekday}`
    },
  )
}

/** A date as `datesSaid` gives it. */
export function withWeekday(date: string): string {
  return `${date} ${weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()]}`
}
