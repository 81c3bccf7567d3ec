/** The wall's few signs, drawn in the colour of the words beside them: a colour never stands alone. */
import type { ReactNode } from 'react'

const SHAPES = {
  /** An octagon with a stroke and a point. */
  urgent: <path fillRule="evenodd" d="M7 1h10l6 6v10l-6 6H7l-6-6V7zM10.5 5v9h3V5zM10.5 16v3h3v-3z" />,
  /** A triangle with a stroke and a point. */
  important: <path fillRule="evenodd" d="M12 1l11.5 21H.5zM10.6 8v7.5h2.8V8zM10.6 17v2.8h2.8V17z" />,
  notice: <path fillRule="evenodd" d="M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22zM10.5 10v8h3v-8zM10.5 5.5v3h3v-3z" />,
  clock: <path fillRule="evenodd" d="M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22zM12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16zM10.7 6.5h2.6v5l3.4 3.4l-1.9 1.9l-4.1-4.2z" />,
  stopped: <path fillRule="evenodd" d="M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22zM7.5 7v10h3.2V7zM13.3 7v10h3.2V7z" />,
  lost: <path fillRule="evenodd" d="M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22zM6.2 8.3L9.9 12l-3.7 3.7l2.1 2.1l3.7-3.7l3.7 3.7l2.1-2.1l-3.7-3.7l3.7-3.7l-2.1-2.1L12 9.9L8.3 6.2z" />,
  well: <path fillRule="evenodd" d="M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22zM10.4 17.4l8-8.6l-2.2-2l-5.9 6.4l-3-2.9l-2 2.2z" />,
} as const
export type IconName = keyof typeof SHAPES

export function Icon({ name }: { name: IconName }): ReactNode {
  return <svg className="wall-icon" viewBox="0 0 24 24" aria-hidden data-icon={name}>{SHAPES[name]}</svg>
}
