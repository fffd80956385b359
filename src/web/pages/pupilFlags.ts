// Which flags does this person see on the pupil's page, and how sure is each?
import { type FlagShown, flagsShownTo, type Pupil } from '../../cases/pupil.ts'
import { may, type Person } from '../../cases/roles.ts'

export interface FlagsModel {
  readonly tags: readonly FlagShown[]
  /** Flags about which nobody has said yes or no. */
  readonly notKnown: readonly string[]
  /** When the MIS sent them; null when it never did. */
  readonly sentAt: string | null
  /** Flags that changed without their new value. */
  readonly toCheck: readonly string[]
  readonly toCheckAt: string | null
}

const names = {
  lookedAfter: 'Looked after',
  socialWorker: 'Social worker',
  ehcPlan: 'EHC plan',
  senSupport: 'SEN support',
} as const
const namesOfLead = { protectionPlan: 'Protection plan', childInNeed: 'Child in need' } as const

// The sender's own words for the flags, as the contract of the wire names them.
const wireNames: Record<string, keyof typeof names | keyof typeof namesOfLead> = {
  looked_after: 'lookedAfter',
  social_worker: 'socialWorker',
  ehc_plan: 'ehcPlan',
  sen_support: 'senSupport',
  protection_plan: 'protectionPlan',
  child_in_need: 'childInNeed',
}

/** The flags for one person: the plan and the need are named to nobody but the safeguarding lead. */
export function flagsModel(person: Person, pupil: Pupil): FlagsModel {
  const seesPlan = may(person, 'see-protection-plan', pupil.schoolUrn)
  const shown: Record<string, string> = seesPlan ? { ...names, ...namesOfLead } : names
  const notKnown = Object.entries(shown).flatMap(([flag, text]) =>
    pupil[flag as keyof Pupil] === null && !isKnownOtherwise(pupil, flag) ? text : [],
  )
  const toCheck = pupil.flagsToCheck.map((name) => {
    const flag = wireNames[name] ?? (name in names || name in namesOfLead ? name : '')
    return shown[flag] ?? (flag === '' ? 'Another flag' : names.socialWorker)
  })
  return {
    tags: flagsShownTo(person, pupil.schoolUrn, pupil),
    notKnown,
    sentAt: pupil.flagsAt,
    toCheck: [...new Set(toCheck)],
    toCheckAt: pupil.flagsToCheckAt,
  }
}

// A plan or a need means that there is a social worker, whatever else was sent.
function isKnownOtherwise(pupil: Pupil, flag: string): boolean {
  return flag === 'socialWorker' && Boolean(pupil.protectionPlan || pupil.childInNeed)
}
