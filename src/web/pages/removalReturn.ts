// What goes to the authority when a name is deleted? Regulation 13(4), filled from what is known, each gap named.
import type { CaseNow } from '../../cases/caseNow.ts'
import type { GroundLetter } from '../../cases/caseWork.ts'
import { foundSince, removalOf } from '../../cases/removalGate.ts'
import type { Paths } from '../paths.ts'
import { caseHead } from './caseForm.ts'
import { foundWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { type ContactShown, contactsShown } from './pupilContacts.ts'
import { type Reader, statementShown } from './removalEvidence.ts'
import { groundWords } from './removalWords.ts'

export interface ReturnLine {
  readonly label: string
  readonly values: readonly string[]
  /** What is not known here and must be added; null when nothing is missing. */
  readonly gap: string | null
}

/** The model of `pages/removalReturn.njk`: before the decision, what the return would say. */
export function removalReturn(now: CaseNow, ground: GroundLetter, paths: Paths, reader: Reader) {
  const removal = removalOf(now)
  const letter = removal?.details.ground ?? ground
  return {
    title: 'Deletion return',
    head: caseHead(now, paths),
    backHref: `${paths.removal(now.summary.id)}?ground=${letter}`,
    isSent: removal !== null,
    lines: [
      ...childLines(now),
      ...parentLines(contactsShown(reader.contacts, [], reader.seesRestricted)),
      line(
        'Where the child goes now',
        destinationOf(now, letter, reader),
        'No new address and no new school is known.',
      ),
      line('Ground', [`${groundWords[letter].name}, ${groundWords[letter].rule.source.provision}`], ''),
      removal
        ? line(
            'Deleted on',
            [
              `${inWords.plainDay(removal.details.on)}, decided ${inWords.dayAndTime(removal.at)} by ${removal.byName ?? 'somebody no longer here'}`,
            ],
            '',
          )
        : line('Deleted on', [], 'Not decided. Nothing has been sent.'),
    ],
  }
}

function line(label: string, values: readonly string[], gap: string): ReturnLine {
  return { label, values, gap: values.length === 0 ? gap : null }
}

function childLines({ pupil, schoolName }: CaseNow): ReturnLine[] {
  const legal = [pupil.legalForename, pupil.legalSurname].filter((part) => part !== null)
  const known = [pupil.preferredForename, pupil.preferredSurname].filter((part) => part !== null)
  return [
    line(
      'Full name',
      legal.length > 0 ? [legal.join(' ')] : [],
      'The legal name was never sent. Write it in your MIS; it arrives here.',
    ),
    ...(known.length > 0 ? [line('Known as', [known.join(' ')], '')] : []),
    line(
      'Date of birth',
      pupil.dateOfBirth ? [inWords.plainDay(pupil.dateOfBirth)] : [],
      'The date of birth was never sent. Write it in your MIS; it arrives here.',
    ),
    line(
      'Unique pupil number',
      pupil.upn ? [pupil.upn] : [],
      'The number was never sent. Write it in your MIS; it arrives here.',
    ),
    line(
      'Home address',
      [],
      'The MIS sends no address of the child’s own. Those of parents and carers are below: say to the authority which one holds.',
    ),
    line('School', [schoolName], ''),
  ]
}

function parentLines(contacts: readonly ContactShown[]): ReturnLine[] {
  const open = contacts.filter((contact) => !contact.isHidden)
  const parents = open.filter(({ hasParentalResponsibility }) => hasParentalResponsibility)
  const shown = parents.length > 0 ? parents : open
  const hidden = contacts.length - open.length
  return [
    ...shown.map((contact) => ({
      label: contact.hasParentalResponsibility ? 'Parent' : 'Contact',
      values: [
        contact.relationship ? `${contact.name}, ${contact.relationship}` : contact.name,
        ...(contact.address ? [contact.address] : []),
        ...contact.numbers.map(({ number }) => number),
      ],
      gap: gapOf(contact),
    })),
    ...(hidden > 0
      ? [
          {
            label: 'Restricted',
            values: [],
            gap: `${hidden === 1 ? 'One contact is' : `${hidden} contacts are`} restricted. Ask the safeguarding lead what may be said.`,
          },
        ]
      : []),
    line(
      'Whom the child lives with',
      [],
      'The MIS does not say with which parent the child normally lives. Say it to the authority when it asks.',
    ),
  ]
}

function gapOf(contact: Extract<ContactShown, { readonly isHidden: false }>): string | null {
  const gaps = [
    ...(contact.isRestricted
      ? ['The address of a restricted contact is not shown here.']
      : contact.address
        ? []
        : ['No address was sent.']),
    ...(contact.numbers.length > 0
      ? []
      : [contact.hidesNumber ? 'The number is restricted: ask the safeguarding lead.' : 'No number was sent.']),
  ]
  return gaps.length > 0 ? gaps.join(' ') : null
}

function destinationOf(now: CaseNow, ground: GroundLetter, reader: Reader): string[] {
  const found = foundSince(now, ground)
  const event = found && now.events.find(({ version }) => version === found.version)
  if (event?.what !== 'child-found') return []
  const where = statementShown(`${foundWords[event.details.kind]}\n${event.details.where}`, {
    ...reader,
    readsStatements: true,
  })
  return [...(where ?? [])]
}
