// Which triggers keep the record append-only, and write down each change of a role? Every one that the migrations make, so that a missing one is noticed.

const updatedDeletedReplaced = [
  'security_events',
  'mark_versions',
  'case_events',
  'reads',
  'seals',
  'sealed_heads',
  'role_changes',
  'team_address_changes',
  'bank_holiday_lists',
  'connection_changes',
  'parked_settled',
  'register_looks',
  'enrolment_words',
  'pupils_kept_apart',
]

/** The names of the triggers, as the migrations give them. Details of a case's events may be deleted: they are erasable. */
export const appendOnlyTriggers: readonly string[] = [
  ...updatedDeletedReplaced.flatMap((table) =>
    ['updated', 'deleted', 'replaced'].map((what) => `${table}_never_${what}`),
  ),
  'case_event_details_never_updated',
  'case_event_details_never_replaced',
  'roles_held_given',
  'roles_held_changed',
  'write_backs_never_deleted',
  'write_backs_never_replaced',
  'write_backs_one_at_a_time',
  'write_backs_ask_never_changed',
  'policies_never_deleted',
  'policies_never_replaced',
  'policies_only_withdrawn',
]
