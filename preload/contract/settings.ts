/** What an operator may set for this console, for every user of this PC. */

export interface Settings {
  /** 审图号, printed at the map's edge and on whatever shows the map; '' when there is none. */
  approvalNumber: string
  /** Id of the base map's file; null for the one shipped with the product. */
  baseMap: string | null
  /** The file of settings could not be read: these are the defaults, and the old file was set aside. */
  damaged: boolean
}
export const LONGEST_APPROVAL_NUMBER = 60
