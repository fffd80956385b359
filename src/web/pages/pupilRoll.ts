// What does the pupil's page say about coming and leaving: what was said, what stands against it, and what may be written down?
import { enrolmentOf } from '../../cases/enrolment.ts'
import type { Contact, Pupil } from '../../cases/pupil.ts'
import { may, type Person } from '../../cases/roles.ts'
import type { EnrolmentRecord } from '../../storage/enrolmentStore.ts'
import type { Paths } from '../paths.ts'
import { isHiddenFrom } from './enquiriesSight.ts'
import { wordsSaid } from './enrolmentWords.ts'
import { inWords } from './inWords.ts'
import { isGone } from './rollAsked.ts'

/** The section; null when nothing was said and nothing is asked. */
export function pupilRoll(
  pupil: Pupil,
  record: EnrolmentRecord,
  known: {
    readonly contacts: readonly Contact[]
    readonly marks: readonly { readonly on: string; readonly code: string }[]
  },
  { person, paths }: { readonly person: Person; readonly paths: Paths },
) {
  const { ending, deleted } = enrolmentOf(record.words, record.deletion)
  const mayWrite = may(person, 'log-absence', pupil.schoolUrn)
  const markedAfter = ending ? known.marks.find(({ on, code }) => code === 'N' && on > ending.details.on) : undefined
  const warnings = [
    ...(isGone(pupil, deleted)
      ? [
          `Your MIS no longer has this pupil since ${inWords.plainDay(deleted!.at)}. Nobody goes off roll by that: find out why.`,
        ]
      : []),
    ...(markedAfter && ending
      ? [`Your MIS says left on ${inWords.plainDay(ending.details.on)}, and the register is marked N after it.`]
      : []),
    ...(ending?.details.grounds && record.deletion === null
      ? [`Your MIS gives the ground “${ending.details.grounds}”. Nobody has decided on a deletion here.`]
      : []),
    ...(record.isOnOtherRoll ? ['Also on the roll of another school in this authority.'] : []),
  ]
  const href =
    pupil.asks === null || !mayWrite
      ? ''
      : pupil.asks === 'starter'
        ? paths.starting(pupil.id)
        : paths.destination(pupil.id)
  if (record.words.length === 0 && warnings.length === 0) return null
  const asked = {
    starter: 'Expected to start: write down what you find out',
    leaver: 'Write down where the child went',
  }
  return {
    warnings,
    lines: wordsSaid(record.words, isHiddenFrom(person, pupil.schoolUrn, known.contacts)),
    href,
    hrefText: pupil.asks === null ? '' : asked[pupil.asks],
  }
}
