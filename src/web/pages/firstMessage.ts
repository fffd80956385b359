// How does a school's supplier try the door? Two messages as commands that sign and send them, and what each answer means.
import { londonDate } from '../../calendar/londonTime.ts'

export interface Door {
  readonly address: string
  readonly secret: string
  readonly schoolUrn: string
  /** The instant at which the house's clock stands still, as it does in the demonstration; null where it goes. */
  readonly standsAt: string | null
}

/** A message that changes nothing, for `bash`: it needs openssl and curl, and no other tool that is not everywhere. */
export function firstMessage(door: Door): string {
  return command(door, [], 'sync.completed', '{"feed":"first-message","complete":false}')
}

/** One mark of this morning. It counts at once, so it has a place for a real pupil's number and nobody invented. */
export function firstMark(door: Door): string {
  const today = door.standsAt === null ? '$(TZ=Europe/London date +%F)' : londonDate(door.standsAt)
  const settings = ["pupil=''", "code='/'", `on=${today}`]
  const mark =
    '{"pupil":{"mis_id":"\'"$pupil"\'"},"date":"\'"$on"\'","session":"AM","code":"\'"$code"\'","source_updated_at":"\'"$now"\'"}'
  return command(door, settings, 'attendance.marks.upserted', `{"session_status":"open","marks":[${mark}]}`)
}

function command(door: Door, settings: readonly string[], type: string, data: string): string {
  const { standsAt } = door
  const source = `{"vendor":"generic","school_urn":"${door.schoolUrn}"}`
  return [
    ...settings,
    `url=${quoted(door.address)}`,
    `secret=${quoted(door.secret)}`,
    'id="msg_$(openssl rand -hex 12)"',
    `at=${standsAt === null ? '$(date +%s)' : Math.floor(Date.parse(standsAt) / 1000)}`,
    `now=${standsAt === null ? '$(date -u +%Y-%m-%dT%H:%M:%SZ)' : standsAt}`,
    `body='{"type":"${type}","timestamp":"'"$now"'","schema":"2026-09-01","source":${source},"data":${data}}'`,
    `key=$(printf %s "\${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`,
    'signature=$(printf %s "$id.$at.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)',
    `curl -sS -w ' %{http_code}\\n' "$url" -H 'Content-Type: application/json' -H "webhook-id: $id" -H "webhook-timestamp: $at" -H "webhook-signature: v1,$signature" --data-binary "$body"`,
  ].join('\n')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** What each answer means, and what the sender does next. */
export const answersOfDoor = [
  { answer: '202 accepted', meaning: 'Kept. It is applied in the next moment, and the list above shows it.' },
  { answer: '200 duplicate', meaning: 'The same message came before. Nothing more happens.' },
  { answer: '400 not-json', meaning: 'The body is not JSON. Sending it again will not help.' },
  {
    answer: '401 refused',
    meaning:
      'The address, the secret, the signature or the time is wrong. The sender’s clock may be five minutes off at most.',
  },
  { answer: '403 wrong-school', meaning: 'The message names another school than the one this address is for.' },
  {
    answer: '409 id-reused',
    meaning: 'Its webhook-id came before with another body. Every message needs an id of its own.',
  },
  { answer: '413 too-large, too-many-marks', meaning: 'More than 256 KiB, or more than 500 marks. Send it in parts.' },
  { answer: '415 not-json, encoded', meaning: 'The type must be application/json, and the body not compressed.' },
  {
    answer: '429 too-many',
    meaning: 'Too many deliveries in a short time. Retry-After says in how many seconds to send the same again.',
  },
  { answer: '503 unavailable', meaning: 'It could not be kept. Send the same message again in 30 seconds.' },
] as const
