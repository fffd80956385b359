// What does the form ask that says where a child is? It says what closes the case, and that silence never does.
import { foundKinds } from '../../cases/caseWork.ts'
import { confirmations } from '../../cases/decide/findChild.ts'
import type { TypedFinding } from '../forms/finding.ts'
import type { Paths } from '../paths.ts'
import type { CaseForm } from './caseForm.ts'
import { foundWords } from './caseWords.ts'
import { todayIsFilledIn } from './checkForm.ts'

const hints: Partial<Record<(typeof foundKinds)[number], string>> = {
  attending:
    'Somebody saw the child in school. The case closes at once. If the register still says N tomorrow, it opens again.',
  'another-school':
    'Only when that school has confirmed the admission. Then the new school is told and the record is sent.',
  'home-educated': 'Only when the authority’s home education officer has judged it suitable.',
  'home-educated-unsuitable': 'The child is still missing education: the case stays open.',
  abroad: 'Only with proof, from the border or from an authority there.',
  'over-age': 'Only when the date of birth says so.',
}

const stillOpen = 'Still open on this case: it stays owed after closing'

/** The form, with what was typed. `open`: what is still open on the case, a line each. */
export function findingForm(caseId: string, typed: TypedFinding, paths: Paths, open: readonly string[]): CaseForm {
  return {
    title: 'The child is found',
    action: paths.findings(caseId),
    submit: 'Write down where the child is',
    intro: [
      'Nothing closes a case but a child who is found, and somebody who confirms it. No contact, however long, closes nothing.',
    ],
    fields: [
      {
        kind: 'radios',
        name: 'kind',
        label: 'Where is the child?',
        value: typed.kind,
        choices: foundKinds.map((kind) => ({ value: kind, text: sentence(foundWords[kind]), hint: hints[kind] })),
      },
      {
        kind: 'text',
        name: 'where',
        label: 'The school, or the country',
        hint: 'When the child is at another school or abroad.',
        value: typed.where,
      },
      {
        kind: 'date',
        name: 'on',
        label: 'On which day was the child seen, or this confirmed?',
        hint: todayIsFilledIn,
        value: typed.on,
      },
      {
        kind: 'text',
        name: 'who',
        label: 'Who saw the child, or confirmed it?',
        hint: 'Name and role.',
        value: typed.who,
      },
      {
        kind: 'radios',
        name: 'how',
        label: 'How is it known?',
        value: typed.how,
        choices: Object.entries(confirmations).map(([value, text]) => ({ value, text })),
      },
      {
        kind: 'textarea',
        name: 'words',
        label: 'What was said or seen',
        hint: 'With proof from the border or an authority abroad, say what the proof is and who gave it: an e-mail of the school there, a stamp, a letter of the consulate. Otherwise optional.',
        value: typed.words,
      },
      ...(open.length > 0 ? [{ kind: 'section', heading: stillOpen, words: open } as const] : []),
    ],
  }
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
