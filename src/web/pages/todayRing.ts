// Whom does one ring about a family, and what is to be known of the other numbers?
import type { AwayChild } from '../../cases/awayChild.ts'
import { type NumberToRing, restrictedNumbers } from '../../cases/numbersToRing.ts'
import { phoneDigits } from '../../cases/phoneNumber.ts'
import { inWords } from './inWords.ts'

/** Whom to ring: the next number of the first child who has one, the others behind it. The lead is not sent to the lead. */
export function ringOf(children: readonly AwayChild[], isForLead: boolean) {
  const restricted = new Set(children.flatMap(({ contacts }) => [...restrictedNumbers(contacts)]))
  const numbers = new Map<string, NumberToRing>()
  for (const child of children) {
    for (const each of child.numbers.all) {
      const digits = phoneDigits(each.number)
      if (!restricted.has(digits) && !numbers.has(digits)) numbers.set(digits, each)
    }
  }
  const all = [...numbers.values()]
  const next = all.find((each) => each.wrong === null && !each.isTriedToday) ?? null
  return {
    next: next && numberOf(next),
    others: all.filter((each) => each !== next).map(numberOf),
    hasRestricted: children.some(({ numbers: { hasRestricted } }) => hasRestricted),
    note: next === null ? whyNobody(all, children, isForLead) : '',
  }
}

function whyNobody(all: readonly NumberToRing[], children: readonly AwayChild[], isForLead: boolean): string {
  const ask = isForLead ? '' : ' Ask the safeguarding lead what to do now.'
  if (all.some(({ wrong }) => wrong === null)) return 'Every number was tried today.'
  if (all.length > 0) return `No number works.${ask}`
  const hasRestricted = children.some(({ numbers }) => numbers.hasRestricted)
  return hasRestricted ? '' : `No number is on the record.${ask}`
}

function numberOf({ contactId, name, relationship, number, kind, isTriedToday, wrong }: NumberToRing) {
  return {
    whom: `${contactId}/${number}`,
    name,
    relationship: relationship ?? '',
    number,
    tel: `tel:${phoneDigits(number)}`,
    kind: kind ?? '',
    note: wrong
      ? `marked ${wrong.outcome === 'number-dead' ? 'dead' : 'somebody else’s'} on ${inWords.day(wrong.at)}`
      : isTriedToday
        ? 'tried today'
        : '',
  }
}
