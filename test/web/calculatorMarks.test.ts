import { describe, expect, it } from 'vitest'
import { deadlineOf, send } from './calculatorForm.ts'

const first = '12 10 2026'

describe('The count of ground I follows the marks', () => {
  it.each([
    ['', 'Not before Monday 16 November 2026'],
    ['12 October to 18 December 2026 N', 'Not before Monday 16 November 2026'],
    ['20 October 2026 O\n21 October 2026 G', 'Not before Monday 16 November 2026'],
    ['20 October 2026 I', 'Not before Wednesday 25 November 2026'],
    ['20/10/2026 PM I', 'Not before Wednesday 25 November 2026'],
    ['19 to 20 October 2026 PM O', 'Not before Monday 16 November 2026'],
    ['19 to 20 October 2026 PM I', 'Not before Wednesday 25 November 2026'],
    ['15/10/2026 U', 'Not before Friday 20 November 2026'],
    ['2 to 6 November 2026 U', 'Not before Friday 4 December 2026'],
    ['20/10/2026 #', 'Not before Tuesday 17 November 2026'],
    ['10 November 2026 Y4', 'Not before Tuesday 8 December 2026'],
    ['12/10/2026 AM /', 'Not before Tuesday 17 November 2026'],
  ])('%s: %s', async (marks, date) => {
    expect(deadlineOf(await send({ first, marks }), 'ground-i')).toContain(`${date} School day 20`)
  })

  it('ended by a day of illness, and says where it begins again', async () => {
    const words = deadlineOf(await send({ first, marks: '20 October 2026 I' }), 'ground-i')

    expect(words).toContain(
      'The mark I on Tuesday 20 October ended the count; it begins again on Wednesday 21 October.',
    )
    expect(words).toContain('Day 1 is Wednesday 21 October, and only school days count.')
    expect(words).toContain(
      'School day 6 Mon 19 Oct Ended: Tue 20 Oct , code I School day 1 Wed 21 Oct School day 2 Thu 22 Oct',
    )
    expect(words).toContain('20 school days counted from Wednesday 21 October 2026, 6 weekdays skipped')
    expect(words).toMatch(/School day 20 Wed 25 Nov$/)
  })

  it('after a day on which the school was shut a person looks first', async () => {
    const words = deadlineOf(await send({ first, marks: '10 November 2026 Y4' }), 'ground-i')

    expect(words).toContain(
      'A person looks first. The school was shut (Y4 on Tuesday 10 November), and the regulations do not say whether such a day ends the count. If it does not, day 20 may be as early as Monday 16 November. The later date is shown here.',
    )
    expect(words).toContain(
      'The mark Y4 on Tuesday 10 November ended the count; it begins again on Wednesday 11 November.',
    )
    expect(deadlineOf(await send({ first, marks: '20 October 2026 I' }), 'ground-i')).not.toContain(
      'A person looks first',
    )
  })

  it('not begun by a first day on which the child came for half of it', async () => {
    expect(deadlineOf(await send({ first, marks: '12/10/2026 AM /' }), 'ground-i')).toContain(
      'The mark / in the morning of Monday 12 October keeps that day from counting. The count begins on Tuesday 13 October.',
    )
  })

  it('ended after it was reached, and says what that means', async () => {
    expect(deadlineOf(await send({ first, marks: '1/12/2026 I' }), 'ground-i')).toContain(
      'The mark I on Tuesday 1 December comes after this date and ends the count. A new count begins on Wednesday 2 December and reaches school day 20 on Wednesday 13 January.',
    )
  })

  it('ended several times, with each mark named, up to four', async () => {
    const words = async (marks: string) => deadlineOf(await send({ first, marks }), 'ground-i')

    expect(await words('15/10/2026 U\n20/10/2026 I\n21/10/2026 I')).toContain(
      'The marks U on Thursday 15 October and I from Tuesday 20 October to Wednesday 21 October ended the count; it begins again on Thursday 22 October.',
    )
    expect(await words(['14', '16', '20', '22'].map((day) => `${day}/10/2026 L`).join('\n'))).toContain(
      'L on Wednesday 14 October, L on Friday 16 October, L on Tuesday 20 October and L on Thursday 22 October ended',
    )
    expect(await words(['13', '15', '19', '21', '23'].map((day) => `${day}/10/2026 L`).join('\n'))).toContain(
      'L on Wednesday 21 October and 1 more ended the count; it begins again on Tuesday 3 November.',
    )
  })
})

