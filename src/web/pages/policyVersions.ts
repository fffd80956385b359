// Which numbers has the authority chosen for its own procedure: now, from a day to come, and before? Open to everybody.
import { addCalendarDays, calendarDays, type DateText } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { withdrawPolicy } from '../../cases/decide/withdrawPolicy.ts'
import { cmeOfficerTold } from '../../law/cmeOfficerTold.ts'
import { type DatedPolicy, localPolicyOn, nextPolicyFrom, policiesOf, policyNumbers } from '../../law/localPolicy.ts'
import { policyLimits } from '../../law/policyLimits.ts'
import type { PolicyOnRecord } from '../../storage/policyStore.ts'
import type { Paths } from '../paths.ts'
import { inWords } from './inWords.ts'
import { policyWords } from './rulebookNumbers.ts'

/** What the reader may see and do besides the numbers: who recorded them is for those who are signed in. */
export interface PolicyReader {
  readonly isSignedIn: boolean
  readonly maySet: boolean
}

/** The model of pages/policyVersions.njk on a day. */
export function policyVersionsPage(
  onRecord: readonly PolicyOnRecord[],
  on: DateText,
  reader: PolicyReader,
  paths: Paths,
  saved: string | null,
) {
  const policies = policiesOf(onRecord.filter(({ withdrawnAt }) => withdrawnAt === null))
  const holds = localPolicyOn(policies, on)
  const shown = (policy: DatedPolicy, index: number) => {
    const next = nextPolicyFrom(policies, policy)
    return versionShown(policy, policies[index - 1] ?? null, next, { on, reader, paths })
  }
  const versions = policies.map(shown)
  const isHolding = (index: number) => policies[index] === holds
  const withdrawn = onRecord
    .filter(({ withdrawnAt }) => withdrawnAt !== null)
    .map((version) => versionShown(version, null, null, { on, reader, paths }))
  return {
    title: 'Local policy',
    on,
    saved,
    inForce: versions.find((_, index) => isHolding(index))!,
    coming: versions.filter((_, index) => !isHolding(index) && policies[index]!.from > on),
    past: [
      ...versions.filter((_, index) => !isHolding(index) && policies[index]!.from <= on).toReversed(),
      ...withdrawn,
    ],
    formHref: reader.maySet ? paths.policyForm() : null,
    officerToldOn: cmeOfficerTold.schoolDays,
    limits: policyNumbers.map((number) => {
      const { most, because, rule } = policyLimits[number]
      const [what, say] = policyWords[number]
      return { what, most: say(most), because, rule: { name: rule.name, href: paths.rule(rule.id) } }
    }),
  }
}

function versionShown(
  policy: DatedPolicy | PolicyOnRecord,
  before: DatedPolicy | null,
  next: DateText | null,
  { on, reader, paths }: { readonly on: DateText; readonly reader: PolicyReader; readonly paths: Paths },
) {
  const record = 'id' in policy ? policy : null
  const isWithdrawn = record !== null && record.withdrawnAt !== null
  return {
    from: policy.from,
    until: next && addCalendarDays(next, calendarDays(-1)),
    isWithdrawn,
    hasHeld: record !== null && record.withdrawnAt !== null && londonDate(record.withdrawnAt) >= policy.from,
    numbers: policyNumbers.map((number) => {
      const [what, say] = policyWords[number]
      const was = before?.numbers[number] ?? policy.numbers[number]
      return {
        what,
        number: say(policy.numbers[number]),
        was: was === policy.numbers[number] ? null : say(was),
        isOurDefault: policy.ourDefaults.includes(number),
      }
    }),
    source: policy.source,
    record: reader.isSignedIn ? recordWords(record) : [],
    withdrawalHref:
      reader.maySet && record !== null && 'accepted' in withdrawPolicy(record, on)
        ? paths.policyWithdrawal(record.id)
        : null,
  }
}

function recordWords(record: PolicyOnRecord | null): string[] {
  if (record === null) return ['These numbers come with Whereabouts. Nobody here recorded them.']
  const { recordedByName, recordedAt, withdrawnByName, withdrawnAt } = record
  const recorded = `Recorded by ${recordedByName}, ${inWords.plainDay(recordedAt)}, ${inWords.time(recordedAt)}.`
  if (withdrawnAt === null) return [recorded]
  return [recorded, `Withdrawn by ${withdrawnByName}, ${inWords.plainDay(withdrawnAt)}, ${inWords.time(withdrawnAt)}.`]
}
