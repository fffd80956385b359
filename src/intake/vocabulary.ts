// What does each type of message mean, what follows from it here, and what does one look like?
import type { CanonicalType } from './schemas.ts'

/** One type, for people: what it says, what happens, and the data of a valid example. Everybody in the examples is invented. */
export interface TypeExplained {
  readonly meaning: string
  readonly follows: string
  readonly example: Readonly<Record<string, unknown>>
}

const amina = { mis_id: 'p1', upn: 'B999100126001' }
const tomos = { mis_id: 'p2', upn: 'Q999100126002' }
const source_updated_at = '2026-09-14T08:31:02Z'

export const vocabulary: Readonly<Record<CanonicalType, TypeExplained>> = {
  'attendance.marks.upserted': {
    meaning: 'One or many marks are now so. A correction is the same message again with the new mark.',
    follows: 'Each mark is kept with those before it. N, G and O put the child on the school’s list at once.',
    example: {
      session_status: 'closed',
      marks: [
        { pupil: amina, date: '2026-09-14', session: 'AM', code: '/', source_updated_at },
        { pupil: tomos, date: '2026-09-14', session: 'AM', code: 'L', minutes_late: 12, source_updated_at },
      ],
    },
  },
  'attendance.marks.deleted': {
    meaning: 'A mark is no longer there: a wrong pupil, a session that was cancelled.',
    follows: 'The mark counts as not known, never as present.',
    example: { marks: [{ pupil: tomos, date: '2026-09-14', session: 'AM', source_updated_at }] },
  },
  'attendance.session.closed': {
    meaning: 'A register was closed, and so many were expected and so many marked in it.',
    follows: 'When both numbers are the same the register is complete. A pupil without a mark is then shown as one.',
    example: { date: '2026-09-14', session: 'AM', expected: 412, marked: 412, closed_at: '2026-09-14T08:32:00Z' },
  },
  'pupil.upserted': {
    meaning: 'Who a pupil is: names, date of birth, UPN, year and group; flags where the connection was granted them.',
    follows: 'The pupil is known and on roll. What is not said stays as it was.',
    example: {
      pupil: {
        ...amina,
        ...{ legal_forename: 'Amina', legal_surname: 'Okoro', date_of_birth: '2015-02-11', sex: 'F' },
        ...{ year_group: '6', reg_group: '6A', home_la_code: '999' },
      },
      flags: { looked_after: false, protection_plan: false, social_worker: null },
      source_updated_at,
    },
  },
  'pupil.deleted': {
    meaning: 'Your system no longer has this entry.',
    follows: 'Nobody goes off roll by it: a leaver is told by enrolment.ended.',
    example: { pupil: { mis_id: 'p9' }, reason: 'Entered twice', source_updated_at },
  },
  'pupil.merged': {
    meaning: 'Two entries were one pupil.',
    follows: 'The school is shown both and says whether they are one.',
    example: { from_mis_id: 'p9', to_mis_id: 'p1', upn: amina.upn, source_updated_at },
  },
  'pupil.flags.changed': {
    meaning: 'Flags of a pupil changed, without their values.',
    follows: 'They are shown as changed, please check. Nothing is fetched.',
    example: { pupil: amina, changed: ['looked_after'], source_updated_at },
  },
  'enrolment.expected': {
    meaning: 'A pupil is due to start.',
    follows: 'A pupil who does not come on that day is on the school’s list.',
    example: {
      pupil: { mis_id: 'pre-77', legal_forename: 'Sam', legal_surname: 'Example', date_of_birth: '2015-02-03' },
      ...{ expected_start_date: '2026-09-07', year_group: '6' },
      previous_school: { urn: '999002', name: 'Sample Primary School' },
      source_updated_at,
    },
  },
  'enrolment.started': {
    meaning: 'A pupil is on roll from this day.',
    follows: 'The pupil is on roll, also after an earlier leaving date.',
    example: { pupil: amina, entry_date: '2026-09-02', status: 'C', previous_school: null, source_updated_at },
  },
  'enrolment.ended': {
    meaning: 'A pupil left.',
    follows: 'The leaving date is kept. When nobody knows where the pupil goes, the school is asked.',
    example: {
      ...{ pupil: tomos, leaving_date: '2026-09-11', grounds: 'A', reason_code: null },
      destination: { known: true, urn: '999002', name: 'Sample Primary School', laestab: '9992001', country: null },
      ...{ last_attended: '2026-09-10', new_address_known: true, source_updated_at },
    },
  },
  'enrolment.reversed': {
    meaning: 'A leaver was entered by mistake.',
    follows: 'The pupil is on roll as if nobody had left.',
    example: { pupil: tomos, leaving_date: '2026-09-11', reason: 'Wrong pupil', source_updated_at },
  },
  'contacts.upserted': {
    meaning: 'Whom to ring about a pupil.',
    follows: 'Contacts are added or changed. A restriction is lifted only when it is said to be false.',
    example: {
      pupil: amina,
      contacts: [
        {
          ...{ contact_ref: 'c1', name: 'Ngozi Okoro', relationship: 'mother', priority: 1 },
          ...{ parental_responsibility: true, phones: [{ number: '07700 900123', kind: 'mobile' }] },
          ...{ emails: ['ngozi@example.org'], address: { lines: ['4 Long Row'], postcode: 'ZZ99 4AB' } },
          restricted: false,
        },
      ],
      source_updated_at,
    },
  },
  'leave.granted': {
    meaning: 'The school agreed to leave of absence.',
    follows:
      'With a day of return it is written down as leave; a newer message about the same first day replaces it. Without one a person confirms it. It changes no mark.',
    example: {
      ...{ pupil: amina, code: 'C', from: '2026-09-21', to: '2026-09-25' },
      ...{ expected_return_on: '2026-09-28', source_updated_at },
    },
  },
  'exclusion.upserted': {
    meaning: 'A pupil is suspended or permanently excluded.',
    follows: 'It is shown beside the register, which alone says who was away.',
    example: {
      ...{ pupil: tomos, type: 'suspension', start_date: '2026-09-14', start_session: 'PM' },
      ...{ end_date: '2026-09-16', end_session: 'AM', sessions: 4, source_updated_at },
    },
  },
  'calendar.published': {
    meaning: 'The terms of a school year, and the days in them without school.',
    follows: 'School days are counted by it at once. What a person corrected since stays until another calendar comes.',
    example: {
      academic_year: '2026/27',
      terms: [
        { from: '2026-09-02', to: '2026-10-23' },
        { from: '2026-11-02', to: '2026-12-18' },
      ],
      non_school_days: [{ on: '2026-11-02', because: 'inset' }],
      registers_close: { AM: '09:30', PM: '13:45' },
    },
  },
  'sync.completed': {
    meaning: 'A feed was read to its end: a heartbeat.',
    follows: 'The feed is known to be alive, so that silence is seen.',
    example: {
      feed: 'attendance.session',
      cursor: '2026-09-14T08:31:02Z',
      records_seen: 412,
      records_changed: 4,
      complete: true,
    },
  },
  'sync.failed': {
    meaning: 'A feed could not be read.',
    follows: 'It is shown under Needs attention until the feed is completed again.',
    example: { feed: 'attendance.session', reason: 'The school’s server does not answer' },
  },
  'school.access.granted': {
    meaning: 'The school approved access.',
    follows: 'An earlier refusal is no longer shown.',
    example: { vendor_school_ref: 'A1000000001', source_updated_at },
  },
  'school.access.revoked': {
    meaning: 'The school withdrew access.',
    follows: 'It is shown as the reason why no data comes.',
    example: { vendor_school_ref: 'A1000000001', reason: 'No longer needed', source_updated_at },
  },
  'school.access.declined': {
    meaning: 'The school refused access.',
    follows: 'It is shown as the reason why no data comes.',
    example: { vendor_school_ref: 'A1000000001', reason: 'Not interested', source_updated_at },
  },
  'school.mis.migrated': {
    meaning: 'The school changes to another system.',
    follows: 'It is shown until access is granted again: numbers of pupils may change.',
    example: { from: 'sims', to: 'arbor', source_updated_at },
  },
}
