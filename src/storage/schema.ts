// What do the tables look like to TypeScript? One interface a table, in the order of the migrations.

import type { MessagesSchema } from './messagesSchema.ts'
import type { SourcesSchema } from './sourcesSchema.ts'

export interface Schema extends MessagesSchema, SourcesSchema {
  settings: { name: string; value: string }
  schools: { urn: string; name: string; register_kept: 'mis' | 'paper'; created_at: string }
  people: { id: string; name: string; issuer: string | null; subject: string | null; created_at: string }
  roles_held: {
    id: string
    person_id: string
    role: string
    school_urn: string | null
    granted_at: string
    granted_by: string
    withdrawn_at: string | null
    withdrawn_by: string | null
  }
  invitations: {
    code_hash: string
    person_id: string
    created_at: string
    created_by: string
    expires_at: string
    used_at: string | null
  }
  sessions: {
    id_hash: string
    person_id: string
    started_at: string
    last_used_at: string
    ended_at: string | null
    kept: string
  }
  calendars: {
    school_urn: string
    academic_year: string
    published_at: string
    delivery_id: string
    terms: string
    closed: string
    registers_close: string | null
    received_at: string
    source: 'mis' | 'typed' | 'file' | 'bank-holiday'
    entered_by: string | null
    reason: string | null
  }
  pupils: PupilsTable
  contacts: {
    id: string
    pupil_id: string
    contact_ref: string
    name: string
    relationship: string | null
    priority: number | null
    parental_responsibility: number | null
    phones: string
    emails: string
    address: string | null
    restricted: number
    restricted_at: string | null
    source_updated_at: string
  }
  marks: {
    pupil_id: string
    marked_on: string
    session: 'AM' | 'PM'
    school_urn: string
    code: string
    minutes_late: number | null
    comment: string | null
    source: 'mis' | 'hand' | 'no-mark'
    stamp: string
    tie: string
    received_at: string
    received_by: string
  }
  presence: {
    school_urn: string
    marked_on: string
    session: 'AM' | 'PM'
    pupil_id: string
    code: string
    stamp: string
    tie: string
    received_at: string
  }
  mark_versions: {
    id: number
    pupil_id: string
    marked_on: string
    session: 'AM' | 'PM'
    code: string
    source: string
    stamp: string
    tie: string
    received_at: string
    received_by: string
    became: string
    kept_at: string
    kept_because: 'replaced' | 'stale'
    reason: string | null
  }
  register_sessions: {
    school_urn: string
    marked_on: string
    session: 'AM' | 'PM'
    expected: number | null
    marked: number | null
    complete: number
    closed_at: string | null
    last_heard_at: string
    source: 'mis' | 'hand'
    stamp: string
  }
  feeds: { school_urn: string; feed: string; last_heard_at: string; last_complete_at: string | null }
  cases: {
    id: string
    pupil_id: string
    school_urn: string
    began_on: string
    ended_on: string | null
    ended_because: string | null
    explained_on: string | null
    explained_until: string | null
    explained_by: number | null
    opened_at: string | null
    closed_at: string | null
    allocated_to: string | null
    standing: string
    version: number
    last_hash: string
    changed_at: string
  }
  leaves: {
    id: string
    pupil_id: string
    first_on: string
    last_on: string
    reason: string
    recorded_at: string
    recorded_by: string | null
    told_stamp: string | null
    withdrawn_at: string | null
    withdrawn_by: string | null
  }
  caseload_looks: { person_id: string; looked_at: string; before_at: string }
  case_events: {
    case_id: string
    version: number
    at: string
    by: string
    what: string
    details_hash: string
    previous_hash: string
    hash: string
  }
  case_event_details: { case_id: string; version: number; salt: string; details: string }
  reads: { id: number; at: string; person_id: string; page: string; pupil_ids: string }
  due_keys: { key: string; at: string }
  seals: {
    table_name: string
    sealed_on: string
    from_id: number
    to_id: number
    rows: number
    digest: string
    previous_hash: string
    hash: string
  }
  sealed_heads: { sealed_on: string; case_id: string; version: number; hash: string }
  role_changes: {
    id: number
    role_id: string
    person_id: string
    role: string
    school_urn: string | null
    granted_at: string
    granted_by: string
    withdrawn_at: string | null
    withdrawn_by: string | null
  }
}

/** A pupil of one school. Flags are 1, 0 or null: not known is not no. */
export interface PupilsTable {
  id: string
  school_urn: string
  mis_id: string
  upn: string | null
  former_upn: string | null
  legal_forename: string | null
  legal_surname: string | null
  preferred_forename: string | null
  preferred_surname: string | null
  search_name: string
  date_of_birth: string | null
  sex: string | null
  year_group: string | null
  reg_group: string | null
  home_la_code: string | null
  boarder: number
  details_at: string | null
  detail_words: string
  looked_after: number | null
  protection_plan: number | null
  child_in_need: number | null
  ehc_plan: number | null
  sen_support: number | null
  social_worker: number | null
  flags_at: string | null
  flags_to_check: string
  flags_to_check_at: string | null
  first_known_on: string
  entered_on: string | null
  left_on: string | null
  enrolment_at: string | null
  asks: 'starter' | 'leaver' | null
  asks_from: string | null
}
