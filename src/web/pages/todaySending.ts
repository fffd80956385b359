// Which marks can be sent to the MIS from a row, and what has become of those that were?
import type { Reason } from '../../cases/attempts.ts'
import { assertNever } from '../../cases/refusals.ts'
import type { SuggestedCode } from '../../cases/suggestedCode.ts'
import { isExplainedBy, type MarkToSend } from '../../cases/writeBack.ts'
import type { Paths } from '../paths.ts'
import { inWords } from './inWords.ts'

/** The button with all that is still to be sent, a line for each thing that became of the rest; null where nothing is sent from here. */
export function sendingShown(
  suggests: SuggestedCode | null,
  { caseId, explainedUntil }: Pick<Reason, 'caseId' | 'explainedUntil'>,
  marks: readonly MarkToSend[],
  paths: Paths,
) {
  const explained = marks.filter((mark) => mark.caseId === caseId && isExplainedBy(explainedUntil, mark.on))
  const open = explained.filter(
    ({ sent, codes }) => sent === null && suggests !== null && codes.includes(suggests.code),
  )
  const sent = explained.flatMap((mark) => (mark.sent ? [{ ...mark, sent: mark.sent }] : []))
  if (open.length === 0 && sent.length === 0) return null
  return {
    button:
      open.length === 0
        ? null
        : {
            action: paths.writeBacks(caseId),
            code: suggests!.code,
            value: [suggests!.code, ...open.map(({ on, session }) => `${on}.${session}`)].join(' '),
            sessions: sessionWords(open),
          },
    lines: [
      ...Map.groupBy(sent, ({ sent: { state, code, because } }) => [state, code, because].join(' ')).values(),
    ].map((of) => ({ words: stateWords(of[0]!.sent, sessionWords(of)), because: of[0]!.sent.because })),
  }
}

function stateWords({ state, code }: NonNullable<MarkToSend['sent']>, sessions: string): string {
  switch (state) {
    case 'pending':
    case 'sending':
      return `Being sent to your MIS: ${code} for ${sessions}.`
    case 'accepted':
      return `Your MIS has taken it: waiting for the mark to come back. ${code} for ${sessions}.`
    case 'failed':
      return `Your MIS did not take it: ${code} for ${sessions}.`
    default:
      return assertNever(state)
  }
}

/** Tue 13 Oct, Wed 14 Oct (morning) */
function sessionWords(marks: readonly MarkToSend[]): string {
  return [...Map.groupBy(marks, ({ on }) => on)]
    .map(([on, of]) => {
      const held = new Set(of.map(({ session }) => session))
      const half = held.has('AM') ? 'morning' : 'afternoon'
      return held.size === 2 ? inWords.day(on) : `${inWords.day(on)} (${half})`
    })
    .join(', ')
}
