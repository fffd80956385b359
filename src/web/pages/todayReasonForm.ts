// What is on the form that asks why children are away, child by child, and until when?
import { standingAttempts } from '../../cases/attempts.ts'
import { isToRestricted } from '../../cases/mentionsRestricted.ts'
import { seenVersions } from '../forms/absencesSeen.ts'
import type { FormError } from '../forms/contactAttempt.ts'
import { isOpenedOnAnotherDay, type TypedReasonOfChild, type TypedReasons } from '../forms/reason.ts'
import type { Paths } from '../paths.ts'
import { inWords } from './inWords.ts'
import { type AbsenceOnForm, childOnForm, type FormReader } from './todayAbsences.ts'
import { listKeyOf } from './todayWords.ts'

const nothingTyped = { reason: '', until: 'today', untilParts: { day: '', month: '', year: '' } } as const

/** A form nobody has typed in yet: said by whom the telephone was answered last, unless they are restricted now, until today. */
export function emptyReasons(absences: readonly AbsenceOnForm[], list: string): TypedReasons {
  const cases = absences.map(({ kase }) => kase.summary.id)
  const contacts = absences.flatMap((absence) => absence.contacts)
  const isHidden = isToRestricted(contacts)
  const answered = absences.flatMap(({ events }) =>
    standingAttempts(events).filter((attempt) => attempt.outcome === 'reason-given' && !isHidden(attempt)),
  )
  const last = answered.sort((one, other) => (one.at < other.at ? -1 : 1)).at(-1)
  return {
    cases,
    versions: [],
    openedOn: '',
    whoSaid: last?.who ?? '',
    list,
    children: cases.map((caseId) => ({ caseId, ...nothingTyped })),
  }
}

/** The model. `refusal` is the sentence of a refusal; then what happened since each child was seen is shown, too. */
export function reasonForm(
  absences: readonly AbsenceOnForm[],
  typed: TypedReasons,
  {
    paths,
    on,
    readerId,
    errors,
    refusal,
  }: FormReader & { paths: Paths; errors: readonly FormError[]; refusal: string | null },
) {
  const list = listKeyOf(typed.list)
  const caseId = absences[0]!.kase.summary.id
  const seen = new Map(seenVersions(typed.cases, typed.versions).map((each) => [each.caseId, each.seenVersion]))
  const typedOf = new Map(typed.children.map((child) => [child.caseId, child]))
  const isStale = isOpenedOnAnotherDay(typed, on)
  const errorAt = (id: string) => errors.find(({ href }) => href === `#${id}`)?.text ?? ''
  return {
    title: absences.length > 1 ? 'Why are the children away?' : 'Why is the child away?',
    errors: refusal === null ? errors : [{ text: refusal, href: '#since' }, ...errors],
    refusal,
    action: paths.reasons(caseId),
    backHref: paths.todayRow(list, caseId),
    list,
    today: inWords.day(on),
    openedOn: on,
    whoSaid: typed.whoSaid,
    whoSaidError: errorAt('who-said'),
    children: absences.map((absence, place) => {
      const id = absence.kase.summary.id
      const child: TypedReasonOfChild = typedOf.get(id) ?? { caseId: id, ...nothingTyped }
      const nth = place + 1
      return {
        ...childOnForm(absence, refusal === null ? null : (seen.get(id) ?? null), { on, readerId }),
        nth,
        reason: child.reason,
        until: isStale ? '' : child.until,
        parts: child.untilParts,
        reasonError: errorAt(`reason-${nth}`),
        untilError:
          errorAt(`until-${nth}-today`) || errorAt(`day-${nth}`) || errorAt(`month-${nth}`) || errorAt(`year-${nth}`),
      }
    }),
  }
}
