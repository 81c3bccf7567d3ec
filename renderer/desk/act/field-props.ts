/** What every field of a form is given. */
export interface FieldProps {
  value: string
  change: (value: string) => void
  label: string
  /** In words; empty: nothing is wrong. */
  fault: string
  /** The form begins here. */
  isFirst: boolean
}
