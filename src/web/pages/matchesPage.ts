// Which pupils may be one child, why, and what is on record of each? Side by side, for a person to say.
import type { MatchReason } from '../../cases/decide/joinPupils.ts'
import { displayNameOf, type Pupil } from '../../cases/pupil.ts'
import type { listPupilsGone, MatchPair, MatchSide } from '../../storage/matchStore.ts'
import type { Paths } from '../paths.ts'
import { inWords } from './inWords.ts'

export const matchSavedWords: ReadonlyMap<string, string> = new Map([
  ['join', 'The two are joined. Messages for either go to the one that stays.'],
  ['apart', 'Remembered: these are two children.'],
  ['still-here', 'Written down: still a pupil here.'],
])

const reasonWords: Record<MatchReason, string> = {
  'same-upn': 'The same UPN',
  'former-upn': 'The UPN of one is the former UPN of the other',
  'same-name': 'The same name and date of birth',
  merged: 'The school’s system joined the two',
}

/** The model of `pages/matches.njk`. */
export function matchesPage(
  pairs: readonly MatchPair[],
  sides: ReadonlyMap<string, MatchSide>,
  gone: Awaited<ReturnType<typeof listPupilsGone>>,
  around: {
    readonly paths: Paths
    readonly reused: readonly Pupil[]
    readonly saved: string | null
    readonly refusal: string | null
  },
) {
  const { paths, reused, saved, refusal } = around
  return {
    title: 'Is it one child?',
    saved,
    errors: refusal === null ? [] : [{ text: refusal, href: '#matches' }],
    action: paths.matches(),
    pairs: pairs.flatMap(({ one, other, reasons }, index) => {
      const [first, second] = [sides.get(one), sides.get(other)]
      if (!first || !second) return []
      const why = reasons.map((reason) => reasonWords[reason]).sort()
      return [{ number: index + 1, one, other, why, sides: [sideOf(first, paths), sideOf(second, paths)] }]
    }),
    reused: reused.map(({ id, misId, dateOfBirth }, index) => ({
      ...{ number: index + 1, misId, href: paths.pupil(id), name: displayNameOf(reused[index]!) },
      dateOfBirth: dateOfBirth ? inWords.plainDay(dateOfBirth) : 'not known',
    })),
    gone: gone.map(({ pupil, since }) => ({
      id: pupil.id,
      name: displayNameOf(pupil),
      href: paths.pupil(pupil.id),
      since: inWords.plainDay(since),
    })),
  }
}

function sideOf({ pupil, marks, contacts, cases, hasOpenCase }: MatchSide, paths: Paths) {
  return {
    id: pupil.id,
    name: displayNameOf(pupil),
    href: paths.pupil(pupil.id),
    facts: [
      ['MIS number', pupil.misId],
      ['Date of birth', pupil.dateOfBirth ? inWords.plainDay(pupil.dateOfBirth) : 'not known'],
      ['UPN', `${pupil.upn ?? 'not known'}${pupil.formerUpn ? `, before: ${pupil.formerUpn}` : ''}`],
      ['Year', pupil.yearGroup ?? 'not known'],
      ['Marks kept', String(marks)],
      ['Contacts', String(contacts)],
      ['Absences and cases', `${cases}${hasOpenCase ? ', one not over' : ''}`],
      ['Left', pupil.leftOn ? inWords.plainDay(pupil.leftOn) : 'no'],
    ],
  }
}
