// Is a closed day only for some year groups? Finds them in a typed line, and names them as the school's register does.
import { yearGroupKey, yearGroupName } from '../../calendar/yearGroup.ts'

/** A line without its year groups, and these as the register writes them; none is the whole school. Or what is wrong. */
export type LineOfYearGroups =
  | { readonly rest: string; readonly yearGroups: readonly string[] }
  | { readonly fault: string }

const inOrder = ['N', 'R', ...Array.from({ length: 14 }, (_, index) => String(index + 1))]
const vague = /\b(sixth form|key stage|ks ?\d|lower school|upper school|infants?|juniors?|some pupils|part of)\b/iu

/** Reads `25 June 2027 INSET, years 7, 8 and 10`. `known`: the year groups of the school's pupils; empty when it has none yet. */
export function readYearGroups(line: string, known: readonly string[]): LineOfYearGroups {
  const tooVague = vague.exec(line)
  if (tooVague) return { fault: `write the year groups in place of “${tooVague[0]}”, like years 12 and 13` }
  const found = phraseOf(known).exec(line)
  if (!found) return { rest: line, yearGroups: [] }
  const yearGroups: string[] = []
  for (const each of expanded(found[1] ?? found[2]!)) {
    const named = namedInRegister(each, known)
    if (named.length === 0)
      return { fault: `no pupil here is in year ${each}. The year groups are ${known.join(', ')}` }
    yearGroups.push(...named)
  }
  const rest = `${line.slice(0, found.index)} ${line.slice(found.index + found[0].length)}`
  return { rest, yearGroups: [...new Set(yearGroups)] }
}

/** 'year 11', 'years 7, 8 and 10'; empty for the whole school. */
export function yearGroupWords(yearGroups: readonly string[] | undefined): string {
  const names = (yearGroups ?? []).map(yearGroupName)
  if (names.length < 2) return names.length === 0 ? '' : `year ${names[0]}`
  return `years ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

// Built for each text: a register may call its groups anything, and what it calls them must be readable again.
function phraseOf(known: readonly string[]): RegExp {
  const odd = known.map(yearGroupName).filter((name) => !/^(\d{1,2}|r|n\d?)$/i.test(name))
  const escaped = odd.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const one = `(?:(?:years?|yrs?|y)\\s?)?(?:reception|nursery|\\d{1,2}|r|n\\d?${escaped && `|${escaped}`})`
  const between = '\\s*(?:,\\s*and\\b|,|&|/|\\band\\b|\\bto\\b|-|–)\\s*'
  const list = `(?<!\\bnew\\s)(?:years?(?:\\s?groups?)?|yrs?|y)\\s?(${one}(?:${between}${one})*)(?![\\w/.-])`
  return new RegExp(
    `[,;:(]*\\s*(?:\\b(?:for|in|only)\\s+)*(?<![\\p{L}\\d])(?:${list}|(reception|nursery))\\b\\s*(?:only)?\\)?`,
    'iu',
  )
}

function expanded(list: string): string[] {
  const parts = list.split(/\s*(?:,\s*and\b|,|&|\/|\band\b)\s*/i).filter((part) => part !== '')
  return parts.flatMap((part) => {
    const [from, to] = part.split(/\s*(?:\bto\b|-|–)\s*/i).map(yearGroupKey)
    const [first, last] = [inOrder.indexOf(from ?? ''), inOrder.indexOf(to ?? '')]
    return to !== undefined && first >= 0 && last >= first ? inOrder.slice(first, last + 1) : [from!]
  })
}

function namedInRegister(key: string, known: readonly string[]): string[] {
  if (known.length === 0) return [key]
  const same = known.filter((name) => yearGroupKey(name) === key)
  return same.length > 0 || key !== 'N' ? same : known.filter((name) => /^N\d$/.test(yearGroupKey(name)))
}
