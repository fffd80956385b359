// Which rules are there? Every one: those the clock answers, those that answer by themselves, and the versions before them.
import { childProtectionFile } from './childProtectionFile.ts'
import { closedByEvidence } from './closedByEvidence.ts'
import { deletionNotBackdated } from './deletionNotBackdated.ts'
import { deletionOnlyOnGround } from './deletionOnlyOnGround.ts'
import { deletionReturn } from './deletionReturn.ts'
import { dualRegistrationDeletion } from './dualRegistrationDeletion.ts'
import { educatedOtherwiseDeletion } from './educatedOtherwiseDeletion.ts'
import { expectedStarter } from './expectedStarter.ts'
import { lostPupilFile } from './lostPupilFile.ts'
import { missingEducationReason } from './missingEducationReason.ts'
import { missingEducationTime } from './missingEducationTime.ts'
import { missingEpisodesApart } from './missingEpisodesApart.ts'
import { missingFromCareType } from './missingFromCareType.ts'
import { notInSchoolRegister } from './notInSchoolRegister.ts'
import { penaltyNoticeCap } from './penaltyNoticeCap.ts'
import { policeRiskCategory } from './policeRiskCategory.ts'
import { registerAmendment } from './registerAmendment.ts'
import { registeredElsewhereDeletion } from './registeredElsewhereDeletion.ts'
import { registerRetention } from './registerRetention.ts'
import type { Rule } from './rule.ts'
import { type RuleGroup, ruleGroups } from './rules.ts'
import { twoAuthorities } from './twoAuthorities.ts'

/** What the clock does not answer, by the situation it belongs to. */
const besideTheClock: Readonly<Record<string, readonly Rule[]>> = {
  register: [expectedStarter, registerAmendment, registerRetention, lostPupilFile, childProtectionFile],
  missing: [policeRiskCategory, missingFromCareType, missingEpisodesApart],
  removal: [
    deletionOnlyOnGround,
    registeredElsewhereDeletion,
    dualRegistrationDeletion,
    educatedOtherwiseDeletion,
    deletionReturn,
    deletionNotBackdated,
  ],
  counts: [
    penaltyNoticeCap,
    closedByEvidence,
    twoAuthorities,
    missingEducationTime,
    missingEducationReason,
    notInSchoolRegister,
  ],
}

/** Every rule as it holds now or will, by its situation: in each, those of the clock first. */
export const rulebookGroups: readonly RuleGroup[] = ruleGroups.map((group) => ({
  ...group,
  rules: [...group.rules, ...(besideTheClock[group.id] ?? [])],
}))

const current = rulebookGroups.flatMap((group) => group.rules)

/** The versions that held before, each with the rule that took its place, the newest first. */
export const olderVersions: readonly { readonly rule: Rule; readonly replacedBy: Rule }[] =
  current.flatMap(versionsBefore)

function versionsBefore(rule: Rule): { rule: Rule; replacedBy: Rule }[] {
  return rule.replaces ? [{ rule: rule.replaces, replacedBy: rule }, ...versionsBefore(rule.replaces)] : []
}

/** Every rule on file: the current ones in the order of their groups, then the versions before. */
export const ruleLibrary: readonly Rule[] = [...current, ...olderVersions.map(({ rule }) => rule)]

/** Any rule on file by its id, an older version too; undefined when there is none. */
export function findInLibrary(id: string): Rule | undefined {
  return ruleLibrary.find((rule) => rule.id === id)
}
