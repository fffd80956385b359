// Which pupil does a row of a file mean? By number, by UPN, by a name that only one pupil has; otherwise the row is set aside.
import { readUniquePupilNumber } from '../../cases/identifiers/uniquePupilNumber.ts'
import { type Pupil, plainLetters } from '../../cases/pupil.ts'

/** Who a row says it is about, as it stands there. */
export interface RowPupil {
  readonly misId: string
  readonly upn: string
  readonly surname: string
  readonly forename: string
  readonly name: string
  readonly group: string
}

/** A pupil a file speaks of; `pupil` null when nobody here is known by that number. `said` is how the file names them. */
export interface FilePupil {
  readonly misId: string
  readonly upn: string | null
  readonly pupil: Pupil | null
  readonly forename: string | null
  readonly surname: string | null
  readonly group: string | null
  /** By what the row says whom it means. */
  readonly by: 'number' | 'upn' | 'name'
}

export const pupilAsides = {
  'no-pupil': 'the row names no pupil',
  'upn-number': 'the UPN was turned into a number by a spreadsheet, such as 1.23E+12, and cannot be restored',
  'upn-wrong': 'the UPN is not well made, and the row has no other number',
  'two-pupils': 'the number and the UPN belong to two different pupils',
  'same-name': 'several pupils have this name, and the row has no number',
  'name-unknown': 'no pupil here has this name, and the row has no number',
  'known-otherwise': 'a pupil of this name is known here under another number: add the UPN to the file',
} as const
export type PupilAside = keyof typeof pupilAsides

/** Finds pupils of one school. Answers are remembered, since a long file names each pupil hundreds of times. */
export function pupilFinder(roll: readonly Pupil[]): (row: RowPupil) => FilePupil | { readonly aside: PupilAside } {
  const byMisId = new Map(roll.map((pupil) => [pupil.misId, pupil]))
  const byUpn = new Map(roll.flatMap((pupil) => (pupil.upn ? [[pupil.upn, pupil] as const] : [])))
  const byName = new Map<string, Set<Pupil>>()
  for (const pupil of roll) {
    for (const name of namesOf(pupil)) byName.set(name, (byName.get(name) ?? new Set()).add(pupil))
  }
  const found = new Map<string, FilePupil | { readonly aside: PupilAside }>()
  return (row) => {
    const key = [row.misId, row.upn, row.surname, row.forename, row.name, row.group].join('\u001f')
    const known = found.get(key)
    if (known) return known
    const answer = find(row)
    found.set(key, answer)
    return answer
  }

  function find(row: RowPupil): FilePupil | { readonly aside: PupilAside } {
    const { misId } = row
    const upn = upnOf(row.upn)
    const name = nameIn(row)
    const named = [...(name ? (byName.get(nameKey(name.surname, name.forename)) ?? []) : [])]
    const said = {
      upn: upn.upn,
      forename: name?.forename ?? null,
      surname: name?.surname ?? null,
      group: row.group || null,
    }
    const withUpn = upn.upn ? byUpn.get(upn.upn) : undefined
    const withNumber = misId ? byMisId.get(misId) : undefined
    if (withNumber && withUpn && withNumber !== withUpn) return { aside: 'two-pupils' }
    const pupil = withNumber ?? withUpn
    if (pupil) return { ...said, misId: pupil.misId, pupil, by: withNumber ? 'number' : 'upn' }
    if (upn.aside && misId === '') return { aside: upn.aside }
    if (misId === '' && !upn.upn) {
      if (!name) return { aside: 'no-pupil' }
      if (named.length === 1) return { ...said, misId: named[0]!.misId, pupil: named[0]!, by: 'name' }
      return { aside: named.length > 1 ? 'same-name' : 'name-unknown' }
    }
    // A second record of the same child would hide the first one's absence.
    if (named.some((each) => !upn.upn || !each.upn)) return { aside: 'known-otherwise' }
    return { ...said, misId: misId || upn.upn!, pupil: null, by: misId ? 'number' : 'upn' }
  }
}

function upnOf(text: string): { upn: string | null; aside: PupilAside | null } {
  if (text === '') return { upn: null, aside: null }
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text)) return { upn: null, aside: 'upn-number' }
  const read = readUniquePupilNumber(text)
  return read.valid ? { upn: read.upn, aside: null } : { upn: null, aside: 'upn-wrong' }
}

/** The name of a row in two parts: from two columns, from “SMITH, Jo”, or from “Jo Smith”. */
function nameIn({ surname, forename, name }: RowPupil): { surname: string; forename: string } | null {
  if (surname !== '' || forename !== '') return { surname: spoken(surname), forename: spoken(forename) }
  if (name === '') return null
  const [before, after] = name.split(',', 2).map((each) => each.trim()) as [string, string | undefined]
  if (after !== undefined) return { surname: spoken(before), forename: spoken(after) }
  const words = before.split(/\s+/)
  return { surname: spoken(words.slice(1).join(' ')), forename: spoken(words[0]!) }
}

// Some systems write surnames in capitals; a child's name is not shouted here.
function spoken(name: string): string {
  if (name !== name.toUpperCase() || name.length < 2) return name
  return name
    .toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}

function namesOf(pupil: Pupil): string[] {
  const surnames = [pupil.legalSurname, pupil.preferredSurname].filter((each) => each !== null)
  const forenames = [pupil.legalForename, pupil.preferredForename].filter((each) => each !== null)
  return surnames.flatMap((surname) => forenames.map((forename) => nameKey(surname, forename)))
}

function nameKey(surname: string, forename: string): string {
  return `${plainLetters(surname)}|${plainLetters(forename)}`.replaceAll('’', "'")
}
