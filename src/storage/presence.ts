// Where do a pupil's marks stand? What is not plain presence by pupil, plain presence of the last days by register: read here as one.
import type { RawBuilder } from 'kysely'
import type { Mark } from '../cases/mark.ts'
import { piece } from './database.ts'

/** Whether a mark is kept by register and not by pupil: the MIS says present, and nothing more. */
export function isKeptByRegister({ code, source, minutesLate, comment }: Mark): boolean {
  return source === 'mis' && minutesLate === null && comment === null && (code === '/' || code === '\\')
}

type Column = RawBuilder<unknown>

/**
 * All marks of one pupil from a date on, as a table to select from: `marked_on`, `session`, `code`. `pupil` and `school`
 * are columns of the query around it, or values.
 */
export function marksOfPupil(pupil: Column, school: Column, from: Column): Column {
  return piece`(SELECT marked_on, session, code FROM marks WHERE pupil_id = ${pupil} AND marked_on >= ${from}
    UNION ALL SELECT q.marked_on, q.session, q.code FROM register_sessions r CROSS JOIN presence q
      ON q.school_urn = r.school_urn AND q.marked_on = r.marked_on AND q.session = r.session AND q.pupil_id = ${pupil}
    WHERE r.school_urn = ${school} AND r.presence_kept = 1 AND r.marked_on >= ${from})`
}

/** All marks of one school on one day, as a table to select from: `pupil_id`, `session`, `code`. */
export function marksOfDay(school: Column, on: Column): Column {
  return piece`(SELECT pupil_id, session, code FROM marks WHERE school_urn = ${school} AND marked_on = ${on}
    UNION ALL SELECT pupil_id, session, code FROM presence WHERE school_urn = ${school} AND marked_on = ${on})`
}
