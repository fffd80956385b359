// What does a fresh installation still need, and what is the next step? In the order in which it is done.
import type { SetUp } from '../../storage/schoolStore.ts'

export interface SetUpStep {
  readonly text: string
  readonly isDone: boolean
  /** How far, and what to do; a command stands by itself. */
  readonly how: string
  /** Which schools still lack it, in words; '' while all do, or none. */
  readonly lacking: string
  readonly command: string | null
}

const addConnection =
  'npx whereabouts connection add --school 999001 --name "Heron Lane Primary School" --vendor generic'

/** The steps to the first morning, and whether all are done. */
export function setUpSteps(setUp: SetUp): { readonly steps: readonly SetUpStep[]; readonly isDone: boolean } {
  const { schools } = setUp
  const step = (text: string, count: number, lacking: readonly string[], how: string) => ({
    text,
    isDone: schools > 0 && count === schools,
    how: schools === 0 ? how : `${count} of ${schools} schools. ${how}`,
    lacking: count > 0 ? lackingInWords(lacking) : '',
    command: null,
  })
  const steps: SetUpStep[] = [
    {
      text: 'Schools',
      isDone: schools > 0,
      how: 'Connect each school on this page: it is added with its connection. On the server this does the same, and prints the address and the secret for its MIS.',
      lacking: '',
      command: addConnection,
    },
    step(
      'Calendars',
      setUp.schoolsWithCalendar,
      setUp.lacking.calendar,
      'Ask each school’s MIS supplier to send the calendar of this school year.',
    ),
    step(
      'Pupils',
      setUp.schoolsWithPupils,
      setUp.lacking.pupils,
      'Ask each school’s MIS supplier to send the pupils and their contacts.',
    ),
    step(
      'People',
      setUp.schoolsWithPeople,
      setUp.lacking.people,
      'Invite an attendance officer and a safeguarding lead for each school.',
    ),
    step(
      'First register',
      setUp.schoolsWithRegister,
      setUp.lacking.register,
      'It arrives when a school closes its first register.',
    ),
  ]
  return { steps, isDone: steps.every(({ isDone }) => isDone) }
}

const mostNamed = 5

function lackingInWords(names: readonly string[]): string {
  if (names.length === 0) return ''
  const more = names.length - mostNamed
  return `Still missing: ${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}
