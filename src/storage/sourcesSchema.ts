// What do the tables of schools’ systems look like to TypeScript: connections, deliveries, readings, what was set aside?

export interface SourcesSchema {
  connections: {
    id: string
    endpoint: string
    school_urn: string
    vendor: string
    secret_current: string | null
    secret_previous: string | null
    previous_until: string | null
    previous_used_at: string | null
    token: string | null
    settings: string
    created_at: string
    created_by: string | null
    ended_at: string | null
    ended_because: string | null
  }
  write_backs: {
    id: string
    connection_id: string
    school_urn: string
    pupil_id: string
    marked_on: string
    session: string
    from_code: string
    from_stamp: string
    to_code: string
    reason: string
    reason_entry: string
    asked_by: string
    asked_at: string
    state: string
    vendor_ref: string | null
    sent_at: string | null
    tries: number
    next_try_at: string | null
    because: string | null
    needs_person: number
    ended_at: string | null
    reason_undone_at: string | null
  }
  connection_changes: {
    id: number
    at: string
    by: string
    connection_id: string
    number: number
    what: string
    detail: string | null
  }
  deliveries: {
    id: number
    connection_id: string
    delivery_id: string
    received_at: string
    type: string | null
    body_sha256: string
    body: string | null
    state: string
    tries: number
    next_try_at: string | null
    processed_at: string | null
    parked_because: string | null
    parked_about: string | null
    released_at: string | null
    released_by: string | null
    replays: number | null
    sent_by: string | null
    retried_at: string | null
    retried_by: string | null
    discarded_at: string | null
    discarded_by: string | null
    discarded_because: string | null
  }
  polls: {
    connection_id: string
    feed: string
    cursor: string | null
    next_at: string
    leased_until: string | null
    leased_by: string | null
    last_begun_at: string | null
    last_complete_at: string | null
    failures: number
    problem: string | null
    most_seen: number
  }
  vendor_lists: {
    connection_id: string
    name: string
    content: string
    read_at: string
  }
  quarantined: {
    delivery: number
    number: number
    school_urn: string
    at: string
    type: string
    path: string
    reason: string
    content: string | null
    settled_at: string | null
    settled_by: string | null
    settled_how: string | null
    settled_because: string | null
    replayed_as: number | null
    told_at: string | null
    told_by: string | null
  }
  security_events: {
    id: number
    at: string
    kind: string
    connection_id: string | null
    school_urn: string | null
    delivery_id: string | null
    detail: string
  }
}
