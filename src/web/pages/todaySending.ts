// Which marks can be sent to the MIS from a row, what has become of those that were, and which codes outlived their reason?
import type { Reason } from '../../cases/attempts.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import { assertNever } from '../../cases/refusals.ts'
import type { SuggestedCode } from '../../cases/suggestedCode.ts'
import { isExplainedBy, isToBeAsked, type MarkToSend, markName } from '../../cases/writeBack.ts'
import type { CodeOutlived } from '../../storage/writeBackUndone.ts'
import type { Paths } from '../paths.ts'
import { inWords } from './inWords.ts'

/** The buttons with all that is still to be sent and all that may be sent again, a line for each thing that became of the rest; null where nothing is sent from here. */
export function sendingShown(
  suggests: SuggestedCode | null,
  { caseId, explainedUntil }: Pick<Reason, 'caseId' | 'explainedUntil'>,
  marks: readonly MarkToSend[],
  paths: Paths,
) {
  const explained = marks.filter((mark) => mark.caseId === caseId && isExplainedBy(explainedUntil, mark.on))
  const open = explained.filter((mark) => isToBeAsked(mark) && suggests !== null && mark.codes.includes(suggests.code))
  const isFailed = ({ sent }: MarkToSend) => sent?.state === 'failed'
  const sent = explained.flatMap((mark) =>
    mark.sent && mark.sent.state !== 'withdrawn' ? [{ ...mark, sent: mark.sent }] : [],
  )
  const buttonOf = (isAgain: boolean) => {
    const of = open.filter((mark) => isFailed(mark) === isAgain)
    if (of.length === 0) return []
    const code = suggests!.code
    const value = [code, ...of.map(markName)].join(' ')
    return [{ action: paths.writeBacks(caseId), code, isAgain, value, sessions: sessionWords(of) }]
  }
  if (open.length === 0 && sent.length === 0) return null
  return {
    buttons: [...buttonOf(false), ...buttonOf(true)],
    lines: [
      ...Map.groupBy(sent, ({ sent: { state, code, because } }) => [state, code, because].join(' ')).values(),
    ].map((of) => ({
      words: stateWords(of[0]!.sent, sessionWords(of)),
      because: of[0]!.sent.because,
      isAgain: of.every(({ on, session }) => open.some((each) => each.on === on && each.session === session)),
    })),
  }
}

function stateWords({ state, code }: NonNullable<MarkToSend['sent']>, sessions: string): string {
  switch (state) {
    case 'pending':
    case 'sending':
      return `Being sent to your MIS: ${code} for ${sessions}.`
    case 'accepted':
      return `Your MIS has taken it: waiting for the mark to come back. ${code} for ${sessions}.`
    case 'withdrawn':
      return `Not sent: ${code} for ${sessions}.`
    case 'failed':
      return `Your MIS did not take it: ${code} for ${sessions}.`
    default:
      return assertNever(state)
  }
}

/** A line a child, code and whether it is there: what the MIS holds for a reason that was undone. */
export function outlivedShown(outlived: readonly CodeOutlived[], paths: Paths) {
  const by = ({ pupil, code, isThere }: CodeOutlived) => [pupil.id, code, isThere].join(' ')
  return [...Map.groupBy(outlived, by).values()].map((of) => {
    const { pupil, code, isThere } = of[0]!
    const name = displayNameOf(pupil)
    return { name, href: paths.pupil(pupil.id), code, isThere, sessions: sessionWords(of) }
  })
}

/** Tue 13 Oct, Wed 14 Oct (morning) */
function sessionWords(marks: readonly Pick<MarkToSend, 'on' | 'session'>[]): string {
  return [...Map.groupBy(marks, ({ on }) => on)]
    .map(([on, of]) => {
      const held = new Set(of.map(({ session }) => session))
      const half = held.has('AM') ? 'morning' : 'afternoon'
      return held.size === 2 ? inWords.day(on) : `${inWords.day(on)} (${half})`
    })
    .join(', ')
}
