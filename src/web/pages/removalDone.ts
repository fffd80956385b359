// The name is deleted: by whom, when, on which evidence, and would the register as it stands now still allow it?
import { type CaseNow, caseNow } from '../../cases/caseNow.ts'
import { removalGate, removalOf } from '../../cases/removalGate.ts'
import { datesInWords, inWords } from './inWords.ts'
import { type Reader, statementShown } from './removalEvidence.ts'
import { missingThings } from './removalVerdict.ts'
import { conditionWords, groundWords } from './removalWords.ts'

export interface RemovalShown {
  readonly on: string
  readonly at: string
  readonly who: string
  readonly groundName: string
  readonly statement: readonly string[] | null
  readonly evidence: readonly { readonly text: string; readonly because: string }[]
  /** What the register or the record no longer bears out; null while it does. */
  readonly doubt: string | null
  readonly withdrawalHref: string | null
}

/** The deletion that stands, or null. */
export function removalShown(now: CaseNow, reader: Reader): RemovalShown | null {
  const event = removalOf(now)
  if (!event) return null
  const { on, ground, statement, role, conditions } = event.details
  return {
    on,
    at: event.at,
    who: `${event.byName ?? 'Somebody no longer here'}${role ? `, ${role}` : ''}`,
    groundName: ground ? groundWords[ground].name : '',
    statement: statementShown(statement, reader),
    evidence: (conditions ?? []).map(({ id, because }) => ({
      text: conditionWords[id] ?? id,
      because: datesInWords(because.replace(/(\d{4}-\d\d-\d\dT[\d:.]+Z)/g, inWords.dayAndTime)),
    })),
    doubt: ground ? doubtOf(now, event) : null,
    withdrawalHref: reader.withdrawalHref(event),
  }
}

// Asked anew for the minute of the decision, with the marks and entries as they stand now, and nothing written after it.
function doubtOf(now: CaseNow, { version, at, details }: NonNullable<ReturnType<typeof removalOf>>): string | null {
  const standing = now.summary.standing.filter((entry) => entry.version < version)
  const events = now.events.filter((each) => each.version < version)
  const pupil = { ...now.pupil, leftOn: null }
  const then = caseNow({ ...now, pupil, events, summary: { ...now.summary, standing } }, at)
  const gate = removalGate(then, details.ground)
  if (gate.status === 'met') return null
  const missing = missingThings(gate)
  const what = missing.length > 0 ? ` As they stand now, this is missing: ${missing.join(', ')}.` : ''
  return `What this was decided on has changed since: a mark, the leave or a signature.${what} Ask the head teacher whether the decision must be withdrawn.`
}
