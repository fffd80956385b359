// Where in the JSON is it? Paths as text, and the fields that nobody knows.

export type Path = readonly PropertyKey[]

/** The path as JSON writes it: 'calendar.terms[1].from'; '$' for the whole. */
export function pathText(path: Path): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return text === '' ? '$' : text.replace(/^\./, '')
}

/** The paths of the fields that were given and that reading left out. Nothing inside such a field is looked at. */
export function unknownFields(given: unknown, read: unknown): string[] {
  const found: string[] = []
  addUnknownFields(given, read, [], found)
  return found
}

function addUnknownFields(given: unknown, read: unknown, path: Path, found: string[]): void {
  if (given === read || typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return
  if (Array.isArray(given)) {
    const items = read as readonly unknown[]
    for (let index = 0; index < given.length; index++) {
      if (typeof given[index] === 'object') addUnknownFields(given[index], items[index], [...path, index], found)
    }
    return
  }
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(read, key)) {
      found.push(pathText([...path, key]))
      continue
    }
    const value = (given as Record<string, unknown>)[key]
    if (typeof value === 'object')
      addUnknownFields(value, (read as Record<string, unknown>)[key], [...path, key], found)
  }
}