describe('Each count by its own codes', () => {
  it('a child who came late ends the absence and ground I, not the attendance return', async () => {
    const answered = await send({ first, marks: '15/10/2026 U' })

    expect(deadlineOf(answered, 'attendance-return')).toContain('Friday 23 October 2026 School day 10')
    expect(deadlineOf(answered, 'attendance-return')).toContain(
      'The mark U on Thursday 15 October does not end the count: that day counts.',
    )
    expect(deadlineOf(answered, 'attendance-return')).toContain('School day 4 Thu 15 Oct , code U')
    expect(deadlineOf(answered, 'education-welfare-escalation')).toContain('Wednesday 14 October 2026 School day 3')
    expect(deadlineOf(answered, 'education-welfare-escalation')).toContain(
      'The mark U on Thursday 15 October comes after this date and ends the count. A new count begins on Friday 16 October and reaches school day 3 on Tuesday 20 October.',
    )
    expect(deadlineOf(answered, 'authority-enquiries')).toContain('By Thursday 12 November 2026 Calendar day 28')
    expect(deadlineOf(answered, 'authority-enquiries')).toContain(
      'Ended: Thu 15 Oct , code U Calendar day 1 Fri 16 Oct Calendar day 2 Sat 17 Oct',
    )
  })

  it('a day on which the school was shut is skipped by all but ground I', async () => {
    const answered = await send({ first, marks: '13/10/2026 Y4' })

    expect(deadlineOf(answered, 'education-welfare-escalation')).toContain('Thursday 15 October 2026 School day 3')
    expect(deadlineOf(answered, 'education-welfare-escalation')).toContain(
      'The mark Y4 on Tuesday 13 October does not end the count: nobody could attend, so the day is skipped and the count goes on.',
    )
    expect(deadlineOf(answered, 'education-welfare-escalation')).toContain(
      'School day 1 Mon 12 Oct Skipped: Tue 13 Oct , nobody could attend (Y4) School day 2 Wed 14 Oct',
    )
    expect(deadlineOf(answered, 'attendance-return')).toContain('Tuesday 3 November 2026 School day 10')
  })

  it('code N has its date whatever follows, counted from the first session that is N', async () => {
    expect(deadlineOf(await send({ first, marks: '14/10/2026 I' }), 'unexplained-code')).toContain(
      'By Monday 19 October 2026 Code N, 5 school days after the first: Replace code N of the first day Your marks do not change this date.',
    )
    const moved = deadlineOf(await send({ first, marks: '12/10/2026 O' }), 'unexplained-code')
    expect(moved).toContain('By Tuesday 20 October 2026')
    expect(moved).toContain('Replace code N of Tuesday 13 October 2026')
    expect(moved).toContain('The first session marked N is on Tuesday 13 October.')
  })

  it('a holiday without leave all through is no unexplained absence, and still counts for the return and ground I', async () => {
    const terms = [
      ['1/9/2026', '23/10/2026'],
      ['2/11/2026', '18/12/2026'],
    ] as const
    const answered = await send({ first, terms, closed: '', marks: '12 October to 18 December 2026 G' })

    expect(deadlineOf(answered, 'education-welfare-escalation')).toContain(
      'Does not apply School day 3: Tell the Education Welfare Service This is owed while nobody knows why the child is away. Code G gives a reason, a holiday without leave, and no other day is marked N or O.',
    )
    expect(deadlineOf(answered, 'unexplained-code')).toContain('No session of this absence is marked N.')
    expect(deadlineOf(answered, 'attendance-return')).toContain('Friday 23 October 2026 School day 10')
    expect(deadlineOf(answered, 'ground-i')).toContain('Not before Friday 13 November 2026 School day 20')
  })

  it('a date that no count reaches is unknown, with the marks that ended it', async () => {
    const terms = [['1/9/2026', '23/10/2026']] as const
    const answered = await send({ first, terms, closed: '', marks: '20 to 23 October 2026 I' })

    expect(deadlineOf(answered, 'ground-i')).toContain(
      'Unknown School day 20: First lawful day to consider removing the name from the register (Ground I) With these marks the count is not reached before your term dates end, on 23 October 2026. Add the term dates after 23 October 2026. The marks I from Tuesday 20 October to Friday 23 October ended the count. No later day of your term dates counts.',
    )
    expect(deadlineOf(answered, 'ground-i')).toContain(
      'School day 6 Mon 19 Oct Ended: Tue 20 Oct to Fri 23 Oct , code I',
    )
  })
})

describe('What the page says of the marks', () => {
  it('names them, and the line that is overruled by a later one', async () => {
    const { text } = await send({ first, marks: '19 to 23 October 2026 I\n21/10/2026 PM O' })

    expect(text).toContain(
      'Marks that are not N: 19 October 2026 I; 20 October 2026 I; 21 October 2026 I and O; 22 October 2026 I; 23 October 2026 I.',
    )
    expect(text).toContain(
      'Line 2 of the marks speaks of a day that an earlier line names too: the later line is used.',
    )
    expect((await send({ first, marks: '19/10/2026 AM I\n19/10/2026 PM O' })).text).not.toContain(
      'the later line is used',
    )
  })

  it('says when they are all N', async () => {
    expect((await send({ first, marks: '13/10/2026 N' })).text).toContain(
      'Your marks are all N, as every day is without them.',
    )
  })

  it('keeps them as they were typed for the form', async () => {
    const { html } = await send({ first, marks: ' 20 Oct 2026 I\n', wish: 'change' })
    expect(html).toContain('\n 20 Oct 2026 I\n</textarea>')
    expect(html).toContain('href="/rulebook/attendance-codes"')
  })
})

describe('An absence before the regulations of 2024', () => {
  it('stands on those of 2006, and says which rules did not hold yet', async () => {
    const terms = [
      ['8/4/2024', '24/5/2024'],
      ['3/6/2024', '19/7/2024'],
    ] as const
    const answered = await send({ first: '3 6 2024', terms, closed: '' })

    expect(deadlineOf(answered, 'ground-i')).toContain('Not before Friday 28 June 2024 School day 20')
    expect(deadlineOf(answered, 'ground-i')).toContain(
      'Education (Pupil Registration) (England) Regulations 2006 (SI 2006/1751), regulation 8(1)(h)',
    )
    expect(deadlineOf(answered, 'attendance-return')).toContain('SI 2006/1751), regulation 12(1)')
    expect(deadlineOf(answered, 'unexplained-code')).toContain(
      'The rule cited here is in force from 19 August 2024. What held before is not known here.',
    )
    expect(deadlineOf(await send({ first }), 'unexplained-code')).not.toContain('in force from')
  })
})
