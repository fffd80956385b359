// What is on the form "Log another attempt", empty, refused or to be mended?
import { methods, outcomes } from '../../cases/events.ts'
import { inOrderOfPriority, restrictedNumbers } from '../../cases/numbersToRing.ts'
import { phoneDigits } from '../../cases/phoneNumber.ts'
import { seenVersions } from '../forms/absencesSeen.ts'
import type { FormError, TypedAttempt } from '../forms/contactAttempt.ts'
import type { Paths } from '../paths.ts'
import { type AbsenceOnForm, childOnForm, type FormReader } from './todayAbsences.ts'
import { listKeyOf, methodWords, outcomeWords } from './todayWords.ts'

/** A form nobody has typed in yet: every child ticked, by telephone. */
export function emptyAttempt(absences: readonly AbsenceOnForm[], list: string): TypedAttempt {
  const cases = absences.map(({ kase }) => kase.summary.id)
  return { cases, versions: [], whom: '', whoElse: '', numberElse: '', method: 'phone', outcome: '', words: '', list }
}

/** The model. `refusal` is the sentence of a refusal; then what happened since each child was seen is shown, too. */
export function attemptForm(
  absences: readonly AbsenceOnForm[],
  typed: TypedAttempt,
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
  const restricted = new Set(absences.flatMap(({ contacts }) => [...restrictedNumbers(contacts)]))
  const isTicked = new Set(typed.cases)
  const choice = (words: Record<string, string>, value: string, chosen: string) => ({
    value,
    text: words[value]!,
    isChosen: value === chosen,
  })
  return {
    title: 'Log a contact attempt',
    errors: refusal === null ? errors : [{ text: refusal, href: '#since' }, ...errors],
    refusal,
    action: paths.contactAttempts(caseId),
    backHref: paths.todayRow(list, caseId),
    list,
    children: absences.map((absence) => ({
      ...childOnForm(absence, refusal === null ? null : (seen.get(absence.kase.summary.id) ?? null), { on, readerId }),
      isTicked: isTicked.has(absence.kase.summary.id),
    })),
    whoms: whomsOf(absences, restricted).map((each) => ({ ...each, isChosen: isSameWhom(each.value, typed.whom) })),
    hasRestricted: absences.some(({ contacts }) => contacts.some((contact) => contact.restricted)),
    methods: methods.map((value) => choice(methodWords, value, typed.method)),
    outcomes: outcomes.map((value) => choice(outcomeWords, value, typed.outcome)),
    typed,
    errorOf: errorsByField(errors),
  }
}

/** The sentence at each field that can be wrong; empty where nothing is. */
function errorsByField(errors: readonly FormError[]): Record<string, string> {
  const none = {
    'case-0': '',
    'whom-0': '',
    'who-else': '',
    'number-else': '',
    'method-0': '',
    'outcome-0': '',
    words: '',
  }
  return { ...none, ...Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), text])) }
}

// Brothers and sisters have the same mother under two ids: her number is offered once.
function whomsOf(absences: readonly AbsenceOnForm[], restricted: ReadonlySet<string>) {
  const whoms = new Map<string, { value: string; name: string; number: string }>()
  for (const { contacts } of absences) {
    for (const contact of inOrderOfPriority(contacts)) {
      if (contact.restricted) continue
      const name = contact.relationship ? `${contact.name}, ${contact.relationship}` : contact.name
      const numbers = contact.phones.filter(({ number }) => !restricted.has(phoneDigits(number)))
      for (const { number } of numbers) {
        const key = `${contact.name} ${phoneDigits(number)}`
        if (!whoms.has(key)) whoms.set(key, { value: `${contact.id}/${number}`, name, number })
      }
      const without = `${contact.name} `
      if (!whoms.has(without)) whoms.set(without, { value: `${contact.id}/`, name, number: '' })
    }
  }
  return [...whoms.values()]
}

function isSameWhom(offered: string, typed: string): boolean {
  return offered === typed || (!typed.includes('/') && offered === `${typed}/`)
}
