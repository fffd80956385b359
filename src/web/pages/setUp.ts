// What does a fresh installation still need, and what is the next step? In the order in which it is done.
import type { SetUp } from '../../storage/schoolStore.ts'

export interface SetUpStep {
  readonly text: string
  readonly isDone: boolean
  /** How far, and what to do; a command stands by itself. */
  readonly how: string
  readonly command: string | null
}

const addConnection =
  'npx whereabouts connection add --school 999001 --name "Heron Lane Primary School" --vendor generic'

/** The steps to the first morning, and whether all are done. */
export function setUpSteps(setUp: SetUp): { readonly steps: readonly SetUpStep[]; readonly isDone: boolean } {
  const { schools } = setUp
  const step = (text: string, count: number, how: string) => ({
    text,
    isDone: schools > 0 && count === schools,
    how: schools === 0 ? how : `${count} of ${schools} schools. ${how}`,
    command: null,
  })
  const steps: SetUpStep[] = [
    {
      text: 'Schools',
      isDone: schools > 0,
      how: 'Connect each school on this page: it is added with its connection. On the server this does the same, and prints the address and the secret for its MIS.',
      command: addConnection,
    },
    step(
      'Calendars',
      setUp.schoolsWithCalendar,
      'Ask each school’s MIS supplier to send the calendar of this school year.',
    ),
    step('Pupils', setUp.schoolsWithPupils, 'Ask each school’s MIS supplier to send the pupils and their contacts.'),
    step('People', setUp.schoolsWithPeople, 'Invite an attendance officer and a safeguarding lead for each school.'),
    step('First register', setUp.schoolsWithRegister, 'It arrives when a school closes its first register.'),
  ]
  return { steps, isDone: steps.every(({ isDone }) => isDone) }
}
