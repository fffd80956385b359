// How is a message about one pupil read? The pupil and what matters must be right; what only adds is set aside by itself.
import type { z } from 'zod'
import type { AboutPupilTold } from '../cases/told.ts'
import type { Fault } from '../storage/deliveryStore.ts'
import { faultAt, type Reading, readAs } from './reading.ts'
import { aheadOfReceipt, isAhead, type Moment } from './readMarks.ts'

/**
 * The fact of a message about one pupil, with the stamp that orders it. `spare` names fields of `data` without which the
 * rest is still worth knowing: a bad one is set aside and read as not said.
 */
export function readAbout<Read extends { source_updated_at?: string | null }>(
  schema: z.ZodType<Read>,
  data: unknown,
  moment: Moment,
  tell: (read: Read, at: string) => AboutPupilTold,
  spare: readonly string[] = [],
): Reading<AboutPupilTold> {
  const faults: Fault[] = []
  let rest = data
  for (;;) {
    const read = readAs(schema, rest, 'data')
    if ('value' in read) {
      const stamp = read.value.source_updated_at ?? moment.writtenAt
      if (!isAhead(stamp, moment.receivedAt)) return { told: tell(read.value, stamp), faults }
      return { told: null, faults: [...faults, faultAt('data.source_updated_at', aheadOfReceipt, data)] }
    }
    const part = spare.find((name) => isPartOf(read.fault.path, `data.${name}`) && isSaid(rest, name))
    if (part === undefined) return { told: null, faults: [...faults, read.fault] }
    const { [part]: said, ...others } = rest as Record<string, unknown>
    faults.push(faultAt(read.fault.path, read.fault.reason, said))
    rest = others
  }
}

function isPartOf(path: string, of: string): boolean {
  return path === of || path.startsWith(`${of}.`) || path.startsWith(`${of}[`)
}

function isSaid(data: unknown, name: string): boolean {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, name)
}
