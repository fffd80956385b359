// Where does one go from one page of a list to the others? The first, the last and those beside this one.

interface Pages {
  readonly page: number
  readonly last: number
}

/** A link to a page, or a gap (`number` null). */
export interface PageLink {
  readonly number: number | null
  readonly href: string
  readonly isCurrent: boolean
}

/** The model of parts/pagination.njk. `address` has a query already. */
export function pageLinks<Given extends Pages>(pages: Given, address: string) {
  const { page, last } = pages
  const hrefOf = (number: number) => `${address}&page=${number}`
  const near = [...new Set([1, page - 1, page, page + 1, last])].filter((number) => number >= 1 && number <= last)
  const links = near.flatMap((number, place): PageLink[] => {
    const link = { number, href: hrefOf(number), isCurrent: number === page }
    return place > 0 && number - near[place - 1]! > 1 ? [{ number: null, href: '', isCurrent: false }, link] : [link]
  })
  return {
    ...pages,
    links,
    previous: page > 1 ? hrefOf(page - 1) : '',
    next: page < last ? hrefOf(page + 1) : '',
  }
}
