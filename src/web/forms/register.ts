// Which register does somebody close?
import { z } from 'zod'
import { isDate } from '../../calendar/date.ts'
import { sessions } from '../../calendar/schoolCalendar.ts'

const form = z.object({ school: z.string(), on: z.string().refine(isDate), session: z.enum(sessions) })

/** The register named by a form that a page made, or null when it is none. */
export function readRegister(body: unknown): z.output<typeof form> | null {
  return form.safeParse(body).data ?? null
}
