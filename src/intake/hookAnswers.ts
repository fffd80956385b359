// Which answers does the hook give, and what should a sender do then?
import { deepestMessage } from '../cases/messageText.ts'

export interface HookAnswer {
  readonly status: 200 | 202 | 400 | 401 | 403 | 405 | 409 | 413 | 415 | 429 | 503
  /** What `status` says in the body. */
  readonly words: readonly string[]
  readonly means: string
  readonly todo: string
  /** Whether the header `Retry-After` says when to come again, in seconds. */
  readonly saysWhen?: true
}

export const hookAnswers: readonly HookAnswer[] = [
  {
    status: 202,
    words: ['accepted'],
    means:
      'It is kept durably and applied within seconds. Parts that do not fit are set aside, and the school sees them.',
    todo: 'Nothing. Do not send it again.',
  },
  {
    status: 200,
    words: ['duplicate'],
    means: 'The same message came before under this id.',
    todo: 'Nothing. Do not send it again.',
  },
  {
    status: 400,
    words: ['not-json', 'too-deep', 'broken-off'],
    means: `It is not JSON, its objects and lists lie more than ${deepestMessage} deep in one another, or it broke off.`,
    todo: 'Correct it and send it again. The same bytes get the same answer.',
  },
  {
    status: 401,
    words: ['refused'],
    means: 'The address, the signature, the id or the time does not fit. Which of them is not said.',
    todo: 'Check the secret, that the bytes signed are the bytes sent, and your clock: five minutes either way. Then send it again with a new time.',
  },
  {
    status: 403,
    words: ['wrong-school'],
    means: 'It names another school than that of the connection.',
    todo: 'Send it to the address of that school. Do not send it again here.',
  },
  {
    status: 405,
    words: ['method-not-allowed'],
    means: 'Only POST is known here.',
    todo: 'Use POST.',
  },
  {
    status: 409,
    words: ['id-reused'],
    means: 'The id was used before for another message. The first is kept.',
    todo: 'Give each message an id of its own, and send this one under a new one.',
  },
  {
    status: 413,
    words: ['too-large', 'too-many-marks'],
    means: 'It has more than 256 KiB, or more than 500 marks.',
    todo: 'Split it into smaller messages.',
  },
  {
    status: 415,
    words: ['not-json', 'encoded'],
    means: 'The content type is not application/json, or the body is compressed.',
    todo: 'Send plain JSON in UTF-8.',
  },
  {
    status: 429,
    words: ['too-many'],
    means: 'More came at once than is taken from one connection.',
    todo: 'Wait as long as Retry-After says, then send it again under the same id.',
    saysWhen: true,
  },
  {
    status: 503,
    words: ['unavailable'],
    means: 'It could not be kept.',
    todo: 'Wait as long as Retry-After says, then send it again under the same id.',
    saysWhen: true,
  },
]
