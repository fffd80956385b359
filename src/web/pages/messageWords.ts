// How is a message said on a page? Its state in words, who it is for, and what to do.
import type { MessageState } from '../../cases/messageBehind.ts'
import { type Team, teamInWords } from '../../cases/team.ts'
import type { MessageOnList } from '../../storage/messageStore.ts'

export const messagesAPage = 50

/** The lists of messages, by what their address says. */
export const messageLists = {
  waiting: { text: 'Waiting', states: ['waiting', 'sending', 'failed'] },
  held: { text: 'To be looked at', states: ['held'] },
  sent: { text: 'Sent', states: ['sent'] },
  'not-sent': { text: 'Given up', states: ['dead'] },
  withdrawn: { text: 'Withdrawn', states: ['withdrawn'] },
} as const satisfies Record<string, { text: string; states: readonly MessageState[] }>

export type MessageList = keyof typeof messageLists

/** The list asked for, or null for all. */
export function messageListAsked(asked: string | undefined): MessageList | null {
  return asked !== undefined && Object.hasOwn(messageLists, asked) ? (asked as MessageList) : null
}

const words: Record<MessageState, { text: string; colour: string }> = {
  waiting: { text: 'Waiting', colour: 'blue' },
  sending: { text: 'Being sent', colour: 'blue' },
  failed: { text: 'Not sent yet', colour: 'orange' },
  held: { text: 'To be looked at', colour: 'yellow' },
  sent: { text: 'Sent', colour: 'green' },
  dead: { text: 'Given up', colour: 'red' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
}

// For who sees that it is sent, and not what it says.
const kindWords: Readonly<Record<string, string>> = {
  'education-welfare': 'A case for the Education Welfare Service',
  'cme-officer-told': 'A school tells the CME officer',
  'authority-referral': 'A school refers a case',
  'parent-did-not-know': 'A message to a safeguarding lead',
  'deletion-return': 'A deletion return',
  'duties-due': 'What is due or overdue',
  'calendar-ends': 'A school calendar',
  'schools-not-heard': 'Schools not heard from',
  'part-not-taken-in': 'A part of a school’s message that was not taken in',
}

/** A row of a list of messages. */
export function messageRow(message: MessageOnList) {
  return {
    id: message.id,
    madeAt: message.madeAt,
    subject: message.subject ?? kindWords[message.kind] ?? 'A message to a team',
    isRead: message.subject !== null,
    team: teamTitle(message.team, message.schoolName),
    address: message.address,
    state: { ...words[message.state], saying: sayingOf(message) },
    sentAt: message.sentAt,
  }
}

/** A row under Needs attention: why it was not sent and who can do what about it. */
export function messageNotSentRow(message: MessageOnList) {
  const { state, because, address, team, schoolName } = message
  const needsAddress = address === null && state === 'waiting'
  const toWhom = teamInWords(team, schoolName)
  return { ...messageRow(message), toWhom, because, needsAddress, todo: todoOf(message, needsAddress) }
}

/** The team with a capital: 'The Education Welfare Service'. */
export function teamTitle(team: Team, schoolName: string | null): string {
  return capital(teamInWords(team, schoolName))
}

function sayingOf({ state, because }: MessageOnList): string | null {
  if (state === 'waiting') return because ?? 'Nobody has tried to send it yet.'
  if (state === 'failed') return `${because}. It is tried again by itself.`
  if (state === 'dead') return `${because}. Tell them another way.`
  return because
}

function todoOf({ state }: MessageOnList, needsAddress: boolean): string {
  if (state === 'dead')
    return 'Find out why. Somebody who works on the case must tell the team another way, or have it tried again.'
  if (state === 'failed')
    return 'It is tried again by itself. If this goes on, check the address and the settings of GOV.UK Notify.'
  if (needsAddress) return 'Give the team’s address. Until then somebody must tell the team another way.'
  return 'Set up GOV.UK Notify. Until then somebody must tell the team another way.'
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
