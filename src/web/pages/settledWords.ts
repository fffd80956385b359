// What became of a part that was not taken in, in words: by whom, when, how and why.
import type { DeliveryState } from '../../storage/deliveryStore.ts'
import type { PartToSettle, SettledOnList } from '../../storage/settledStore.ts'
import { kindOfMessage } from './deliveryWords.ts'
import { datesInWords } from './inWords.ts'

const becameWords: Record<DeliveryState, string> = {
  received: 'It waits to be taken in.',
  processed: 'It was taken in.',
  quarantined: 'It was not taken in again: it stands on the list once more.',
  ignored: 'It was of a kind that is not used here.',
  parked: 'It is held back until a person decides.',
  dead: 'It could not be applied.',
}

/** A row of what was settled. */
export function settledRow(row: SettledOnList) {
  return {
    ...row,
    kind: kindOfMessage(row.type),
    reason: row.reason && datesInWords(row.reason),
    how: row.how === 'replayed' ? 'Corrected and sent again' : 'Let go',
    became: row.how === 'replayed' && row.became ? becameWords[row.became] : null,
  }
}

/** The same of one part, or null when nobody has settled it. */
export function settlementOf(part: PartToSettle) {
  const { settledAt, settledHow: how, settledByName, settledBecause: because, became } = part
  if (settledAt === null || how === null) return null
  const { schoolName, at, type, path, reason } = part
  return settledRow({ schoolName, at, type, path, reason, settledAt, settledByName, how, because, became })
}
