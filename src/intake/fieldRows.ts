// Which fields does a message carry, in words? Read off the published schema, so that page and schema cannot differ.
import type { JsonSchema } from './published.ts'

/** A field of `data`: `marks[].pupil.mis_id`. */
export interface FieldRow {
  readonly name: string
  readonly kind: string
  readonly isRequired: boolean
  readonly says: string
}

interface Node {
  readonly type?: string | readonly string[]
  readonly enum?: readonly (string | null)[]
  readonly format?: string
  readonly maxLength?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly description?: string
  readonly anyOf?: readonly Node[]
  readonly items?: Node
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
}

/** The fields below a schema of an object, each before those within it. */
export function fieldRows(schema: JsonSchema, before = ''): FieldRow[] {
  const { properties = {}, required = [] } = schema as Node
  return Object.entries(properties).flatMap(([key, node]) => {
    const said = node.anyOf?.find(({ type }) => type !== 'null') ?? node
    const isNullable = node.anyOf !== undefined || said.enum?.includes(null) || isListed(said.type, 'null')
    const name = `${before}${key}`
    const row: FieldRow = {
      name,
      kind: isNullable ? `${kindOf(said)}, or null` : kindOf(said),
      isRequired: required.includes(key),
      says: node.description ?? said.description ?? '',
    }
    const within = said.items
      ? fieldRows(said.items as JsonSchema, `${name}[].`)
      : fieldRows(said as JsonSchema, `${name}.`)
    return [row, ...within]
  })
}

function isListed(type: Node['type'], name: string): boolean {
  return typeof type === 'object' && type.includes(name)
}

const formats: Readonly<Record<string, string>> = {
  date: 'date, YYYY-MM-DD',
  'date-time': 'instant with Z or an offset',
}

const types: Readonly<Record<string, string>> = {
  object: 'object',
  boolean: 'true or false',
  integer: 'whole number',
  array: 'list',
}

const mostValuesShown = 6

function kindOf(node: Node): string {
  const values = node.enum?.filter((value) => value !== null) ?? []
  if (values.length > mostValuesShown) return 'one of the codes of the 2024 list, or -'
  if (values.length > 0) return `one of ${values.join(', ')}`
  if (node.format) return formats[node.format] ?? node.format
  const type = typeof node.type === 'object' ? node.type.find((each) => each !== 'null') : node.type
  if (type === 'string') return node.maxLength ? `text, at most ${node.maxLength} characters` : 'text'
  if (type === 'array') return node.maxItems ? `list, at most ${node.maxItems} entries` : 'list'
  const { minimum, maximum } = node
  if (type === 'integer' && minimum !== undefined && maximum !== undefined)
    return `whole number, ${minimum} to ${maximum}`
  return types[type ?? ''] ?? 'anything'
}
