// Do two texts name the same year group? Each system writes them its own way: Year 11, Y11, yr 11, 11.

const year = /^(?:years?|yrs?|y)(?: ?groups?)?(?:[. ]+(?=\S)|(?=(?:\d{1,3}|r|n\d?)$))/i

/** A year group’s name without the word year: '11' of 'Year 11', 'Reception' of 'Reception'. */
export function yearGroupName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().replace(year, '')
}

/**
 * The one form of a year group's name, for comparing only: '11' of 'Year 11', 'Y11', 'yr. 11' and '011'; 'R' of 'Reception'
 * and 'Year R'; 'N' of 'Nursery', while 'N1' and 'N2' are two. Any other name stays, without regard to capitals.
 */
export function yearGroupKey(name: string): string {
  const short = yearGroupName(name).toUpperCase()
  if (short === 'RECEPTION') return 'R'
  if (short === 'NURSERY') return 'N'
  return short.replace(/^(?:NURSERY |N )(?=\d$)/, 'N').replace(/^0+(?=\d)/, '')
}
