// Signing in did not work: what does the person read, and what can they do? Never who else has an account.

export const signInProblems = {
  'not-completed': {
    status: 400,
    heading: 'You are not signed in',
    sentences: [
      'Signing in was not completed. It may have taken longer than 10 minutes, or been started again in another window.',
    ],
    again: true,
  },
  cancelled: {
    status: 400,
    heading: 'You are not signed in',
    sentences: ['Your organisation’s sign-in service says that signing in was cancelled or not allowed.'],
    again: true,
  },
  'issuer-not-reached': {
    status: 503,
    heading: 'Signing in does not work just now',
    sentences: [
      'Your organisation’s sign-in service did not answer. Nothing is lost. Try again in a few minutes.',
      'If it goes on, tell your administrator.',
    ],
    again: true,
  },
  'no-account': {
    status: 403,
    heading: 'You have no account here',
    sentences: [
      'You signed in to your organisation, but nobody has invited that account to Whereabouts.',
      'If you were sent an invitation, open the link in it. If not, ask your administrator to invite you.',
    ],
    again: true,
  },
  'invitation-not-valid': {
    status: 404,
    heading: 'This invitation cannot be used',
    sentences: [
      'It was used already, replaced by a newer one, or is older than 7 days.',
      'If you have signed in before, sign in as usual. If not, ask your administrator for a new link.',
    ],
    again: true,
  },
  'account-taken': {
    status: 403,
    heading: 'This invitation cannot be used',
    sentences: [
      'The account you signed in with is already in use here, under another name.',
      'The invitation can still be used: sign in with the right account, or tell your administrator.',
    ],
    again: false,
  },
} as const

export type SignInProblem = keyof typeof signInProblems
