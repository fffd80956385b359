// Which part of a message was set aside, and what is the message with that part alone, corrected?
import type { Fault } from '../storage/deliveryStore.ts'

type Json = Record<string, unknown>

/** A part of a message: where it stands, and what it says. `data` and the message itself are parts too. */
export interface PartOfMessage {
  readonly at: string
  readonly value: unknown
}

const entryOfList = /^data\.([a-z_]+)\[(\d+)\]/

/** The part that a fault's path leads into: one entry of a list, all of `data`, or the message. Null when there is none there. */
export function partAt(message: unknown, path: string): PartOfMessage | null {
  const data = isObject(message) ? message.data : undefined
  const [at, list, index] = entryOfList.exec(path) ?? []
  if (at !== undefined) {
    const entries = isObject(data) && Object.hasOwn(data, list!) ? data[list!] : undefined
    return Array.isArray(entries) && Number(index) < entries.length ? { at, value: entries[Number(index)] } : null
  }
  if (/^data(\.|$)/.test(path)) return isObject(data) ? { at: 'data', value: data } : null
  return { at: '', value: message }
}

/** The message with the corrected part: of a list that entry alone, since what was right in it was taken in before. */
export function messageWith(message: unknown, part: PartOfMessage, corrected: unknown): unknown {
  if (part.at === '') return corrected
  const whole = message as Json
  if (part.at === 'data') return { ...whole, data: corrected }
  const [, list] = entryOfList.exec(part.at)!
  return { ...whole, data: { ...(whole.data as Json), [list!]: [corrected] } }
}

/** Where a fault of the message that `messageWith` made stands within the part: 'pupil.upn', or '' for all of it. */
export function pathWithin(part: PartOfMessage, fault: Pick<Fault, 'path'>): string {
  const start = entryOfList.test(part.at) ? fault.path.replace(entryOfList, '') : fault.path.replace(part.at, '')
  return start.replace(/^\./, '')
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
