// What do the tables of messages look like to TypeScript? One interface a table, as in schema.ts.

export interface MessagesSchema {
  messages: {
    id: string
    key: string
    made_at: string
    kind: string
    team: string
    school_urn: string | null
    case_id: string | null
    subject: string
    body: string
    state: string
    because: string | null
    held_because: string | null
    released_at: string | null
    released_by: string | null
    tries: number
    tries_at_release: number
    tried_at: string | null
    sent_at: string | null
    notify_reference: string | null
  }
  message_tries: { message_id: string; number: number; at: string; email: string; answer: string | null }
  team_addresses: { team: string; email: string; set_at: string; set_by: string }
  team_address_changes: { id: number; team: string; email: string | null; set_at: string; set_by: string }
}
