// What do the police and social care ask for that no school system sends? Each has a field on the form and a person to ask.

export interface PackGap {
  readonly key: string
  readonly label: string
  readonly ask: string
}

export const packGaps: readonly PackGap[] = [
  {
    key: 'lastPlace',
    label: 'Where and when last seen, by whom, and where the child may be',
    ask: 'ask the parent and staff',
  },
  { key: 'withWhom', label: 'With whom, and how they travel', ask: 'ask the parent and friends' },
  { key: 'description', label: 'Description and recent photo', ask: 'ask the parent and staff' },
  { key: 'belongings', label: 'Clothing, bag, telephone and accounts', ask: 'ask the parent' },
  { key: 'medical', label: 'Medical needs and medicine', ask: 'ask the parent and the school nurse' },
  { key: 'people', label: 'Friends, relatives and places the child goes to', ask: 'ask the parent, friends and staff' },
  {
    key: 'siblings',
    label: 'Brothers and sisters, their schools, and whether they attend',
    ask: 'ask the parent and those schools',
  },
  { key: 'home', label: 'Who the child lives with, and where', ask: 'ask the parent' },
  { key: 'worker', label: 'Social worker and responsible authority', ask: 'ask children’s social care' },
  { key: 'language', label: 'Ethnicity and language at home', ask: 'ask the school office' },
  { key: 'visiting', label: 'Safety of those who visit', ask: 'ask staff who have been there' },
]
