// Which part of an input does a disagreement need? The rest is left out, piece by piece.

type Json = unknown

/** The smallest input found that still fails, by leaving out fields and items one after the other. */
export function shrink<Input>(input: Input, stillFails: (smaller: Input) => boolean): Input {
  let smallest = input
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false
    for (const candidate of withoutOnePart(smallest) as Input[]) {
      if (!failsQuietly(candidate, stillFails)) continue
      smallest = candidate
      isSmaller = true
      break
    }
  }
  return smallest
}

/** Leaving out what must be there makes another fault, not the same one. */
function failsQuietly<Input>(candidate: Input, stillFails: (smaller: Input) => boolean): boolean {
  try {
    return stillFails(candidate)
  } catch {
    return false
  }
}

/** Every value with one field or item less, the biggest parts first. */
function withoutOnePart(value: Json): Json[] {
  if (Array.isArray(value)) {
    return [
      ...value.map((_, index) => value.filter((__, other) => other !== index)),
      ...value.flatMap((item, index) => withoutOnePart(item).map((smaller) => value.with(index, smaller))),
    ]
  }
  if (typeof value !== 'object' || value === null) return []
  const names = Object.keys(value)
  return [
    ...names.map((name) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))),
    ...Object.entries(value).flatMap(([name, part]) =>
      withoutOnePart(part).map((smaller) => ({ ...value, [name]: smaller })),
    ),
  ]
}
