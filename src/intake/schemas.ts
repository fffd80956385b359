// Which messages are there, and what does each carry? The one source of what is read and of what is published.
import type { z } from 'zod'
import { absenceSchemas } from './schemas/absenceSchemas.ts'
import { attendanceSchemas } from './schemas/attendanceSchemas.ts'
import { calendarSchemas } from './schemas/calendarSchemas.ts'
import { contactSchemas } from './schemas/contactSchemas.ts'
import { enrolmentSchemas } from './schemas/enrolmentSchemas.ts'
import { feedSchemas } from './schemas/feedSchemas.ts'
import { pupilSchemas } from './schemas/pupilSchemas.ts'

/** The schema of `data` of each type, as it is sent (input) and as it is read (output). */
export const canonicalSchemas = {
  ...attendanceSchemas,
  ...pupilSchemas,
  ...enrolmentSchemas,
  ...contactSchemas,
  ...absenceSchemas,
  ...calendarSchemas,
  ...feedSchemas,
} satisfies Record<string, z.ZodType>

export type CanonicalType = keyof typeof canonicalSchemas
