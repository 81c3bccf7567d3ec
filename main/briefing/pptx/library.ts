/** The library under its own name: its types take it for a CommonJS module, which Node does not load. */
import loaded from 'pptxgenjs'

export const createPresentation = (): loaded.default => new (loaded as unknown as typeof loaded.default)()
export type Presentation = loaded.default
export type LibrarySlide = loaded.default.Slide
export type LayoutProps = loaded.default.SlideMasterProps
export type Run = loaded.default.TextProps
export type RunOptions = loaded.default.TextPropsOptions
export type TableCell = loaded.default.TableCell
export type TableCellOptions = loaded.default.TableCellProps
