// Which absences does a form speak about, and in which state had its sender seen each of them?
import { z } from 'zod'
import { plainLine, plainLines } from '../../cases/plainText.ts'

const mostAbsences = 20

const asText = (sent: unknown) => (typeof sent === 'string' ? sent.trim() : '')

const asFirstText = (sent: unknown) => asText(Array.isArray(sent) ? sent[0] : sent)

/** A field as one plain line: a file or nothing sent is empty, of several the first holds. */
export const typedLine = z.preprocess((sent) => plainLine(asFirstText(sent)), z.string())

/** A field as plain text that keeps its line breaks. */
export const typedText = z.preprocess((sent) => plainLines(asFirstText(sent)), z.string())

/** A field that may be sent several times, as texts. */
export const typedList = z.preprocess(
  (sent) => (Array.isArray(sent) ? sent : sent === undefined ? [] : [sent]).map(asText).filter(Boolean),
  z.array(z.string()),
)

/** The absences chosen, each with the version seen (`case.7` among `versions`; 0, which no absence has, when there is none). */
export function seenVersions(
  cases: readonly string[],
  versions: readonly string[],
): { caseId: string; seenVersion: number }[] {
  const seen = new Map(
    versions.map((text) => [text.slice(0, text.lastIndexOf('.')), Number(text.slice(text.lastIndexOf('.') + 1))]),
  )
  return [...new Set(cases)].slice(0, mostAbsences).map((caseId) => ({ caseId, seenVersion: seen.get(caseId) ?? 0 }))
}

/** Entries of the record named in a form or an address (`case.7`), of different absences; what is no such name is left out. */
export function namedEntries(names: readonly string[]): { caseId: string; version: number }[] {
  const entries = names.flatMap((name) => {
    const match = /^([\w-]{1,64})\.(\d{1,6})$/.exec(name)
    return match ? [[match[1]!, Number(match[2])] as const] : []
  })
  return [...new Map(entries)].slice(0, mostAbsences).map(([caseId, version]) => ({ caseId, version }))
}

/** The absences named in an address beside the first: `also=a,b`. What cannot be an id is left out. */
export function typedCaseIds(also: string | undefined): string[] {
  return (also ?? '')
    .split(',')
    .filter((id) => /^[\w-]{1,64}$/.test(id))
    .slice(0, mostAbsences)
}
