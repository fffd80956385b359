// How much may be asked at once, and what do a time of day and a question look like? What every reader of input agrees on.

/** Days from the first of a calendar to its last: forty years, longer than anybody is at school. */
export const longestCalendarDays = 40 * 366

/** Entries of a list: every session of forty years, and as many again. */
export const mostEntries = 50_000

/** Terms of a calendar: forty years have two hundred and forty. */
export const mostTerms = 1_000

/** Answers to the risk questions, of which there are fewer. */
export const mostAnswers = 100

/** School days or days that a policy may wait. */
export const largestCount = 1_000

/** How deep objects and lists may lie in one another: the contract goes down to five. */
export const deepestNesting = 100

/** Whether a text is a time of day, 'HH:MM'. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

/** The questions of the risk form: seven that must be referred, and the others. */
export const riskQuestion = /^(A[1-7]|Q[1-57]|Q6[ab]?|Q7a|Q8|Q9[abc]?)$/
